/* SPDX-License-Identifier: MIT */
/* Whether a text is wrapped, and which of its line ends stand inside a paragraph. */
#ifndef LODE_TEXT_WRAPPING_H
#define LODE_TEXT_WRAPPING_H

#include "text/line.h"

typedef struct lode_wrapping {
    bool wrapped;
    size_t full; /* columns, with the first word of the next line, from which on a line had no room for that word */
    bool ragged; /* some line's white space is not as it should be */
} lode_wrapping;

/* Reads the whole text, which is valid UTF-8 with \n at line ends.
 *
 * In a wrapped text most lines that have one behind them end because the next word had no room, so the line behind begins with
 * a small letter about as often as any word does; in one that is not, nearly never. The narrowest such lines (but for a
 * twentieth) tell what a full line is; measured so, it does not matter in what unit the text was wrapped. */
lode_wrapping lode_wrapping_find(const char *text, size_t length);

/* Whether two lines, one behind the other, may be parts of one paragraph at all. */
bool lode_wrapping_may_join(const char *text, const lode_line *line, const lode_line *next);

/* Whether, in a wrapped text, they are. */
bool lode_wrapping_joins(const lode_wrapping *wrapping, const char *text, const lode_line *line, const lode_line *next);

#endif
