/* SPDX-License-Identifier: MIT */
#include "match/syntax.h"

#include "match/item.h"
#include "rules/fragment.h"
#include "rules/pack.h"
#include "rules/rule.h"

#include <string.h>

enum {
    DEEPEST = 250,        /* groups in groups */
    COPIES_MOST = 1 << 18 /* nodes in all copies of groups */
};

static lode_node *parse_choice(lode_parser *parser);

/* ---- Groups ----------------------------------------------------------------------------------------------------- */

/* What stands between the parentheses, the opening one being passed. The closing one is passed, and flags set inside end. */
static lode_node *parse_inside(lode_parser *parser) {
    unsigned flags = parser->flags;
    bool lines = parser->lines, ungreedy = parser->ungreedy;
    lode_node *inside;

    if (parser->depth == DEEPEST)
        return lode_parser_fail(parser, "groups too deep inside one another");
    parser->depth++;
    inside = parse_choice(parser);
    parser->depth--;
    parser->flags = flags;
    parser->lines = lines;
    parser->ungreedy = ungreedy;
    if (inside && !lode_parser_accept(parser, ")"))
        return lode_parser_fail(parser, "a group without an end");
    return inside;
}

static lode_node *parse_named(lode_parser *parser, char close) {
    lode_parser_group *group = lode_arena_array(parser->arena, 1, sizeof *group);
    unsigned chain = parser->chain;
    lode_node *node;

    if (!group)
        return lode_parser_no_memory(parser);
    parser->chain = 0;
    if (!lode_parser_name(parser, close, &group->name, &group->length))
        return lode_parser_fail(parser, "a group's name that is not understood");
    for (const lode_parser_group *other = parser->groups; other; other = other->next)
        if (other->length == group->length && memcmp(other->name, group->name, group->length) == 0)
            return lode_parser_fail(parser, "groups of the same name");
    group->number = ++parser->group_count;
    group->next = parser->groups;
    parser->groups = group;
    group->node = parse_inside(parser);
    group->chain = parser->chain;
    if (parser->chain < chain)
        parser->chain = chain;
    if (!group->node)
        return NULL;
    node = lode_parser_around(parser, LODE_NODE_CAPTURE, group->node);
    if (node)
        node->group = group->number;
    return node;
}

static lode_node *parse_atomic(lode_parser *parser) {
    lode_node *inside = parse_inside(parser);

    return inside ? lode_parser_around(parser, LODE_NODE_ATOMIC, inside) : NULL;
}

static lode_node *parse_assertion(lode_parser *parser, lode_node_kind kind, bool negative) {
    lode_node *inside = parse_inside(parser);
    lode_node *node = inside ? lode_parser_around(parser, kind, inside) : NULL;

    if (node)
        node->negative = negative;
    return node;
}

/* (?i), (?s-i), (?i:...) and so on, from behind the '?'. */
static lode_node *parse_flags(lode_parser *parser) {
    unsigned before = parser->flags;
    bool lines = parser->lines, ungreedy = parser->ungreedy, on = true;
    lode_node *inside;

    for (; parser->at < parser->end && *parser->at != ':' && *parser->at != ')'; parser->at++) {
        unsigned flag = 0;

        switch (*parser->at) {
        case '-':
            on = false;
            break;
        case 'i':
            flag = LODE_CHARSET_CASELESS;
            break;
        case 's':
            flag = LODE_CHARSET_DOTALL;
            break;
        case 'm':
            parser->lines = on;
            break;
        case 'U':
            parser->ungreedy = on;
            break;
        case 'n':
            break;
        default:
            return lode_parser_fail(parser, "a group of a kind that is not understood");
        }
        parser->flags = on ? parser->flags | flag : parser->flags & ~flag;
    }
    if ((before ^ parser->flags) & LODE_CHARSET_CASELESS)
        parser->case_switched = true;
    if (lode_parser_accept(parser, ")"))
        return lode_parser_node(parser, LODE_NODE_EMPTY); /* until the group around ends */
    lode_parser_accept(parser, ":");
    inside = parse_inside(parser);
    parser->flags = before;
    parser->lines = lines;
    parser->ungreedy = ungreedy;
    return inside;
}

/* ---- Fragments -------------------------------------------------------------------------------------------------- */

static lode_read_fragment *find_fragment(lode_read_fragment *read, const lode_parser *parser, const lode_fragment *fragment) {
    while (read && (read->fragment != fragment || read->flags != parser->flags || read->lines != parser->lines ||
                    read->ungreedy != parser->ungreedy))
        read = read->next;
    return read;
}

/* Reads a fragment as if it stood here. */
static lode_node *parse_inserted(lode_parser *parser, const lode_fragment *fragment) {
    const char *at = parser->at, *end = parser->end;
    lode_node *node;

    parser->at = fragment->pattern;
    parser->end = fragment->pattern + fragment->length;
    node = parse_choice(parser);
    if (node && parser->at < parser->end)
        return lode_parser_fail(parser, "a closing parenthesis too many");
    parser->at = at;
    parser->end = end;
    return node;
}

