/* SPDX-License-Identifier: MIT */
#include "match/item.h"

#include <string.h>

enum { CHAIN_MOST = 32 /* of references to groups that have references */ };

static bool is_alphanumeric(char c) {
    return lode_parser_is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static lode_node *set_node(lode_parser *parser, const lode_charset *set) {
    lode_node *node;

    if (!set)
        return lode_parser_no_memory(parser);
    node = lode_parser_node(parser, LODE_NODE_SET);
    if (node)
        node->set = set;
    return node;
}

lode_node *lode_item_literal(lode_parser *parser, uint32_t c) {
    return set_node(parser, lode_charset_character(parser->charsets, c, parser->flags));
}

lode_node *lode_item_set(lode_parser *parser, const char *source) {
    const lode_charset *set = lode_charset_of(parser->charsets, source, (size_t)(parser->at - source), parser->flags);

    return set ? set_node(parser, set) : lode_parser_fail(parser, "a class that cannot be looked into");
}

lode_node *lode_item_one_of(lode_parser *parser, const char *source) {
    return set_node(parser, lode_charset_of(parser->charsets, source, strlen(source), 0));
}

/* From the '[' on. */
lode_node *lode_item_class(lode_parser *parser) {
    const char *source = parser->at++;
    bool quoted = false;

    lode_parser_accept(parser, "^");
    lode_parser_accept(parser, "]"); /* a literal one */
    while (parser->at < parser->end) {
        if (quoted) {
            if (lode_parser_accept(parser, "\\E"))
                quoted = false;
            else
                parser->at++;
        } else if (lode_parser_accept(parser, "]")) {
            return lode_item_set(parser, source);
        } else if (lode_parser_accept(parser, "\\Q")) {
            quoted = true;
        } else if (*parser->at == '\\') {
            parser->at += 2;
        } else if (lode_parser_next_is(parser, "[:")) { /* a POSIX class, if it ends in ":]" */
            const char *at = parser->at + 2;

            while (at < parser->end && (is_alphanumeric(*at) || *at == '^'))
                at++;
            parser->at = parser->end - at >= 2 && at[0] == ':' && at[1] == ']' ? at + 2 : parser->at + 1;
        } else if (lode_parser_next_is(parser, "[.") || lode_parser_next_is(parser, "[=")) {
            return lode_parser_fail(parser, "a collating element");
        } else {
            parser->at++;
        }
    }
    return lode_parser_fail(parser, "a class without an end");
}

/* \xhh or \x{h...}, from behind the x. */
static lode_node *parse_hexadecimal(lode_parser *parser) {
    bool braces = lode_parser_accept(parser, "{");
    uint32_t c = 0;

    for (unsigned digits = 0; parser->at < parser->end && (braces ? digits < 8 : digits < 2); digits++, parser->at++) {
        char digit = *parser->at;

        if (lode_parser_is_digit(digit))
            c = c * 16 + (uint32_t)(digit - '0');
        else if ((digit | 0x20) >= 'a' && (digit | 0x20) <= 'f')
            c = c * 16 + (uint32_t)((digit | 0x20) - 'a' + 10);
        else
            break;
    }
    if ((braces && !lode_parser_accept(parser, "}")) || c > LODE_CHARSET_LAST)
        return lode_parser_fail(parser, "an escape that is not understood");
    return lode_item_literal(parser, c);
}

/* Takes as many nodes from what is left as a tree has, each copy counted; false: that is not enough. */
static bool spend(const lode_node *tree, size_t *left) {
    if (*left == 0)
        return false;
    --*left;
    for (const lode_node *part = tree->parts; part; part = part->next)
        if (!spend(part, left))
            return false;
    return true;
}

/* The group of a name that is to be copied; NULL: it cannot be. */
static const lode_parser_group *find_group(lode_parser *parser, const char *name, size_t length) {
    for (const lode_parser_group *group = parser->groups; group; group = group->next)
        if (group->length == length && memcmp(group->name, name, length) == 0) {
            if (!group->node)
                return lode_parser_fail(parser, "a reference inside the group that it refers to");
            if (group->chain >= CHAIN_MOST || !spend(group->node, &parser->copies_left))
                return lode_parser_fail(parser, "too many copies of its groups");
            if (parser->chain <= group->chain)
                parser->chain = group->chain + 1;
            return group;
        }
    return lode_parser_fail(parser, "a reference to a group that comes later");
}

/* A copy of a tree in which any character stands for any other. */
static lode_node *blur(lode_parser *parser, const lode_node *node) {
    static const char any[] = "[\\s\\S]";
    lode_node *copy = lode_node_copy(parser->arena, node);
    lode_node **last = copy ? &copy->parts : NULL;

    if (!copy)
        return lode_parser_no_memory(parser);
    if (copy->kind == LODE_NODE_SET)
        copy->set = lode_charset_of(parser->charsets, any, sizeof any - 1, 0);
    if (copy->kind == LODE_NODE_SET && !copy->set)
        return lode_parser_no_memory(parser);
    for (const lode_node *part = node->parts; part; part = part->next, last = &(*last)->next)
        if (!(*last = blur(parser, part)))
            return NULL;
    return copy;
}

static lode_node *parse_reference(lode_parser *parser) {
    char open = parser->at < parser->end ? *parser->at++ : '\0';
    char close = open == '{' ? '}' : open == '<' ? '>' : open == '\'' ? '\'' : '\0';
    const char *name;
    size_t length;
    const lode_parser_group *group;
    lode_node *copy, *reference;

    if (!close || !lode_parser_name(parser, close, &name, &length) || lode_parser_is_digit(*name) || *name == '-' ||
        *name == '+')
        return lode_parser_fail(parser, "a reference by number");
    if (parser->flags & LODE_CHARSET_CASELESS && parser->case_switched)
        return lode_parser_fail(parser, "a back reference where case counts in parts of the pattern only");
    group = find_group(parser, name, length);
    if (!group)
        return NULL;
    /* Without regard to case a reference takes more than a class of its group does: \p{Lu} is for capitals then, too. */
    copy = parser->flags & LODE_CHARSET_CASELESS ? blur(parser, group->node) : lode_node_share(parser->arena, group->node);
    reference = copy ? lode_parser_around(parser, LODE_NODE_REFERENCE, copy) : lode_parser_no_memory(parser);
    if (reference) {
        reference->group = group->number;
        reference->bare = true;
        reference->caseless = parser->flags & LODE_CHARSET_CASELESS;
    }
    return reference;
}

/* \R */
static lode_node *line_end(lode_parser *parser) {
    static const char single[] = "[\\n-\\r\\x{85}\\x{2028}\\x{2029}]";
    lode_node *one = set_node(parser, lode_charset_of(parser->charsets, single, strlen(single), 0));
    lode_node *first = set_node(parser, lode_charset_character(parser->charsets, '\r', 0));
    lode_node *second = set_node(parser, lode_charset_character(parser->charsets, '\n', 0));
    lode_node *two = lode_parser_node(parser, LODE_NODE_SEQUENCE);
    lode_node *either = lode_parser_node(parser, LODE_NODE_CHOICE);

    if (!one || !first || !second || !two || !either)
        return NULL;
    first->next = second;
    two->parts = first;
    two->next = one;
    either->parts = two;
    return lode_parser_around(parser, LODE_NODE_ATOMIC, either);
}

lode_node *lode_item_edge(lode_parser *parser, lode_node_kind kind, lode_node_meaning meaning) {
    static const lode_charset nothing;
    bool text_only = meaning == LODE_MEANING_TEXT_START || meaning == LODE_MEANING_TEXT_END;
    lode_node *node = set_node(parser, text_only ? &nothing : lode_charset_character(parser->charsets, '\n', 0));

    if (node) {
        node->kind = kind;
        node->meaning = meaning;
        node->at_edge = true;
    }
    return node;
}

static lode_node *word_check(lode_parser *parser, lode_node_kind kind, bool word) {
    lode_node *node = set_node(parser, lode_charset_of(parser->charsets, word ? "\\w" : "\\W", 2, LODE_CHARSET_DOTALL));

    if (node) {
        node->kind = kind;
        node->at_edge = !word;
    }
    return node;
}

/* \b, where a word character stands on one side only; \B, where one does on both or none. */
static lode_node *word_edge(lode_parser *parser, bool differ) {
    lode_node *made = lode_parser_node(parser, LODE_NODE_CHOICE);
    lode_node **last = made ? &made->parts : NULL;

    if (made) {
        made->meaning = differ ? LODE_MEANING_WORD_EDGE : LODE_MEANING_NO_WORD_EDGE;
        made->set = lode_charset_of(parser->charsets, "\\w", 2, 0);
        if (!made->set)
            return lode_parser_no_memory(parser);
    }
    for (int word = 0; last && word < 2; word++) {
        lode_node *sides = lode_parser_node(parser, LODE_NODE_SEQUENCE);
        lode_node *before = word_check(parser, LODE_NODE_CHECK_PREVIOUS, word);
        lode_node *after = word_check(parser, LODE_NODE_CHECK_NEXT, word != differ);

        if (!sides || !before || !after)
            return NULL;
        sides->parts = before;
        before->next = after;
        *last = sides;
        last = &sides->next;
    }
    return made;
}

lode_node *lode_item_escape(lode_parser *parser) {
    const char *source = parser->at++;
    char c;

    if (parser->at == parser->end)
        return lode_parser_fail(parser, "an escape without an end");
    c = *parser->at;
    if (!is_alphanumeric(c))
        return lode_item_literal(parser, lode_parser_character(parser));
    parser->at++;
    switch (c) {
    case 'd':
    case 'D':
    case 'h':
    case 'H':
    case 's':
    case 'S':
    case 'v':
    case 'V':
    case 'w':
    case 'W':
        return lode_item_set(parser, source);
    case 'N':
        if (lode_parser_next_is(parser, "{"))
            return lode_parser_fail(parser, "a character by its name");
        return lode_item_set(parser, source);
    case 'p':
    case 'P':
        if (!lode_parser_accept(parser, "{"))
            parser->at++;
        else
            while (parser->at < parser->end && *parser->at++ != '}')
                ;
        return lode_item_set(parser, source);
    case 'b':
        return word_edge(parser, true);
    case 'B':
        return word_edge(parser, false);
    case 'A':
        return lode_item_edge(parser, LODE_NODE_CHECK_PREVIOUS, LODE_MEANING_TEXT_START);
    case 'Z':
        return lode_item_edge(parser, LODE_NODE_CHECK_NEXT, LODE_MEANING_LAST_LINE_END);
    case 'z':
        return lode_item_edge(parser, LODE_NODE_CHECK_NEXT, LODE_MEANING_TEXT_END);
    case 'R':
        return line_end(parser);
    case 'x':
        return parse_hexadecimal(parser);
    case 'n':
        return lode_item_literal(parser, '\n');
    case 't':
        return lode_item_literal(parser, '\t');
    case 'r':
        return lode_item_literal(parser, '\r');
    case 'f':
        return lode_item_literal(parser, '\f');
    case 'e':
        return lode_item_literal(parser, 0x1B);
    case 'a':
        return lode_item_literal(parser, 0x07);
    case 'k':
        return parse_reference(parser);
    case 'g':
        return lode_parser_next_is(parser, "{") ? parse_reference(parser)
                                                : lode_parser_fail(parser, "a group called as a routine");
    case 'G':
        return lode_parser_fail(parser, "\\G, which looks at where the search began");
    default:
        return lode_parser_fail(parser, "an escape that is not understood");
    }
}
