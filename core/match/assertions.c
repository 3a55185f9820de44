/* SPDX-License-Identifier: MIT */
#include "match/assertions.h"

/* ---- Sets ------------------------------------------------------------------------------------------------------- */

typedef struct resolver {
    lode_charsets *charsets;
    lode_arena *arena;
    lode_resolved *resolved;
} resolver;

static const lode_charset *either(const lode_charset *one, const lode_charset *other, const resolver *with) {
    lode_range *ranges = lode_arena_array(with->arena, one->count + other->count + 1, sizeof *ranges);
    size_t count = 0, i = 0, j = 0;

    if (!ranges)
        return NULL;
    while (i < one->count || j < other->count) {
        bool first = j == other->count || (i < one->count && one->ranges[i].first <= other->ranges[j].first);
        lode_range next = first ? one->ranges[i++] : other->ranges[j++];

        if (count && next.first <= ranges[count - 1].last + 1)
            ranges[count - 1].last = next.last > ranges[count - 1].last ? next.last : ranges[count - 1].last;
        else
            ranges[count++] = next;
    }
    return lode_charset_from(with->charsets, ranges, count);
}

/* All characters that are not in the set. Sets may be too large beyond LODE_CHARSET_EXACT, so that anything may be in this one
 * there. */
static const lode_charset *none_of(const lode_charset *set, const resolver *with) {
    lode_range *ranges = lode_arena_array(with->arena, set->count + 2, sizeof *ranges);
    uint32_t next = 0;
    size_t count = 0;

    if (!ranges)
        return NULL;
    for (size_t i = 0; i < set->count && set->ranges[i].first < LODE_CHARSET_EXACT; i++) {
        if (set->ranges[i].first > next)
            ranges[count++] = (lode_range){next, set->ranges[i].first - 1};
        next = set->ranges[i].last + 1;
    }
    if (next > LODE_CHARSET_EXACT)
        next = LODE_CHARSET_EXACT;
    ranges[count++] = (lode_range){next, LODE_CHARSET_LAST};
    return lode_charset_from(with->charsets, ranges, count);
}

/* ---- Assertions of one character -------------------------------------------------------------------------------- */

/* The only part of a node that has one; itself, if it has none or several. */
static const lode_node *unwrap(const lode_node *node) {
    while (!node->bare &&
           (node->kind == LODE_NODE_SEQUENCE || node->kind == LODE_NODE_CHOICE || node->kind == LODE_NODE_CAPTURE ||
            node->kind == LODE_NODE_ATOMIC) &&
           node->parts && !node->parts->next)
        node = node->parts;
    return node;
}

/* The set of the first character (or the last) of all that the node matches; NULL: not known. */
static const lode_charset *edge_set(const lode_node *node, lode_node_kind kind, const resolver *with) {
    const lode_charset *set = NULL;

    node = unwrap(node);
    switch (node->kind) {
    case LODE_NODE_SET:
        return node->set;
    case LODE_NODE_REPEAT:
        return node->least ? edge_set(node->parts, kind, with) : NULL;
    case LODE_NODE_SEQUENCE:
        for (const lode_node *part = node->parts; part; part = part->next)
            if (!lode_node_can_be_empty(part)) {
                set = edge_set(part, kind, with);
                if (kind == LODE_NODE_AHEAD)
                    return set;
            } else if (part->kind != LODE_NODE_EMPTY) {
                set = NULL;
                if (kind == LODE_NODE_AHEAD)
                    return NULL;
            }
        return set;
    case LODE_NODE_CHOICE:
        for (const lode_node *part = node->parts; part; part = part->next) {
            const lode_charset *one = edge_set(part, kind, with);

            set = one && set ? either(set, one, with) : one;
            if (!set)
                return NULL;
        }
        return set;
    default:
        return NULL;
    }
}

/* The characters that alone are enough for the node to match; NULL: there are none. Of those that a back reference may stand
 * for it stands for one. */
static const lode_charset *whole_set(const lode_node *node, const resolver *with) {
    const lode_charset *set = NULL;

    node = unwrap(node);
    if (node->bare)
        return NULL;
    if (node->kind == LODE_NODE_SET)
        return node->set;
    if (node->kind == LODE_NODE_REPEAT && node->least == 1)
        return whole_set(node->parts, with);
    for (const lode_node *part = node->kind == LODE_NODE_CHOICE ? node->parts : NULL; part; part = part->next) {
        const lode_charset *one = whole_set(part, with);

        if (one)
            set = set ? either(set, one, with) : one;
    }
    return set;
}