/* The fragment of that number, which captures nothing and refers to nothing: it is read once and then shared. */
static lode_node *parse_fragment(lode_parser *parser, uint32_t number) {
    const lode_fragment *fragment = &parser->fragments[number];
    lode_read_fragment **bucket = &parser->read->buckets[(uintptr_t)fragment / sizeof *fragment % LODE_READ_FRAGMENTS];
    lode_read_fragment *read = find_fragment(*bucket, parser, fragment);
    bool switched = parser->case_switched;
    lode_node *node;

    parser->at += LODE_FRAGMENT_MARK;
    if (read) {
        parser->case_switched |= read->switches_case;
        node = lode_node_share(parser->arena, read->node);
        return node ? node : lode_parser_no_memory(parser);
    }
    parser->case_switched = false;
    node = parse_inserted(parser, fragment);
    read = node ? lode_arena_array(parser->arena, 1, sizeof *read) : NULL;
    if (read) {
        *read = (lode_read_fragment){fragment, parser->flags, parser->lines, parser->ungreedy, parser->case_switched,
                                     node,     *bucket};
        *bucket = read;
    } else if (node) {
        return lode_parser_no_memory(parser);
    }
    parser->case_switched |= switched;
    return node;
}

/* From the '(' on. */
static lode_node *parse_group(lode_parser *parser) {
    if (lode_parser_accept(parser, LODE_PATTERN_SPACE))
        return lode_item_one_of(parser, "[ \\n]"); /* the same, and quicker */
    parser->at++;
    if (lode_parser_next_is(parser, "*"))
        return lode_parser_fail(parser, "a verb");
    if (!lode_parser_accept(parser, "?"))
        return parse_inside(parser);
    if (lode_parser_accept(parser, "="))
        return parse_assertion(parser, LODE_NODE_AHEAD, false);
    if (lode_parser_accept(parser, "!"))
        return parse_assertion(parser, LODE_NODE_AHEAD, true);
    if (lode_parser_accept(parser, "<="))
        return parse_assertion(parser, LODE_NODE_BEHIND, false);
    if (lode_parser_accept(parser, "<!"))
        return parse_assertion(parser, LODE_NODE_BEHIND, true);
    if (lode_parser_accept(parser, "P<") || lode_parser_accept(parser, "<"))
        return parse_named(parser, '>');
    if (lode_parser_accept(parser, "'"))
        return parse_named(parser, '\'');
    if (lode_parser_next_is(parser, "P="))
        return lode_parser_fail(parser, "a back reference in Python's way");
    if (lode_parser_accept(parser, ">"))
        return parse_atomic(parser);
    if (lode_parser_next_is(parser, "|"))
        return lode_parser_fail(parser, "groups of several alternatives with the same number");
    if (lode_parser_accept(parser, ":"))
        return parse_inside(parser);
    return parse_flags(parser);
}

/* ---- Sequences -------------------------------------------------------------------------------------------------- */

/* {n}, {n,} or {n,m}; false: it is none, and nothing was read. */
static bool read_bounds(lode_parser *parser, uint32_t *least, uint32_t *most) {
    const char *at = parser->at + 1;
    uint32_t bounds[2] = {0, 0};
    unsigned given = 0;

    for (; given < 2 && at < parser->end && lode_parser_is_digit(*at); given++) {
        for (; at < parser->end && lode_parser_is_digit(*at); at++)
            bounds[given] = bounds[given] < 100000 ? bounds[given] * 10 + (uint32_t)(*at - '0') : bounds[given];
        if (given == 0 && at < parser->end && *at == '}') {
            bounds[1] = bounds[0];
            break;
        }
        if (given == 0 && (at == parser->end || *at++ != ','))
            return false;
        if (given == 0 && at < parser->end && *at == '}') {
            bounds[1] = LODE_NODE_NO_END;
            break;
        }
    }
    if (!lode_parser_is_digit(parser->at[1]) || at == parser->end || *at != '}')
        return false;
    parser->at = at + 1;
    *least = bounds[0];
    *most = bounds[1];
    return true;
}

/* Comments are nothing: a quantifier behind one belongs to what stands before it. */
static bool skip_comments(lode_parser *parser) {
    while (lode_parser_accept(parser, "(?#")) {
        const char *close = memchr(parser->at, ')', (size_t)(parser->end - parser->at));

        if (!close)
            return lode_parser_fail(parser, "a comment without an end");
        parser->at = close + 1;
    }
    return true;
}

