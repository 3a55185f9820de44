#include "match/states.h"

#include <stdlib.h>
#include <string.h>

enum {
    LONGEST = 2048,     /* bytes that are read for one question, at most */
    UNIT = 32,          /* a row takes a multiple of these: lines of the processor's cache */
    UNITS = UINT16_MAX, /* kept; then all are forgotten */
    MEMBERS = 1 << 20,  /* nodes in all states */
    BUCKETS = 1 << 15,  /* for finding a state by its nodes */
    UNKNOWN = 0,        /* no row: the step was not taken yet */
    DEAD = 1,           /* the row of the state without nodes */
    INSIDE = 0,         /* the class of the bytes of a character but its first */
    NO_CHARACTER = 0    /* the class where a text has no more */
};

/* A state's row: its flags, its number, and the rows to go on with, by kind of character. */
enum { FLAGS, NUMBER, STEPS };

/* What there is to know of a state. */
enum {
    ACCEPTS = 1,        /* here */
    ACCEPTED = 2,       /* in front of the character that was read last */
    ACCEPTS_AT_EDGE = 4 /* here, if the text has no more */
};

typedef struct state {
    uint32_t first, count; /* in members: nodes that read or look, and ACCEPT's */
    uint32_t hash;
    uint32_t automaton;
    uint16_t row;
    uint16_t next; /* in its bucket; 0: none */
} state;

struct lode_states {
    const lode_automata *automata;
    const lode_automaton *entries;
    const lode_automaton_node *nodes;
    const uint64_t *sets;
    const uint16_t *kinds;
    size_t words; /* of a set */
    size_t class_count;
    uint16_t *starts; /* by automaton: its first row */
    uint16_t *rows;
    uint32_t unit_count;
    state *states;
    uint32_t state_count;
    uint32_t *members;
    uint32_t member_count;
    uint16_t *buckets;
    uint32_t *taken, *looked; /* by node: the round in which it was last taken in, or looked behind */
    uint32_t *stack;
    uint32_t round;
    const char *text;
    size_t length;
    uint16_t *classes; /* of the text's characters, each where it begins */
    size_t capacity;   /* of classes */
};

static size_t count_of(const lode_buffer *buffer, size_t size) {
    return buffer->length / size;
}

lode_states *lode_states_create(const lode_automata *automata) {
    size_t nodes = count_of(&automata->nodes, sizeof(lode_automaton_node)) + 1;
    size_t automaton_count = count_of(&automata->entries, sizeof(lode_automaton)) + 1;
    lode_states *made = calloc(1, sizeof *made);

    if (!made)
        return NULL;
    made->automata = automata;
    made->entries = (const lode_automaton *)(const void *)automata->entries.bytes;
    made->kinds = (const uint16_t *)(const void *)automata->kinds.bytes;
    made->nodes = (const lode_automaton_node *)(const void *)automata->nodes.bytes;
    made->sets = (const uint64_t *)(const void *)automata->sets.bytes;
    made->class_count = lode_automata_class_count(automata);
    made->words = made->class_count / 64 + 1;
    made->starts = calloc(automaton_count, sizeof *made->starts);
    made->rows = calloc((size_t)UNITS * UNIT, sizeof *made->rows);
    made->states = calloc(UNITS, sizeof *made->states);
    made->members = calloc(MEMBERS, sizeof *made->members);
    made->buckets = calloc(BUCKETS, sizeof *made->buckets);
    made->taken = calloc(nodes, sizeof *made->taken);
    made->looked = calloc(nodes, sizeof *made->looked);
    made->stack = calloc(2 * nodes, sizeof *made->stack);
    made->unit_count = DEAD + 1;
    made->state_count = 1;
    if (made->starts && made->rows && made->states && made->members && made->buckets && made->taken && made->looked &&
        made->stack)
        return made;
    lode_states_free(made);
    return NULL;
}

