/* The writer for CSV (RFC 4180): a row an entity, under a header. Attributes differ from type to type and share one column:
 * name=value, joined by ';', with a '\' before a ';' or '\' of a value. A document that failed, or a part of one that could not
 * be done, has a row without an entity and the reason in the last column. */
#include "csv.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

typedef struct csv_state {
    bool with_sentence;
} csv_state;

lode_status csv_open_writer(const lode_writer_options *options, void **state, lode_error *error) {
    csv_state *made = malloc(sizeof *made);

    if (!made)
        return lode_error_set(error, LODE_ERROR_MEMORY, "memory ran out");
    made->with_sentence = options->with_text;
    *state = made;
    return LODE_OK;
}

lode_status csv_write_header(void *handle, lode_output *output, lode_error *error) {
    const csv_state *state = handle;

    (void)error;
    lode_output_string(output, "document,id,line,type,start,end,text,rule,attributes,error,part,title,page");
    lode_output_string(output, state->with_sentence ? ",sentence\r\n" : "\r\n");
    return LODE_OK;
}

/* Text inside quotes; where `escape`, for a value among others. */
static void put_quoted(lode_output *output, const char *text, size_t length, bool escape) {
    size_t done = 0;

    for (size_t i = 0; i < length; i++) {
        bool marked = escape && (text[i] == ';' || text[i] == '\\');

        if (!marked && text[i] != '"')
            continue;
        lode_output_write(output, text + done, i - done);
        lode_output_string(output, marked ? "\\" : "\"");
        done = i;
    }
    lode_output_write(output, text + done, length - done);
}

static void put_field(lode_output *output, const char *text, size_t length) {
    bool plain = true;

    for (size_t i = 0; plain && i < length; i++)
        plain = text[i] != '"' && text[i] != ',' && text[i] != '\n' && text[i] != '\r';
    if (plain) {
        lode_output_write(output, text, length);
        return;
    }
    lode_output_string(output, "\"");
    put_quoted(output, text, length, false);
    lode_output_string(output, "\"");
}

static void put_string(lode_output *output, const char *text) {
    if (text)
        put_field(output, text, strlen(text));
}

static void put_attributes(lode_output *output, const lode_entity *entity) {
    for (size_t i = 0; i < entity->attribute_count; i++) {
        const lode_attribute *attribute = &entity->attributes[i];

        lode_output_string(output, i ? ";" : "\"");
        lode_output_format(output, "%s=", attribute->name);
        if (attribute->value.kind == LODE_VALUE_NUMBER)
            lode_output_value(output, &attribute->value);
        else
            put_quoted(output, attribute->value.text, attribute->value.length, true);
    }
    if (entity->attribute_count)
        lode_output_string(output, "\"");
}

/* The columns that say which document it is. */
static void put_document(lode_output *output, const lode_result *result) {
    put_string(output, result->document);
    lode_output_string(output, ",");
    put_string(output, result->id);
    lode_output_string(output, ",");
    if (result->line)
        lode_output_format(output, "%" PRIu64, result->line);
}

/* The sentence that an entity begins in. */
static void put_sentence(lode_output *output, const lode_result *result, const lode_entity *entity) {
    size_t low = 0, high = entity ? result->sentence_count : 0;

    lode_output_string(output, ",");
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (result->sentences[middle].end <= entity->start)
            low = middle + 1;
        else
            high = middle;
    }
    if (entity && low < result->sentence_count && result->sentences[low].start <= entity->start)
        put_field(output, result->sentences[low].text, result->sentences[low].length);
}

/* The last columns, which came later than the others. */
static void put_end(const csv_state *state, lode_output *output, const lode_result *result, const lode_entity *entity) {
    lode_output_string(output, ",");
    put_string(output, result->part);
    lode_output_string(output, ",");
    put_string(output, result->title);
    lode_output_string(output, ",");
    if (entity && entity->page)
        lode_output_format(output, "%" PRIu32, entity->page);
    if (state->with_sentence)
        put_sentence(output, result, entity);
    lode_output_string(output, "\r\n");
}

static void put_entity(const csv_state *state, lode_output *output, const lode_result *result, const lode_entity *entity) {
    put_document(output, result);
    lode_output_string(output, ",");
    put_string(output, entity->type);
    lode_output_format(output, ",%zu,%zu,", entity->start, entity->end);
    put_field(output, entity->text, entity->length);
    lode_output_string(output, ",");
    put_string(output, entity->rule);
    lode_output_string(output, ",");
    put_attributes(output, entity);
    lode_output_string(output, ",");
    put_end(state, output, result, entity);
}

static void put_error(const csv_state *state, lode_output *output, const lode_result *result, lode_status status,
                      const char *rule, const char *message) {
    put_document(output, result);
    lode_output_string(output, ",,,,,");
    put_string(output, rule);
    lode_output_string(output, ",,\"");
    put_quoted(output, lode_status_name(status), strlen(lode_status_name(status)), false);
    lode_output_string(output, ": ");
    put_quoted(output, message, strlen(message), false);
    lode_output_string(output, "\"");
    put_end(state, output, result, NULL);
}

lode_status csv_write(void *handle, const lode_result *result, lode_output *output, lode_error *error) {
    const csv_state *state = handle;

    (void)error;
    if (result->status != LODE_OK)
        put_error(state, output, result, result->status, result->rule, result->message);
    for (size_t i = 0; i < result->entity_count; i++)
        put_entity(state, output, result, &result->entities[i]);
    for (size_t i = 0; i < result->problem_count; i++)
        put_error(state, output, result, result->problems[i].status, result->problems[i].rule, result->problems[i].message);
    return LODE_OK;
}
