/* SPDX-License-Identifier: MIT */
/* Looking through bytes, a block at a time, for those few that need a closer look. */
#ifndef LODE_TEXT_SEARCH_H
#define LODE_TEXT_SEARCH_H

#include <stdbool.h>
#include <stddef.h>

enum { LODE_SEARCH_BLOCK = 64, LODE_SEARCH_AHEAD = 2 };

/* Sets the flag, 0 or 1, of each byte of a block. LODE_SEARCH_AHEAD bytes after the block may be looked at; after the end of
 * the text there are zeros. Best written as one formula for every byte, without branches or tables: compilers turn a loop over
 * it into vector instructions. */
typedef void lode_flag_function(const void *context, const unsigned char *restrict bytes, unsigned char *restrict flags);

/* Start from {.bytes = ..., .length = ..., .flag = ..., .context = ...}. */
typedef struct lode_search {
    const unsigned char *bytes;
    size_t length;
    lode_flag_function *flag;
    const void *context;
    size_t from, to; /* the block whose flags are known */
    unsigned char flags[LODE_SEARCH_BLOCK];
} lode_search;

/* The first flagged byte at an offset, which never goes down from call to call, or after it; the length where there is none. */
size_t lode_search_next(lode_search *search, size_t at);

#endif