static lode_node *check(const lode_node *assertion, const resolver *with) {
    lode_node *made = lode_node_new(with->arena, LODE_NODE_EMPTY);
    const lode_charset *set =
        assertion->negative ? whole_set(assertion->parts, with) : edge_set(assertion->parts, assertion->kind, with);

    if (made && set) {
        made->kind = assertion->kind == LODE_NODE_AHEAD ? LODE_NODE_CHECK_NEXT : LODE_NODE_CHECK_PREVIOUS;
        made->set = assertion->negative ? none_of(set, with) : set;
        made->at_edge = assertion->negative;
    }
    return made && set && !made->set ? NULL : made;
}

/* ---- Trees ------------------------------------------------------------------------------------------------------ */

/* Where a node stands: whether the match may end behind it, and whether it is matched as what was matched before. */
typedef struct standing {
    bool last, bare;
} standing;

static lode_node *resolve(const lode_node *node, standing where, const resolver *with);

/* Whether nothing need be read, nor looked at, to get past a resolved node. */
static bool is_passable(const lode_node *node) {
    bool all = true, any = false;

    switch (node->kind) {
    case LODE_NODE_EMPTY:
        return true;
    case LODE_NODE_REPEAT:
        return node->least == 0 || is_passable(node->parts);
    case LODE_NODE_SEQUENCE:
    case LODE_NODE_CHOICE:
        for (const lode_node *part = node->parts; part; part = part->next) {
            bool one = is_passable(part);

            all = all && one;
            any = any || one;
        }
        return node->kind == LODE_NODE_SEQUENCE ? all : any;
    default:
        return false;
    }
}

/* From the part on, so that it is known whether all behind it can be empty. */
static lode_node *resolve_parts(const lode_node *parts, standing where, const resolver *with, lode_node *made) {
    const lode_node **listed;
    size_t count = 0, i = 0;

    for (const lode_node *part = parts; part; part = part->next)
        count++;
    listed = lode_arena_array(with->arena, count + 1, sizeof(const lode_node *));
    if (!listed)
        return NULL;
    for (const lode_node *part = parts; part; part = part->next)
        listed[i++] = part;
    while (i-- > 0) {
        lode_node *one = resolve(listed[i], where, with);

        if (!one)
            return NULL;
        where.last = where.last && (made->kind == LODE_NODE_CHOICE || is_passable(one));
        one->next = made->parts;
        made->parts = one;
    }
    return made;
}

static lode_node *resolve_itself(const lode_node *node, standing where, const resolver *with);

/* What stands in several places is resolved once for each way of standing there. */
static lode_node *resolve(const lode_node *node, standing where, const resolver *with) {
    lode_resolved_node **bucket, *known;

    if (!node->shared || !node->parts)
        return resolve_itself(node, where, with);
    where.bare |= node->bare;
    bucket = &with->resolved->buckets[((uintptr_t)node->parts / 16 * 4 + where.last * 2u + where.bare) % LODE_RESOLVED];
    for (known = *bucket; known; known = known->next)
        if (known->parts == node->parts && known->kind == node->kind && known->last == where.last && known->bare == where.bare)
            return lode_node_share(with->arena, known->made);
    known = lode_arena_array(with->arena, 1, sizeof *known);
    if (!known)
        return NULL;
    *known = (lode_resolved_node){.parts = node->parts, .kind = node->kind, .last = where.last, .bare = where.bare};
    known->made = resolve_itself(node, where, with);
    if (!known->made)
        return NULL;
    known->next = *bucket;
    *bucket = known;
    return lode_node_share(with->arena, known->made);
}

static lode_node *resolve_itself(const lode_node *node, standing where, const resolver *with) {
    lode_node *made;

    where.bare |= node->bare;
    if (node->kind == LODE_NODE_AHEAD || node->kind == LODE_NODE_BEHIND) {
        if (where.bare)
            return lode_node_new(with->arena, LODE_NODE_EMPTY);
        if (node->kind == LODE_NODE_AHEAD && !node->negative && where.last)
            return resolve(node->parts, where, with);
        return check(node, with);
    }
    if (node->kind == LODE_NODE_CAPTURE || node->kind == LODE_NODE_ATOMIC || node->kind == LODE_NODE_REFERENCE)
        return resolve(node->parts, where, with);
    if (where.bare && (node->kind == LODE_NODE_CHECK_NEXT || node->kind == LODE_NODE_CHECK_PREVIOUS))
        return lode_node_new(with->arena, LODE_NODE_EMPTY);
    made = lode_node_copy(with->arena, node);
    if (!made)
        return NULL;
    made->parts = NULL;
    if (node->kind == LODE_NODE_REPEAT)
        where.last = where.last && node->most == 1;
    return resolve_parts(node->parts, where, with, made);
}

const lode_node *lode_assertions_resolve(const lode_node *tree, lode_charsets *charsets, lode_resolved *resolved,
                                         lode_arena *arena) {
    return resolve(tree, (standing){true, false}, &(resolver){charsets, arena, resolved});
}
