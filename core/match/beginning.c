/* SPDX-License-Identifier: MIT */
#include "match/beginning.h"

#include <string.h>

enum { CONTINUATION = 0x80, CONTINUATION_LAST = 0xBF };

/* Sets of bytes. */
typedef struct bytes {
    uint64_t bits[4];
} bytes;

static const bytes all_bytes = {{UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX}};

static bytes join(bytes a, bytes b) {
    for (size_t i = 0; i < 4; i++)
        a.bits[i] |= b.bits[i];
    return a;
}

static bool has_byte(const bytes *set, unsigned byte) {
    return set->bits[byte / 64] >> byte % 64 & 1;
}

/* The first two bytes of a character; returns how many it has of these. */
static size_t encode(uint32_t c, unsigned to[2]) {
    if (c < 0x80) {
        to[0] = c;
        return 1;
    }
    to[0] = c < 0x800 ? 0xC0 | c >> 6 : c < 0x10000 ? 0xE0 | c >> 12 : 0xF0 | c >> 18;
    to[1] = 0x80 | ((c < 0x800 ? c : c < 0x10000 ? c >> 6 : c >> 12) & 0x3F);
    return 2;
}

/* Whether a choice is an edge of the text, of a line or of a word. */
static bool is_edge(const lode_node *node) {
    return node->meaning != LODE_MEANING_AS_IT_IS;
}

static bool is_zero_width(const lode_node *node) {
    return node->kind == LODE_NODE_AHEAD || node->kind == LODE_NODE_BEHIND || node->kind == LODE_NODE_EMPTY || is_edge(node);
}

static bool can_be_empty(const lode_node *node) {
    return is_zero_width(node) || lode_node_can_be_empty(node);
}

/* ---- What comes first ------------------------------------------------------------------------------------------- */

static bytes first_of_set(const lode_charset *set) {
    bytes made = {{0}};

    for (size_t i = 0; i < set->count; i++) {
        unsigned low[2], high[2];

        encode(set->ranges[i].first, low);
        encode(set->ranges[i].last, high);
        for (unsigned byte = low[0]; byte <= high[0]; byte++)
            made.bits[byte / 64] |= UINT64_C(1) << byte % 64;
    }
    return made;
}

static bytes first_of(const lode_node *node, bytes follow);

/* Of parts from one on, and of what follows them. */
static bytes first_of_list(const lode_node *part, bytes follow) {
    if (!part)
        return follow;
    return first_of(part, can_be_empty(part) ? first_of_list(part->next, follow) : follow);
}

/* Of a node, and, where it may be empty, of what follows it. */
static bytes first_of(const lode_node *node, bytes follow) {
    bytes made = {{0}};

    if (is_zero_width(node))
        return follow;
    switch (node->kind) {
    case LODE_NODE_SET:
        return first_of_set(node->set);
    case LODE_NODE_CHOICE:
        for (const lode_node *part = node->parts; part; part = part->next)
            made = join(made, first_of(part, follow));
        return made;
    case LODE_NODE_REPEAT:
        made = first_of_list(node->parts, follow);
        return node->least == 0 ? join(made, follow) : made;
    case LODE_NODE_SEQUENCE:
    case LODE_NODE_CAPTURE:
    case LODE_NODE_ATOMIC:
        return first_of_list(node->parts, follow);
    default:
        return all_bytes;
    }
}

/* ---- Pairs ------------------------------------------------------------------------------------------------------ */

static void add_pair(lode_beginning *to, unsigned byte, unsigned next) {
    unsigned pair = lode_beginning_pair((unsigned char)byte, (unsigned char)next);

    to->pairs[pair / 64] |= UINT64_C(1) << pair % 64;
}

