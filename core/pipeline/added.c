/* SPDX-License-Identifier: MIT */
/* A record's text as its reader puts it together, piece by piece, with marks in it. */
#include "pipeline/reading.h"

#include <string.h>

bool lode_record_is_blank(const lode_record *record) {
    return !record->has_text && !record->adds && !record->part && !record->id && !record->title && !record->language &&
           !record->metadata_count && !record->date_known;
}

bool lode_record_add(lode_record *record, const char *text, size_t length) {
    lode_buffer *added = &record->reading->added;

    if (!record->adds) {
        lode_buffer_clear(added);
        lode_buffer_clear(&record->reading->marks);
        record->adds = true;
        record->has_text = false;
    }
    if (record->added == LODE_OK && length > lode_record_room(record) - added->length)
        record->added = LODE_ERROR_LIMIT;
    if (record->added == LODE_OK && !lode_buffer_append(added, text, length))
        record->added = LODE_ERROR_MEMORY;
    return record->added == LODE_OK;
}

static const lode_text_mark *last_mark(const lode_record *record) {
    const lode_buffer *marks = &record->reading->marks;

    return record->adds && marks->length ? (const lode_text_mark *)(const void *)(marks->bytes + marks->length) - 1 : NULL;
}

/* What stands in the text before a mark: nothing, a tab or a line end. */
static const char *separator(const lode_record *record, lode_mark_kind kind) {
    const lode_buffer *added = &record->reading->added;
    const lode_text_mark *last = last_mark(record);

    if (kind == LODE_MARK_CELL || kind == LODE_MARK_HEAD)
        return last && last->kind == LODE_MARK_ROW && last->offset == added->length ? "" : "\t";
    if (kind < LODE_MARK_TABLE || !record->adds || !added->length || added->bytes[added->length - 1] == '\n')
        return "";
    return "\n";
}

bool lode_record_mark(lode_record *record, lode_mark_kind kind, uint32_t value) {
    const char *between = separator(record, kind);
    lode_text_mark mark = {.kind = kind, .value = value};

    if (!lode_record_add(record, between, strlen(between)))
        return false;
    mark.offset = record->reading->added.length;
    if (!lode_buffer_append(&record->reading->marks, (const char *)&mark, sizeof mark))
        record->added = LODE_ERROR_MEMORY;
    return record->added == LODE_OK;
}

lode_status lode_record_complete(lode_record *record, lode_error *error) {
    lode_reading *reading = record->reading;
    const lode_buffer *added = &reading->added;
    lode_status status;

    if (!record->adds)
        return LODE_OK;
    if (record->added == LODE_ERROR_LIMIT)
        return lode_record_refuse_size(record, error);
    if (record->added != LODE_OK)
        return lode_error_no_memory(error);
    status = lode_record_set_bytes(record, (const unsigned char *)(added->length ? added->bytes : ""), added->length, "UTF-8",
                                   error);
    record->marks = (const lode_text_mark *)(const void *)reading->marks.bytes;
    record->mark_count = reading->marks.length / sizeof(lode_text_mark);
    reading->room -= added->length < reading->room ? added->length : reading->room;
    return status;
}
