/* SPDX-License-Identifier: MIT */
#include "match/state_set.h"

#include <stdlib.h>
#include <string.h>

enum {
    STATES = 1 << 18,
    MEMBERS = 1 << 22, /* nodes in all states */
    LIST = 1 << 20,
    BUCKETS = 1 << 14,
    MAKING = 16,           /* a step takes as long as visiting so many nodes, besides those that it visits */
    STEPS_FIRST = 1 << 12, /* places for steps; twice as many where they are half full, up to these: */
    STEPS_MOST = 1 << 21
};

static size_t count_of(const lode_buffer *buffer, size_t size) {
    return buffer->length / size;
}

static void take_up(lode_state_set *set, const lode_made_states *made) {
    memcpy(set->states, made->states.bytes, made->states.length);
    memcpy(set->list, made->list.bytes, made->list.length);
    memcpy(set->steps, made->steps.bytes, made->steps.length);
    set->state_count = (uint32_t)count_of(&made->states, sizeof *set->states);
    set->made_members = (const uint32_t *)(const void *)made->members.bytes;
    set->made_count = set->member_count = (uint32_t)count_of(&made->members, sizeof *set->members);
    set->list_count = (uint32_t)count_of(&made->list, sizeof *set->list);
    for (uint32_t i = LODE_STATE_FIRST; i < set->state_count; i++) {
        uint32_t *bucket = &set->buckets[set->states[i].hash % BUCKETS];

        set->states[i].next = *bucket;
        *bucket = i;
    }
    for (size_t i = 0; i <= set->step_mask; i++)
        set->step_count += set->steps[i] != 0;
}

/* Most of the memory is never touched; so it is not cleared, but for what is read before it is written. */
bool lode_state_set_start(lode_state_set *set, const lode_automata *automata, const lode_made_states *made) {
    size_t steps = made->steps.length ? count_of(&made->steps, sizeof *set->steps) : STEPS_FIRST;

    *set = (lode_state_set){.automata = automata};
    set->entries = (const lode_automaton *)(const void *)automata->entries.bytes;
    set->nodes = (const lode_automaton_node *)(const void *)automata->nodes.bytes;
    set->sets = (const uint64_t *)(const void *)automata->sets.bytes;
    set->words = count_of(&automata->sets, sizeof *set->sets) / lode_automata_class_count(automata);
    set->node_count = count_of(&automata->nodes, sizeof(lode_automaton_node));
    set->automaton_count = count_of(&automata->entries, sizeof(lode_automaton));
    set->state_count = LODE_STATE_FIRST;
    set->states = malloc(STATES * sizeof *set->states);
    set->members = malloc(MEMBERS * sizeof *set->members);
    set->list = malloc(LIST * sizeof *set->list);
    set->buckets = calloc(BUCKETS, sizeof *set->buckets);
    set->steps = calloc(steps, sizeof *set->steps);
    set->step_mask = steps - 1;
    set->newly = malloc((set->automaton_count + 1) * sizeof *set->newly);
    set->taken = calloc(set->node_count + 1, sizeof *set->taken);
    set->passed = calloc(set->node_count + 1, sizeof *set->passed);
    set->accepted = calloc(set->automaton_count + 1, sizeof *set->accepted);
    set->stack = malloc(2 * (set->node_count + 1) * sizeof *set->stack);
    set->passing = malloc(2 * (set->node_count + 1) * sizeof *set->passing);
    if (!set->states || !set->members || !set->list || !set->buckets || !set->steps || !set->newly || !set->stack ||
        !set->passing || !set->taken || !set->passed || !set->accepted)
        return false;
    memset(set->states, 0, LODE_STATE_FIRST * sizeof *set->states);
    if (made->states.length)
        take_up(set, made);
    return true;
}

static bool append_numbers(lode_buffer *buffer, const uint32_t *numbers, size_t count) {
    return !count || lode_buffer_append(buffer, (const char *)numbers, count * sizeof *numbers);
}

bool lode_state_set_copy(const lode_state_set *set, lode_made_states *made) {
    return lode_buffer_append(&made->states, (const char *)set->states, set->state_count * sizeof *set->states) &&
           append_numbers(&made->members, set->made_members, set->made_count) &&
           append_numbers(&made->members, set->members, set->member_count - set->made_count) &&
           lode_buffer_append(&made->list, (const char *)set->list, set->list_count * sizeof *set->list) &&
           lode_buffer_append(&made->steps, (const char *)set->steps, (set->step_mask + 1) * sizeof *set->steps);
}

void lode_made_states_free(lode_made_states *made) {
    lode_buffer_free(&made->states);
    lode_buffer_free(&made->members);
    lode_buffer_free(&made->list);
    lode_buffer_free(&made->steps);
}

void lode_state_set_free(lode_state_set *set) {
    free(set->states);
    free(set->members);
    free(set->list);
    free(set->buckets);
    free(set->steps);
    free(set->taken);
    free(set->passed);
    free(set->accepted);
    free(set->newly);
    free(set->stack);
    free(set->passing);
    *set = (lode_state_set){0};
}

