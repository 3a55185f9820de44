/* SPDX-License-Identifier: MIT */
/* Automata that read texts, character by character. What they read are classes of characters: all that no set of any automaton
 * tells apart is one. */
#ifndef LODE_MATCH_AUTOMATON_H
#define LODE_MATCH_AUTOMATON_H

#include "base/arena.h"
#include "base/buffer.h"
#include "match/syntax.h"

/* What a node does. All but those that split and accept have a set as their operand. */
typedef enum lode_automaton_action {
    LODE_AUTOMATON_READ,           /* reads one character of its set and goes on */
    LODE_AUTOMATON_NEXT,           /* goes on where the next character is of its set */
    LODE_AUTOMATON_NEXT_OR_EDGE,   /* or the text has no more */
    LODE_AUTOMATON_BEHIND,         /* goes on where the character before is of its set */
    LODE_AUTOMATON_BEHIND_OR_EDGE, /* or the text begins here */
    LODE_AUTOMATON_SPLIT,          /* goes on to the node that is its operand as well */
    LODE_AUTOMATON_ACCEPT
} lode_automaton_action;

enum { LODE_AUTOMATON_ACTION = 29, LODE_AUTOMATON_OPERAND = (1 << LODE_AUTOMATON_ACTION) - 1 };

typedef struct lode_automaton_node {
    uint32_t does; /* its action above LODE_AUTOMATON_ACTION bits of operand */
    uint32_t next;
} lode_automaton_node;

/* An automaton begins with the node `entry`, unless that is LODE_AUTOMATON_NONE: then it reads nothing. */
typedef struct lode_automaton {
    uint32_t entry, first; /* `first` of its nodes, which stand side by side */
} lode_automaton;

#define LODE_AUTOMATON_NONE UINT32_MAX

/* Any number of automata, in flat arrays that may be stored and restored as they are. Start from {0}. */
typedef struct lode_automata {
    lode_buffer nodes;    /* lode_automaton_node */
    lode_buffer entries;  /* lode_automaton */
    lode_buffer sets;     /* uint64_t, by class: a bit for each set, in as many words as that takes */
    lode_buffer pages;    /* uint16_t, by 64 characters: the number of their block */
    lode_buffer blocks;   /* 64 uint16_t each: the classes of characters, from 1 on */
    lode_buffer charsets; /* lode_charset, by set; until the sets are finished, as this: */
    lode_buffer places;   /* uint32_t, by a hash of a set's ranges: its number and 1; 0: none */
} lode_automata;

enum { LODE_AUTOMATON_PAGE = 64, LODE_AUTOMATON_MOST = 1 << 22 /* nodes of one */ };

/* Adds the automaton that reads the texts of a tree, without assertions; they are numbered from 0 on. NULL adds one that reads
 * nothing. The sets of the tree must live until lode_automata_finish. LODE_OK; LODE_ERROR_LIMIT for one that is too large, and
 * was not added; LODE_ERROR_MEMORY. */
lode_status lode_automata_add(lode_automata *automata, const lode_node *tree);

/* Makes the classes and all that depends on them, when the last automaton was added. LODE_OK; LODE_ERROR_LIMIT where there are
 * more classes than can be told apart; LODE_ERROR_MEMORY. */
lode_status lode_automata_finish(lode_automata *automata);

/* How many classes there are, with 0, which is no character's. */
size_t lode_automata_class_count(const lode_automata *automata);

void lode_automata_free(lode_automata *automata);

static inline lode_automaton_action lode_automaton_action_of(const lode_automaton_node *node) {
    return (lode_automaton_action)(node->does >> LODE_AUTOMATON_ACTION);
}

static inline uint32_t lode_automaton_operand_of(const lode_automaton_node *node) {
    return node->does & LODE_AUTOMATON_OPERAND;
}

#endif