void lode_states_free(lode_states *states) {
    if (!states)
        return;
    free(states->starts);
    free(states->rows);
    free(states->states);
    free(states->members);
    free(states->buckets);
    free(states->taken);
    free(states->looked);
    free(states->stack);
    free(states->classes);
    free(states);
}

/* ---- Making states ---------------------------------------------------------------------------------------------- */

static void forget(lode_states *states) {
    memset(states->starts, 0, count_of(&states->automata->entries, sizeof(lode_automaton)) * sizeof *states->starts);
    memset(states->rows, 0, (size_t)states->unit_count * UNIT * sizeof *states->rows);
    memset(states->buckets, 0, BUCKETS * sizeof *states->buckets);
    states->unit_count = DEAD + 1;
    states->state_count = 1;
    states->member_count = 0;
}

static void begin_round(lode_states *states) {
    if (++states->round == 0) {
        size_t size = count_of(&states->automata->nodes, sizeof(lode_automaton_node)) * sizeof *states->taken;

        memset(states->taken, 0, size);
        memset(states->looked, 0, size);
        states->round = 1;
    }
}

/* Adds a node, or those behind it where it splits, to the members. False: there is no room. */
static bool take_in(lode_states *states, uint32_t entry) {
    size_t waiting = 0;

    states->stack[waiting++] = entry;
    while (waiting) {
        uint32_t index = states->stack[--waiting];

        if (states->taken[index] == states->round)
            continue;
        states->taken[index] = states->round;
        if (states->nodes[index].set == LODE_AUTOMATON_SPLIT) {
            states->stack[waiting++] = states->nodes[index].other;
            states->stack[waiting++] = states->nodes[index].next;
        } else {
            if (states->member_count == MEMBERS)
                return false;
            states->members[states->member_count++] = index;
        }
    }
    return true;
}

static bool has(const lode_states *states, uint32_t set, size_t class) {
    return states->sets[set * states->words + class / 64] >> class % 64 & 1;
}

static bool looks(const lode_automaton_node *node) {
    return node->set < LODE_AUTOMATON_ACCEPT && node->other != LODE_AUTOMATON_READ;
}

/* Whether a node that looks lets pass, before a character of that class; 0: at the edge of the text. */
static bool passes(const lode_states *states, const lode_automaton_node *node, size_t class) {
    return class ? has(states, node->set, class) : node->other == LODE_AUTOMATON_LOOK_OR_EDGE;
}

/* Follows what is behind a node that looks and lets pass. Nodes that read the character are taken a step further; *accepts
 * where one accepts in front of it. False: there is no room. */
static bool look_behind(lode_states *states, uint32_t entry, size_t class, bool *accepts) {
    size_t waiting = 0, size = count_of(&states->automata->nodes, sizeof(lode_automaton_node)) + 1;
    uint32_t *stack = states->stack + size; /* take_in has the first half */

    stack[waiting++] = entry;
    while (waiting) {
        uint32_t index = stack[--waiting];
        const lode_automaton_node *node = &states->nodes[index];

        if (states->looked[index] == states->round)
            continue;
        states->looked[index] = states->round;
        if (node->set == LODE_AUTOMATON_ACCEPT) {
            *accepts = true;
        } else if (node->set == LODE_AUTOMATON_SPLIT) {
            stack[waiting++] = node->other;
            stack[waiting++] = node->next;
        } else if (looks(node)) {
            if (passes(states, node, class))
                stack[waiting++] = node->next;
        } else if (class && has(states, node->set, class) && !take_in(states, node->next)) {
            return false;
        }
    }
    return true;
}

