/* SPDX-License-Identifier: MIT */
/* The writer for workbooks (Office Open XML): a sheet a type, with numbers and days as such, filters, frozen heads, and links
 * to the sentences. */
#include "cells.h"

#include <stdlib.h>
#include <string.h>

typedef struct xlsx_state {
    lxw_workbook *book;
    lode_sheets *sheets;
    xlsx_formats formats;
    bool with_sentences;
} xlsx_state;

/* A sheet that is written. */
typedef struct writing {
    const xlsx_state *state;
    lxw_worksheet *sheet;
    lxw_row_t row;
    unsigned sentence_column; /* of the sheet `sentences` */
} writing;

static lode_status fail(lxw_error reason, lode_error *error) {
    if (reason == LXW_ERROR_MEMORY_MALLOC_FAILED)
        return lode_error_no_memory(error);
    return lode_error_set(error, LODE_ERROR_IO, "the workbook cannot be written: %s", lxw_strerror(reason));
}

static void close_xlsx(void *handle) {
    xlsx_state *state = handle;

    if (state->book)
        workbook_close(state->book);
    lode_sheets_close(state->sheets);
    free(state);
}

static lode_status open_xlsx(const lode_writer_options *options, void **opened, lode_error *error) {
    /* A row at a time is in memory; the book's date is always the same (2000-01-01), as are its bytes. */
    lxw_workbook_options how = {.constant_memory = LXW_TRUE};
    lxw_doc_properties about = {.created = 946684800};
    lode_sheets_options sheets = {.with_sentences = options->with_text};
    xlsx_state *state = calloc(1, sizeof *state);
    lode_status status;

    if (!state)
        return lode_error_no_memory(error);
    status = lode_sheets_open(&sheets, &state->sheets, error);
    if (status == LODE_OK) {
        state->book = workbook_new_opt(options->file, &how);
        if (!state->book)
            status = lode_error_no_memory(error);
    }
    if (status != LODE_OK) {
        close_xlsx(state);
        return status;
    }
    state->with_sentences = options->with_text;
    workbook_set_properties(state->book, &about);
    state->formats.head = workbook_add_format(state->book);
    format_set_bold(state->formats.head);
    state->formats.number = workbook_add_format(state->book);
    format_set_num_format(state->formats.number, "#,##0");
    state->formats.date = workbook_add_format(state->book);
    format_set_num_format(state->formats.date, "yyyy-mm-dd");
    *opened = state;
    return LODE_OK;
}

static lode_status write_document(void *handle, const lode_result *result, lode_output *output, lode_error *error) {
    xlsx_state *state = handle;

    (void)output;
    return lode_sheets_add(state->sheets, result, error);
}

static lode_status put_row(void *context, const lode_sheet *table, const lode_value *cells, size_t sentence,
                           lode_error *error) {
    writing *at = context;
    lxw_error status = LXW_NO_ERROR;

    at->row++;
    for (size_t i = 0; status == LXW_NO_ERROR && i < table->column_count; i++)
        if (table->kind != LODE_SHEET_SENTENCES && strcmp(table->columns[i], "sentence") == 0)
            status = xlsx_put_link(at->sheet, at->row, (lxw_col_t)i, &cells[i], sentence, at->sentence_column);
        else
            status = xlsx_put(at->sheet, at->row, (lxw_col_t)i, &cells[i], &at->state->formats);
    return status == LXW_NO_ERROR ? LODE_OK : fail(status, error);
}

static lode_status write_sheet(const xlsx_state *state, size_t index, unsigned sentence_column, lode_error *error) {
    writing at = {.state = state, .sentence_column = sentence_column};
    lode_sheet table;

    lode_sheets_at(state->sheets, index, &table);
    if (table.row_count >= XLSX_MOST_ROWS) {
        lode_error_set(error, LODE_ERROR_USAGE, "a sheet has %d rows at most, and '%s' has %zu", XLSX_MOST_ROWS - 1, table.type,
                       table.row_count);
        lode_error_advise(error, "write fewer types with --type, or csv or sqlite");
        return LODE_ERROR_USAGE;
    }
    at.sheet = workbook_add_worksheet(state->book, table.name);
    if (!at.sheet)
        return fail(LXW_ERROR_MEMORY_MALLOC_FAILED, error);
    for (size_t i = 0; i < table.column_count; i++)
        worksheet_write_string(at.sheet, 0, (lxw_col_t)i, table.columns[i], state->formats.head);
    worksheet_freeze_panes(at.sheet, 1, 0);
    worksheet_autofilter(at.sheet, 0, 0, (lxw_row_t)table.row_count, (lxw_col_t)(table.column_count - 1));
    worksheet_set_column(at.sheet, 0, (lxw_col_t)(table.column_count - 1), 16, NULL);
    return lode_sheets_rows(state->sheets, index, put_row, &at, error);
}

/* Where the sentences' sheet has its sentences. */
static unsigned find_sentence_column(const xlsx_state *state) {
    lode_sheet table;
    unsigned column = 0;

    lode_sheets_at(state->sheets, LODE_SHEET_SENTENCES, &table);
    while (column + 1 < table.column_count && strcmp(table.columns[column], "sentence") != 0)
        column++;
    return column;
}

static lode_status end(void *handle, lode_output *output, lode_error *error) {
    xlsx_state *state = handle;
    unsigned sentence_column = find_sentence_column(state);
    lode_status status = LODE_OK;
    lxw_error closed;

    (void)output;
    for (size_t i = 0; status == LODE_OK && i < lode_sheets_count(state->sheets); i++)
        if (i != LODE_SHEET_SENTENCES)
            status = write_sheet(state, i, sentence_column, error);
    if (status == LODE_OK && state->with_sentences)
        status = write_sheet(state, LODE_SHEET_SENTENCES, sentence_column, error);
    closed = workbook_close(state->book);
    state->book = NULL;
    return status == LODE_OK && closed != LXW_NO_ERROR ? fail(closed, error) : status;
}

static const lode_writer writer = {
    .format = "xlsx", .owns_file = true, .open = open_xlsx, .document = write_document, .end = end, .close = close_xlsx};

LODE_PLUGIN(xlsx, "1.0", "workbooks for spreadsheets: a sheet a type, with numbers, dates and filters", .writer = &writer)
