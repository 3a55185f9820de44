/* SPDX-License-Identifier: MIT */
/* Trees of patterns. */
#ifndef LODE_MATCH_NODE_H
#define LODE_MATCH_NODE_H

#include "match/charset.h"

typedef enum lode_node_kind {
    LODE_NODE_EMPTY,
    LODE_NODE_SET,       /* one character */
    LODE_NODE_SEQUENCE,  /* its parts, one after the other */
    LODE_NODE_CHOICE,    /* one of its parts */
    LODE_NODE_REPEAT,    /* its only part, `least` to `most` times */
    LODE_NODE_AHEAD,     /* its only part follows; or, where it is negative, does not */
    LODE_NODE_BEHIND,    /* its only part stands before; or, where it is negative, does not */
    LODE_NODE_CAPTURE,   /* its only part, which is kept as the group of that number */
    LODE_NODE_ATOMIC,    /* its only part, the first way in which it matches */
    LODE_NODE_REFERENCE, /* what the group of that number took; its only part, which is bare, is what that may be */
    /* What edges are and assertions become, see assertions.h: the next character, or the one before, is of the set; or, where
     * it says so, the text ends or begins here. */
    LODE_NODE_CHECK_NEXT,
    LODE_NODE_CHECK_PREVIOUS
} lode_node_kind;

#define LODE_NODE_NO_END UINT32_MAX /* in `most` */

/* In which order a repeat tries its counts. */
typedef enum lode_node_mode { LODE_NODE_GREEDY, LODE_NODE_LAZY, LODE_NODE_POSSESSIVE } lode_node_mode;

/* What a node means exactly, where its kind and set say only what it may match. */
typedef enum lode_node_meaning {
    LODE_MEANING_AS_IT_IS,
    LODE_MEANING_TEXT_START,
    LODE_MEANING_LINE_START,
    LODE_MEANING_TEXT_END,
    LODE_MEANING_LAST_LINE_END, /* the text's end, or before a line end there */
    LODE_MEANING_LINE_END,
    LODE_MEANING_WORD_EDGE,
    LODE_MEANING_NO_WORD_EDGE
} lode_node_meaning;

typedef struct lode_node lode_node;
struct lode_node {
    lode_node_kind kind;
    const lode_charset *set;
    uint32_t least, most;
    uint32_t group;
    lode_node_mode mode;
    lode_node_meaning meaning;
    bool negative;     /* an assertion that says what is not */
    bool at_edge;      /* a check that holds where there is no character */
    bool caseless;     /* a reference without regard to case */
    bool shared;       /* it stands in several places, by the same parts */
    bool bare;         /* what a back reference stands for: assertions inside do not count again */
    const void *first; /* what is known of how it begins, by whom it concerns */
    lode_node *parts;  /* the first */
    lode_node *next;   /* among the parts that it is one of */
};

/* A node without parts; NULL: memory ran out. */
lode_node *lode_node_new(lode_arena *arena, lode_node_kind kind);

/* A copy of the node itself that shares its parts; NULL: memory ran out. */
lode_node *lode_node_copy(lode_arena *arena, const lode_node *node);

/* The same, which says of itself that it stands in several places. */
lode_node *lode_node_share(lode_arena *arena, const lode_node *node);

/* Whether the empty text is among those of the tree. */
bool lode_node_can_be_empty(const lode_node *node);

#endif
