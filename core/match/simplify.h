/* A smaller tree for an automaton: it has every text of the one it was made from, and maybe more. */
#ifndef LODE_MATCH_SIMPLIFY_H
#define LODE_MATCH_SIMPLIFY_H

#include "match/syntax.h"

/* Loosens bounds on repeats, and takes groups out of groups of the same kind. NULL: memory ran out. */
const lode_node *lode_simplify(const lode_node *tree, lode_arena *arena);

#endif
