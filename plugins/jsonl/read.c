/* SPDX-License-Identifier: MIT */
/* The reader for JSON Lines: each line is an object with the document's `text` and optionally its `id` (a string or an
 * integer), `date` and `language`. Other keys are passed over. RFC 8259; a key that is there twice is refused. */
#include "jsonl.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

static lode_status wrong(lode_error *error, const char *key, const char *is, const char *advice) {
    lode_error_set(error, LODE_ERROR_SYNTAX, "the record's '%s' is %s", key, is);
    lode_error_advise(error, "%s", advice);
    return LODE_ERROR_SYNTAX;
}

static lode_status set_text(lode_record *record, const json_t *object, lode_error *error) {
    const json_t *text = json_object_get(object, "text");

    if (!text)
        return wrong(error, "text", "missing", "give every record its text as a string");
    if (!json_is_string(text))
        return wrong(error, "text", "not a string", "give every record its text as a string");
    return lode_record_set_text(record, json_string_value(text), json_string_length(text), error);
}

static lode_status set_id(lode_record *record, const json_t *object, lode_error *error) {
    const json_t *id = json_object_get(object, "id");
    char digits[32];
    int length;

    if (!id || json_is_null(id))
        return LODE_OK;
    if (json_is_string(id))
        return lode_record_set_id(record, json_string_value(id), json_string_length(id), error);
    if (!json_is_integer(id))
        return wrong(error, "id", "neither a string nor an integer", "write it as a string");
    length = snprintf(digits, sizeof digits, "%" JSON_INTEGER_FORMAT, json_integer_value(id));
    return lode_record_set_id(record, digits, (size_t)length, error);
}

typedef lode_status set_function(lode_record *record, const char *value, size_t length, lode_error *error);

static lode_status set_string(lode_record *record, const json_t *object, const char *key, set_function *set, const char *advice,
                              lode_error *error) {
    const json_t *value = json_object_get(object, key);

    if (!value || json_is_null(value))
        return LODE_OK;
    if (!json_is_string(value))
        return wrong(error, key, "not a string", advice);
    return set(record, json_string_value(value), json_string_length(value), error);
}

static lode_status set_all(lode_record *record, const json_t *object, lode_error *error) {
    lode_status status;

    if (!json_is_object(object)) {
        lode_error_set(error, LODE_ERROR_SYNTAX, "the line is not a JSON object");
        lode_error_advise(error, "write one {\"text\": \"...\"} a line");
        return LODE_ERROR_SYNTAX;
    }
    /* The id first: an error in what follows is then known by it. */
    status = set_id(record, object, error);
    if (status == LODE_OK)
        status = set_string(record, object, "date", lode_record_set_date, "write it as \"YYYY-MM-DD\"", error);
    if (status == LODE_OK)
        status = set_string(record, object, "language", lode_record_set_language, "write it as a tag such as \"en\"", error);
    return status == LODE_OK ? set_text(record, object, error) : status;
}

lode_status jsonl_read(void *state, const lode_input *input, lode_record *record, lode_error *error) {
    static const unsigned char mark[] = {0xEF, 0xBB, 0xBF};
    const char *bytes = (const char *)input->bytes;
    size_t length = input->length;
    json_error_t reason;
    json_t *object;
    lode_status status;

    (void)state;
    if (input->line == 1 && length >= sizeof mark && memcmp(bytes, mark, sizeof mark) == 0) {
        bytes += sizeof mark;
        length -= sizeof mark;
    }
    object = json_loadb(bytes, length, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL | JSON_DECODE_ANY, &reason);
    if (!object) {
        if (json_error_code(&reason) == json_error_out_of_memory)
            return lode_error_no_memory(error);
        return lode_error_set(error, LODE_ERROR_SYNTAX, "the line is not valid JSON: %s, at byte %d", reason.text,
                              reason.position);
    }
    status = set_all(record, object, error);
    json_decref(object);
    return status;
}
