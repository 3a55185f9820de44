/* SPDX-License-Identifier: MIT */
/* The states themselves, and the steps between them. */
#ifndef LODE_MATCH_STATE_SET_H
#define LODE_MATCH_STATE_SET_H

#include "match/automaton.h"

enum {
    LODE_STATE_UNKNOWN, /* none: there is no room for one more */
    LODE_STATE_DEAD,    /* without nodes */
    LODE_STATE_BEFORE,  /* in front of the text's first character, or of the one before a place */
    LODE_STATE_FIRST    /* of those that are made */
};

enum { LODE_CLASS_NONE = 0 }; /* of where a text has no character, and of the bytes of one but its first */

typedef struct lode_state {
    uint32_t first, count;       /* its nodes, in members: those that read and those that wait for the next character */
    uint32_t found, found_count; /* in list: automata of which a text ends here, and none did before */
    uint32_t hash, next;         /* in its bucket; 0: none */
} lode_state;

typedef struct lode_state_set {
    const lode_automata *automata;
    const lode_automaton *entries;
    const lode_automaton_node *nodes;
    const uint64_t *sets;
    size_t words; /* of a class, in sets */
    size_t node_count, automaton_count;
    lode_state *states;
    uint32_t state_count;
    const uint32_t *made_members; /* the first nodes are there, */
    uint32_t made_count;          /* so many, */
    uint32_t *members;            /* and the others here */
    uint32_t member_count;        /* of all */
    uint32_t *list, list_count;
    uint32_t *buckets; /* for finding a state by its nodes */
    uint64_t *steps;   /* by a hash of state and class: these, and the step to take; 0: none */
    size_t step_count, step_mask;
    /* While a state is made: */
    uint32_t round;
    uint32_t *taken, *passed; /* by node: the round in which it was taken in, or passed over */
    uint32_t *accepted;       /* likewise, by automaton */
    uint32_t *newly, newly_count;
    size_t visited;            /* nodes, in all */
    uint32_t *stack, *passing; /* nodes that wait to be taken in, or passed over */
} lode_state_set;

/* States and steps that are made, in flat arrays that may be stored and restored as they are. Start from {0}. */
typedef struct lode_made_states {
    lode_buffer states, members, list, steps; /* as in a set */
} lode_made_states;

/* Starts with those that are made already, which must outlive the set. False: memory ran out. */
bool lode_state_set_start(lode_state_set *set, const lode_automata *automata, const lode_made_states *made);
void lode_state_set_free(lode_state_set *set);

/* Appends all that a set has to empty ones. False: memory ran out. */
bool lode_state_set_copy(const lode_state_set *set, lode_made_states *made);
void lode_made_states_free(lode_made_states *made);

/* The automaton that a node belongs to. */
uint32_t lode_state_set_owner(const lode_state_set *set, uint32_t node);

/* The nodes of a state. */
static inline const uint32_t *lode_state_set_members(const lode_state_set *set, const lode_state *state) {
    return state->first < set->made_count ? set->made_members + state->first : set->members + (state->first - set->made_count);
}

/* Forgets all states. */
void lode_state_set_clear(lode_state_set *set);

/* A step leads to a state; LODE_STEP_TELLS is added where that state is one at which to stop and look: it has found something,
 * or has no nodes. */
enum {
    LODE_STEP_BITS = 20,
    LODE_STEP_TELLS = 1 << (LODE_STEP_BITS - 1),
    LODE_STEP_TO_DEAD = LODE_STATE_DEAD | LODE_STEP_TELLS,
    LODE_STEP_CLASS_BITS = 16
};

/* The step with one more character, taken for the first time; LODE_STATE_UNKNOWN: there is no room. */
uint32_t lode_state_set_make(lode_state_set *set, uint32_t from, uint16_t class);

/* Where a step is, or would be: the classes of one state stand side by side, as those of one script's letters do. */
static inline size_t lode_state_set_place(const lode_state_set *set, uint64_t key) {
    return (size_t)((key >> LODE_STEP_CLASS_BITS) * 0x9E3779B1u + key) & set->step_mask;
}

/* The step with one more character. */
static inline uint32_t lode_state_set_step(lode_state_set *set, uint32_t from, uint16_t class) {
    uint64_t key = (uint64_t)from << LODE_STEP_CLASS_BITS | class;

    for (size_t at = lode_state_set_place(set, key); set->steps[at]; at = (at + 1) & set->step_mask)
        if (set->steps[at] >> LODE_STEP_BITS == key)
            return (uint32_t)(set->steps[at] & ((1u << LODE_STEP_BITS) - 1));
    return lode_state_set_make(set, from, class);
}

#endif
