/* SPDX-License-Identifier: MIT */
#include "csv.h"
#include "rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The columns that are not just text, as settings name them. */
enum { TEXT, ID, TITLE, DATE, LANGUAGE, COLUMNS };
static const char *const COLUMN_SETTINGS[COLUMNS] = {"text", "id", "title", "date", "language"};

typedef struct table_reader {
    char *names[COLUMNS]; /* NULL: not asked for */
    bool whole, header;
    char separator; /* 0: found */
    rows rows;
    size_t places[COLUMNS]; /* in the file at work */
} table_reader;

enum { NOWHERE = (size_t)-1 };

void csv_close_reader(void *state) {
    table_reader *reader = state;

    for (size_t i = 0; i < COLUMNS; i++)
        free(reader->names[i]);
    free(reader);
}

static char separator_of(const char *setting) {
    return strcmp(setting, "comma") == 0       ? ','
           : strcmp(setting, "semicolon") == 0 ? ';'
           : strcmp(setting, "tab") == 0       ? '\t'
           : strcmp(setting, "bar") == 0       ? '|'
                                               : 0;
}

lode_status csv_open_reader(const lode_settings *settings, void **state, lode_error *error) {
    table_reader *reader = calloc(1, sizeof *reader);
    bool copied = reader != NULL;

    for (size_t i = 0; copied && i < COLUMNS; i++) {
        const char *name = lode_settings_get(settings, COLUMN_SETTINGS[i]);

        if (!name)
            continue;
        reader->names[i] = malloc(strlen(name) + 1);
        copied = reader->names[i] != NULL;
        if (copied)
            strcpy(reader->names[i], name);
    }
    if (!copied) {
        if (reader)
            csv_close_reader(reader);
        return lode_error_no_memory(error);
    }
    reader->whole = strcmp(lode_settings_get(settings, "document"), "file") == 0;
    reader->header = strcmp(lode_settings_get(settings, "header"), "on") == 0;
    reader->separator = separator_of(lode_settings_get(settings, "separator"));
    *state = reader;
    return LODE_OK;
}

/* Whether a column is called so: by the cell in the first row, or by its number. */
static bool is_named(const table_reader *reader, size_t place, const char *name) {
    const row_cell *cell = &reader->rows.cells[place];
    char number[24];

    if (reader->header)
        return cell->length == strlen(name) && memcmp(cell->text, name, cell->length) == 0;
    snprintf(number, sizeof number, "%zu", place + 1);
    return strcmp(number, name) == 0;
}

/* Finds the columns that settings name in the first row. */
static lode_status find_columns(table_reader *reader, lode_error *error) {
    for (size_t i = 0; i < COLUMNS; i++) {
        reader->places[i] = NOWHERE;
        for (size_t place = 0; reader->names[i] && place < reader->rows.count && reader->places[i] == NOWHERE; place++)
            if (is_named(reader, place, reader->names[i]))
                reader->places[i] = place;
        if (reader->names[i] && reader->places[i] == NOWHERE) {
            lode_error_set(error, LODE_ERROR_SYNTAX, "there is no column '%s' in it", reader->names[i]);
            lode_error_advise(error, "name one of its first row, or set csv.%s for files that have it", COLUMN_SETTINGS[i]);
            return LODE_ERROR_SYNTAX;
        }
    }
    return LODE_OK;
}

static const row_cell *cell_of(const table_reader *reader, int column) {
    size_t place = reader->places[column];

    return place < reader->rows.count && reader->rows.cells[place].length ? &reader->rows.cells[place] : NULL;
}

static lode_status describe(const table_reader *reader, lode_record *record, lode_error *error) {
    static lode_status (*const SET[COLUMNS])(lode_record *, const char *, size_t,
                                             lode_error *) = {[ID] = lode_record_set_id,
                                                              [TITLE] = lode_record_set_title,
                                                              [DATE] = lode_record_set_date,
                                                              [LANGUAGE] = lode_record_set_language};
    char number[24];
    int length = snprintf(number, sizeof number, "%zu", reader->rows.number);
    lode_status status = lode_record_set_part(record, number, (size_t)length, error);

    for (int i = ID; i < COLUMNS && status == LODE_OK; i++) {
        const row_cell *cell = cell_of(reader, i);

        if (cell)
            status = SET[i](record, cell->text, cell->length, error);
    }
    return status;
}

