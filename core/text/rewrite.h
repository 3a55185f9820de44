/* SPDX-License-Identifier: MIT */
/* A text rewritten from front to back: pieces are replaced, the rest is kept, a map is made on the way. A text in which nothing
 * is replaced is never copied. */
#ifndef LODE_TEXT_REWRITE_H
#define LODE_TEXT_REWRITE_H

#include "text/map.h"

/* Start from {.input = ..., .length = ...}; ends with lode_rewrite_discard. */
typedef struct lode_rewrite {
    const char *input;
    size_t length;
    size_t done;        /* how far the input was rewritten */
    bool changed;       /* something was replaced */
    lode_buffer output; /* the input's first `done` bytes, rewritten */
    lode_text_map_builder map;
} lode_rewrite;

/* Replaces input[start, end) as one piece; `start` is not before the end of the last. False where memory ran out. */
bool lode_rewrite_replace(lode_rewrite *rewrite, size_t start, size_t end, const char *replacement, size_t length);

/* After the last replacement: the rest of the input follows. False where memory ran out. */
bool lode_rewrite_finish(lode_rewrite *rewrite);

void lode_rewrite_discard(lode_rewrite *rewrite);

#endif
