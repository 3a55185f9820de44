#include "match/syntax.h"

#include <string.h>

enum {
    DEEPEST = 250, /* groups in groups */
    NAME_MAX_LENGTH = 64,
    CHAIN_MOST = 32,      /* of references to groups that have references */
    COPIES_MOST = 1 << 18 /* nodes in all copies of groups */
};

typedef struct named_group {
    const char *name;
    size_t length;
    const lode_node *node; /* NULL: still open */
    unsigned chain;        /* the longest of references inside */
    struct named_group *next;
} named_group;

typedef struct pattern_parser {
    const char *at, *end;
    lode_charsets *charsets;
    lode_arena *arena;
    unsigned flags;     /* lode_charset_flags in force here */
    bool case_switched; /* case counted in some part and not in another */
    unsigned depth;
    unsigned chain;     /* the longest of references in the groups that are open */
    size_t copies_left; /* nodes */
    named_group *groups;
    const char *reason; /* why parsing ended, unless: */
    bool out_of_memory;
} pattern_parser;

static lode_node *parse_choice(pattern_parser *parser);

static void *fail(pattern_parser *parser, const char *reason) {
    if (!parser->reason)
        parser->reason = reason;
    return NULL;
}

static void *no_memory(pattern_parser *parser) {
    parser->out_of_memory = true;
    return NULL;
}

lode_node *lode_node_new(lode_arena *arena, lode_node_kind kind) {
    lode_node *node = lode_arena_array(arena, 1, sizeof *node);

    if (node)
        node->kind = kind;
    return node;
}

lode_node *lode_node_copy(lode_arena *arena, const lode_node *node) {
    lode_node *copy = lode_arena_allocate(arena, sizeof *copy);

    if (copy) {
        *copy = *node;
        copy->next = NULL;
    }
    return copy;
}

bool lode_node_can_be_empty(const lode_node *node) {
    switch (node->kind) {
    case LODE_NODE_SET:
        return false;
    case LODE_NODE_REPEAT:
        return node->least == 0 || lode_node_can_be_empty(node->parts);
    case LODE_NODE_SEQUENCE:
        for (const lode_node *part = node->parts; part; part = part->next)
            if (!lode_node_can_be_empty(part))
                return false;
        return true;
    case LODE_NODE_CHOICE:
        for (const lode_node *part = node->parts; part; part = part->next)
            if (lode_node_can_be_empty(part))
                return true;
        return false;
    default:
        return true;
    }
}

static lode_node *new_node(pattern_parser *parser, lode_node_kind kind) {
    lode_node *node = lode_node_new(parser->arena, kind);

    return node ? node : no_memory(parser);
}

/* ---- Reading ---------------------------------------------------------------------------------------------------- */

static bool next_is(const pattern_parser *parser, const char *text) {
    size_t length = strlen(text);

    return (size_t)(parser->end - parser->at) >= length && memcmp(parser->at, text, length) == 0;
}

