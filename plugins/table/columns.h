/* SPDX-License-Identifier: MIT */
/* Text in columns of a terminal: what each character takes there, and nothing that would move the cursor. */
#ifndef LODE_PLUGINS_TABLE_COLUMNS_H
#define LODE_PLUGINS_TABLE_COLUMNS_H

#include <lode/plugin.h>

typedef struct columns_text {
    const char *bytes; /* UTF-8; other bytes are shown as U+FFFD */
    size_t length;
} columns_text;

/* Writes as much of a text as fits into `most` columns and returns how many it took; only counts where `output` is NULL. A run
 * of white space and control characters shows as one space; characters that change the writing direction are left out. */
size_t columns_put(lode_output *output, columns_text text, size_t most);

/* How many bytes at the start of a text are white space. */
size_t columns_blanks(columns_text text);

/* How many bytes of a text fit into `most` columns as whole words; where it begins with a word that does not fit, as many
 * characters as do, and one at least. */
size_t columns_take(columns_text text, size_t most);

/* How many bytes at the end of a text do, as whole words; 0 where not even the last word fits. */
size_t columns_take_end(columns_text text, size_t most);

/* Writes spaces. */
void columns_fill(lode_output *output, size_t count);

#endif