void lode_state_set_clear(lode_state_set *set) {
    memset(set->buckets, 0, BUCKETS * sizeof *set->buckets);
    memset(set->steps, 0, (set->step_mask + 1) * sizeof *set->steps);
    set->state_count = LODE_STATE_FIRST;
    set->member_count = set->made_count = set->list_count = 0;
    set->step_count = 0;
}

uint32_t lode_state_set_owner(const lode_state_set *set, uint32_t node) {
    size_t low = 0, high = set->automaton_count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (set->entries[middle].first <= node)
            low = middle;
        else
            high = middle;
    }
    return (uint32_t)low;
}

/* ---- The nodes of a state --------------------------------------------------------------------------------------- */

static void begin_round(lode_state_set *set) {
    set->newly_count = 0;
    if (++set->round)
        return;
    memset(set->taken, 0, set->node_count * sizeof *set->taken);
    memset(set->passed, 0, set->node_count * sizeof *set->passed);
    memset(set->accepted, 0, set->automaton_count * sizeof *set->accepted);
    set->round = 1;
}

/* Whether a mark is not set in this round yet, as it is from now on. */
static bool is_fresh(const lode_state_set *set, uint32_t *mark) {
    bool fresh = *mark != set->round;

    *mark = set->round;
    return fresh;
}

static bool has(const lode_state_set *set, const lode_automaton_node *node, uint16_t class) {
    uint32_t number = lode_automaton_operand_of(node);

    return set->sets[(size_t) class * set->words + number / 64] >> number % 64 & 1;
}

/* Whether a node lets pass that looks at a character of that class. */
static bool passes(const lode_state_set *set, const lode_automaton_node *node, uint16_t class) {
    lode_automaton_action action = lode_automaton_action_of(node);

    if (class != LODE_CLASS_NONE)
        return has(set, node, class);
    return action == LODE_AUTOMATON_NEXT_OR_EDGE || action == LODE_AUTOMATON_BEHIND_OR_EDGE;
}

static void accept(lode_state_set *set, uint32_t node) {
    uint32_t automaton = lode_state_set_owner(set, node);

    if (is_fresh(set, &set->accepted[automaton]))
        set->newly[set->newly_count++] = automaton;
}

/* Takes in what a node leads to behind a character of that class. False: there is no room. */
static bool take_in(lode_state_set *set, uint32_t entry, uint16_t class) {
    size_t waiting = 0;

    set->stack[waiting++] = entry;
    while (waiting) {
        uint32_t index = set->stack[--waiting];
        const lode_automaton_node *node = &set->nodes[index];

        set->visited++;
        if (!is_fresh(set, &set->taken[index]))
            continue;
        switch (lode_automaton_action_of(node)) {
        case LODE_AUTOMATON_SPLIT:
            set->stack[waiting++] = lode_automaton_operand_of(node);
            set->stack[waiting++] = node->next;
            break;
        case LODE_AUTOMATON_ACCEPT:
            accept(set, index);
            break;
        case LODE_AUTOMATON_BEHIND:
        case LODE_AUTOMATON_BEHIND_OR_EDGE:
            if (passes(set, node, class))
                set->stack[waiting++] = node->next;
            break;
        default:
            if (set->member_count == MEMBERS)
                return false;
            set->members[set->member_count++ - set->made_count] = index;
        }
    }
    return true;
}

/* Takes a node one character of that class further, through others that look at it first. What was before that character is not
 * known any more: nodes that look at that let pass. False: there is no room. */
static bool pass_over(lode_state_set *set, uint32_t entry, uint16_t class) {
    size_t waiting = 0;

    set->passing[waiting++] = entry;
    while (waiting) {
        uint32_t index = set->passing[--waiting];
        const lode_automaton_node *node = &set->nodes[index];

        set->visited++;
        if (!is_fresh(set, &set->passed[index]))
            continue;
        switch (lode_automaton_action_of(node)) {
        case LODE_AUTOMATON_READ:
            if (class != LODE_CLASS_NONE && has(set, node, class) && !take_in(set, node->next, class))
                return false;
            break;
        case LODE_AUTOMATON_NEXT:
        case LODE_AUTOMATON_NEXT_OR_EDGE:
            if (passes(set, node, class))
                set->passing[waiting++] = node->next;
            break;
        case LODE_AUTOMATON_BEHIND:
        case LODE_AUTOMATON_BEHIND_OR_EDGE:
            set->passing[waiting++] = node->next;
            break;
        case LODE_AUTOMATON_SPLIT:
            set->passing[waiting++] = lode_automaton_operand_of(node);
            set->passing[waiting++] = node->next;
            break;
        case LODE_AUTOMATON_ACCEPT:
            accept(set, index);
        }
    }
    return true;
}

/* ---- States ----------------------------------------------------------------------------------------------------- */

