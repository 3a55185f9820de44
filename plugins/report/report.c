/* The writer for a report: one page that needs nothing else, with each document's entities and facts in its text, lists to
 * search, sums, a time line, and who gave to whom. The data stand in a block of JSON, a line a document; the page's script
 * shows them as text only. Built for some hundred documents: a browser holds all of them at once. */
#include "assets.h"
#include "json.h"

#include <lode/plugin.h>
#include <string.h>

static lode_status begin(void *state, lode_output *output, lode_error *error) {
    (void)state;
    (void)error;
    lode_output_string(output,
                       "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                       "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '" STYLE_HASH
                       "'; script-src '" SCRIPT_HASH "'; base-uri 'none'; form-action 'none'\">\n"
                       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                       "<title>What was found</title>\n<style>");
    lode_output_string(output, style);
    lode_output_string(output, "</style>\n</head>\n<body>\n");
    lode_output_string(output, body);
    lode_output_string(output, "<script type=\"application/json\" id=\"data\">\n");
    return LODE_OK;
}

static lode_status end(void *state, lode_output *output, lode_error *error) {
    (void)state;
    (void)error;
    lode_output_string(output, "</script>\n<script>");
    lode_output_string(output, script);
    lode_output_string(output, "</script>\n</body>\n</html>\n");
    return LODE_OK;
}

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

static void put_member(lode_output *output, const char *key, const char *text) {
    if (!text)
        return;
    lode_output_format(output, ",\"%s\":", key);
    json_string(output, text);
}

/* A value as text: numbers too, which JavaScript would make binary. */
static void put_value(lode_output *output, const lode_value *value) {
    if (value->kind == LODE_VALUE_NUMBER) {
        lode_output_string(output, "\"");
        lode_output_value(output, value);
        lode_output_string(output, "\"");
    } else {
        json_text(output, value->text, value->length);
    }
}

/* [type, start, end, rule, {attributes}, page] */
static void put_entity(lode_output *output, const lode_entity *entity, size_t offset, places *count) {
    size_t start = place(count, offset);

    lode_output_string(output, "[");
    json_string(output, entity->type);
    lode_output_format(output, ",%zu,%zu,", start, place(count, offset + entity->length));
    json_string(output, entity->rule ? entity->rule : "");
    lode_output_string(output, ",{");
    for (size_t i = 0; i < entity->attribute_count; i++) {
        if (i)
            lode_output_string(output, ",");
        json_string(output, entity->attributes[i].name);
        lode_output_string(output, ":");
        put_value(output, &entity->attributes[i].value);
    }
    lode_output_format(output, "},%u]", (unsigned)entity->page);
}

/* The sentence of a fact; -1: none is known. */
static long find_sentence(const lode_result *result, const lode_fact *fact) {
    for (size_t i = 0; i < result->sentence_count; i++)
        if (result->sentences[i].start <= fact->start && fact->start < result->sentences[i].end)
            return (long)i;
    return -1;
}

static void put_fact(lode_output *output, const lode_result *result, const lode_fact *fact) {
    lode_output_string(output, "{\"t\":");
    json_string(output, fact->type);
    put_member(output, "r", fact->rule);
    lode_output_format(output, ",\"s\":%ld,\"p\":[", find_sentence(result, fact));
    for (size_t i = 0; i < fact->part_count; i++) {
        const lode_fact_part *part = &fact->parts[i];

        lode_output_string(output, i ? ",[" : "[");
        json_string(output, part->name);
        lode_output_string(output, ",");
        if (part->text)
            json_text(output, part->text, part->length);
        else
            put_value(output, &part->value);
        lode_output_format(output, ",%td]", part->entity);
    }
    lode_output_string(output, "]}");
}

/* An entity that lies in another one in the text's order, or whose place is not known, is left out of the text but not of
 * lists. */
static lode_status write_document(void *state, const lode_result *result, lode_output *output, lode_error *error) {
    places count = {.text = result->text};
    bool placed = result->text && (result->text_offsets || !result->entity_count);

    (void)state;
    (void)error;
    lode_output_string(output, "{\"d\":");
    json_string(output, result->document);
    put_member(output, "p", result->part);
    put_member(output, "t", result->title);
    put_member(output, "g", result->date);
    put_member(output, "l", result->language);
    if (result->line)
        lode_output_format(output, ",\"n\":%llu", (unsigned long long)result->line);
    if (result->status != LODE_OK)
        put_member(output, "err", result->message ? result->message : lode_status_name(result->status));
    lode_output_string(output, ",\"x\":");
    json_text(output, result->text ? result->text : "", result->text ? result->text_length : 0);
    lode_output_string(output, ",\"e\":[");
    for (size_t i = 0; placed && i < result->entity_count; i++) {
        if (i)
            lode_output_string(output, ",");
        put_entity(output, &result->entities[i], result->text_offsets[i], &count);
    }
    lode_output_string(output, "],\"s\":[");
    count.at = count.units = 0;
    for (size_t i = 0; placed && i < result->sentence_count; i++) {
        const lode_text_sentence *sentence = &result->sentences[i];
        size_t offset = sentence->length ? (size_t)(sentence->text - result->text) : 0, start = place(&count, offset);

        lode_output_format(output, "%s[%zu,%zu]", i ? "," : "", start, place(&count, offset + sentence->length));
    }
    lode_output_string(output, "],\"f\":[");
    for (size_t i = 0; placed && i < result->fact_count; i++) {
        if (i)
            lode_output_string(output, ",");
        put_fact(output, result, &result->facts[i]);
    }
    lode_output_string(output, "]}\n");
    return LODE_OK;
}

static const lode_writer writer = {
    .format = "html", .needs_text = true, .begin = begin, .document = write_document, .end = end};

LODE_PLUGIN(report, "1.0", "a page for people: entities and facts in their texts, lists, sums, a time line", .writer = &writer)
