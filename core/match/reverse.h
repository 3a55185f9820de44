/* From the end of what was found back to where a match may start: an automaton that reads a text backwards, its states made as
 * they are needed and kept for the next time. */
#ifndef LODE_MATCH_REVERSE_H
#define LODE_MATCH_REVERSE_H

#include "base/buffer.h"
#include "match/syntax.h"

/* The automata of any number of trees, in flat arrays that may be stored and restored as they are. Start from {0}. */
typedef struct lode_reverse {
    lode_buffer nodes, sets, ranges;
    size_t most; /* bytes that the nodes may take at the moment */
} lode_reverse;

typedef struct lode_reverse_states lode_reverse_states; /* states made so far; for one search at a time */

/* Adds the automaton of a tree; *entry is what it is known by. LODE_OK, LODE_ERROR_LIMIT for one that is too large,
 * LODE_ERROR_MEMORY. */
lode_status lode_reverse_add(lode_reverse *reverse, const lode_node *tree, uint32_t *entry);
void lode_reverse_free(lode_reverse *reverse);

/* NULL: memory ran out. */
lode_reverse_states *lode_reverse_states_create(const lode_reverse *reverse);
void lode_reverse_states_free(lode_reverse_states *states);

/* The least position, from `floor` on, from which a text of the tree may reach to `end`; SIZE_MAX: there is none. Where that
 * takes going far back, `floor`. The text is valid UTF-8. */
size_t lode_reverse_start(lode_reverse_states *states, uint32_t entry, const char *text, size_t floor, size_t end);

#endif
