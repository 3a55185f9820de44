/* The writer for CSV (RFC 4180): a row an entity, under a header. Attributes differ from type to type and share one column:
 * name=value, joined by ';', with a '\' before a ';' or '\' of a value. A document that failed, or a part of one that could not
 * be done, has a row without an entity and the reason in the last column. */
#include <inttypes.h>
#include <lode/plugin.h>
#include <string.h>

static lode_status write_header(void *state, lode_output *output, lode_error *error) {
    (void)state, (void)error;
    lode_output_string(output, "document,id,line,type,start,end,text,rule,attributes,error\r\n");
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

static void put_entity(lode_output *output, const lode_result *result, const lode_entity *entity) {
    put_document(output, result);
    lode_output_string(output, ",");
    put_string(output, entity->type);
    lode_output_format(output, ",%zu,%zu,", entity->start, entity->end);
    put_field(output, entity->text, entity->length);
    lode_output_string(output, ",");
    put_string(output, entity->rule);
    lode_output_string(output, ",");
    put_attributes(output, entity);
    lode_output_string(output, ",\r\n");
}

static void put_error(lode_output *output, const lode_result *result, lode_status status, const char *rule,
                      const char *message) {
    put_document(output, result);
    lode_output_string(output, ",,,,,");
    put_string(output, rule);
    lode_output_string(output, ",,\"");
    put_quoted(output, lode_status_name(status), strlen(lode_status_name(status)), false);
    lode_output_string(output, ": ");
    put_quoted(output, message, strlen(message), false);
    lode_output_string(output, "\"\r\n");
}

static lode_status write_document(void *state, const lode_result *result, lode_output *output, lode_error *error) {
    (void)state, (void)error;
    if (result->status != LODE_OK)
        put_error(output, result, result->status, result->rule, result->message);
    for (size_t i = 0; i < result->entity_count; i++)
        put_entity(output, result, &result->entities[i]);
    for (size_t i = 0; i < result->problem_count; i++)
        put_error(output, result, result->problems[i].status, result->problems[i].rule, result->problems[i].message);
    return LODE_OK;
}

static const lode_writer writer = {
    .format = "csv", .lines = LODE_LINES_WHOLE, .begin = write_header, .document = write_document};

LODE_PLUGIN(csv, "1.0", "CSV (RFC 4180): a row an entity", .writer = &writer)
