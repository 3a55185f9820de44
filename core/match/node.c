/* SPDX-License-Identifier: MIT */
#include "match/node.h"

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

lode_node *lode_node_share(lode_arena *arena, const lode_node *node) {
    lode_node *copy = lode_node_copy(arena, node);

    if (copy)
        copy->shared = copy->parts != NULL;
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
    case LODE_NODE_CAPTURE:
    case LODE_NODE_ATOMIC:
    case LODE_NODE_REFERENCE:
        return lode_node_can_be_empty(node->parts);
    case LODE_NODE_CHOICE:
        for (const lode_node *part = node->parts; part; part = part->next)
            if (lode_node_can_be_empty(part))
                return true;
        return false;
    default:
        return true;
    }
}
