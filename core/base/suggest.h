/* SPDX-License-Identifier: MIT */
/* Near misses: the known word that was most likely meant by an unknown one. */
#ifndef LODE_BASE_SUGGEST_H
#define LODE_BASE_SUGGEST_H

#include <stddef.h>

/* Start from {.word = the unknown word}, offer every known word, then take `best` (NULL: none is near). Nearness is the
 * Damerau-Levenshtein distance (insertions, deletions, replacements and swaps of neighbours), at most a third of the word. */
typedef struct lode_suggestion {
    const char *word;
    const char *best;
    size_t distance; /* of best */
} lode_suggestion;

void lode_suggestion_offer(lode_suggestion *suggestion, const char *known);

#endif
