/* SPDX-License-Identifier: MIT */
/* Plain tables on standard output: columns as wide as their longest cell. */
#ifndef LODE_CLI_COLUMNS_H
#define LODE_CLI_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>

/* Start from {.columns = ...}. */
typedef struct lode_columns {
    size_t columns;
    unsigned right; /* a bit a column, from the lowest: whether its cells end beneath each other */
    char **cells;   /* row by row */
    size_t count, capacity;
    bool failed; /* memory ran out */
} lode_columns;

/* Adds a cell; the text is copied. */
void lode_columns_add(lode_columns *table, const char *text);

/* Prints the rows added and frees them. False where memory ran out: then nothing is printed. */
bool lode_columns_print(lode_columns *table);

#endif
