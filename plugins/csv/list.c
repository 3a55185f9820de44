/* SPDX-License-Identifier: MIT */
#include "list.h"

#include <string.h>

void csv_list_head(const csv_place *place, bool with_sentence) {
    static const char *const COLUMNS[] = {"document", "id",         "line",  "type", "start", "end",  "text",
                                          "rule",     "attributes", "error", "part", "title", "page", "sentence"};
    size_t count = sizeof COLUMNS / sizeof *COLUMNS - !with_sentence;

    for (size_t i = 0; i < count; i++) {
        csv_separate(place, i > 0);
        csv_string(place, COLUMNS[i]);
    }
    csv_string(place, place->dialect.line_end);
}

static void put_attributes(const csv_place *place, const lode_entity *entity) {
    for (size_t i = 0; i < entity->attribute_count; i++) {
        const lode_attribute *attribute = &entity->attributes[i];

        csv_string(place, i ? ";" : "\"");
        csv_string(place, i ? "" : csv_guard(place, attribute->name, strlen(attribute->name)));
        csv_quoted(place, attribute->name, strlen(attribute->name), false);
        csv_string(place, "=");
        if (attribute->value.kind == LODE_VALUE_NUMBER)
            csv_value(place, &attribute->value);
        else
            csv_quoted(place, attribute->value.text, attribute->value.length, true);
    }
    if (entity->attribute_count)
        csv_string(place, "\"");
}

/* The columns that say which document it is. */
static void put_document(const csv_place *place, const lode_result *result) {
    csv_name(place, result->document);
    csv_separate(place, 1);
    csv_name(place, result->id);
    csv_separate(place, 1);
    if (result->line)
        csv_number(place, (size_t)result->line);
}

/* The sentence that an entity begins in. */
static void put_sentence(const csv_place *place, const lode_result *result, const lode_entity *entity) {
    size_t low = 0, high = entity ? result->sentence_count : 0;

    csv_separate(place, 1);
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (result->sentences[middle].end <= entity->start)
            low = middle + 1;
        else
            high = middle;
    }
    if (entity && low < result->sentence_count && result->sentences[low].start <= entity->start)
        csv_text(place, result->sentences[low].text, result->sentences[low].length);
}

/* The last columns, which came later than the others. */
static void put_end(const csv_place *place, bool with_sentence, const lode_result *result, const lode_entity *entity) {
    csv_separate(place, 1);
    csv_name(place, result->part);
    csv_separate(place, 1);
    csv_name(place, result->title);
    csv_separate(place, 1);
    if (entity && entity->page)
        csv_number(place, entity->page);
    if (with_sentence)
        put_sentence(place, result, entity);
    csv_string(place, place->dialect.line_end);
}

static void put_entity(const csv_place *place, bool with_sentence, const lode_result *result, const lode_entity *entity) {
    put_document(place, result);
    csv_separate(place, 1);
    csv_name(place, entity->type);
    csv_separate(place, 1);
    csv_number(place, entity->start);
    csv_separate(place, 1);
    csv_number(place, entity->end);
    csv_separate(place, 1);
    csv_text(place, entity->text, entity->length);
    csv_separate(place, 1);
    csv_name(place, entity->rule);
    csv_separate(place, 1);
    put_attributes(place, entity);
    csv_separate(place, 1);
    put_end(place, with_sentence, result, entity);
}

static void put_error(const csv_place *place, bool with_sentence, const lode_result *result, const lode_problem *problem) {
    const char *code = lode_status_name(problem->status);

    put_document(place, result);
    csv_separate(place, 5);
    csv_name(place, problem->rule);
    csv_separate(place, 2);
    csv_string(place, "\"");
    csv_quoted(place, code, strlen(code), false);
    csv_string(place, ": ");
    csv_quoted(place, problem->message, strlen(problem->message), false);
    csv_string(place, "\"");
    put_end(place, with_sentence, result, NULL);
}

void csv_list_document(const csv_place *place, bool with_sentence, const lode_result *result) {
    if (result->status != LODE_OK)
        put_error(place, with_sentence, result,
                  &(lode_problem){.status = result->status, .rule = result->rule, .message = result->message});
    for (size_t i = 0; i < result->entity_count; i++)
        put_entity(place, with_sentence, result, &result->entities[i]);
    for (size_t i = 0; i < result->problem_count; i++)
        put_error(place, with_sentence, result, &result->problems[i]);
}