static bool accept(pattern_parser *parser, const char *text) {
    if (!next_is(parser, text))
        return false;
    parser->at += strlen(text);
    return true;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_alphanumeric(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The name up to `close`, which is passed. */
static bool read_name(pattern_parser *parser, char close, const char **name, size_t *length) {
    const char *end = memchr(parser->at, close, (size_t)(parser->end - parser->at));

    if (!end || end == parser->at || end - parser->at > NAME_MAX_LENGTH)
        return false;
    *name = parser->at;
    *length = (size_t)(end - parser->at);
    parser->at = end + 1;
    return true;
}

static uint32_t read_character(pattern_parser *parser) {
    unsigned char lead = (unsigned char)*parser->at++;
    uint32_t c = lead < 0x80 ? lead : lead < 0xE0 ? lead & 0x1Fu : lead < 0xF0 ? lead & 0x0Fu : lead & 0x07u;

    while (lead >= 0x80 && parser->at < parser->end && ((unsigned char)*parser->at & 0xC0) == 0x80)
        c = c << 6 | ((unsigned char)*parser->at++ & 0x3F);
    return c;
}

/* ---- One character ---------------------------------------------------------------------------------------------- */

static lode_node *set_node(pattern_parser *parser, const lode_charset *set) {
    lode_node *node;

    if (!set)
        return no_memory(parser);
    node = new_node(parser, LODE_NODE_SET);
    if (node)
        node->set = set;
    return node;
}

static lode_node *literal(pattern_parser *parser, uint32_t c) {
    return set_node(parser, lode_charset_character(parser->charsets, c, parser->flags));
}

static lode_node *source_set(pattern_parser *parser, const char *source) {
    const lode_charset *set = lode_charset_of(parser->charsets, source, (size_t)(parser->at - source), parser->flags);

    return set ? set_node(parser, set) : fail(parser, "a class that cannot be looked into");
}

/* From the '[' on. */
static lode_node *parse_class(pattern_parser *parser) {
    const char *source = parser->at++;
    bool quoted = false;

    accept(parser, "^");
    accept(parser, "]"); /* a literal one */
    while (parser->at < parser->end) {
        if (quoted) {
            if (accept(parser, "\\E"))
                quoted = false;
            else
                parser->at++;
        } else if (accept(parser, "]")) {
            return source_set(parser, source);
        } else if (accept(parser, "\\Q")) {
            quoted = true;
        } else if (*parser->at == '\\') {
            parser->at += 2;
        } else if (next_is(parser, "[:")) { /* a POSIX class, if it ends in ":]" */
            const char *at = parser->at + 2;

            while (at < parser->end && (is_alphanumeric(*at) || *at == '^'))
                at++;
            parser->at = parser->end - at >= 2 && at[0] == ':' && at[1] == ']' ? at + 2 : parser->at + 1;
        } else if (next_is(parser, "[.") || next_is(parser, "[=")) {
            return fail(parser, "a collating element");
        } else {
            parser->at++;
        }
    }
    return fail(parser, "a class without an end");
}

/* \xhh or \x{h...}, from behind the x. */
static lode_node *parse_hexadecimal(pattern_parser *parser) {
    bool braces = accept(parser, "{");
    uint32_t c = 0;

    for (unsigned digits = 0; parser->at < parser->end && (braces ? digits < 8 : digits < 2); digits++, parser->at++) {
        char digit = *parser->at;

        if (is_digit(digit))
            c = c * 16 + (uint32_t)(digit - '0');
        else if ((digit | 0x20) >= 'a' && (digit | 0x20) <= 'f')
            c = c * 16 + (uint32_t)((digit | 0x20) - 'a' + 10);
        else
            break;
    }
    if ((braces && !accept(parser, "}")) || c > LODE_CHARSET_LAST)
        return fail(parser, "an escape that is not understood");
    return literal(parser, c);
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

/* A copy of the group of a name, with the case that counts in it. */
static lode_node *copy_group(pattern_parser *parser, const char *name, size_t length) {
    for (const named_group *group = parser->groups; group; group = group->next)
        if (group->length == length && memcmp(group->name, name, length) == 0) {
            lode_node *copy;

            if (!group->node)
                return fail(parser, "a reference inside the group that it refers to");
            if (group->chain >= CHAIN_MOST || !spend(group->node, &parser->copies_left))
                return fail(parser, "too many copies of its groups");
            if (parser->chain <= group->chain)
                parser->chain = group->chain + 1;
            copy = lode_node_copy(parser->arena, group->node);
            return copy ? copy : no_memory(parser);
        }
    return fail(parser, "a reference to a group that comes later");
}

/* A copy of a tree in which any character stands for any other. */
static lode_node *blur(pattern_parser *parser, const lode_node *node) {
    static const char any[] = "[\\s\\S]";
    lode_node *copy = lode_node_copy(parser->arena, node);
    lode_node **last = copy ? &copy->parts : NULL;

    if (!copy)
        return no_memory(parser);
    if (copy->kind == LODE_NODE_SET)
        copy->set = lode_charset_of(parser->charsets, any, sizeof any - 1, 0);
    if (copy->kind == LODE_NODE_SET && !copy->set)
        return no_memory(parser);
    for (const lode_node *part = node->parts; part; part = part->next, last = &(*last)->next)
        if (!(*last = blur(parser, part)))
            return NULL;
    return copy;
}

static lode_node *parse_reference(pattern_parser *parser) {
    char open = parser->at < parser->end ? *parser->at++ : '\0';
    char close = open == '{' ? '}' : open == '<' ? '>' : open == '\'' ? '\'' : '\0';
    const char *name;
    size_t length;
    lode_node *copy;

    if (!close || !read_name(parser, close, &name, &length) || is_digit(*name) || *name == '-' || *name == '+')
        return fail(parser, "a reference by number");
    if (parser->flags & LODE_CHARSET_CASELESS && parser->case_switched)
        return fail(parser, "a back reference where case counts in parts of the pattern only");
    copy = copy_group(parser, name, length);
    /* Without regard to case a reference takes more than a class of its group does: \p{Lu} is for capitals then, too. */
    if (copy && parser->flags & LODE_CHARSET_CASELESS) {
        lode_node *next = copy->next;

        copy = blur(parser, copy);
        if (copy)
            copy->next = next;
    }
    if (copy)
        copy->bare = true;
    return copy;
}

/* (?&name), a call of a group: its flags are those in force where it stands. */
static lode_node *parse_call(pattern_parser *parser) {
    const char *name;
    size_t length;

    if (!read_name(parser, ')', &name, &length))
        return fail(parser, "a group's name that is not understood");
    return copy_group(parser, name, length);
}

/* \R */
static lode_node *line_end(pattern_parser *parser) {
    static const char single[] = "[\\n-\\r\\x{85}\\x{2028}\\x{2029}]";
    lode_node *one = set_node(parser, lode_charset_of(parser->charsets, single, strlen(single), 0));
    lode_node *two = new_node(parser, LODE_NODE_REPEAT);

    if (one && two) {
        two->parts = one;
        two->least = 1;
        two->most = 2;
    }
    return two;
}

/* Where the text begins or ends, or, `or_line`, perhaps a line does. */
static lode_node *edge(pattern_parser *parser, lode_node_kind kind, bool or_line) {
    static const lode_charset nothing;
    lode_node *node = set_node(parser, or_line ? lode_charset_character(parser->charsets, '\n', 0) : &nothing);

    if (node) {
        node->kind = kind;
        node->at_edge = true;
    }
    return node;
}

static lode_node *word_check(pattern_parser *parser, lode_node_kind kind, bool word) {
    lode_node *node = set_node(parser, lode_charset_of(parser->charsets, word ? "\\w" : "\\W", 2, LODE_CHARSET_DOTALL));

    if (node) {
        node->kind = kind;
        node->at_edge = !word;
    }
    return node;
}

/* \b, where a word character stands on one side only; \B, where one does on both or none. */
static lode_node *word_edge(pattern_parser *parser, bool differ) {
    lode_node *made = new_node(parser, LODE_NODE_CHOICE);
    lode_node **last = made ? &made->parts : NULL;

    for (int word = 0; last && word < 2; word++) {
        lode_node *sides = new_node(parser, LODE_NODE_SEQUENCE);
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

static lode_node *parse_escape(pattern_parser *parser) {
    const char *source = parser->at++;
    char c;

    if (parser->at == parser->end)
        return fail(parser, "an escape without an end");
    c = *parser->at;
    if (!is_alphanumeric(c))
        return literal(parser, read_character(parser));
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
        return source_set(parser, source);
    case 'N':
        if (next_is(parser, "{"))
            return fail(parser, "a character by its name");
        return source_set(parser, source);
    case 'p':
    case 'P':
        if (!accept(parser, "{"))
            parser->at++;
        else
            while (parser->at < parser->end && *parser->at++ != '}')
                ;
        return source_set(parser, source);
    case 'b':
        return word_edge(parser, true);
    case 'B':
        return word_edge(parser, false);
    case 'K':
        return new_node(parser, LODE_NODE_EMPTY);
    case 'A':
        return edge(parser, LODE_NODE_CHECK_PREVIOUS, false);
    case 'Z':
        return edge(parser, LODE_NODE_CHECK_NEXT, true);
    case 'z':
        return edge(parser, LODE_NODE_CHECK_NEXT, false);
    case 'R':
        return line_end(parser);
    case 'x':
        return parse_hexadecimal(parser);
    case 'n':
        return literal(parser, '\n');
    case 't':
        return literal(parser, '\t');
    case 'r':
        return literal(parser, '\r');
    case 'f':
        return literal(parser, '\f');
    case 'e':
        return literal(parser, 0x1B);
    case 'a':
        return literal(parser, 0x07);
    case 'k':
        return parse_reference(parser);
    case 'g':
        return next_is(parser, "{") ? parse_reference(parser) : fail(parser, "a group called as a routine");
    case 'G':
        return fail(parser, "\\G, which looks at where the search began");
    default:
        return fail(parser, "an escape that is not understood");
    }
}

/* ---- Groups ----------------------------------------------------------------------------------------------------- */

/* What stands between the parentheses, the opening one being passed. The closing one is passed, and flags set inside end. */
static lode_node *parse_inside(pattern_parser *parser) {
    unsigned flags = parser->flags;
    lode_node *inside;

    if (parser->depth == DEEPEST)
        return fail(parser, "groups too deep inside one another");
    parser->depth++;
    inside = parse_choice(parser);
    parser->depth--;
    parser->flags = flags;
    if (inside && !accept(parser, ")"))
        return fail(parser, "a group without an end");
    return inside;
}

static lode_node *parse_named(pattern_parser *parser, char close) {
    named_group *group = lode_arena_array(parser->arena, 1, sizeof *group);
    unsigned chain = parser->chain;

    if (!group)
        return no_memory(parser);
    parser->chain = 0;
    if (!read_name(parser, close, &group->name, &group->length))
        return fail(parser, "a group's name that is not understood");
    for (const named_group *other = parser->groups; other; other = other->next)
        if (other->length == group->length && memcmp(other->name, group->name, group->length) == 0)
            return fail(parser, "groups of the same name");
    group->next = parser->groups;
    parser->groups = group;
    group->node = parse_inside(parser);
    group->chain = parser->chain;
    if (parser->chain < chain)
        parser->chain = chain;
    return group->node ? lode_node_copy(parser->arena, group->node) : NULL;
}

static lode_node *parse_assertion(pattern_parser *parser, lode_node_kind kind, bool negative) {
    lode_node *inside = parse_inside(parser);
    lode_node *node = inside ? new_node(parser, kind) : NULL;

    if (node) {
        node->parts = lode_node_copy(parser->arena, inside);
        node->negative = negative;
    }
    return node && node->parts ? node : no_memory(parser);
}

/* Groups to be called. */
static lode_node *parse_definitions(pattern_parser *parser) {
    return parse_inside(parser) ? new_node(parser, LODE_NODE_EMPTY) : NULL;
}

/* (?i), (?s-i), (?i:...) and so on, from behind the '?'. */
static lode_node *parse_flags(pattern_parser *parser) {
    unsigned before = parser->flags;
    bool on = true;
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
        case 'm': /* changes only what ^ and $ mean, which take no room */
        case 'n':
        case 'U':
            break;
        default:
            return fail(parser, "a group of a kind that is not understood");
        }
        parser->flags = on ? parser->flags | flag : parser->flags & ~flag;
    }
    parser->case_switched |= ((before ^ parser->flags) & LODE_CHARSET_CASELESS) != 0;
    if (accept(parser, ")"))
        return new_node(parser, LODE_NODE_EMPTY); /* until the group around ends */
    accept(parser, ":");
    inside = parse_inside(parser);
    parser->flags = before;
    return inside;
}

/* From the '(' on. */
static lode_node *parse_group(pattern_parser *parser) {
    parser->at++;
    if (next_is(parser, "*"))
        return fail(parser, "a verb");
    if (!accept(parser, "?"))
        return parse_inside(parser);
    if (accept(parser, "="))
        return parse_assertion(parser, LODE_NODE_AHEAD, false);
    if (accept(parser, "!"))
        return parse_assertion(parser, LODE_NODE_AHEAD, true);
    if (accept(parser, "<="))
        return parse_assertion(parser, LODE_NODE_BEHIND, false);
    if (accept(parser, "<!"))
        return parse_assertion(parser, LODE_NODE_BEHIND, true);
    if (accept(parser, "P<") || accept(parser, "<"))
        return parse_named(parser, '>');
    if (accept(parser, "'"))
        return parse_named(parser, '\'');
    if (accept(parser, "(DEFINE)"))
        return parse_definitions(parser);
    if (accept(parser, "&"))
        return parse_call(parser);
    if (next_is(parser, "P="))
        return fail(parser, "a back reference in Python's way");
    if (accept(parser, ">") || accept(parser, "|") || accept(parser, ":"))
        return parse_inside(parser);
    return parse_flags(parser);
}

/* ---- Sequences -------------------------------------------------------------------------------------------------- */

/* {n}, {n,} or {n,m}; false: it is none, and nothing was read. */
static bool read_bounds(pattern_parser *parser, uint32_t *least, uint32_t *most) {
    const char *at = parser->at + 1;
    uint32_t bounds[2] = {0, 0};
    unsigned given = 0;

    for (; given < 2 && at < parser->end && is_digit(*at); given++) {
        for (; at < parser->end && is_digit(*at); at++)
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
    if (!is_digit(parser->at[1]) || at == parser->end || *at != '}')
        return false;
    parser->at = at + 1;
    *least = bounds[0];
    *most = bounds[1];
    return true;
}

/* Comments are nothing: a quantifier behind one belongs to what stands before it. */
static bool skip_comments(pattern_parser *parser) {
    while (accept(parser, "(?#")) {
        const char *close = memchr(parser->at, ')', (size_t)(parser->end - parser->at));

        if (!close)
            return fail(parser, "a comment without an end");
        parser->at = close + 1;
    }
    return true;
}

/* `captures`: there is a group in the item that does. */
static lode_node *parse_quantifiers(pattern_parser *parser, lode_node *item, bool captures) {
    while (item && skip_comments(parser) && parser->at < parser->end) {
        uint32_t least = 0, most = LODE_NODE_NO_END;
        lode_node *repeat;

        if (*parser->at == '{') {
            if (parser->end - parser->at < 2 || !read_bounds(parser, &least, &most)) {
                /* Newer versions of PCRE2 take more spellings for bounds than older ones. */
                const char *close = memchr(parser->at, '}', (size_t)(parser->end - parser->at));

                for (const char *at = parser->at + 1; close && at < close; at++)
                    if (!is_digit(*at) && !strchr(", \t", *at))
                        close = NULL;
                return close ? fail(parser, "bounds that not every PCRE2 reads alike") : item;
            }
        } else if (accept(parser, "+")) {
            least = 1;
        } else if (accept(parser, "?")) {
            most = 1;
        } else if (!accept(parser, "*")) {
            break;
        }
        /* Possessive or lazy: the same texts. But what is captured in a possessive repeat, PCRE2's JIT (10.42) leaves there
         * when the match fails, so that the next match depends on where the search came by. */
        if (!accept(parser, "+"))
            accept(parser, "?");
        else if (captures)
            return fail(parser, "a possessive repeat of a capture");
        repeat = new_node(parser, LODE_NODE_REPEAT);
        if (!repeat)
            return NULL;
        repeat->parts = item;
        repeat->least = least;
        repeat->most = most;
        item = repeat;
    }
    return item;
}

/* Text between \Q and \E. */
static lode_node *parse_quoted(pattern_parser *parser) {
    lode_node *sequence = new_node(parser, LODE_NODE_SEQUENCE);
    lode_node **last = sequence ? &sequence->parts : NULL;

    while (last && parser->at < parser->end && !accept(parser, "\\E")) {
        *last = literal(parser, read_character(parser));
        last = *last ? &(*last)->next : NULL;
    }
    /* A quantifier behind it would mean the last character alone. */
    if (last && parser->at < parser->end && strchr("*+?{", *parser->at))
        return fail(parser, "a quantifier behind quoted text");
    return last ? sequence : NULL;
}

static lode_node *parse_item(pattern_parser *parser) {
    const char *source = parser->at;

    switch (*parser->at) {
    case '(':
        return parse_group(parser);
    case '[':
        return parse_class(parser);
    case '\\':
        return accept(parser, "\\Q") ? parse_quoted(parser) : parse_escape(parser);
    case '.':
        parser->at++;
        return source_set(parser, source);
    case '^':
        parser->at++;
        return edge(parser, LODE_NODE_CHECK_PREVIOUS, true);
    case '$':
        parser->at++;
        return edge(parser, LODE_NODE_CHECK_NEXT, true);
    default:
        return literal(parser, read_character(parser));
    }
}

static lode_node *parse_sequence(pattern_parser *parser) {
    lode_node *sequence = new_node(parser, LODE_NODE_SEQUENCE);
    lode_node **last = sequence && skip_comments(parser) ? &sequence->parts : NULL;

    while (last && parser->at < parser->end && *parser->at != '|' && *parser->at != ')') {
        const named_group *before = parser->groups;
        lode_node *item = parse_item(parser);

        item = parse_quantifiers(parser, item, parser->groups != before);
        if (!item)
            return NULL;
        *last = item;
        last = &item->next;
    }
    return last && !parser->reason ? sequence : NULL;
}

static lode_node *parse_choice(pattern_parser *parser) {
    lode_node *choice = new_node(parser, LODE_NODE_CHOICE);
    lode_node **last = choice ? &choice->parts : NULL;

    while (last) {
        *last = parse_sequence(parser);
        if (!*last)
            return NULL;
        last = &(*last)->next;
        if (!accept(parser, "|"))
            break;
    }
    return choice && choice->parts && !choice->parts->next ? choice->parts : choice;
}

const lode_node *lode_syntax_parse(const char *pattern, size_t length, bool caseless, lode_charsets *charsets,
                                   lode_arena *arena, const char **reason) {
    pattern_parser parser = {.at = pattern,
                             .end = pattern + length,
                             .charsets = charsets,
                             .arena = arena,
                             .flags = caseless ? LODE_CHARSET_CASELESS : 0,
                             .copies_left = COPIES_MOST};
    const lode_node *tree = parse_choice(&parser);

    if (tree && parser.at < parser.end)
        tree = fail(&parser, "a closing parenthesis too many");
    *reason = parser.out_of_memory ? NULL : parser.reason;
    return tree;
}
