/* SPDX-License-Identifier: MIT */
/* The bytes with which what a node matches may begin. */
#include "match/emitter.h"

#include <string.h>

static void add_byte(lode_first_bytes *into, unsigned byte) {
    into->bytes[byte / 64] |= UINT64_C(1) << byte % 64;
}

static lode_first_bytes first_of_set(const lode_charset *set) {
    lode_first_bytes made = {0};

    for (size_t i = 0; i < set->count; i++) {
        unsigned char low[4], high[4];

        lode_emitter_encode(set->ranges[i].first, low);
        lode_emitter_encode(set->ranges[i].last, high);
        for (unsigned byte = low[0]; byte <= high[0]; byte++)
            add_byte(&made, byte);
    }
    return made;
}

static lode_first_bytes first_of_parts(lode_emitter *emitter, const lode_node *node) {
    bool sequence = node->kind != LODE_NODE_CHOICE;
    lode_first_bytes made = {.empty = sequence || !node->parts};

    for (const lode_node *part = node->parts; part && (!sequence || made.empty); part = part->next) {
        lode_first_bytes one = lode_emit_first_of(emitter, part);

        for (size_t i = 0; i < 4; i++)
            made.bytes[i] |= one.bytes[i];
        made.empty = sequence ? one.empty : made.empty || one.empty;
    }
    return made;
}

lode_first_bytes lode_emit_first_of(lode_emitter *emitter, const lode_node *node) {
    lode_first_bytes made = {.empty = true};
    lode_first_bytes *kept;

    switch (node->kind) {
    case LODE_NODE_SET:
        return first_of_set(node->set);
    case LODE_NODE_SEQUENCE:
    case LODE_NODE_CHOICE:
    case LODE_NODE_CAPTURE:
    case LODE_NODE_ATOMIC:
    case LODE_NODE_REPEAT:
        if (node->meaning != LODE_MEANING_AS_IT_IS)
            return made;
        if (node->first)
            return *(const lode_first_bytes *)node->first;
        made = first_of_parts(emitter, node);
        if (node->kind == LODE_NODE_REPEAT)
            made.empty |= node->least == 0;
        kept = lode_arena_array(emitter->tree_arena, 1, sizeof *kept);
        if (kept) {
            *kept = made;
            ((lode_node *)(uintptr_t)node)->first = kept;
        }
        return made;
    case LODE_NODE_REFERENCE:
        memset(made.bytes, 0xFF, sizeof made.bytes);
        return made;
    default:
        return made;
    }
}

uint32_t lode_emit_first_number(lode_emitter *emitter, const lode_first_bytes *bytes) {
    return lode_emitter_intern(emitter, &emitter->program->firsts, emitter->firsts, bytes->bytes, sizeof bytes->bytes);
}

bool lode_emit_may_begin(const lode_first_bytes *bytes, unsigned byte) {
    return bytes->empty || (byte < 256 && bytes->bytes[byte / 64] >> byte % 64 & 1);
}
