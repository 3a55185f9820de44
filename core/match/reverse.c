#include "match/reverse.h"

#include <stdlib.h>
#include <string.h>

/* A node reads one character of its set and goes on to `next`; or reads nothing and goes on to both `next` and `other`. */
typedef struct reverse_node {
    uint32_t set; /* SPLIT, ACCEPT or an index in sets */
    uint32_t next, other;
} reverse_node;

typedef struct reverse_set {
    uint64_t ascii[2];
    uint32_t range, range_count; /* beyond ASCII; in ranges */
} reverse_set;

#define SPLIT UINT32_MAX
#define ACCEPT (UINT32_MAX - 1)
#define NONE UINT32_MAX

enum {
    LONGEST = 2048,    /* bytes gone back, at most */
    STATES = 8192,     /* kept; then all are forgotten */
    MEMBERS = 1 << 18, /* nodes in all of them */
    BUCKETS = 1 << 14, /* for finding a state by its nodes */
    STEPS = 1 << 17,   /* that are remembered */
    DEAD = 0,          /* the state without nodes */
    LARGEST = 1 << 16  /* nodes of one automaton */
};

/* ---- Making automata -------------------------------------------------------------------------------------------- */

static const reverse_node *nodes_of(const lode_reverse *reverse) {
    return (const reverse_node *)(const void *)reverse->nodes.bytes;
}

static uint32_t add_node(lode_reverse *reverse, uint32_t set, uint32_t next, uint32_t other) {
    reverse_node node = {set, next, other};
    size_t index = reverse->nodes.length / sizeof node;

    lode_buffer_append(&reverse->nodes, (const char *)&node, sizeof node);
    return (uint32_t)index;
}

static uint32_t add_set(lode_reverse *reverse, const lode_charset *set) {
    reverse_set made = {{0, 0}, (uint32_t)(reverse->ranges.length / sizeof(lode_range)), 0};
    size_t index = reverse->sets.length / sizeof made;

    for (size_t i = 0; i < set->count; i++) {
        lode_range range = set->ranges[i];

        for (; range.first < 0x80 && range.first <= range.last; range.first++)
            made.ascii[range.first / 64] |= UINT64_C(1) << range.first % 64;
        if (range.first <= range.last) {
            lode_buffer_append(&reverse->ranges, (const char *)&range, sizeof range);
            made.range_count++;
        }
    }
    /* The same set comes again and again, mostly soon. */
    for (size_t i = index; i-- > 0 && index - i < 64;) {
        const reverse_set *other = (const reverse_set *)(const void *)reverse->sets.bytes + i;
        const lode_range *ranges = (const lode_range *)(const void *)reverse->ranges.bytes;

        if (other->range_count == made.range_count && memcmp(other->ascii, made.ascii, sizeof made.ascii) == 0 &&
            (!made.range_count || memcmp(ranges + other->range, ranges + made.range, made.range_count * sizeof *ranges) == 0)) {
            reverse->ranges.length = made.range * sizeof(lode_range);
            return (uint32_t)i;
        }
    }
    lode_buffer_append(&reverse->sets, (const char *)&made, sizeof made);
    return (uint32_t)index;
}

static bool has_failed(const lode_reverse *reverse) {
    return reverse->nodes.failed || reverse->sets.failed || reverse->ranges.failed;
}

/* The node from which a text of the tree is read backwards, `next` being what comes then, which stands before it in the text.
 */
static uint32_t add_tree(lode_reverse *reverse, const lode_node *tree, uint32_t next) {
    uint32_t entry = NONE, loop;

    if (has_failed(reverse) || reverse->nodes.length > reverse->most)
        return next;
    switch (tree->kind) {
    case LODE_NODE_SET:
        return add_node(reverse, add_set(reverse, tree->set), next, NONE);
    case LODE_NODE_SEQUENCE:
        for (const lode_node *part = tree->parts; part; part = part->next)
            next = add_tree(reverse, part, next);
        return next;
    case LODE_NODE_CHOICE:
        for (const lode_node *part = tree->parts; part; part = part->next) {
            uint32_t one = add_tree(reverse, part, next);

            entry = entry == NONE ? one : add_node(reverse, SPLIT, one, entry);
        }
        return entry == NONE ? next : entry;
    case LODE_NODE_REPEAT:
        if (tree->most == LODE_NODE_NO_END) {
            loop = add_node(reverse, SPLIT, next, NONE);
            entry = add_tree(reverse, tree->parts, loop);
            if (!reverse->nodes.failed)
                ((reverse_node *)(void *)reverse->nodes.bytes)[loop].other = entry;
            next = loop;
        }
        for (uint32_t i = tree->least; tree->most != LODE_NODE_NO_END && i < tree->most; i++)
            next = add_node(reverse, SPLIT, add_tree(reverse, tree->parts, next), next);
        for (uint32_t i = 0; i < tree->least; i++)
            next = add_tree(reverse, tree->parts, next);
        return next;
    default:
        return next;
    }
}

