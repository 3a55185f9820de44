/* SPDX-License-Identifier: MIT */
/* One sheet in the making: its columns, and its rows in a file. */
#ifndef LODE_SHEETS_SHEET_H
#define LODE_SHEETS_SHEET_H

#include "base/arena.h"
#include "base/buffer.h"

#include <lode/sheets.h>
#include <stdio.h>

/* The columns that every sheet has a place for; those of the type come behind. */
enum {
    COLUMN_DOCUMENT,
    COLUMN_ID,
    COLUMN_LINE,
    COLUMN_PART,
    COLUMN_TITLE,
    COLUMN_PAGE,
    COLUMN_START,
    COLUMN_END,
    COLUMN_TEXT,
    COLUMN_LANGUAGE,
    COLUMN_DATE,
    COLUMN_ENTITIES,
    COLUMN_FACTS,
    COLUMN_RULE,
    COLUMN_SENTENCE,
    COLUMN_ERROR,
    COLUMN_OWN
};

/* A cell of the row at work. A list is text. */
typedef struct sheet_cell {
    lode_value_kind kind;
    lode_decimal number;
    lode_buffer text;
} sheet_cell;

typedef struct sheet_making {
    lode_sheet_kind kind;
    const char *type, *name;
    lode_arena *arena;  /* of the names */
    const char **names; /* of all columns, the own ones from COLUMN_OWN on */
    sheet_cell *cells;
    size_t column_count, capacity;
    size_t hint;    /* where the next own column is likely to be */
    uint32_t shown; /* bits: which of the first columns it has */
    size_t row_count;
    FILE *file;
} sheet_making;

/* Begins a sheet that shows the first columns in `shown`. LODE_OK, LODE_ERROR_MEMORY, LODE_ERROR_IO. */
lode_status sheet_open(sheet_making *sheet, lode_error *error);
void sheet_close(sheet_making *sheet);

/* The place of an own column, which is made where it is not there; `member` (NULL: none) follows a '.'. LODE_OK,
 * LODE_ERROR_MEMORY, LODE_ERROR_OVERFLOW. */
lode_status sheet_column(sheet_making *sheet, const char *name, const char *member, size_t *column, lode_error *error);

/* Put something into a cell of the row at work, beside what is there. NULL for a text: nothing. */
void sheet_put_text(sheet_making *sheet, size_t column, const char *text, size_t length);
void sheet_put_string(sheet_making *sheet, size_t column, const char *text);
void sheet_put_number(sheet_making *sheet, size_t column, uint64_t number);
void sheet_put_value(sheet_making *sheet, size_t column, const lode_value *value);

/* Ends the row at work. LODE_OK, LODE_ERROR_MEMORY, LODE_ERROR_IO. */
lode_status sheet_end_row(sheet_making *sheet, size_t sentence, lode_error *error);

/* The columns that are shown, in their order; room for column_count. Returns how many. */
size_t sheet_shown(const sheet_making *sheet, size_t *columns);

#endif
