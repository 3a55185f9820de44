/* SPDX-License-Identifier: MIT */
/* Sets of code points, as PCRE2 itself understands a class, an escape or a letter without regard to case.
 *
 * Up to U+3000 a set is exact; above, where there are too many characters to try each on each set, only one whose characters
 * are written out is: any other is taken to hold all of them. So a set may be too large, never too small. */
#ifndef LODE_MATCH_CHARSET_H
#define LODE_MATCH_CHARSET_H

#include "base/arena.h"

#include <lode/error.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct lode_range {
    uint32_t first, last;
} lode_range;

typedef struct lode_charset {
    const lode_range *ranges; /* ascending, not touching */
    size_t count;
    const char
        *source;   /* of the item of a pattern by which PCRE2 is asked for what is in the set from LODE_CHARSET_EXACT on; */
    size_t length; /* NULL: the ranges tell all */
    unsigned flags;
} lode_charset;

enum { LODE_CHARSET_EXACT = 0x3001, LODE_CHARSET_LAST = 0x10FFFF };

/* How characters are compared where a set stands. */
typedef enum lode_charset_flags { LODE_CHARSET_CASELESS = 1, LODE_CHARSET_DOTALL = 2 } lode_charset_flags;

typedef struct lode_charsets lode_charsets; /* remembers the sets it made */

/* Everything comes from the arena. NULL where memory ran out. */
lode_charsets *lode_charsets_create(lode_arena *arena);
void lode_charsets_free(lode_charsets *charsets);

/* The set of an item of a pattern that matches one character, given by its source ("\\d", "[^a]", "."). NULL: PCRE2 refuses it,
 * or memory ran out. */
const lode_charset *lode_charset_of(lode_charsets *charsets, const char *source, size_t length, unsigned flags);

/* The item, compiled by PCRE2; NULL: it refuses it, or memory ran out. Free it with pcre2_code_free. */
struct pcre2_real_code_8 *lode_charset_compile(const char *source, size_t length, unsigned flags);

/* The set of one character, with those that equal it without regard to case where `flags` says so. NULL: memory ran out. */
const lode_charset *lode_charset_character(lode_charsets *charsets, uint32_t code_point, unsigned flags);

/* The set of these ranges (ascending, not touching), which are copied. NULL: memory ran out. */
const lode_charset *lode_charset_from(lode_charsets *charsets, const lode_range *ranges, size_t count);

#endif
