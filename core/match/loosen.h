/* Looser copies of a pattern, for a search that only has to find every place where the pattern may match.
 *
 * Each step here only widens what matches. Where the trimmed end of a match lies, the match need not end, but it goes through
 * it. */
#ifndef LODE_MATCH_LOOSEN_H
#define LODE_MATCH_LOOSEN_H

#include "match/syntax.h"

/* Leaves out what need not be there at the end (or at the start) and takes what is repeated there as few times as may be: every
 * text of the tree starts (or ends) with one of the result. NULL: memory ran out. */
const lode_node *lode_loosen_end(const lode_node *tree, lode_arena *arena);
const lode_node *lode_loosen_start(const lode_node *tree, lode_arena *arena);

/* Simplifies within: bounds on repeats, groups in groups, all kinds of white space; and checks, unless they are kept. NULL:
 * memory ran out. */
const lode_node *lode_loosen_inside(const lode_node *tree, bool keep_checks, lode_charsets *charsets, lode_arena *arena);

/* For a search in a text whose white space is folded (see folded.h): what matched some of it may find it gone into a single
 * space, its own or one before it. NULL: memory ran out. */
const lode_node *lode_loosen_spaces(const lode_node *tree, lode_charsets *charsets, lode_arena *arena);

#endif
