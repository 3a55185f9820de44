/* SPDX-License-Identifier: MIT */
/* A pattern of PCRE2 as a tree, for reasoning about what it can match. What takes no room is empty in it (\K),
 * or an assertion. */
#ifndef LODE_MATCH_SYNTAX_H
#define LODE_MATCH_SYNTAX_H

#include "match/parser.h"
#include "rules/rule.h"

/* Parses the pattern of a rule, which PCRE2 accepts. A back reference becomes a copy of the group that it refers to. NULL, with
 * *reason saying why: the pattern has something of which this knows nothing; or with *reason NULL: memory ran out. The tree
 * says what matches, in which order, and what is captured; it comes from the arena. Fragments that were `read`, which share the
 * arena, are not read again; others are added. */
const lode_node *lode_syntax_parse(const lode_rule *rule, lode_charsets *charsets, lode_read_fragments *read, lode_arena *arena,
                                   const char **reason);

#endif