/* `captures`: there is a group in the item that does. */
static lode_node *parse_quantifiers(lode_parser *parser, lode_node *item, bool captures) {
    while (item && skip_comments(parser) && parser->at < parser->end) {
        uint32_t least = 0, most = LODE_NODE_NO_END;
        lode_node_mode mode = parser->ungreedy ? LODE_NODE_LAZY : LODE_NODE_GREEDY;
        lode_node *repeat;

        if (*parser->at == '{') {
            if (parser->end - parser->at < 2 || !read_bounds(parser, &least, &most)) {
                /* Newer versions of PCRE2 take more spellings for bounds than older ones. */
                const char *close = memchr(parser->at, '}', (size_t)(parser->end - parser->at));

                for (const char *at = parser->at + 1; close && at < close; at++)
                    if (!lode_parser_is_digit(*at) && !strchr(", \t", *at))
                        close = NULL;
                return close ? lode_parser_fail(parser, "bounds that not every PCRE2 reads alike") : item;
            }
        } else if (lode_parser_accept(parser, "+")) {
            least = 1;
        } else if (lode_parser_accept(parser, "?")) {
            most = 1;
        } else if (!lode_parser_accept(parser, "*")) {
            break;
        }
        /* What is captured in a possessive repeat, PCRE2's JIT (10.42) leaves there when the match fails, so that the next
         * match depends on where the search came by. */
        if (lode_parser_accept(parser, "?"))
            mode = parser->ungreedy ? LODE_NODE_GREEDY : LODE_NODE_LAZY;
        else if (lode_parser_accept(parser, "+"))
            mode = LODE_NODE_POSSESSIVE;
        if (mode == LODE_NODE_POSSESSIVE && captures)
            return lode_parser_fail(parser, "a possessive repeat of a capture");
        repeat = lode_parser_node(parser, LODE_NODE_REPEAT);
        if (!repeat)
            return NULL;
        repeat->parts = item;
        repeat->least = least;
        repeat->most = most;
        repeat->mode = mode;
        item = repeat;
    }
    return item;
}

/* Text between \Q and \E. */
static lode_node *parse_quoted(lode_parser *parser) {
    lode_node *sequence = lode_parser_node(parser, LODE_NODE_SEQUENCE);
    lode_node **last = sequence ? &sequence->parts : NULL;

    while (last && parser->at < parser->end && !lode_parser_accept(parser, "\\E")) {
        *last = lode_item_literal(parser, lode_parser_character(parser));
        last = *last ? &(*last)->next : NULL;
    }
    /* A quantifier behind it would mean the last character alone. */
    if (last && parser->at < parser->end && strchr("*+?{", *parser->at))
        return lode_parser_fail(parser, "a quantifier behind quoted text");
    return last ? sequence : NULL;
}

static lode_node *parse_item(lode_parser *parser) {
    const char *source = parser->at;
    uint32_t fragment;

    if (lode_fragment_at(parser->at, parser->end, &fragment))
        return parse_fragment(parser, fragment);
    switch (*parser->at) {
    case '(':
        return parse_group(parser);
    case '[':
        return lode_item_class(parser);
    case '\\':
        return lode_parser_accept(parser, "\\Q") ? parse_quoted(parser) : lode_item_escape(parser);
    case '.':
        parser->at++;
        return lode_item_set(parser, source);
    case '^':
        parser->at++;
        return lode_item_edge(parser, LODE_NODE_CHECK_PREVIOUS,
                              parser->lines ? LODE_MEANING_LINE_START : LODE_MEANING_TEXT_START);
    case '$':
        parser->at++;
        return lode_item_edge(parser, LODE_NODE_CHECK_NEXT, parser->lines ? LODE_MEANING_LINE_END : LODE_MEANING_LAST_LINE_END);
    default:
        return lode_item_literal(parser, lode_parser_character(parser));
    }
}

static lode_node *parse_sequence(lode_parser *parser) {
    lode_node *sequence = lode_parser_node(parser, LODE_NODE_SEQUENCE);
    lode_node **last = sequence && skip_comments(parser) ? &sequence->parts : NULL;

    while (last && parser->at < parser->end && *parser->at != '|' && *parser->at != ')') {
        const lode_parser_group *before = parser->groups;
        lode_node *item = parse_item(parser);

        item = parse_quantifiers(parser, item, parser->groups != before);
        if (!item)
            return NULL;
        *last = item;
        last = &item->next;
    }
    return last && !parser->reason ? sequence : NULL;
}

static lode_node *parse_choice(lode_parser *parser) {
    lode_node *choice = lode_parser_node(parser, LODE_NODE_CHOICE);
    lode_node **last = choice ? &choice->parts : NULL;

    while (last) {
        *last = parse_sequence(parser);
        if (!*last)
            return NULL;
        last = &(*last)->next;
        if (!lode_parser_accept(parser, "|"))
            break;
    }
    return choice && choice->parts && !choice->parts->next ? choice->parts : choice;
}

const lode_node *lode_syntax_parse(const lode_rule *rule, lode_charsets *charsets, lode_read_fragments *read, lode_arena *arena,
                                   const char **reason) {
    lode_parser parser = {.at = rule->pattern,
                          .end = rule->pattern + rule->pattern_length,
                          .fragments = rule->pack ? rule->pack->fragments : NULL,
                          .read = read,
                          .charsets = charsets,
                          .arena = arena,
                          .flags = rule->caseless ? LODE_CHARSET_CASELESS : 0,
                          .copies_left = COPIES_MOST};
    const lode_node *tree = parse_choice(&parser);

    if (tree && parser.at < parser.end)
        tree = lode_parser_fail(&parser, "a closing parenthesis too many");
    *reason = parser.out_of_memory ? NULL : parser.reason;
    return tree;
}