static uint32_t mix(uint32_t hash, uint32_t number) {
    hash = (hash ^ number) * 0x9E3779B1u;
    return hash ^ hash >> 15;
}

/* Whether a known state is what was found: its members are among those that were taken in, as many as there are. */
static bool is_state(const lode_state_set *set, const lode_state *known, uint32_t hash, uint32_t count) {
    const uint32_t *members = lode_state_set_members(set, known);

    if (known->hash != hash || known->count != count || known->found_count != set->newly_count ||
        (set->newly_count && memcmp(set->list + known->found, set->newly, set->newly_count * sizeof *set->newly) != 0))
        return false;
    for (uint32_t i = 0; i < count; i++)
        if (set->taken[members[i]] != set->round)
            return false;
    return true;
}

/* The state of the members from `first` on; they are dropped where it is there already. Their order is how they were come by,
 * but always by automaton, as that of the automata found is. */
static uint32_t find_state(lode_state_set *set, uint32_t first) {
    uint32_t *members = set->members + (first - set->made_count);
    uint32_t all = set->member_count - first, count = 0, sum = 0, hash, number;

    /* That a text ends here is all there is to know of its automaton. */
    for (uint32_t i = 0; i < all; i++)
        if (!set->newly_count || set->accepted[lode_state_set_owner(set, members[i])] != set->round) {
            sum += mix(0, members[i]);
            members[count++] = members[i];
        }
    set->member_count = first + count;
    if (!count && !set->newly_count)
        return LODE_STATE_DEAD;
    hash = mix(sum, count);
    for (uint32_t i = 0; i < set->newly_count; i++)
        hash = mix(hash, set->newly[i]);
    for (number = set->buckets[hash % BUCKETS]; number; number = set->states[number].next)
        if (is_state(set, &set->states[number], hash, count)) {
            set->member_count = first;
            return number;
        }
    if (set->state_count == STATES || set->newly_count > LIST - set->list_count)
        return LODE_STATE_UNKNOWN;
    number = set->state_count++;
    set->states[number] = (lode_state){first, count, set->list_count, set->newly_count, hash, set->buckets[hash % BUCKETS]};
    set->buckets[hash % BUCKETS] = number;
    memcpy(set->list + set->list_count, set->newly, set->newly_count * sizeof *set->newly);
    set->list_count += set->newly_count;
    return number;
}

/* Takes in where the automata begin, behind a character of that class. False: there is no room. */
static bool take_entries(lode_state_set *set, uint16_t class) {
    for (size_t i = 0; i < set->automaton_count; i++)
        if (set->entries[i].entry != LODE_AUTOMATON_NONE && !take_in(set, set->entries[i].entry, class))
            return false;
    return true;
}

static bool take_step(lode_state_set *set, const lode_state *from, uint16_t class) {
    const uint32_t *members = lode_state_set_members(set, from);
    bool room = true;

    for (uint32_t i = 0; room && i < from->count; i++) {
        const lode_automaton_node *node = &set->nodes[members[i]];

        if (lode_automaton_action_of(node) != LODE_AUTOMATON_READ)
            room = !passes(set, node, class) || pass_over(set, node->next, class);
        else if (class != LODE_CLASS_NONE && has(set, node, class))
            room = take_in(set, node->next, class);
    }
    return room;
}

/* ---- Steps ------------------------------------------------------------------------------------------------------ */

static void put(lode_state_set *set, uint64_t step) {
    size_t at = lode_state_set_place(set, step >> LODE_STEP_BITS);

    while (set->steps[at])
        at = (at + 1) & set->step_mask;
    set->steps[at] = step;
}

static bool has_room(lode_state_set *set) {
    size_t old_count = set->step_mask + 1;
    uint64_t *old = set->steps, *steps;

    if (2 * set->step_count < old_count)
        return true;
    steps = old_count < STEPS_MOST ? calloc(2 * old_count, sizeof *steps) : NULL;
    if (!steps)
        return false;
    set->steps = steps;
    set->step_mask = 2 * old_count - 1;
    for (size_t i = 0; i < old_count; i++)
        if (old[i])
            put(set, old[i]);
    free(old);
    return true;
}

uint32_t lode_state_set_make(lode_state_set *set, uint32_t from, uint16_t class) {
    uint32_t first = set->member_count, to;
    bool room;

    begin_round(set);
    set->visited += MAKING + set->states[from].count;
    room = from == LODE_STATE_BEFORE ? take_entries(set, class) : take_step(set, &set->states[from], class);
    to = room && has_room(set) ? find_state(set, first) : LODE_STATE_UNKNOWN;
    if (to == LODE_STATE_UNKNOWN)
        return to;
    if (set->states[to].found_count || !set->states[to].count)
        to |= LODE_STEP_TELLS;
    put(set, ((uint64_t)from << LODE_STEP_CLASS_BITS | class) << LODE_STEP_BITS | to);
    set->step_count++;
    return to;
}
