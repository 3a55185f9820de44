/* SPDX-License-Identifier: MIT */
#include "base/suggest.h"

#include <string.h>

enum { LONGEST = 64 }; /* of the words that are compared, in bytes */

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

/* The restricted distance (optimal string alignment): no part of a word is edited twice. */
static size_t distance(const char *a, size_t a_length, const char *b, size_t b_length) {
    size_t rows[3][LONGEST + 1];
    size_t *before = rows[0], *above = rows[1], *row = rows[2];

    for (size_t j = 0; j <= b_length; j++)
        row[j] = j;
    for (size_t i = 1; i <= a_length; i++) {
        size_t *spare = before;

        before = above;
        above = row;
        row = spare;
        row[0] = i;
        for (size_t j = 1; j <= b_length; j++) {
            row[j] = least(above[j - 1] + (a[i - 1] != b[j - 1]), least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least(row[j], before[j - 2] + 1);
        }
    }
    return row[b_length];
}

void lode_suggestion_offer(lode_suggestion *suggestion, const char *known) {
    size_t word_length = strlen(suggestion->word);
    size_t known_length = strlen(known);
    size_t found;

    if (word_length > LONGEST || known_length > LONGEST)
        return;
    found = distance(suggestion->word, word_length, known, known_length);
    if (found > (word_length < 3 ? 1 : word_length / 3) || found >= known_length)
        return;
    if (!suggestion->best || found < suggestion->distance) {
        suggestion->best = known;
        suggestion->distance = found;
    }
}
