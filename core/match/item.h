/* SPDX-License-Identifier: MIT */
/* What stands in a pattern for itself: characters, classes, escapes and references. Each function returns NULL where parsing
 * ended, as the parser then tells. */
#ifndef LODE_MATCH_ITEM_H
#define LODE_MATCH_ITEM_H

#include "match/parser.h"

/* A character, with those that equal it where case does not count. */
lode_node *lode_item_literal(lode_parser *parser, uint32_t c);

/* The item from `source` to where the parser is, which stands for one character. */
lode_node *lode_item_set(lode_parser *parser, const char *source);

/* An item with this source, wherever the parser is. */
lode_node *lode_item_one_of(lode_parser *parser, const char *source);

/* A class, from its bracket on. */
lode_node *lode_item_class(lode_parser *parser);

/* Where the text or a line begins or ends. */
lode_node *lode_item_edge(lode_parser *parser, lode_node_kind kind, lode_node_meaning meaning);

/* What a backslash begins. */
lode_node *lode_item_escape(lode_parser *parser);

#endif
