/* SPDX-License-Identifier: MIT */
#include "sheets/sheet.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_COLUMNS = 1000 };

static const char *const FIRST_COLUMNS[COLUMN_OWN] = {"document", "id",   "line",     "part",     "title", "page",
                                                      "start",    "end",  "text",     "language", "date",  "entities",
                                                      "facts",    "rule", "sentence", "error"};

static bool grow(sheet_making *sheet) {
    size_t capacity = sheet->capacity ? sheet->capacity * 2 : 32;
    const char **names;
    sheet_cell *cells;

    if (sheet->column_count < sheet->capacity)
        return true;
    names = realloc(sheet->names, capacity * sizeof *names);
    if (!names)
        return false;
    sheet->names = names;
    cells = realloc(sheet->cells, capacity * sizeof *cells);
    if (!cells)
        return false;
    memset(cells + sheet->capacity, 0, (capacity - sheet->capacity) * sizeof *cells);
    sheet->cells = cells;
    sheet->capacity = capacity;
    return true;
}

lode_status sheet_open(sheet_making *sheet, lode_error *error) {
    if (!grow(sheet))
        return lode_error_no_memory(error);
    memcpy(sheet->names, FIRST_COLUMNS, sizeof FIRST_COLUMNS);
    sheet->column_count = COLUMN_OWN;
    sheet->hint = COLUMN_OWN;
    sheet->file = tmpfile();
    if (!sheet->file)
        return lode_error_set(error, LODE_ERROR_IO, "no file can be made for the rows of '%s': %s", sheet->type,
                              strerror(errno));
    return LODE_OK;
}

void sheet_close(sheet_making *sheet) {
    for (size_t i = 0; i < sheet->capacity && sheet->cells; i++)
        lode_buffer_free(&sheet->cells[i].text);
    free(sheet->cells);
    free(sheet->names);
    if (sheet->file)
        fclose(sheet->file);
}

/* ---- Columns ---------------------------------------------------------------------------------------------------- */

static bool is_column(const char *column, const char *name, size_t length, const char *member) {
    if (strncmp(column, name, length) != 0)
        return false;
    return member ? column[length] == '.' && strcmp(column + length + 1, member) == 0 : column[length] == '\0';
}

/* Whether a sheet of a type may show a first column that is called so; then the type stands before it. */
static bool is_first(const char *name) {
    for (size_t i = 0; i < COLUMN_OWN; i++)
        if ((i <= COLUMN_TEXT || i >= COLUMN_RULE) && strcmp(FIRST_COLUMNS[i], name) == 0)
            return true;
    return false;
}

static lode_status add_column(sheet_making *sheet, const char *name, const char *member, lode_error *error) {
    const char *before = !member && is_first(name) ? sheet->type : NULL;
    lode_buffer whole = {0};
    char *kept;

    if (sheet->column_count == MOST_COLUMNS + COLUMN_OWN) {
        lode_error_set(error, LODE_ERROR_OVERFLOW, "'%s' has more than %d attributes", sheet->type, MOST_COLUMNS);
        lode_error_advise(error, "write it as jsonl or sqlite");
        return LODE_ERROR_OVERFLOW;
    }
    lode_buffer_format(&whole, "%s%s%s%s%s", before ? before : "", before ? "." : "", name, member ? "." : "",
                       member ? member : "");
    kept = whole.failed || !grow(sheet) ? NULL : lode_arena_copy(sheet->arena, whole.bytes, whole.length);
    lode_buffer_free(&whole);
    if (!kept)
        return lode_error_no_memory(error);
    sheet->names[sheet->column_count++] = kept;
    return LODE_OK;
}

lode_status sheet_column(sheet_making *sheet, const char *name, const char *member, size_t *column, lode_error *error) {
    const char *first = !member && is_first(name) ? sheet->type : name, *second = first == name ? member : name;
    size_t length = strlen(first), count = sheet->column_count - COLUMN_OWN;
    lode_status status;

    for (size_t i = 0; i < count; i++) {
        size_t at = COLUMN_OWN + (sheet->hint - COLUMN_OWN + i) % count;

        if (is_column(sheet->names[at], first, length, second)) {
            *column = at;
            sheet->hint = at + 1 < sheet->column_count ? at + 1 : COLUMN_OWN;
            return LODE_OK;
        }
    }
    status = add_column(sheet, name, member, error);
    *column = sheet->column_count - 1;
    return status;
}

