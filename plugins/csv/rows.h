/* SPDX-License-Identifier: MIT */
/* The rows of CSV (RFC 4180) and tab-separated values. */
#ifndef LODE_CSV_ROWS_H
#define LODE_CSV_ROWS_H

#include <stdbool.h>
#include <stddef.h>

enum { ROWS_CELLS_MOST = 16384 };

typedef struct row_cell {
    const char *text; /* not terminated */
    size_t length;
} row_cell;

/* A table in memory that is its own: quotes are taken out in place. */
typedef struct rows {
    char *at, *end;
    char separator;
    size_t number; /* of the row at work, from 1 */
    row_cell cells[ROWS_CELLS_MOST];
    size_t count;
} rows;

typedef enum rows_result { ROWS_ROW, ROWS_END, ROWS_UNCLOSED, ROWS_TOO_MANY } rows_result;

/* Begins with UTF-8 text; separator 0: the one that the first row has most of. */
void rows_begin(rows *begun, char *text, size_t length, char separator);

/* The next row that is not blank. ROWS_UNCLOSED: its quote is closed nowhere; ROWS_TOO_MANY: it has more cells than
 * ROWS_CELLS_MOST. */
rows_result rows_next(rows *from);

#endif