/* The cells of a row that are text: not those that only describe it. */
static void add_row(const table_reader *reader, bool head, lode_record *record) {
    lode_record_mark(record, LODE_MARK_ROW, 0);
    for (size_t i = 0; i < reader->rows.count; i++) {
        const row_cell *cell = &reader->rows.cells[i];
        bool describes = false;

        for (int j = ID; j < COLUMNS; j++)
            describes |= reader->places[j] == i;
        if (describes || !cell->length)
            continue;
        lode_record_mark(record, head ? LODE_MARK_HEAD : LODE_MARK_CELL, (uint32_t)i);
        lode_record_add(record, cell->text, cell->length);
    }
}

static void add_document(const table_reader *reader, lode_record *record) {
    const row_cell *text = cell_of(reader, TEXT);

    lode_record_add(record, "", 0); /* a row without text is a document as well */
    if (text)
        lode_record_add(record, text->text, text->length);
    if (reader->names[TEXT])
        return;
    lode_record_mark(record, LODE_MARK_TABLE, 0);
    add_row(reader, false, record);
    lode_record_mark(record, LODE_MARK_TABLE_END, 0);
}

/* A row that cannot be a document costs no other one. */
static lode_status hand_over(const table_reader *reader, lode_record *record, lode_error *error) {
    lode_error reason;

    reason.status = describe(reader, record, &reason);
    if (reason.status != LODE_OK)
        return lode_record_fail(record, &reason, error);
    add_document(reader, record);
    return lode_record_finish(record, error);
}

static lode_status refuse(const table_reader *reader, rows_result result, lode_error *error) {
    if (result == ROWS_TOO_MANY)
        return lode_error_set(error, LODE_ERROR_LIMIT, "row %zu has more than %d cells", reader->rows.number, ROWS_CELLS_MOST);
    lode_error_set(error, LODE_ERROR_SYNTAX, "row %zu has a quote that is not closed", reader->rows.number);
    lode_error_advise(error, "close it, or double a quote that is part of a cell");
    return LODE_ERROR_SYNTAX;
}

static lode_status read_rows(table_reader *reader, lode_record *record, lode_error *error) {
    rows_result result = rows_next(&reader->rows);
    lode_status status = result == ROWS_ROW ? find_columns(reader, error) : LODE_OK;
    bool head = reader->header, any = reader->whole;

    if (reader->whole) {
        lode_record_add(record, "", 0);
        lode_record_mark(record, LODE_MARK_TABLE, 0);
    }
    for (; result == ROWS_ROW && status == LODE_OK; result = rows_next(&reader->rows)) {
        if (reader->whole)
            add_row(reader, head, record);
        else if (!head)
            status = hand_over(reader, record, error);
        any |= !head;
        head = false;
    }
    if (reader->whole)
        lode_record_mark(record, LODE_MARK_TABLE_END, 0);
    if (status == LODE_OK && result != ROWS_END)
        return refuse(reader, result, error);
    return status == LODE_OK && !any ? lode_error_set(error, LODE_ERROR_SYNTAX, "there is no row in it") : status;
}

lode_status csv_read(void *state, const lode_input *input, lode_record *record, lode_error *error) {
    table_reader *reader = state;
    const char *dot = strrchr(input->file, '.'), *text;
    char separator = reader->separator, *copy;
    size_t length;
    lode_status status = lode_record_decode(record, input->bytes, input->length, input->encoding, &text, &length, error);

    if (status != LODE_OK)
        return status;
    copy = malloc(length + 1); /* what was decoded goes with the first document */
    if (!copy)
        return lode_error_no_memory(error);
    memcpy(copy, text, length);
    if (!separator && dot && (dot[1] == 't' || dot[1] == 'T'))
        separator = '\t';
    rows_begin(&reader->rows, copy, length, separator);
    status = read_rows(reader, record, error);
    free(copy);
    return status;
}
