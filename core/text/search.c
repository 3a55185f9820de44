/* SPDX-License-Identifier: MIT */
#include "text/search.h"

#include <string.h>

/* Flags the block that begins at search->from; whether any flag is set. */
static bool flag_block(lode_search *search) {
    unsigned char last[LODE_SEARCH_BLOCK + LODE_SEARCH_AHEAD] = {0};
    const unsigned char *bytes = search->bytes + search->from;
    size_t left = search->length - search->from;
    unsigned char any = 0;

    search->to = left < LODE_SEARCH_BLOCK ? search->length : search->from + LODE_SEARCH_BLOCK;
    if (left < sizeof last) {
        memcpy(last, bytes, left);
        bytes = last;
    }
    search->flag(search->context, bytes, search->flags);
    for (size_t i = 0; i < LODE_SEARCH_BLOCK; i++)
        any |= search->flags[i];
    return any;
}

size_t lode_search_next(lode_search *search, size_t at) {
    while (at < search->length) {
        const unsigned char *found = at < search->to ? memchr(search->flags + (at - search->from), 1, search->to - at) : NULL;

        if (found)
            return search->from + (size_t)(found - search->flags);
        if (at < search->to)
            at = search->to;
        for (search->from = at; search->from < search->length && !flag_block(search); search->from = search->to)
            ;
        at = search->from;
    }
    return search->length;
}
