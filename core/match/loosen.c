#include "match/loosen.h"

#include <string.h>

/* More copies than these of something repeated say little more than these do. */
enum { COPIES_KEPT = 3 };

typedef enum pattern_side { START, END } pattern_side;

static lode_node *repeat(lode_arena *arena, lode_node *part, uint32_t least, uint32_t most) {
    lode_node *made = part ? lode_node_new(arena, LODE_NODE_REPEAT) : NULL;

    if (made) {
        made->parts = part;
        made->least = least;
        made->most = most;
    }
    return made;
}

/* ---- The ends --------------------------------------------------------------------------------------------------- */

static lode_node *trim(const lode_node *node, lode_arena *arena, pattern_side side);

/* a{3,} at the end: what a{2} and then the trimmed a match is enough. */
static lode_node *trim_repeat(const lode_node *node, lode_arena *arena, pattern_side side) {
    lode_node *edge = trim(node->parts, arena, side);
    lode_node *rest, *made;

    if (!edge || node->least == 1)
        return edge;
    rest = repeat(arena, lode_node_copy(arena, node->parts), node->least - 1, node->least - 1);
    made = lode_node_new(arena, LODE_NODE_SEQUENCE);
    if (!rest || !made)
        return NULL;
    made->parts = side == END ? rest : edge;
    made->parts->next = side == END ? edge : rest;
    return made;
}

/* Drops the parts at that side that may be empty, and trims the first that may not. */
static lode_node *trim_sequence(const lode_node *node, lode_arena *arena, pattern_side side) {
    lode_node *made = lode_node_new(arena, LODE_NODE_SEQUENCE);
    const lode_node *edge = NULL, *part;
    lode_node **last = made ? &made->parts : NULL;

    for (part = node->parts; part; part = part->next)
        if (!lode_node_can_be_empty(part)) {
            edge = part;
            if (side == START)
                break;
        }
    for (part = side == START ? edge : node->parts; last && part; part = part->next) {
        *last = part == edge ? trim(part, arena, side) : lode_node_copy(arena, part);
        last = *last ? &(*last)->next : NULL;
        if (part == edge && side == END)
            break;
    }
    return last ? made : NULL;
}

static lode_node *trim(const lode_node *node, lode_arena *arena, pattern_side side) {
    lode_node *made;
    lode_node **last;

    if (lode_node_can_be_empty(node))
        return lode_node_new(arena, LODE_NODE_EMPTY);
    switch (node->kind) {
    case LODE_NODE_REPEAT:
        return trim_repeat(node, arena, side);
    case LODE_NODE_SEQUENCE:
        return trim_sequence(node, arena, side);
    case LODE_NODE_CHOICE:
        made = lode_node_new(arena, LODE_NODE_CHOICE);
        last = made ? &made->parts : NULL;
        for (const lode_node *part = node->parts; last && part; part = part->next) {
            *last = trim(part, arena, side);
            last = *last ? &(*last)->next : NULL;
        }
        return last ? made : NULL;
    default:
        return lode_node_copy(arena, node);
    }
}

const lode_node *lode_loosen_end(const lode_node *tree, lode_arena *arena) {
    return trim(tree, arena, END);
}

const lode_node *lode_loosen_start(const lode_node *tree, lode_arena *arena) {
    return trim(tree, arena, START);
}

/* ---- Inside ----------------------------------------------------------------------------------------------------- */

/* Whether there is nothing but white space in the texts of a node, and at least one character of it somewhere. */
static bool is_white(const lode_node *node) {
    bool spaces, others, any = false;

    if (node->kind == LODE_NODE_SET) {
        lode_charset_spaces(node->set, &spaces, &others);
        return spaces && !others;
    }
    for (const lode_node *part = node->parts; part; part = part->next) {
        if (part->kind == LODE_NODE_EMPTY)
            continue;
        if (!is_white(part))
            return false;
        any = true;
    }
    return any;
}

typedef struct inside_options {
    bool keep_checks;
    lode_charsets *charsets;
    lode_arena *arena;
} inside_options;

static lode_node *inside(const lode_node *node, const inside_options *options);

static lode_node *white_space(const lode_node *node, const inside_options *options) {
    static const char source[] = "[\\h\\s]";
    lode_node *set = lode_node_new(options->arena, LODE_NODE_SET);

    if (!set)
        return NULL;
    set->set = lode_charset_of(options->charsets, source, strlen(source), 0);
    if (!set->set)
        return NULL;
    return repeat(options->arena, set, lode_node_can_be_empty(node) ? 0 : 1, LODE_NODE_NO_END);
}

static lode_node *inside_repeat(const lode_node *node, const inside_options *options) {
    lode_node *part = inside(node->parts, options);
    uint32_t least = node->least, most = node->most;

    if (!part || part->kind == LODE_NODE_EMPTY)
        return part;
    if (most == 0)
        return lode_node_new(options->arena, LODE_NODE_EMPTY);
    if (least == 1 && most == 1)
        return part;
    if (least > COPIES_KEPT)
        least = COPIES_KEPT;
    if (most > COPIES_KEPT)
        most = LODE_NODE_NO_END;
    /* (a+)* and the like: one loop is enough. */
    if (part->kind == LODE_NODE_REPEAT && part->least <= 1 && least <= 1 &&
        (part->most == LODE_NODE_NO_END || (part->most == 1 && most == 1))) {
        part->least = part->least && least;
        return part;
    }
    return repeat(options->arena, part, least, most);
}

