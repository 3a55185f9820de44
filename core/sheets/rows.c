/* SPDX-License-Identifier: MIT */
/* Sheets read back, row by row. */
#include "sheets/sheets.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

size_t lode_sheets_count(const lode_sheets *sheets) {
    return sheets->count;
}

void lode_sheets_at(lode_sheets *sheets, size_t index, lode_sheet *sheet) {
    const sheet_making *made = sheets->sheets[index];
    size_t count = 0;

    if (made->column_count > sheets->shown_capacity) {
        free(sheets->columns);
        free(sheets->shown);
        sheets->columns = calloc(made->column_count, sizeof *sheets->columns);
        sheets->shown = calloc(made->column_count, sizeof *sheets->shown);
        sheets->shown_capacity = sheets->columns && sheets->shown ? made->column_count : 0;
    }
    if (sheets->shown_capacity)
        count = sheet_shown(made, sheets->shown);
    for (size_t i = 0; i < count; i++)
        sheets->columns[i] = made->names[sheets->shown[i]];
    *sheet = (lode_sheet){made->kind, made->type, made->name, sheets->columns, count, made->row_count};
}

/* The row that is read: its bytes one behind the other. */
typedef struct reading {
    FILE *file;
    lode_buffer bytes;
    lode_value *all;   /* by column */
    size_t *offsets;   /* of their texts among the bytes */
    lode_value *shown; /* as they are handed out */
} reading;

static bool read_cell(reading *at, size_t column_count) {
    size_t head[3];
    lode_value *value;

    if (fread(head, sizeof head, 1, at->file) != 1 || head[0] >= column_count || !lode_buffer_reserve(&at->bytes, head[2] + 1))
        return false;
    value = &at->all[head[0]];
    value->kind = (lode_value_kind)head[1];
    value->length = head[2];
    at->offsets[head[0]] = at->bytes.length;
    if (value->kind == LODE_VALUE_NUMBER && fread(&value->number, sizeof value->number, 1, at->file) != 1)
        return false;
    if (fread(at->bytes.bytes + at->bytes.length, 1, head[2], at->file) != head[2])
        return false;
    at->bytes.length += head[2];
    at->bytes.bytes[at->bytes.length++] = '\0';
    return true;
}

static bool read_row(reading *at, size_t column_count, size_t *sentence) {
    size_t head[2];

    lode_buffer_clear(&at->bytes);
    memset(at->all, 0, column_count * sizeof *at->all);
    if (fread(head, sizeof head, 1, at->file) != 1)
        return false;
    *sentence = head[1];
    for (size_t i = 0; i < head[0]; i++)
        if (!read_cell(at, column_count))
            return false;
    for (size_t i = 0; i < column_count; i++)
        if (at->all[i].kind != LODE_VALUE_NONE)
            at->all[i].text = at->bytes.bytes + at->offsets[i];
    return true;
}

lode_status lode_sheets_rows(lode_sheets *sheets, size_t index, lode_sheet_row_function *row, void *context,
                             lode_error *error) {
    sheet_making *made = sheets->sheets[index];
    reading at = {.file = made->file,
                  .all = calloc(made->column_count, sizeof *at.all),
                  .offsets = calloc(made->column_count, sizeof *at.offsets),
                  .shown = calloc(made->column_count, sizeof *at.shown)};
    lode_status status = LODE_OK;
    lode_sheet sheet;
    size_t sentence;

    lode_sheets_at(sheets, index, &sheet);
    if (!at.all || !at.offsets || !at.shown || !sheet.column_count)
        status = lode_error_no_memory(error);
    else if (fflush(made->file) || fseeko(made->file, 0, SEEK_SET))
        status = lode_error_set(error, LODE_ERROR_IO, "the rows of '%s' cannot be kept: %s", made->type, strerror(errno));
    for (size_t i = 0; status == LODE_OK && i < made->row_count; i++) {
        if (!read_row(&at, made->column_count, &sentence)) {
            status = lode_error_set(error, LODE_ERROR_IO, "the rows of '%s' cannot be read back", made->type);
            break;
        }
        for (size_t j = 0; j < sheet.column_count; j++)
            at.shown[j] = at.all[sheets->shown[j]];
        status = row(context, &sheet, at.shown, sentence, error);
    }
    lode_buffer_free(&at.bytes);
    free(at.all);
    free(at.offsets);
    free(at.shown);
    return status;
}
