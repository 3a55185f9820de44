/* SPDX-License-Identifier: MIT */
#include "document.h"

#include "json.h"

#include <string.h>

/* Counts of UTF-16 units, as JavaScript counts, up to places that mostly rise. */
typedef struct places {
    const char *text;
    size_t at, units;
} places;

static size_t place(places *count, size_t at) {
    if (at < count->at)
        count->at = count->units = 0;
    for (; count->at < at; count->at++) {
        unsigned char byte = (unsigned char)count->text[count->at];

        count->units += (byte & 0xC0) != 0x80;
        count->units += byte >= 0xF0;
    }
    return count->units;
}

static void put_member(report_page *page, const char *key, const char *text) {
    if (!text)
        return;
    page_string(page, ",\"");
    page_string(page, key);
    page_string(page, "\":");
    report_json_string(page, text);
}

/* A value as text: numbers too, which JavaScript would make binary. */
static void put_value(report_page *page, const lode_value *value) {
    if (value->kind == LODE_VALUE_NUMBER) {
        char digits[LODE_DECIMAL_TEXT_MAX];

        lode_decimal_format(value->number, digits);
        report_json_string(page, digits);
    } else {
        report_json_text(page, value->text, value->length);
    }
}

/* [type, start, end, rule, {attributes}, page] */
static void put_entity(report_page *page, const lode_entity *entity, size_t offset, places *count) {
    size_t start = place(count, offset);

    page_string(page, "[");
    report_json_string(page, entity->type);
    page_number(page, ",", (long long)start);
    page_number(page, ",", (long long)place(count, offset + entity->length));
    page_string(page, ",");
    report_json_string(page, entity->rule ? entity->rule : "");
    page_string(page, ",{");
    for (size_t i = 0; i < entity->attribute_count; i++) {
        if (i)
            page_string(page, ",");
        report_json_string(page, entity->attributes[i].name);
        page_string(page, ":");
        put_value(page, &entity->attributes[i].value);
    }
    page_number(page, "},", entity->page);
    page_string(page, "]");
}

/* The sentence of a fact; -1: none is known. */
static long find_sentence(const lode_result *result, const lode_fact *fact) {
    for (size_t i = 0; i < result->sentence_count; i++)
        if (result->sentences[i].start <= fact->start && fact->start < result->sentences[i].end)
            return (long)i;
    return -1;
}

/* [name, text, entity or -1]; for words that are no entity, how far behind the sentence's start they stand as well, in the
 * unit of the results' offsets. */
static void put_part(report_page *page, const lode_fact *fact, const lode_fact_part *part) {
    page_string(page, "[");
    report_json_string(page, part->name);
    page_string(page, ",");
    if (part->text)
        report_json_text(page, part->text, part->length);
    else
        put_value(page, &part->value);
    page_number(page, ",", part->entity);
    if (part->text && part->entity < 0 && part->start >= fact->sentence_start)
        page_number(page, ",", (long long)(part->start - fact->sentence_start));
    page_string(page, "]");
}

static void put_fact(report_page *page, const lode_result *result, const lode_fact *fact) {
    page_string(page, "{\"t\":");
    report_json_string(page, fact->type);
    put_member(page, "r", fact->rule);
    page_number(page, ",\"s\":", find_sentence(result, fact));
    page_string(page, ",\"p\":[");
    for (size_t i = 0; i < fact->part_count; i++) {
        if (i)
            page_string(page, ",");
        put_part(page, fact, &fact->parts[i]);
    }
    page_string(page, "]}");
}

/* An entity that lies in another one in the text's order, or whose place is not known, is left out of the text but not of
 * lists. */
void document_put(report_page *page, const lode_result *result) {
    places count = {.text = result->text};
    bool placed = result->text && (result->text_offsets || !result->entity_count);

    page_string(page, "{\"d\":");
    report_json_string(page, result->document);
    put_member(page, "p", result->part);
    put_member(page, "t", result->title);
    put_member(page, "g", result->date);
    put_member(page, "l", result->language);
    if (result->line)
        page_number(page, ",\"n\":", (long long)result->line);
    if (result->status != LODE_OK)
        put_member(page, "err", result->message ? result->message : lode_status_name(result->status));
    page_string(page, ",\"x\":");
    report_json_text(page, result->text ? result->text : "", result->text ? result->text_length : 0);
    page_string(page, ",\"e\":[");
    for (size_t i = 0; placed && i < result->entity_count; i++) {
        if (i)
            page_string(page, ",");
        put_entity(page, &result->entities[i], result->text_offsets[i], &count);
    }
    page_string(page, "],\"s\":[");
    count.at = count.units = 0;
    for (size_t i = 0; placed && i < result->sentence_count; i++) {
        const lode_text_sentence *sentence = &result->sentences[i];
        size_t offset = sentence->length ? (size_t)(sentence->text - result->text) : 0, start = place(&count, offset);

        page_number(page, i ? ",[" : "[", (long long)start);
        page_number(page, ",", (long long)place(&count, offset + sentence->length));
        page_string(page, "]");
    }
    page_string(page, "],\"f\":[");
    for (size_t i = 0; placed && i < result->fact_count; i++) {
        if (i)
            page_string(page, ",");
        put_fact(page, result, &result->facts[i]);
    }
    page_string(page, "]}\n");
}
