/* Reading a text with automata, each step remembered: the states of an automaton are made as they are needed. */
#ifndef LODE_MATCH_STATES_H
#define LODE_MATCH_STATES_H

#include "match/automaton.h"

typedef struct lode_states lode_states; /* for one text at a time */

/* NULL: memory ran out. The automata must be finished and outlive the states. */
lode_states *lode_states_create(const lode_automata *automata);
void lode_states_free(lode_states *states);

/* The text (valid UTF-8) that is read from now on; it must stay where it is. False: memory ran out. */
bool lode_states_read(lode_states *states, const char *text, size_t length);

enum { LODE_STARTS_MOST = 16 };

/* Where texts of a tree may start that end at one place. */
typedef struct lode_starts {
    size_t places[LODE_STARTS_MOST]; /* descending */
    size_t count;                    /* of them */
    size_t least, most;              /* all starts are within; set where there is one */
    bool complete;                   /* every start is among the places */
} lode_starts;

/* Reads backwards from `end` with an automaton for that, down to `floor`. False: no text of the tree ends there. */
bool lode_states_starts(lode_states *states, uint32_t automaton, size_t floor, size_t end, lode_starts *starts);

/* Whether a text of the tree starts at a place, as far as an automaton that reads forwards can tell. */
bool lode_states_match(lode_states *states, uint32_t automaton, size_t start);

#endif
