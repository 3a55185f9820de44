/* SPDX-License-Identifier: MIT */
#include "match/simplify.h"

/* More copies than these of something repeated say little more than these do. */
enum { COPIES_KEPT = 3 };

static lode_node *repeat(lode_arena *arena, lode_node *part, uint32_t least, uint32_t most) {
    lode_node *made = lode_node_new(arena, LODE_NODE_REPEAT);

    if (made) {
        made->parts = part;
        made->least = least;
        made->most = most;
    }
    return made;
}

static lode_node *simplify(const lode_node *node, lode_simplified *known, lode_arena *arena);

static lode_node *simplify_repeat(const lode_node *node, lode_simplified *known, lode_arena *arena) {
    lode_node *part = simplify(node->parts, known, arena);
    uint32_t least = node->least, most = node->most;

    if (!part || part->kind == LODE_NODE_EMPTY)
        return part;
    if (most == 0)
        return lode_node_new(arena, LODE_NODE_EMPTY);
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
    return repeat(arena, part, least, most);
}

/* Appends to a sequence or choice, whose own parts are taken out of one of the same kind, unless they are others' as well. */
static lode_node **append(lode_node **last, lode_node *part, lode_node_kind kind) {
    *last = part->kind == kind && !part->shared ? part->parts : part;
    while (*last)
        last = &(*last)->next;
    return last;
}

static lode_node *simplify_parts(const lode_node *node, lode_simplified *known, lode_arena *arena) {
    lode_node *made = lode_node_new(arena, node->kind);
    lode_node **last;
    bool empty = false;

    if (!made)
        return NULL;
    last = &made->parts;
    for (const lode_node *part = node->parts; part; part = part->next) {
        lode_node *one = simplify(part, known, arena);

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
        return repeat(arena, made->parts->next ? made : made->parts, 0, 1);
    else if (!made->parts->next)
        return made->parts;
    return made;
}

static lode_node *simplify_itself(const lode_node *node, lode_simplified *known, lode_arena *arena) {
    switch (node->kind) {
    case LODE_NODE_REPEAT:
        return simplify_repeat(node, known, arena);
    case LODE_NODE_SEQUENCE:
    case LODE_NODE_CHOICE:
        return simplify_parts(node, known, arena);
    default:
        return lode_node_copy(arena, node);
    }
}

/* What stands in several places is simplified once. */
static lode_node *simplify(const lode_node *node, lode_simplified *known, lode_arena *arena) {
    lode_simplified_node **bucket, *made;

    if (!node->shared || !node->parts)
        return simplify_itself(node, known, arena);
    bucket = &known->buckets[(uintptr_t)node->parts / 16 % LODE_SIMPLIFIED];
    for (made = *bucket; made && (made->parts != node->parts || made->kind != node->kind);)
        made = made->next;
    if (!made) {
        made = lode_arena_array(arena, 1, sizeof *made);
        if (!made)
            return NULL;
        *made = (lode_simplified_node){.parts = node->parts, .kind = node->kind};
        made->made = simplify_itself(node, known, arena);
        if (!made->made)
            return NULL;
        made->next = *bucket;
        *bucket = made;
    }
    return lode_node_share(arena, made->made);
}

const lode_node *lode_simplify(const lode_node *tree, lode_simplified *known, lode_arena *arena) {
    return simplify(tree, known, arena);
}