/* Appends to a sequence or choice, whose own parts are taken out of one of the same kind. */
static lode_node **append(lode_node **last, lode_node *part, lode_node_kind kind) {
    *last = part->kind == kind ? part->parts : part;
    while (*last)
        last = &(*last)->next;
    return last;
}

static lode_node *inside_parts(const lode_node *node, const inside_options *options) {
    lode_node *made = lode_node_new(options->arena, node->kind);
    lode_node **last;
    bool empty = false;

    if (!made)
        return NULL;
    last = &made->parts;
    for (const lode_node *part = node->parts; part; part = part->next) {
        lode_node *one = inside(part, options);

        if (!one)
            return NULL;
        if (one->kind == LODE_NODE_EMPTY)
            empty = true;
        else
            last = append(last, one, node->kind);
    }
    if (!made->parts)
        made->kind = LODE_NODE_EMPTY;
    else if (node->kind == LODE_NODE_CHOICE && empty)
        return repeat(options->arena, made->parts->next ? made : made->parts, 0, 1);
    else if (!made->parts->next)
        return made->parts;
    return made;
}

static lode_node *inside(const lode_node *node, const inside_options *options) {
    if (is_white(node))
        return white_space(node, options);
    switch (node->kind) {
    case LODE_NODE_REPEAT:
        return inside_repeat(node, options);
    case LODE_NODE_SEQUENCE:
    case LODE_NODE_CHOICE:
        return inside_parts(node, options);
    case LODE_NODE_CHECK_NEXT:
    case LODE_NODE_CHECK_PREVIOUS:
        return options->keep_checks ? lode_node_copy(options->arena, node) : lode_node_new(options->arena, LODE_NODE_EMPTY);
    default:
        return lode_node_copy(options->arena, node);
    }
}

const lode_node *lode_loosen_inside(const lode_node *tree, bool keep_checks, lode_charsets *charsets, lode_arena *arena) {
    return inside(tree, &(inside_options){keep_checks, charsets, arena});
}

/* ---- White space ------------------------------------------------------------------------------------------------ */

typedef struct spaces_options {
    lode_charsets *charsets;
    lode_arena *arena;
} spaces_options;

/* Whether the text up to the end of a node may end in white space, where that before it may. */
static bool can_end_white(const lode_node *node, bool before) {
    bool spaces, others, can = false;

    switch (node->kind) {
    case LODE_NODE_SET:
        lode_charset_spaces(node->set, &spaces, &others);
        return spaces;
    case LODE_NODE_REPEAT:
        return can_end_white(node->parts, before) || (node->least == 0 && before);
    case LODE_NODE_SEQUENCE:
        for (const lode_node *part = node->parts; part; part = part->next)
            before = can_end_white(part, before);
        return before;
    case LODE_NODE_CHOICE:
        for (const lode_node *part = node->parts; part; part = part->next)
            can |= can_end_white(part, before);
        return can;
    default:
        return before;
    }
}

/* `white`: what stands before the node may end in white space, into which this one's may go. */
static lode_node *fold(const lode_node *node, bool white, const spaces_options *options);

static lode_node *fold_set(const lode_node *node, bool white, const spaces_options *options) {
    lode_node *made = lode_node_copy(options->arena, node);
    bool spaces, others;

    if (!made)
        return NULL;
    lode_charset_spaces(node->set, &spaces, &others);
    if (!spaces)
        return made;
    made->set =
        others ? lode_charset_with_space(options->charsets, node->set) : lode_charset_character(options->charsets, ' ', 0);
    if (!made->set)
        return NULL;
    return white ? repeat(options->arena, made, 0, 1) : made;
}

static lode_node *fold_repeat(const lode_node *node, bool white, const spaces_options *options) {
    bool spaces = false, others = true;
    lode_node *part;

    if (node->parts->kind == LODE_NODE_SET)
        lode_charset_spaces(node->parts->set, &spaces, &others);
    if (spaces) { /* all but the first may be gone */
        part = fold_set(node->parts, false, options);
        return repeat(options->arena, part, node->least && !white, others ? node->most : 1);
    }
    part = fold(node->parts, white || can_end_white(node->parts, white), options);
    return repeat(options->arena, part, node->least, node->most);
}

static lode_node *fold(const lode_node *node, bool white, const spaces_options *options) {
    lode_node *made;
    lode_node **last;

    if (node->kind == LODE_NODE_SET)
        return fold_set(node, white, options);
    if (node->kind == LODE_NODE_REPEAT)
        return fold_repeat(node, white, options);
    made = lode_node_copy(options->arena, node);
    last = made ? &made->parts : NULL;
    for (const lode_node *part = node->parts; last && part; part = part->next) {
        *last = fold(part, white, options);
        last = *last ? &(*last)->next : NULL;
        if (node->kind == LODE_NODE_SEQUENCE)
            white = can_end_white(part, white);
    }
    if (last)
        *last = NULL;
    return last ? made : NULL;
}

const lode_node *lode_loosen_spaces(const lode_node *tree, lode_charsets *charsets, lode_arena *arena) {
    return fold(tree, true, &(spaces_options){charsets, arena});
}
