/* Automata that read a text, character by character, forwards or backwards. What they read are classes of characters: all that
 * no set of any automaton tells apart is one. */
#ifndef LODE_MATCH_AUTOMATON_H
#define LODE_MATCH_AUTOMATON_H

#include "base/arena.h"
#include "base/buffer.h"
#include "match/syntax.h"

typedef enum lode_direction { LODE_FORWARDS, LODE_BACKWARDS } lode_direction;

/* A node reads one character of its set and goes on to `next`; or looks at it without reading it; or goes on to both `next` and
 * `other` without reading; or accepts. */
typedef struct lode_automaton_node {
    uint32_t set; /* its number, or: */
#define LODE_AUTOMATON_SPLIT UINT32_MAX
#define LODE_AUTOMATON_ACCEPT (UINT32_MAX - 1)
    uint32_t next;
    uint32_t other; /* where it has a set, what it does with it: */
#define LODE_AUTOMATON_READ UINT32_MAX
#define LODE_AUTOMATON_LOOK (UINT32_MAX - 1)         /* there must be such a character */
#define LODE_AUTOMATON_LOOK_OR_EDGE (UINT32_MAX - 2) /* or the text has no more */
} lode_automaton_node;

/* What there is to know of one automaton. */
typedef struct lode_automaton {
    uint32_t entry;       /* the node to begin with */
    uint32_t kind_count;  /* of the kinds of characters that it tells apart */
    uint32_t first, last; /* of its nodes */
} lode_automaton;

/* Any number of automata, in flat arrays that may be stored and restored as they are. Start from {0}. */
typedef struct lode_automata {
    lode_buffer nodes;    /* lode_automaton_node */
    lode_buffer entries;  /* lode_automaton */
    lode_buffer kinds;    /* uint16_t, by automaton and class: the kind */
    lode_buffer sets;     /* uint64_t, by set: a bit for each class, in as many words as that takes */
    lode_buffer pages;    /* uint16_t, by 64 characters: the number of their block */
    lode_buffer blocks;   /* 64 uint16_t each: the classes of characters, from 1 on */
    lode_buffer charsets; /* lode_charset, by set; until the sets are finished, as this: */
    lode_buffer places;   /* uint32_t, by a hash of a set's ranges: its number and 1; 0: none */
} lode_automata;

enum { LODE_AUTOMATON_NONE = UINT16_MAX, LODE_AUTOMATON_PAGE = 64, LODE_AUTOMATON_MOST = 1 << 16 /* nodes of one */ };

/* Adds the automaton that reads texts of a tree in this direction; *number is what it is known by. The sets of the tree must
 * live until lode_automata_finish. LODE_OK, LODE_ERROR_LIMIT for one that is too large, LODE_ERROR_MEMORY. */
lode_status lode_automata_add(lode_automata *automata, const lode_node *tree, lode_direction direction, uint32_t *number);

/* Makes the classes and all that depends on them, when the last automaton was added. False: memory ran out, or there are more
 * classes than can be told apart. */
bool lode_automata_finish(lode_automata *automata);

/* How many classes there are, 0 and that which is kept for no character included. */
size_t lode_automata_class_count(const lode_automata *automata);

void lode_automata_free(lode_automata *automata);

#endif
