/* SPDX-License-Identifier: MIT */
/* Sets of number words, as patterns. */
#ifndef LODE_VALUES_NUMBERS_SET_H
#define LODE_VALUES_NUMBERS_SET_H

#include "values/numbers_words.h"

/* White space within a number, and what stands between two of its words. */
#define LODE_NUMBER_SPACE "(?:\\h++(?:\\n\\h*+)?|\\n\\h*+)"
#define LODE_NUMBER_JOINT "(?:\\h++(?:\\n\\h*+)?|\\n\\h*+|-)"

typedef enum lode_number_room {
    LODE_NUMBER_ANY_ROOM,
    LODE_NUMBER_ROOM,           /* units that may have ones behind them: "twenty" */
    LODE_NUMBER_NO_ROOM,        /* those that may not */
    LODE_NUMBER_LONGER_NO_ROOM, /* of these the ones that begin like one with room, to be tried before it */
    LODE_NUMBER_NEVER_LAST      /* units that are not the last of several words: zeros and those that only lead */
} lode_number_room;

typedef struct lode_number_set {
    unsigned kinds;
    int64_t least, most; /* of the value; most 0: any */
    lode_number_room room;
    bool symbols; /* of the signs: the written ones, not the spoken ones */
} lode_number_set;

/* Appends the PCRE2 pattern of a prepared language's words in a set, longer ones first, as one group that is factored like a
 * trie, so that no beginning is tried twice. It does not look whether the word ends there. Nothing where the set is empty;
 * `pattern` has `failed` where memory ran out. */
void lode_number_set_pattern(const lode_numbers *numbers, lode_number_set set, lode_buffer *pattern);

/* Appends the words behind which no scale stands alone, each with a blank and of a fixed length, for a lookbehind. */
void lode_number_vague_ends(const lode_numbers *numbers, lode_buffer *pattern);

/* Appends the ends of scales and suffixes that something smaller may follow, each of a fixed length, for a lookbehind. */
void lode_number_scale_ends(const lode_numbers *numbers, lode_buffer *pattern);

#endif