lode_status lode_reverse_add(lode_reverse *reverse, const lode_node *tree, uint32_t *entry) {
    lode_reverse before = *reverse;

    reverse->most = before.nodes.length + LARGEST * sizeof(reverse_node);
    *entry = add_tree(reverse, tree, add_node(reverse, ACCEPT, NONE, NONE));
    if (has_failed(reverse))
        return LODE_ERROR_MEMORY;
    if (reverse->nodes.length <= reverse->most)
        return LODE_OK;
    reverse->nodes.length = before.nodes.length;
    reverse->sets.length = before.sets.length;
    reverse->ranges.length = before.ranges.length;
    return LODE_ERROR_LIMIT;
}

void lode_reverse_free(lode_reverse *reverse) {
    lode_buffer_free(&reverse->nodes);
    lode_buffer_free(&reverse->sets);
    lode_buffer_free(&reverse->ranges);
}

/* ---- States ----------------------------------------------------------------------------------------------------- */

typedef struct reverse_state {
    uint32_t first, count; /* its nodes, in members: those that read, and ACCEPT's */
    uint32_t hash;
    uint32_t next; /* in its bucket */
    bool accepts;
} reverse_state;

typedef struct reverse_step {
    uint32_t from, character, to; /* from DEAD: none is remembered here */
} reverse_step;

struct lode_reverse_states {
    const lode_reverse *reverse;
    reverse_state states[STATES];
    uint32_t state_count, member_count;
    uint32_t members[MEMBERS];
    uint32_t buckets[BUCKETS]; /* the first state of each; DEAD: none */
    reverse_step steps[STEPS];
    uint32_t *seen; /* by node: the round in which it was last taken in */
    uint32_t *stack;
    uint32_t round;
};

lode_reverse_states *lode_reverse_states_create(const lode_reverse *reverse) {
    size_t count = reverse->nodes.length / sizeof(reverse_node) + 1;
    lode_reverse_states *states = calloc(1, sizeof *states);

    if (!states)
        return NULL;
    states->reverse = reverse;
    states->state_count = 1;
    states->seen = calloc(count, sizeof *states->seen);
    states->stack = calloc(2 * count, sizeof *states->stack);
    if (states->seen && states->stack)
        return states;
    lode_reverse_states_free(states);
    return NULL;
}

void lode_reverse_states_free(lode_reverse_states *states) {
    if (states) {
        free(states->seen);
        free(states->stack);
    }
    free(states);
}

static void forget(lode_reverse_states *states) {
    memset(states->buckets, 0, sizeof states->buckets);
    memset(states->steps, 0, sizeof states->steps);
    states->state_count = 1;
    states->member_count = 0;
}

static void begin_round(lode_reverse_states *states) {
    if (++states->round == 0) {
        memset(states->seen, 0, (states->reverse->nodes.length / sizeof(reverse_node)) * sizeof *states->seen);
        states->round = 1;
    }
}

/* Adds a node, or those behind it where it reads nothing, to the members from `first` on. False: there is no room. */
static bool take_in(lode_reverse_states *states, uint32_t entry) {
    const reverse_node *nodes = nodes_of(states->reverse);
    size_t waiting = 0;

    states->stack[waiting++] = entry;
    while (waiting) {
        uint32_t index = states->stack[--waiting];

        if (states->seen[index] == states->round)
            continue;
        states->seen[index] = states->round;
        if (nodes[index].set == SPLIT) {
            states->stack[waiting++] = nodes[index].other;
            states->stack[waiting++] = nodes[index].next;
        } else {
            if (states->member_count == MEMBERS)
                return false;
            states->members[states->member_count++] = index;
        }
    }
    return true;
}

