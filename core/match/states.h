/* SPDX-License-Identifier: MIT */
/* All automata as one: its states are sets of their nodes, made when a text first leads there. */
#ifndef LODE_MATCH_STATES_H
#define LODE_MATCH_STATES_H

#include "match/automaton.h"
#include "match/state_set.h"
#include "match/tokens.h"

typedef struct lode_states lode_states; /* for one text at a time */

/* Starts with the states that are `made` for these automata, of which there may be none. The automata must be finished and
 * outlive the states, as must the tokens, which several may share, and whose `words` must be those of each text before it is
 * searched; NULL: it has its own. NULL: memory ran out. */
lode_states *lode_states_create(const lode_automata *automata, const lode_made_states *made, lode_tokens *tokens);
void lode_states_free(lode_states *states);

typedef enum lode_states_outcome {
    LODE_STATES_DONE,
    LODE_STATES_REFUSED, /* `found` returned false */
    LODE_STATES_GIVEN_UP /* the text takes more work than it saves, or memory ran out: any text may start anywhere */
} lode_states_outcome;

/* Takes a place, in bytes, where a text of an automaton starts; false ends the search. */
typedef bool lode_states_found(void *context, uint32_t automaton, size_t place);

/* Finds all places of a text (valid UTF-8) where texts of automata start, nearly ascending, none twice for an automaton. Of
 * what would be longer than 512 bytes only the beginning is read. */
lode_states_outcome lode_states_search(lode_states *states, const char *text, size_t length, lode_states_found *found,
                                       void *context);

/* Whether so many were made that more are better made when a text needs them. */
bool lode_states_are_many(const lode_states *states);

/* Whether it took long to make those that were made since the start, and all are not too many to be kept for the next run. */
bool lode_states_are_worth_keeping(const lode_states *states);

/* Appends all states that were made to empty ones. False: memory ran out. */
bool lode_states_copy(const lode_states *states, lode_made_states *made);

#endif
