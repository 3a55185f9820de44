/* SPDX-License-Identifier: MIT */
/* The writer for JSON Lines: a line a document. Keys of which nothing is known are left out. Bytes of a file's name that are
 * no UTF-8 are written as U+FFFD, so that every line is valid JSON. */
#include "jsonl.h"

#include <stdlib.h>
#include <string.h>

typedef struct jsonl_state {
    bool with_text;
} jsonl_state;

static void put_string(lode_output *output, const char *text) {
    lode_output_json(output, text, strlen(text));
}

/* The key of a member after another one. Keys are written in ASCII here and have nothing to escape. */
static void put_key(lode_output *output, const char *key) {
    lode_output_string(output, ",\"");
    lode_output_string(output, key);
    lode_output_string(output, "\":");
}

static void put_number(lode_output *output, const char *key, uint64_t number) {
    put_key(output, key);
    lode_output_number(output, number);
}

/* A member after another one, left out where there is nothing to say. */
static void put_member(lode_output *output, const char *key, const char *text) {
    if (text) {
        put_key(output, key);
        put_string(output, text);
    }
}

static void put_value(lode_output *output, const lode_value *value) {
    if (value->kind == LODE_VALUE_NUMBER)
        lode_output_value(output, value);
    else
        lode_output_json(output, value->text, value->length);
}

/* A member that is an object of names and values, left out where there are none. */
static void put_attributes(lode_output *output, const char *key, const lode_attribute *attributes, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (i == 0)
            put_key(output, key);
        lode_output_string(output, i ? "," : "{");
        put_string(output, attributes[i].name);
        lode_output_string(output, ":");
        put_value(output, &attributes[i].value);
    }
    if (count)
        lode_output_string(output, "}");
}

static void put_entity(lode_output *output, const lode_entity *entity) {
    lode_output_string(output, "{\"type\":");
    put_string(output, entity->type);
    put_number(output, "start", entity->start);
    put_number(output, "end", entity->end);
    put_key(output, "text");
    lode_output_json(output, entity->text, entity->length);
    put_member(output, "rule", entity->rule);
    if (entity->page)
        put_number(output, "page", entity->page);
    put_attributes(output, "attributes", entity->attributes, entity->attribute_count);
    lode_output_string(output, "}");
}

/* A value goes before the words that it was read from. */
static void put_part(lode_output *output, const lode_fact_part *part) {
    if (part->value.kind != LODE_VALUE_NONE) {
        lode_output_string(output, "{\"value\":");
        put_value(output, &part->value);
    } else {
        lode_output_string(output, "{\"start\":");
        lode_output_number(output, part->start);
        put_number(output, "end", part->end);
        put_key(output, "text");
        lode_output_json(output, part->text, part->length);
        if (part->entity >= 0)
            put_number(output, "entity", (uint64_t)part->entity);
    }
    lode_output_string(output, "}");
}

static void put_parts(lode_output *output, const lode_fact *fact) {
    for (size_t i = 0, end; i < fact->part_count; i = end) {
        end = i + 1;
        while (end < fact->part_count && strcmp(fact->parts[end].name, fact->parts[i].name) == 0)
            end++;
        if (i)
            lode_output_string(output, ",");
        put_string(output, fact->parts[i].name);
        lode_output_string(output, end - i > 1 ? ":[" : ":");
        for (size_t j = i; j < end; j++) {
            if (j > i)
                lode_output_string(output, ",");
            put_part(output, &fact->parts[j]);
        }
        if (end - i > 1)
            lode_output_string(output, "]");
    }
}

static void put_fact(lode_output *output, const lode_fact *fact) {
    lode_output_string(output, "{\"type\":");
    put_string(output, fact->type);
    put_number(output, "start", fact->start);
    put_number(output, "end", fact->end);
    lode_output_string(output, ",\"sentence\":{\"start\":");
    lode_output_number(output, fact->sentence_start);
    put_number(output, "end", fact->sentence_end);
    lode_output_string(output, "}");
    put_member(output, "rule", fact->rule);
    lode_output_string(output, ",\"parts\":{");
    put_parts(output, fact);
    lode_output_string(output, "}}");
}

static void put_facts(lode_output *output, const lode_result *result) {
    lode_output_string(output, ",\"facts\":[");
    for (size_t i = 0; i < result->fact_count; i++) {
        if (i)
            lode_output_string(output, ",");
        put_fact(output, &result->facts[i]);
    }
    lode_output_string(output, "]");
}

/* code, message, and the plugin and rule at work where they are known. */
static void put_error(lode_output *output, lode_status status, const char *message, const char *plugin, const char *rule) {
    lode_output_string(output, "{\"code\":");
    put_string(output, lode_status_name(status));
    put_member(output, "message", message);
    put_member(output, "plugin", plugin);
    put_member(output, "rule", rule);
    lode_output_string(output, "}");
}

static void put_found(lode_output *output, const lode_result *result) {
    lode_output_string(output, ",\"entities\":[");
    for (size_t i = 0; i < result->entity_count; i++) {
        if (i)
            lode_output_string(output, ",");
        put_entity(output, &result->entities[i]);
    }
    lode_output_string(output, "]");
    if (result->facts)
        put_facts(output, result);
    for (size_t i = 0; i < result->problem_count; i++) {
        const lode_problem *problem = &result->problems[i];

        lode_output_string(output, i ? "," : ",\"problems\":[");
        put_error(output, problem->status, problem->message, problem->plugin, problem->rule);
    }
    if (result->problem_count)
        lode_output_string(output, "]");
}

lode_status jsonl_open(const lode_writer_options *options, void **state, lode_error *error) {
    jsonl_state *made = malloc(sizeof *made);

    if (!made)
        return lode_error_no_memory(error);
    made->with_text = options->with_text;
    *state = made;
    return LODE_OK;
}

/* The text, and its sentences as pairs of offsets. */
static void put_text(lode_output *output, const lode_result *result) {
    lode_output_string(output, ",\"text\":");
    lode_output_json(output, result->text, result->text_length);
    for (size_t i = 0; i < result->sentence_count; i++) {
        lode_output_string(output, i ? ",[" : ",\"sentences\":[[");
        lode_output_number(output, result->sentences[i].start);
        lode_output_string(output, ",");
        lode_output_number(output, result->sentences[i].end);
        lode_output_string(output, "]");
    }
    if (result->sentence_count)
        lode_output_string(output, "]");
}

lode_status jsonl_write(void *state, const lode_result *result, lode_output *output, lode_error *error) {
    const jsonl_state *options = state;

    (void)error;
    lode_output_string(output, "{\"document\":");
    put_string(output, result->document);
    put_member(output, "part", result->part);
    put_member(output, "id", result->id);
    if (result->line)
        put_number(output, "line", result->line);
    put_member(output, "language", result->language);
    put_member(output, "date", result->date);
    put_member(output, "title", result->title);
    put_attributes(output, "metadata", result->metadata, result->metadata_count);
    if (result->status == LODE_OK && options->with_text)
        put_text(output, result);
    if (result->status == LODE_OK) {
        put_found(output, result);
    } else {
        lode_output_string(output, ",\"error\":");
        put_error(output, result->status, result->message, result->plugin, result->rule);
    }
    lode_output_string(output, "}\n");
    return LODE_OK;
}
