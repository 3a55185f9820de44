/* What assertions say, in a form that automata can use. */
#ifndef LODE_MATCH_ASSERTIONS_H
#define LODE_MATCH_ASSERTIONS_H

#include "match/syntax.h"

/* A copy of a pattern's tree without assertions. Where a match of the pattern starts, a text of the copy does:
 * - what must follow the whole match stands at its end;
 * - an assertion of one character becomes a check;
 * - all others are left out.
 * Its nodes come from the arena. NULL: memory ran out. */
const lode_node *lode_assertions_resolve(const lode_node *tree, lode_charsets *charsets, lode_arena *arena);

#endif
