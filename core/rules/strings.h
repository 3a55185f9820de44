/* SPDX-License-Identifier: MIT */
/* An ordered set of strings with a hash index: the index of a string is the order in which it was added. */
#ifndef LODE_RULES_STRINGS_H
#define LODE_RULES_STRINGS_H

#include "base/arena.h"

#include <stdint.h>

typedef struct lode_string {
    const char *bytes;
    size_t length;
} lode_string;

/* Start with lode_strings_init. The memory is the arena's. */
typedef struct lode_strings {
    lode_string *strings;
    size_t count, limit;
    uint32_t *slots; /* index + 1; 0: free */
    size_t mask;
} lode_strings;

enum { LODE_STRINGS_MAX = 1 << 26 };

/* Makes an empty set with room for `limit` strings (LODE_STRINGS_MAX at most); false where memory ran out. */
bool lode_strings_init(lode_strings *strings, lode_arena *arena, size_t limit);

/* Adds a string, which is not copied. Returns its index; `*fresh` is false where it was there before. The set must have room.
 */
size_t lode_strings_add(lode_strings *strings, const char *bytes, size_t length, bool *fresh);

/* The index of a string; SIZE_MAX: not there. */
size_t lode_strings_find(const lode_strings *strings, const char *bytes, size_t length);

#endif
