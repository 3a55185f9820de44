/* The text as it is searched: each stretch of white space, of whatever kind and length, is a single space in it. So words that
 * stand side by side in a pattern are one literal to search for. */
#ifndef LODE_MATCH_FOLDED_H
#define LODE_MATCH_FOLDED_H

#include <stdbool.h>
#include <stddef.h>

/* White space of more than a byte, which became a space. */
typedef struct lode_folded_stretch {
    size_t after;      /* that space, in the folded text */
    size_t start, end; /* in the original */
} lode_folded_stretch;

enum { LODE_FOLDED_PADDING = 64 };

/* Start from {0}; the memory serves for one text after the other. */
typedef struct lode_folded {
    char *text; /* followed by LODE_FOLDED_PADDING zeros */
    size_t length, capacity;
    lode_folded_stretch *stretches;
    size_t stretch_count, stretch_capacity;
} lode_folded;

/* Folds a text (valid UTF-8). False: memory ran out. */
bool lode_folded_make(lode_folded *folded, const char *text, size_t length);
void lode_folded_free(lode_folded *folded);

/* The place in the original of one in the folded text: behind the same character. Behind a space that a stretch became, it may
 * be behind any of its characters: *least is behind the first byte of white space at the earliest, *most behind the last. */
void lode_folded_place(const lode_folded *folded, size_t place, size_t *least, size_t *most);

#endif
