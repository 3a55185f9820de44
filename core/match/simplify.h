/* SPDX-License-Identifier: MIT */
/* A smaller tree for an automaton: it has every text of the one it was made from, and maybe more. */
#ifndef LODE_MATCH_SIMPLIFY_H
#define LODE_MATCH_SIMPLIFY_H

#include "match/syntax.h"

/* What stands in several places, simplified. */
typedef struct lode_simplified_node {
    const lode_node *parts;
    lode_node_kind kind;
    lode_node *made;
    struct lode_simplified_node *next;
} lode_simplified_node;

enum { LODE_SIMPLIFIED = 1 << 10 };

/* Start from {0}. */
typedef struct lode_simplified {
    lode_simplified_node *buckets[LODE_SIMPLIFIED];
} lode_simplified;

/* Loosens bounds on repeats, and takes groups out of groups of the same kind. What is `known` is not done again. NULL: memory
 * ran out. */
const lode_node *lode_simplify(const lode_node *tree, lode_simplified *known, lode_arena *arena);

#endif