/* The flags of the members from `first` on; *room is false where there is none. */
static uint8_t flags_of(lode_states *states, uint32_t first, bool *room) {
    bool accepts = false, at_edge = false;
    uint32_t end = states->member_count;

    *room = true;
    for (uint32_t i = first; i < end; i++)
        accepts |= states->nodes[states->members[i]].set == LODE_AUTOMATON_ACCEPT;
    begin_round(states);
    for (uint32_t i = first; !accepts && *room && i < end; i++) {
        const lode_automaton_node *node = &states->nodes[states->members[i]];

        if (looks(node) && passes(states, node, 0))
            *room = look_behind(states, node->next, 0, &at_edge);
    }
    return (uint8_t)((accepts ? ACCEPTS : 0) | (at_edge ? ACCEPTS_AT_EDGE : 0));
}

/* The row of the state of the members from `first` on, which are dropped where it is there already; UNKNOWN: there is no
 * room. */
static uint16_t find_state(lode_states *states, uint32_t automaton, uint32_t first, bool accepted) {
    uint32_t count = states->member_count - first, hash = automaton * 2 + accepted;
    uint32_t units = (STEPS + states->entries[automaton].kind_count + UNIT - 1) / UNIT;
    uint16_t number, *row;
    uint8_t flags;
    bool room;

    if (!count && !accepted)
        return DEAD;
    for (uint32_t i = first; i < states->member_count; i++) {
        hash = (hash ^ states->members[i]) * 0x9E3779B1u;
        hash ^= hash >> 15;
    }
    for (number = states->buckets[hash % BUCKETS]; number; number = states->states[number].next) {
        const state *known = &states->states[number];

        if (known->hash == hash && known->automaton == automaton && known->count == count &&
            !(states->rows[known->row * UNIT + FLAGS] & ACCEPTED) == !accepted &&
            (!count || memcmp(states->members + known->first, states->members + first, count * sizeof *states->members) == 0)) {
            states->member_count = first;
            return known->row;
        }
    }
    flags = flags_of(states, first, &room);
    if (!room || states->unit_count + units > UNITS)
        return UNKNOWN;
    number = (uint16_t)states->state_count++;
    states->states[number] =
        (state){first, count, hash, automaton, (uint16_t)states->unit_count, states->buckets[hash % BUCKETS]};
    states->buckets[hash % BUCKETS] = number;
    row = states->rows + states->unit_count * UNIT;
    row[FLAGS] = (uint16_t)(flags | (accepted ? ACCEPTED : 0));
    row[NUMBER] = number;
    states->unit_count += units;
    return states->states[number].row;
}

/* The row of the first state of an automaton; UNKNOWN: there is no room, and all states are forgotten. */
static uint16_t start_of(lode_states *states, uint32_t automaton) {
    uint32_t first = states->member_count;
    uint16_t row = states->starts[automaton];

    if (row != UNKNOWN)
        return row;
    begin_round(states);
    row = take_in(states, states->entries[automaton].entry) ? find_state(states, automaton, first, false) : UNKNOWN;
    if (row == UNKNOWN)
        forget(states);
    else
        states->starts[automaton] = row;
    return row;
}

/* The row of the state after one more character, the first time; UNKNOWN: there is no room, and all states are forgotten. */
static uint16_t make_step(lode_states *states, uint32_t automaton, uint16_t from, uint16_t class) {
    const state old = states->states[states->rows[from * UNIT + NUMBER]];
    uint32_t first = states->member_count;
    bool accepted = false, room = true;
    uint16_t to;

    begin_round(states);
    for (uint32_t i = old.first; room && i < old.first + old.count; i++) {
        const lode_automaton_node *node = &states->nodes[states->members[i]];

        if (node->set == LODE_AUTOMATON_ACCEPT)
            continue;
        if (looks(node))
            room = !passes(states, node, class) || look_behind(states, node->next, class, &accepted);
        else if (has(states, node->set, class))
            room = take_in(states, node->next);
    }
    to = room ? find_state(states, automaton, first, accepted) : UNKNOWN;
    if (to == UNKNOWN)
        forget(states);
    else
        states->rows[from * UNIT + STEPS + states->kinds[automaton * states->class_count + class]] = to;
    return to;
}