size_t sheet_shown(const sheet_making *sheet, size_t *columns) {
    size_t count = 0;

    for (size_t i = 0; i < COLUMN_RULE; i++)
        if (sheet->shown >> i & 1)
            columns[count++] = i;
    for (size_t i = COLUMN_OWN; i < sheet->column_count; i++)
        columns[count++] = i;
    for (size_t i = COLUMN_RULE; i < COLUMN_OWN; i++)
        if (sheet->shown >> i & 1)
            columns[count++] = i;
    return count;
}

/* ---- Rows ------------------------------------------------------------------------------------------------------- */

/* Makes room in a cell: what is in it already becomes the first of a list. */
static sheet_cell *open_cell(sheet_making *sheet, size_t column, lode_value_kind kind) {
    sheet_cell *cell = &sheet->cells[column];
    char number[LODE_DECIMAL_TEXT_MAX];

    if (cell->kind == LODE_VALUE_NUMBER)
        lode_buffer_append(&cell->text, number, lode_decimal_format(cell->number, number));
    if (cell->kind != LODE_VALUE_NONE)
        lode_buffer_string(&cell->text, "; ");
    cell->kind = cell->kind == LODE_VALUE_NONE ? kind : LODE_VALUE_TEXT;
    return cell;
}

void sheet_put_text(sheet_making *sheet, size_t column, const char *text, size_t length) {
    if (text)
        lode_buffer_append(&open_cell(sheet, column, LODE_VALUE_TEXT)->text, text, length);
}

void sheet_put_string(sheet_making *sheet, size_t column, const char *text) {
    if (text)
        sheet_put_text(sheet, column, text, strlen(text));
}

static void put_decimal(sheet_making *sheet, size_t column, lode_decimal decimal) {
    sheet_cell *cell = open_cell(sheet, column, LODE_VALUE_NUMBER);
    char number[LODE_DECIMAL_TEXT_MAX];

    if (cell->kind == LODE_VALUE_NUMBER)
        cell->number = decimal;
    else
        lode_buffer_append(&cell->text, number, lode_decimal_format(decimal, number));
}

void sheet_put_number(sheet_making *sheet, size_t column, uint64_t number) {
    put_decimal(sheet, column, lode_decimal_from_integer(number > INT64_MAX ? INT64_MAX : (int64_t)number));
}

void sheet_put_value(sheet_making *sheet, size_t column, const lode_value *value) {
    if (value->kind == LODE_VALUE_NUMBER)
        put_decimal(sheet, column, value->number);
    else
        sheet_put_text(sheet, column, value->text, value->length);
}

static bool write_cell(sheet_making *sheet, uint32_t column) {
    sheet_cell *cell = &sheet->cells[column];
    const size_t head[] = {column, cell->kind, cell->text.length};

    return fwrite(head, sizeof head, 1, sheet->file) == 1 &&
           (cell->kind != LODE_VALUE_NUMBER || fwrite(&cell->number, sizeof cell->number, 1, sheet->file) == 1) &&
           (!cell->text.length || fwrite(cell->text.bytes, cell->text.length, 1, sheet->file) == 1);
}

lode_status sheet_end_row(sheet_making *sheet, size_t sentence, lode_error *error) {
    size_t head[] = {0, sentence};
    bool written, failed = false;

    for (size_t i = 0; i < sheet->column_count; i++) {
        head[0] += sheet->cells[i].kind != LODE_VALUE_NONE;
        failed = failed || sheet->cells[i].text.failed;
    }
    written = !failed && fwrite(head, sizeof head, 1, sheet->file) == 1;
    for (size_t i = 0; i < sheet->column_count; i++) {
        sheet_cell *cell = &sheet->cells[i];

        if (cell->kind != LODE_VALUE_NONE)
            written = written && write_cell(sheet, (uint32_t)i);
        lode_buffer_clear(&cell->text);
        cell->kind = LODE_VALUE_NONE;
    }
    sheet->row_count++;
    if (failed)
        return lode_error_no_memory(error);
    return written ? LODE_OK
                   : lode_error_set(error, LODE_ERROR_IO, "the rows of '%s' cannot be kept: %s", sheet->type, strerror(errno));
}
