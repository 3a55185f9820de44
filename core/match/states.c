#include "match/states.h"

#include <stdlib.h>

enum {
    LONGEST = 512,         /* bytes that are read from one place */
    STEPS_A_BYTE = 64,     /* that a text may take, and besides these, */
    STEPS_FREE = 1 << 24,  /* and these: */
    STEPS_A_NODE = 64,     /* of the automata */
    COST_OF_A_VISIT = 4,   /* to a node while a step is made, in steps */
    MANY_VISITS = 1 << 24, /* to nodes, or */
    MANY_NODES = 1 << 20,  /* in all states: enough to begin with */
    PAIRS_MOST = 1 << 20   /* of characters' classes that are remembered */
};

struct lode_states {
    lode_state_set set;
    uint16_t *classes; /* of the text's characters, each where it begins */
    size_t capacity;   /* of classes */
    uint8_t *pairs;    /* by the classes of two characters: whether a text may start between them; NULL: not remembered */
    size_t class_count;
};

/* A search at work. */
typedef struct search {
    lode_state_set *set;
    const uint16_t *classes;
    size_t length;
    size_t steps; /* so far */
    lode_states_found *found;
    void *context;
} search;

lode_states *lode_states_create(const lode_automata *automata, const lode_made_states *made_states) {
    lode_states *made = calloc(1, sizeof *made);

    if (!made || !lode_state_set_start(&made->set, automata, made_states)) {
        lode_states_free(made);
        return NULL;
    }
    made->class_count = lode_automata_class_count(automata);
    if (made->class_count * made->class_count <= PAIRS_MOST)
        made->pairs = calloc(made->class_count * made->class_count, sizeof *made->pairs);
    return made;
}

void lode_states_free(lode_states *states) {
    if (!states)
        return;
    lode_state_set_free(&states->set);
    free(states->classes);
    free(states->pairs);
    free(states);
}

bool lode_states_are_many(const lode_states *states) {
    return states->set.visited > MANY_VISITS || states->set.member_count > MANY_NODES;
}

bool lode_states_copy(const lode_states *states, lode_made_states *made) {
    return lode_state_set_copy(&states->set, made);
}

static size_t sequence_length(unsigned char lead) {
    return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

static bool find_classes(lode_states *states, const char *text, size_t length) {
    const uint16_t *pages = (const uint16_t *)(const void *)states->set.automata->pages.bytes;
    const uint16_t *blocks = (const uint16_t *)(const void *)states->set.automata->blocks.bytes;
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
                classes[i + j] = LODE_CLASS_NONE;
            }
        }
        classes[i] = blocks[(size_t)pages[c / LODE_AUTOMATON_PAGE] * LODE_AUTOMATON_PAGE + c % LODE_AUTOMATON_PAGE];
        i += count;
    }
    return true;
}

static bool tell_found(const search *at_work, const lode_state *state, size_t place) {
    for (uint32_t i = 0; i < state->found_count; i++)
        if (!at_work->found(at_work->context, at_work->set->list[state->found + i], place))
            return false;
    return true;
}

/* Tells of all automata of which a text may still end beyond a state. */
static bool tell_all(const search *at_work, const lode_state *state, size_t place) {
    const lode_state_set *set = at_work->set;
    const uint32_t *members = lode_state_set_members(set, state);
    uint32_t last = UINT32_MAX;

    for (uint32_t i = 0; i < state->count; i++) {
        uint32_t automaton = lode_state_set_owner(set, members[i]);

        if (automaton != last && !at_work->found(at_work->context, automaton, place))
            return false;
        last = automaton; /* the nodes of one stand side by side */
    }
    return true;
}

/* Forgets all states, once those at the last of them are told of. */
static lode_states_outcome start_anew(const search *at_work, uint32_t last, size_t place) {
    bool told = tell_all(at_work, &at_work->set->states[last], place);

    lode_state_set_clear(at_work->set);
    return told ? LODE_STATES_DONE : LODE_STATES_REFUSED;
}

