/* SPDX-License-Identifier: MIT */
/* A pattern while it is parsed: where the parser is, and what it knows of what came before. */
#ifndef LODE_MATCH_PARSER_H
#define LODE_MATCH_PARSER_H

#include "match/node.h"
#include "rules/fragment.h"

typedef struct lode_parser_group {
    const char *name;
    size_t length;
    const lode_node *node; /* NULL: still open */
    uint32_t number;
    unsigned chain; /* the longest of references inside */
    struct lode_parser_group *next;
} lode_parser_group;

/* A fragment that was read before, in this pattern or another one. */
typedef struct lode_read_fragment {
    const lode_fragment *fragment;
    unsigned flags;
    bool lines, ungreedy, switches_case;
    const lode_node *node;
    struct lode_read_fragment *next;
} lode_read_fragment;

enum { LODE_READ_FRAGMENTS = 1 << 9 };

/* Start from {0}. */
typedef struct lode_read_fragments {
    lode_read_fragment *buckets[LODE_READ_FRAGMENTS];
} lode_read_fragments;

typedef struct lode_parser {
    const char *at, *end;
    const lode_fragment *fragments; /* of the pattern's pack */
    lode_read_fragments *read;
    lode_charsets *charsets;
    lode_arena *arena;
    unsigned flags; /* lode_charset_flags in force here */
    bool lines;     /* ^ and $ are about lines, here */
    bool ungreedy;  /* repeats are lazy without a question mark, here */
    uint32_t group_count;
    bool case_switched; /* case counted in some part and not in another */
    unsigned depth;
    unsigned chain;     /* the longest of references in the groups that are open */
    size_t copies_left; /* nodes */
    lode_parser_group *groups;
    const char *reason; /* why parsing ended, unless: */
    bool out_of_memory;
} lode_parser;

/* Ends parsing for a reason (a string literal); the first counts. NULL. */
void *lode_parser_fail(lode_parser *parser, const char *reason);

/* Ends parsing because memory ran out. NULL. */
void *lode_parser_no_memory(lode_parser *parser);

/* A node without parts; NULL: memory ran out. */
lode_node *lode_parser_node(lode_parser *parser, lode_node_kind kind);

/* A node with a copy of another as its only part; NULL: memory ran out. */
lode_node *lode_parser_around(lode_parser *parser, lode_node_kind kind, const lode_node *part);

/* Whether a text comes next in the pattern. */
bool lode_parser_next_is(const lode_parser *parser, const char *text);

/* Passes a text if it comes next. */
bool lode_parser_accept(lode_parser *parser, const char *text);

/* Passes a name and the `close` behind it. False: there is none. */
bool lode_parser_name(lode_parser *parser, char close, const char **name, size_t *length);

/* Passes the next character. */
uint32_t lode_parser_character(lode_parser *parser);

bool lode_parser_is_digit(char c);

#endif
