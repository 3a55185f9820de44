/* SPDX-License-Identifier: MIT */
/* Table files: tab-separated values (one line a row, no quoting but of a key that begins with #; lines that do are comments),
 * or comma-separated ones (RFC 4180). The first line names the columns, the first column is the key, and those besides the
 * key's and the value's are further ones, where their name is one. */
#ifndef LODE_RULES_TABLE_FILE_H
#define LODE_RULES_TABLE_FILE_H

#include "rules/loading.h"
#include "rules/table.h"

enum { LODE_TABLE_COLUMNS_MAX = 64 };

typedef struct lode_table_file {
    const char *path;
    char *bytes; /* fields are unquoted in place */
    size_t length, at;
    unsigned line;
    char separator;
    size_t column;                             /* of the value, from 0 */
    size_t columns;                            /* that the first line names */
    size_t row_limit;                          /* rows that there are at most */
    const char *names[LODE_TABLE_COLUMNS_MAX]; /* of further columns */
    size_t further[LODE_TABLE_COLUMNS_MAX];    /* which these are, from 0 */
    size_t further_count;
} lode_table_file;

/* Opens a table file by its name as the rule file `node` gives it, relative to that file, and finds the column (NULL: the
 * second, or the key itself where there is one only). False: reported. */
bool lode_table_file_open(lode_table_file *file, lode_loading *loading, const lode_yaml_node *node, const char *name,
                          const lode_yaml_node *column);

/* Adds its rows to a table, which has its further columns; what is wrong with them is reported. Blank lines are passed over. */
void lode_table_file_read(lode_table_file *file, lode_loading *loading, lode_table *table);

#endif
