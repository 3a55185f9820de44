/* SPDX-License-Identifier: MIT */
#include "match/beginning.h"

#include "match/emitter.h"

#include <string.h>

enum { CONTINUATION = 0x80, CONTINUATION_LAST = 0xBF };

/* Whether a choice is an edge of the text, of a line or of a word. */
static bool is_edge(const lode_node *node) {
    return node->meaning != LODE_MEANING_AS_IT_IS;
}

static bool is_zero_width(const lode_node *node) {
    return node->kind == LODE_NODE_AHEAD || node->kind == LODE_NODE_BEHIND || node->kind == LODE_NODE_EMPTY || is_edge(node);
}

/* ---- What comes first ------------------------------------------------------------------------------------------- */

static void join(uint64_t bytes[4], const uint64_t others[4]) {
    for (size_t i = 0; i < 4; i++)
        bytes[i] |= others[i];
}

/* The bytes with which parts from one on may begin, and, where these may all be empty, what `follows` them. */
static lode_first_bytes first_of_list(lode_emitter *emitter, const lode_node *part, const lode_first_bytes *follows) {
    lode_first_bytes made = {.empty = true};

    for (; part && made.empty; part = part->next) {
        lode_first_bytes first = lode_emit_first_of(emitter, part);

        join(made.bytes, first.bytes);
        made.empty = first.empty;
    }
    if (made.empty)
        join(made.bytes, follows->bytes);
    return made;
}

/* ---- Pairs ------------------------------------------------------------------------------------------------------ */

static void add_pair(lode_beginning *to, unsigned byte, unsigned next) {
    unsigned pair = lode_beginning_pair((unsigned char)byte, (unsigned char)next);

    to->pairs[pair / 64] |= UINT64_C(1) << pair % 64;
}

static void add_pairs_of_range(lode_beginning *to, const lode_range *range, const lode_first_bytes *follows) {
    unsigned char low[4], high[4];
    size_t low_size = lode_emitter_encode(range->first, low), high_size = lode_emitter_encode(range->last, high);

    for (unsigned byte = low[0]; byte < 0x80 && byte <= high[0]; byte++)
        for (unsigned next = 0; next < 256; next++)
            if (follows->bytes[next / 64] >> next % 64 & 1)
                add_pair(to, byte, next);
    for (unsigned byte = low_size == 1 ? 0xC2 : low[0]; high_size > 1 && byte <= high[0]; byte++) {
        unsigned last = byte == high[0] ? high[1] : CONTINUATION_LAST;

        for (unsigned next = low_size > 1 && byte == low[0] ? low[1] : CONTINUATION; next <= last; next++)
            add_pair(to, byte, next);
    }
}

/* Adds the pairs with which a node may begin, where a byte of these `follows` it. */
static void add_pairs(lode_emitter *emitter, lode_beginning *to, const lode_node *node, lode_first_bytes follows) {
    lode_first_bytes again;

    if (is_zero_width(node))
        return;
    switch (node->kind) {
    case LODE_NODE_SET:
        for (size_t i = 0; i < node->set->count; i++)
            add_pairs_of_range(to, &node->set->ranges[i], &follows);
        break;
    case LODE_NODE_CHOICE:
        for (const lode_node *part = node->parts; part; part = part->next)
            add_pairs(emitter, to, part, follows);
        break;
    case LODE_NODE_REPEAT:
        again = lode_emit_first_of(emitter, node->parts);
        join(again.bytes, follows.bytes);
        add_pairs(emitter, to, node->parts, again);
        break;
    case LODE_NODE_SEQUENCE:
    case LODE_NODE_CAPTURE:
    case LODE_NODE_ATOMIC:
        for (const lode_node *part = node->parts; part; part = part->next) {
            add_pairs(emitter, to, part, first_of_list(emitter, part->next, &follows));
            if (!lode_node_can_be_empty(part))
                break;
        }
        break;
    default:
        memset(to->pairs, 0xFF, sizeof to->pairs);
    }
}

/* ---- What stands before ----------------------------------------------------------------------------------------- */

/* The bytes of ASCII that a lookbehind does not let stand before. */
static lode_first_bytes refused_by(lode_emitter *emitter, const lode_node *assertion) {
    const lode_node *inside = lode_emit_unwrap(assertion->parts);
    lode_first_bytes made = {0};

    if (inside->kind != LODE_NODE_SET)
        return made;
    made = lode_emit_first_of(emitter, inside);
    for (size_t i = 0; i < 4 && !assertion->negative; i++)
        made.bytes[i] = ~made.bytes[i];
    return made;
}

static lode_first_bytes refused_before(lode_emitter *emitter, const lode_node *node) {
    lode_first_bytes made = {0};

    if (is_edge(node))
        return made;
    switch (node->kind) {
    case LODE_NODE_BEHIND:
        return refused_by(emitter, node);
    case LODE_NODE_CHOICE:
        made = node->parts ? refused_before(emitter, node->parts) : made;
        for (const lode_node *part = node->parts ? node->parts->next : NULL; part; part = part->next) {
            lode_first_bytes one = refused_before(emitter, part);

            for (size_t i = 0; i < 4; i++)
                made.bytes[i] &= one.bytes[i];
        }
        return made;
    case LODE_NODE_REPEAT:
        return node->least ? refused_before(emitter, node->parts) : made;
    case LODE_NODE_SEQUENCE:
    case LODE_NODE_CAPTURE:
    case LODE_NODE_ATOMIC:
        for (const lode_node *part = node->parts; part; part = part->next) {
            lode_first_bytes one = refused_before(emitter, part);

            join(made.bytes, one.bytes);
            if (!is_zero_width(part))
                break;
        }
        return made;
    default:
        return made;
    }
}

void lode_beginning_find(lode_emitter *emitter, const lode_node *tree, lode_beginning *beginning) {
    lode_first_bytes first = lode_emit_first_of(emitter, tree), refused = refused_before(emitter, tree),
                     anything = {.empty = true};

    *beginning = (lode_beginning){.empty = lode_node_can_be_empty(tree)};
    for (unsigned byte = 0; byte < 256; byte++)
        beginning->first[byte] = first.bytes[byte / 64] >> byte % 64 & 1;
    memcpy(beginning->behind, refused.bytes, sizeof beginning->behind);
    memset(anything.bytes, 0xFF, sizeof anything.bytes);
    add_pairs(emitter, beginning, tree, anything);
}