/* Reads on from a place with the step that leads there. */
static lode_states_outcome read_on(search *at_work, uint32_t step, size_t place) {
    size_t end = at_work->length - place > LONGEST ? place + LONGEST : at_work->length, at = place;
    uint32_t here;

    for (;;) {
        here = step & ~(uint32_t)LODE_STEP_TELLS;
        if (step & LODE_STEP_TELLS) {
            const lode_state *state = &at_work->set->states[here];

            if (!tell_found(at_work, state, place))
                return LODE_STATES_REFUSED;
            if (state->count == 0)
                return LODE_STATES_DONE;
        }
        if (at >= end)
            break;
        at_work->steps++;
        step = lode_state_set_step(at_work->set, here, at_work->classes[at]);
        if (step == LODE_STATE_UNKNOWN)
            return start_anew(at_work, here, place);
        do
            at++;
        while (at < at_work->length && at_work->classes[at] == LODE_CLASS_NONE);
    }
    if (end < at_work->length)
        return tell_all(at_work, &at_work->set->states[here], place) ? LODE_STATES_DONE : LODE_STATES_REFUSED;
    step = lode_state_set_step(at_work->set, here, LODE_CLASS_NONE);
    if (step == LODE_STATE_UNKNOWN)
        return start_anew(at_work, here, place);
    return tell_found(at_work, &at_work->set->states[step & ~(uint32_t)LODE_STEP_TELLS], place) ? LODE_STATES_DONE
                                                                                                : LODE_STATES_REFUSED;
}

static lode_states_outcome search_at(search *at_work, uint16_t before, size_t place) {
    uint32_t step = lode_state_set_step(at_work->set, LODE_STATE_BEFORE, before);

    if (step == LODE_STATE_UNKNOWN) {
        lode_state_set_clear(at_work->set);
        step = lode_state_set_step(at_work->set, LODE_STATE_BEFORE, before);
    }
    if (step == LODE_STATE_UNKNOWN)
        return LODE_STATES_GIVEN_UP;
    return step == LODE_STEP_TO_DEAD ? LODE_STATES_DONE : read_on(at_work, step, place);
}

enum { PAIR_UNKNOWN, PAIR_STARTS_NOTHING, PAIR_MAY_START };

/* Whether no text starts with a character of one class behind one of another. Most places of a text are passed over so. */
static bool starts_nothing(lode_states *states, uint16_t before, uint16_t class) {
    uint8_t *pair = states->pairs ? &states->pairs[before * states->class_count + class] : NULL;

    if (!pair)
        return false;
    if (*pair == PAIR_UNKNOWN) {
        uint32_t step = lode_state_set_step(&states->set, LODE_STATE_BEFORE, before);

        if (step != LODE_STATE_UNKNOWN && !(step & LODE_STEP_TELLS))
            step = lode_state_set_step(&states->set, step, class);
        if (step == LODE_STATE_UNKNOWN)
            return false;
        *pair = step == LODE_STEP_TO_DEAD ? PAIR_STARTS_NOTHING : PAIR_MAY_START;
    }
    return *pair == PAIR_STARTS_NOTHING;
}

/* What a text may take, in steps. */
static size_t budget(const lode_states *states, size_t length) {
    return length < SIZE_MAX / 2 / STEPS_A_BYTE ? length * STEPS_A_BYTE + STEPS_FREE + states->set.node_count * STEPS_A_NODE
                                                : SIZE_MAX;
}

lode_states_outcome lode_states_search(lode_states *states, const char *text, size_t length, lode_states_found *found,
                                       void *context) {
    search at_work = {&states->set, NULL, length, 0, found, context};
    size_t most = budget(states, length), visited = states->set.visited;
    uint16_t before = LODE_CLASS_NONE;

    if (!find_classes(states, text, length))
        return LODE_STATES_GIVEN_UP;
    at_work.classes = states->classes;
    for (size_t at = 0; at < length; at++) {
        uint16_t class = at_work.classes[at];

        if (class == LODE_CLASS_NONE)
            continue;
        if (!starts_nothing(states, before, class)) {
            lode_states_outcome outcome = search_at(&at_work, before, at);

            if (outcome != LODE_STATES_DONE)
                return outcome;
        }
        if (at_work.steps + (states->set.visited - visited) * COST_OF_A_VISIT > most)
            return LODE_STATES_GIVEN_UP;
        before = class;
    }
    return LODE_STATES_DONE;
}
