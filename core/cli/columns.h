/* SPDX-License-Identifier: MIT */
/* Plain tables on standard output: columns as wide as their longest cell. */
#ifndef LODE_CLI_COLUMNS_H
#define LODE_CLI_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>

/* Start from {0}. */
typedef struct lode_columns {
    size_t columns;
    unsigned right; /* a bit a column, from the lowest: whether its cells end beneath each other */
    char **cells;   /* row by row */
    size_t count, capacity;
    bool failed; /* memory ran out */
} lode_columns;

/* Adds headings, the last of which is NULL: there are as many columns. */
void lode_columns_head(lode_columns *table, const char *const *headings);

/* Adds a cell; the text is copied. */
void lode_columns_add(lode_columns *table, const char *text);
void lode_columns_add_number(lode_columns *table, size_t number);

/* Prints the rows added and frees them. False where memory ran out: then nothing is printed. */
bool lode_columns_print(lode_columns *table);

#endif