static void add_pairs_of_range(lode_beginning *to, const lode_range *range, const bytes *follow) {
    unsigned low[2] = {0}, high[2] = {0};
    size_t low_size = encode(range->first, low), high_size = encode(range->last, high);

    for (unsigned byte = low[0]; byte < 0x80 && byte <= high[0]; byte++)
        for (unsigned next = 0; next < 256; next++)
            if (has_byte(follow, next))
                add_pair(to, byte, next);
    for (unsigned byte = low_size == 1 ? 0xC2 : low[0]; high_size == 2 && byte <= high[0]; byte++) {
        unsigned last = byte == high[0] ? high[1] : CONTINUATION_LAST;

        for (unsigned next = low_size == 2 && byte == low[0] ? low[1] : CONTINUATION; next <= last; next++)
            add_pair(to, byte, next);
    }
}

/* Adds the pairs with which a node may begin, `follow` being what may come behind it. */
static void add_pairs(lode_beginning *to, const lode_node *node, bytes follow) {
    if (is_zero_width(node))
        return;
    switch (node->kind) {
    case LODE_NODE_SET:
        for (size_t i = 0; i < node->set->count; i++)
            add_pairs_of_range(to, &node->set->ranges[i], &follow);
        break;
    case LODE_NODE_CHOICE:
        for (const lode_node *part = node->parts; part; part = part->next)
            add_pairs(to, part, follow);
        break;
    case LODE_NODE_REPEAT:
        add_pairs(to, node->parts, join(follow, first_of(node->parts, follow)));
        break;
    case LODE_NODE_SEQUENCE:
    case LODE_NODE_CAPTURE:
    case LODE_NODE_ATOMIC:
        for (const lode_node *part = node->parts; part; part = part->next) {
            add_pairs(to, part, first_of_list(part->next, follow));
            if (!can_be_empty(part))
                break;
        }
        break;
    default:
        memset(to->pairs, 0xFF, sizeof to->pairs);
    }
}

/* ---- What stands before ----------------------------------------------------------------------------------------- */

/* The bytes of ASCII that a lookbehind does not let stand before. */
static bytes refused_by(const lode_node *assertion) {
    const lode_node *inside = assertion->parts;
    bytes made = {{0}};

    while (inside && (inside->kind == LODE_NODE_SEQUENCE || inside->kind == LODE_NODE_CHOICE) && !is_edge(inside) &&
           inside->parts && !inside->parts->next)
        inside = inside->parts;
    if (!inside || inside->kind != LODE_NODE_SET)
        return made;
    made = first_of_set(inside->set);
    for (size_t i = 0; i < 4 && !assertion->negative; i++)
        made.bits[i] = ~made.bits[i];
    return made;
}

static bytes refused_before(const lode_node *node) {
    bytes made = {{0}};

    if (is_edge(node))
        return made;
    switch (node->kind) {
    case LODE_NODE_BEHIND:
        return refused_by(node);
    case LODE_NODE_CHOICE:
        made = node->parts ? refused_before(node->parts) : made;
        for (const lode_node *part = node->parts ? node->parts->next : NULL; part; part = part->next) {
            bytes one = refused_before(part);

            for (size_t i = 0; i < 4; i++)
                made.bits[i] &= one.bits[i];
        }
        return made;
    case LODE_NODE_REPEAT:
        return node->least ? refused_before(node->parts) : made;
    case LODE_NODE_SEQUENCE:
    case LODE_NODE_CAPTURE:
    case LODE_NODE_ATOMIC:
        for (const lode_node *part = node->parts; part; part = part->next) {
            made = join(made, refused_before(part));
            if (!is_zero_width(part))
                break;
        }
        return made;
    default:
        return made;
    }
}

void lode_beginning_find(const lode_node *tree, lode_beginning *beginning) {
    const bytes nothing = {{0}};
    bytes first = first_of(tree, nothing), refused = refused_before(tree);

    *beginning = (lode_beginning){.empty = can_be_empty(tree)};
    memcpy(beginning->first, first.bits, sizeof beginning->first);
    memcpy(beginning->behind, refused.bits, sizeof beginning->behind);
    add_pairs(beginning, tree, all_bytes);
}
