/* SPDX-License-Identifier: MIT */
/* Fragments: what patterns insert and what is the same wherever it stands, as a table is. A pattern has a mark in its place, so
 * that it is kept once and read once, however many rules insert it. */
#ifndef LODE_RULES_FRAGMENT_H
#define LODE_RULES_FRAGMENT_H

#include "base/buffer.h"

#include <stdint.h>

typedef struct lode_rule lode_rule;

typedef struct lode_fragment {
    const char *pattern; /* as a rule's, with marks of other fragments */
    size_t length;
    bool is_made; /* of a table or of numbers: nobody has written it */
} lode_fragment;

enum {
    LODE_FRAGMENT_MARK = 4,               /* bytes: one that UTF-8 does not have, and the number */
    LODE_FRAGMENTS_MAX = 1 << 18,         /* in one pack */
    LODE_FRAGMENTS_WRITTEN_MAX = 16 << 20 /* bytes of a pattern that is written out */
};

void lode_fragment_mark(char mark[LODE_FRAGMENT_MARK], uint32_t number);

/* The number of the fragment whose mark a text, or what is left of it, begins with; false: it begins with something else. */
bool lode_fragment_at(const char *text, const char *end, uint32_t *number);

/* Appends the pattern of a rule with all that it inserts, as PCRE2 takes it. In a large one tables stand once, in a group
 * behind all others that is called where they are inserted, `*calls` being how many there are. LODE_OK; LODE_ERROR_LIMIT: it
 * would be longer than LODE_FRAGMENTS_WRITTEN_MAX; LODE_ERROR_MEMORY. */
lode_status lode_fragments_write(const lode_rule *rule, lode_buffer *pattern, size_t *calls);

/* The same with a character in place of each table and number: all that somebody may have made a mistake in. */
lode_status lode_fragments_outline(const lode_rule *rule, lode_buffer *pattern);

#endif