/* ---- Reading ---------------------------------------------------------------------------------------------------- */

static size_t sequence_length(unsigned char lead) {
    return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

bool lode_states_read(lode_states *states, const char *text, size_t length) {
    const uint16_t *pages = (const uint16_t *)(const void *)states->automata->pages.bytes;
    const uint16_t *blocks = (const uint16_t *)(const void *)states->automata->blocks.bytes;
    const unsigned char *bytes = (const unsigned char *)text;
    uint16_t *classes;

    if (states->capacity < length) {
        free(states->classes);
        states->capacity = 0;
        states->classes = malloc(length * sizeof *states->classes);
        if (!states->classes)
            return false;
        states->capacity = length;
    }
    classes = states->classes;
    for (size_t i = 0; i < length;) {
        uint32_t c = bytes[i];
        size_t count = 1;

        if (c >= 0x80) {
            count = sequence_length((unsigned char)c);
            c &= 0x7Fu >> count;
            for (size_t j = 1; j < count; j++) {
                c = c << 6 | (bytes[i + j] & 0x3F);
                classes[i + j] = INSIDE;
            }
        }
        classes[i] = blocks[(size_t)pages[c / LODE_AUTOMATON_PAGE] * LODE_AUTOMATON_PAGE + c % LODE_AUTOMATON_PAGE];
        i += count;
    }
    states->text = text;
    states->length = length;
    return true;
}

static void note_start(lode_starts *starts, size_t place) {
    if (starts->count == 0)
        starts->most = place;
    else if (starts->least == place)
        return;
    starts->least = place;
    if (starts->count < LODE_STARTS_MOST)
        starts->places[starts->count++] = place;
    else
        starts->complete = false;
}

/* Where there is no telling. */
static bool take_all(lode_starts *starts, size_t floor, size_t end) {
    starts->least = floor;
    starts->most = end;
    starts->complete = false;
    return true;
}

bool lode_states_starts(lode_states *states, uint32_t automaton, size_t floor, size_t end, lode_starts *starts) {
    const uint16_t *kinds = states->kinds + automaton * states->class_count;
    uint16_t here = start_of(states, automaton);

    starts->count = 0;
    starts->complete = true;
    if (here == UNKNOWN)
        return take_all(starts, floor, end);
    if (states->rows[here * UNIT + FLAGS] & ACCEPTS)
        note_start(starts, end);
    for (size_t at = end, place = end; at > floor;) {
        uint16_t class = states->classes[--at], next, flags;

        if (class == INSIDE)
            continue;
        next = states->rows[here * UNIT + STEPS + kinds[class]];
        if (next == UNKNOWN)
            next = make_step(states, automaton, here, class);
        if (next == DEAD)
            break;
        if (next == UNKNOWN || end - at > LONGEST)
            return take_all(starts, floor, end);
        here = next;
        flags = states->rows[here * UNIT + FLAGS];
        if (flags) {
            if (flags & ACCEPTED)
                note_start(starts, place);
            if (flags & ACCEPTS || (at == 0 && flags & ACCEPTS_AT_EDGE))
                note_start(starts, at);
        }
        place = at;
    }
    return starts->count > 0;
}

bool lode_states_match(lode_states *states, uint32_t automaton, size_t start) {
    const uint16_t *kinds = states->kinds + automaton * states->class_count;
    uint16_t here = start_of(states, automaton);

    for (size_t at = start; here != UNKNOWN && here != DEAD && at < states->length; at++) {
        uint16_t class = states->classes[at], next;

        if (class == INSIDE)
            continue;
        if (states->rows[here * UNIT + FLAGS] & (ACCEPTS | ACCEPTED) || at - start > LONGEST)
            return true;
        next = states->rows[here * UNIT + STEPS + kinds[class]];
        here = next != UNKNOWN ? next : make_step(states, automaton, here, class);
    }
    return here == UNKNOWN || states->rows[here * UNIT + FLAGS];
}
