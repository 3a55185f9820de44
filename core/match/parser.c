/* SPDX-License-Identifier: MIT */
#include "match/parser.h"

#include <string.h>

enum { NAME_MAX_LENGTH = 64 };

void *lode_parser_fail(lode_parser *parser, const char *reason) {
    if (!parser->reason)
        parser->reason = reason;
    return NULL;
}

void *lode_parser_no_memory(lode_parser *parser) {
    parser->out_of_memory = true;
    return NULL;
}

lode_node *lode_parser_node(lode_parser *parser, lode_node_kind kind) {
    lode_node *node = lode_node_new(parser->arena, kind);

    return node ? node : lode_parser_no_memory(parser);
}

lode_node *lode_parser_around(lode_parser *parser, lode_node_kind kind, const lode_node *part) {
    lode_node *node = lode_parser_node(parser, kind);

    if (!node)
        return NULL;
    node->parts = lode_node_copy(parser->arena, part);
    return node->parts ? node : lode_parser_no_memory(parser);
}

bool lode_parser_next_is(const lode_parser *parser, const char *text) {
    size_t length = strlen(text);

    return (size_t)(parser->end - parser->at) >= length && memcmp(parser->at, text, length) == 0;
}

bool lode_parser_accept(lode_parser *parser, const char *text) {
    if (!lode_parser_next_is(parser, text))
        return false;
    parser->at += strlen(text);
    return true;
}

bool lode_parser_is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* The name up to `close`, which is passed. */
bool lode_parser_name(lode_parser *parser, char close, const char **name, size_t *length) {
    const char *end = memchr(parser->at, close, (size_t)(parser->end - parser->at));

    if (!end || end == parser->at || end - parser->at > NAME_MAX_LENGTH)
        return false;
    *name = parser->at;
    *length = (size_t)(end - parser->at);
    parser->at = end + 1;
    return true;
}

uint32_t lode_parser_character(lode_parser *parser) {
    unsigned char lead = (unsigned char)*parser->at++;
    uint32_t c = lead < 0x80 ? lead : lead < 0xE0 ? lead & 0x1Fu : lead < 0xF0 ? lead & 0x0Fu : lead & 0x07u;

    while (lead >= 0x80 && parser->at < parser->end && ((unsigned char)*parser->at & 0xC0) == 0x80)
        c = c << 6 | ((unsigned char)*parser->at++ & 0x3F);
    return c;
}