/* The state of the members from `first` on, which are dropped where it is there already. */
static uint32_t find_state(lode_reverse_states *states, uint32_t first) {
    const reverse_node *nodes = nodes_of(states->reverse);
    uint32_t count = states->member_count - first, hash = 0, state;
    bool accepts = false;

    if (!count)
        return DEAD;
    for (uint32_t i = first; i < states->member_count; i++) {
        hash = (hash ^ states->members[i]) * 0x9E3779B1u;
        hash ^= hash >> 15;
        accepts |= nodes[states->members[i]].set == ACCEPT;
    }
    for (state = states->buckets[hash % BUCKETS]; state != DEAD; state = states->states[state].next)
        if (states->states[state].hash == hash && states->states[state].count == count &&
            memcmp(states->members + states->states[state].first, states->members + first, count * sizeof *states->members) ==
                0) {
            states->member_count = first;
            return state;
        }
    if (states->state_count == STATES)
        return NONE;
    state = states->state_count++;
    states->states[state] = (reverse_state){first, count, hash, states->buckets[hash % BUCKETS], accepts};
    states->buckets[hash % BUCKETS] = state;
    return state;
}

static uint32_t make_start(lode_reverse_states *states, uint32_t entry) {
    uint32_t first = states->member_count;

    begin_round(states);
    return take_in(states, entry) ? find_state(states, first) : NONE;
}

static bool contains(const lode_reverse *reverse, uint32_t set, uint32_t c) {
    const reverse_set *known = (const reverse_set *)(const void *)reverse->sets.bytes + set;
    const lode_range *ranges;
    size_t low = 0, high = known->range_count;

    if (c < 0x80)
        return known->ascii[c / 64] >> c % 64 & 1;
    if (!high)
        return false;
    ranges = (const lode_range *)(const void *)reverse->ranges.bytes + known->range;
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (ranges[middle].last < c)
            low = middle + 1;
        else
            high = middle;
    }
    return low < known->range_count && ranges[low].first <= c;
}

/* The state after one more character; NONE: there is no room. */
static uint32_t make_step(lode_reverse_states *states, uint32_t state, uint32_t c) {
    const reverse_node *nodes = nodes_of(states->reverse);
    const reverse_state from = states->states[state];
    uint32_t first = states->member_count;

    begin_round(states);
    for (uint32_t i = from.first; i < from.first + from.count; i++) {
        const reverse_node *node = &nodes[states->members[i]];

        if (node->set != ACCEPT && contains(states->reverse, node->set, c) && !take_in(states, node->next))
            return NONE;
    }
    return find_state(states, first);
}

/* ---- Going back ------------------------------------------------------------------------------------------------- */

static uint32_t previous_character(const char *text, size_t *at) {
    const unsigned char *bytes = (const unsigned char *)text;
    uint32_t c = bytes[--*at];

    if (c < 0x80)
        return c;
    c &= 0x3F;
    for (unsigned shift = 6; *at > 0; shift += 6) {
        uint32_t byte = bytes[--*at];

        if ((byte & 0xC0) == 0x80)
            c |= (byte & 0x3F) << shift;
        else
            return c | (byte & (0x7Fu >> (shift / 6 + 1))) << shift;
    }
    return c;
}

/* The state after a character, or at an automaton's entry, where `from` is STATES + the entry and `c` NONE. Its result is NONE
 * where there was no room; then all states are forgotten. */
static uint32_t find_step(lode_reverse_states *states, uint32_t from, uint32_t c) {
    reverse_step *step = &states->steps[(from * 0x9E3779B1u ^ c * 0x85EBCA6Bu) >> 7 & (STEPS - 1)];

    if (step->from != from || step->character != c) {
        uint32_t to = c == NONE ? make_start(states, from - STATES) : make_step(states, from, c);

        if (to == NONE) {
            forget(states);
            return NONE;
        }
        *step = (reverse_step){from, c, to};
    }
    return step->to;
}

size_t lode_reverse_start(lode_reverse_states *states, uint32_t entry, const char *text, size_t floor, size_t end) {
    size_t at = end, start = SIZE_MAX;
    uint32_t state = find_step(states, STATES + entry, NONE);

    while (state != NONE && state != DEAD) {
        uint32_t c;

        if (states->states[state].accepts)
            start = at;
        if (at <= floor)
            return start;
        if (end - at > LONGEST)
            return floor;
        c = previous_character(text, &at);
        state = find_step(states, state, c);
    }
    return state == NONE ? floor : start;
}
