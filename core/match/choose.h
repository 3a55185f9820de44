/* Which part of a pattern to search for: one that is rare in texts, cheap to search for, and near enough to where matches
 * start. */
#ifndef LODE_MATCH_CHOOSE_H
#define LODE_MATCH_CHOOSE_H

#include "match/syntax.h"

/* A part of a tree, and all that comes before its end: every text of the tree starts with one of `until`, which ends with one
 * of `part`. */
typedef struct lode_choice {
    const lode_node *part, *until;
} lode_choice;

/* The best part of a tree that cannot be empty. False: memory ran out. */
bool lode_choose(const lode_node *tree, lode_charsets *charsets, lode_arena *arena, lode_choice *choice);

#endif
