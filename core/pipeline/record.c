/* SPDX-License-Identifier: MIT */
#include "pipeline/record.h"
#include "text/utf8.h"

#include "text/language_tag.h"

#include <string.h>

lode_status lode_record_set_bytes(lode_record *record, const unsigned char *bytes, size_t length, const char *encoding,
                                  lode_error *error) {
    lode_status status = lode_text_decode(&record->text, record->arena, bytes, length, encoding, error);

    record->has_text = status == LODE_OK;
    record->adds = false;
    record->mark_count = 0;
    return status;
}

lode_status lode_record_decode(lode_record *record, const unsigned char *bytes, size_t length, const char *encoding,
                               const char **text, size_t *text_length, lode_error *error) {
    lode_text decoded;
    lode_status status = lode_text_decode(&decoded, record->arena, bytes, length, encoding, error);

    *text = status == LODE_OK ? decoded.decoded : "";
    *text_length = status == LODE_OK ? decoded.decoded_length : 0;
    return status;
}

lode_status lode_record_set_text(lode_record *record, const char *text, size_t length, lode_error *error) {
    const char *copy = lode_arena_copy(record->arena, text, length);

    if (!copy)
        return lode_error_no_memory(error);
    return lode_record_set_bytes(record, (const unsigned char *)copy, length, "UTF-8", error);
}

/* A copy that ends where the bytes do; a NUL among them would cut it short for whoever reads the result. */
static lode_status copy_name(lode_record *record, const char *what, const char *bytes, size_t length, const char **copy,
                             lode_error *error) {
    if (memchr(bytes, '\0', length))
        return lode_error_set(error, LODE_ERROR_SYNTAX, "the %s has a NUL character in it", what);
    if (lode_utf8_check(bytes, length) != length)
        return lode_error_set(error, LODE_ERROR_ENCODING, "the %s is not UTF-8", what);
    *copy = lode_arena_copy(record->arena, bytes, length);
    return *copy ? LODE_OK : lode_error_no_memory(error);
}

lode_status lode_record_set_part(lode_record *record, const char *part, size_t length, lode_error *error) {
    return copy_name(record, "part's name", part, length, &record->part, error);
}

lode_status lode_record_set_id(lode_record *record, const char *id, size_t length, lode_error *error) {
    return copy_name(record, "id", id, length, &record->id, error);
}

lode_status lode_record_set_title(lode_record *record, const char *title, size_t length, lode_error *error) {
    return length ? copy_name(record, "title", title, length, &record->title, error) : LODE_OK;
}

lode_status lode_record_set_language(lode_record *record, const char *language, size_t length, lode_error *error) {
    const char *tag;
    lode_status status = copy_name(record, "language", language, length, &tag, error);

    if (status != LODE_OK)
        return status;
    if (!lode_language_is_tag(tag)) {
        lode_error_set(error, LODE_ERROR_SYNTAX, "'%.*s' is no language tag", length < 40 ? (int)length : 40, tag);
        lode_error_advise(error, "write it as in BCP 47, such as 'vi' or 'en-GB'");
        return LODE_ERROR_SYNTAX;
    }
    record->language = tag;
    return LODE_OK;
}

/* The place for a name among the metadata; NULL where memory ran out. */
static lode_attribute *metadata_named(lode_record *record, const char *name) {
    lode_attribute *grown;

    for (size_t i = 0; i < record->metadata_count; i++)
        if (strcmp(record->metadata[i].name, name) == 0)
            return &record->metadata[i];
    grown = lode_arena_array(record->arena, record->metadata_count + 1, sizeof *grown);
    if (!grown)
        return NULL;
    if (record->metadata_count)
        memcpy(grown, record->metadata, record->metadata_count * sizeof *grown);
    record->metadata = grown;
    grown += record->metadata_count;
    grown->name = lode_arena_copy(record->arena, name, strlen(name));
    record->metadata_count += grown->name != NULL;
    return grown->name ? grown : NULL;
}

lode_status lode_record_set_metadata(lode_record *record, const char *name, const char *value, size_t length,
                                     lode_error *error) {
    lode_attribute *metadata;
    const char *copy;
    lode_status status;

    if (length == 0)
        return LODE_OK;
    status = copy_name(record, name, value, length, &copy, error);
    if (status != LODE_OK)
        return status;
    metadata = metadata_named(record, name);
    if (!metadata)
        return lode_error_no_memory(error);
    metadata->value = (lode_value){.kind = LODE_VALUE_TEXT, .text = copy, .length = length};
    return LODE_OK;
}

lode_status lode_record_set_date(lode_record *record, const char *date, size_t length, lode_error *error) {
    lode_day day;

    switch (lode_day_parse(date, length, &day)) {
    case LODE_OK:
        record->date = day;
        record->date_known = true;
        record->time = lode_time_parse(date, length);
        return LODE_OK;
    case LODE_DECLINED:
        return lode_error_set(error, LODE_ERROR_SYNTAX, "there is no day '%.*s'", length < 40 ? (int)length : 40, date);
    default:
        lode_error_set(error, LODE_ERROR_SYNTAX, "'%.*s' is not a date", length < 40 ? (int)length : 40, date);
        lode_error_advise(error, "write it as YYYY-MM-DD");
        return LODE_ERROR_SYNTAX;
    }
}
