/* SPDX-License-Identifier: MIT */
/* What assertions say, in a form that automata can use. */
#ifndef LODE_MATCH_ASSERTIONS_H
#define LODE_MATCH_ASSERTIONS_H

#include "match/syntax.h"

/* What stands in several places, resolved. */
typedef struct lode_resolved_node {
    const lode_node *parts;
    lode_node_kind kind;
    bool last, bare; /* how it stands there */
    lode_node *made;
    struct lode_resolved_node *next;
} lode_resolved_node;

enum { LODE_RESOLVED = 1 << 10 };

/* Start from {0}. */
typedef struct lode_resolved {
    lode_resolved_node *buckets[LODE_RESOLVED];
} lode_resolved;

/* A copy of a pattern's tree without assertions. Where a match of the pattern starts, a text of the copy does:
 * - what must follow the whole match stands at its end;
 * - an assertion of one character becomes a check;
 * - all others are left out.
 * Its nodes come from the arena, those that are `resolved` already are taken again. NULL: memory ran out. */
const lode_node *lode_assertions_resolve(const lode_node *tree, lode_charsets *charsets, lode_resolved *resolved,
                                         lode_arena *arena);

#endif
