/* SPDX-License-Identifier: MIT */
#include "cli/columns.h"

#include "base/room.h"
#include "cli/command.h"
#include "text/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { GAP = 2, COLUMNS_MAX = 12 };

void lode_columns_add(lode_columns *table, const char *text) {
    char **cells = lode_room(table->cells, table->count, &table->capacity, sizeof(char *));
    char *copy = cells ? strdup(text) : NULL;

    table->cells = cells ? cells : table->cells;
    if (copy)
        table->cells[table->count++] = copy;
    else
        table->failed = true;
}

void lode_columns_add_number(lode_columns *table, size_t number) {
    char digits[24];

    snprintf(digits, sizeof digits, "%zu", number);
    lode_columns_add(table, digits);
}

void lode_columns_head(lode_columns *table, const char *const *headings) {
    for (table->columns = 0; headings[table->columns]; table->columns++)
        lode_columns_add(table, headings[table->columns]);
}

/* In code points: what is listed are names, which take a column each. */
static size_t width_of(const char *text) {
    size_t length = strlen(text), at = 0, width = 0;

    for (; at < length; width++)
        lode_utf8_next(text, length, &at);
    return width;
}

static void print_cell(const char *text, size_t missing, bool right, bool last) {
    printf("%*s", right ? (int)missing : 0, "");
    lode_print_plain(text);
    printf("%*s", last ? 0 : (int)(GAP + (right ? 0 : missing)), "");
}

bool lode_columns_print(lode_columns *table) {
    size_t widths[COLUMNS_MAX] = {0};
    bool printed = !table->failed;

    for (size_t i = 0; i < table->count; i++) {
        size_t width = width_of(table->cells[i]);

        if (width > widths[i % table->columns])
            widths[i % table->columns] = width;
    }
    for (size_t i = 0; i < table->count; i++) {
        bool last = i % table->columns == table->columns - 1;

        if (printed)
            print_cell(table->cells[i], widths[i % table->columns] - width_of(table->cells[i]),
                       table->right >> i % table->columns & 1, last);
        if (printed && last)
            putchar('\n');
        free(table->cells[i]);
    }
    free(table->cells);
    *table = (lode_columns){.columns = table->columns, .right = table->right};
    return printed;
}
