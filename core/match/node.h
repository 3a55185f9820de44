/* Trees of patterns. */
#ifndef LODE_MATCH_NODE_H
#define LODE_MATCH_NODE_H

#include "match/charset.h"

typedef enum lode_node_kind {
    LODE_NODE_EMPTY,
    LODE_NODE_SET,      /* one character */
    LODE_NODE_SEQUENCE, /* its parts, one after the other */
    LODE_NODE_CHOICE,   /* one of its parts */
    LODE_NODE_REPEAT,   /* its only part, `least` to `most` times */
    LODE_NODE_AHEAD,    /* its only part follows; or, where it is negative, does not */
    LODE_NODE_BEHIND,   /* its only part stands before; or, where it is negative, does not */
    /* What edges are and assertions become, see assertions.h: the next character, or the one before, is of the set; or, where
     * it says so, the text ends or begins here. */
    LODE_NODE_CHECK_NEXT,
    LODE_NODE_CHECK_PREVIOUS
} lode_node_kind;

#define LODE_NODE_NO_END UINT32_MAX /* in `most` */

typedef struct lode_node lode_node;
struct lode_node {
    lode_node_kind kind;
    const lode_charset *set;
    uint32_t least, most;
    bool negative;    /* an assertion that says what is not */
    bool at_edge;     /* a check that holds where there is no character */
    bool bare;        /* what a back reference stands for: assertions inside do not count again */
    lode_node *parts; /* the first */
    lode_node *next;  /* among the parts that it is one of */
};

/* A node without parts; NULL: memory ran out. */
lode_node *lode_node_new(lode_arena *arena, lode_node_kind kind);

/* A copy of the node itself that shares its parts; NULL: memory ran out. */
lode_node *lode_node_copy(lode_arena *arena, const lode_node *node);

/* Whether the empty text is among those of the tree. */
bool lode_node_can_be_empty(const lode_node *node);

#endif
