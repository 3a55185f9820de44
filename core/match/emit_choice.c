/* SPDX-License-Identifier: MIT */
/* Choices: alternatives sorted by the bytes with which they begin. */
#include "match/emitter.h"

#include <string.h>

enum {
    SWITCH_MOST = 8, /* bytes: more are looked up in a table */
    LISTS_FIRST = 4
};

/* The alternatives that may match behind one byte: from the first of `count` on, by their places in the choice. */
typedef struct choice_list {
    uint32_t *places;
    size_t count;
    uint32_t address;
} choice_list;

typedef struct choice {
    const lode_node **parts;
    lode_first_bytes *firsts;
    uint32_t *addresses, *places;
    size_t count;
    unsigned char *table; /* by byte: the number of its list */
    choice_list *lists;   /* the first is empty */
    size_t list_count;
} choice;

static bool add_list(lode_emitter *emitter, choice *made, unsigned byte) {
    uint32_t *places = lode_arena_array(emitter->tree_arena, made->count, sizeof *places);
    choice_list *lists = made->lists;
    size_t count = 0, capacity = made->list_count;

    if (places && capacity >= LISTS_FIRST && (capacity & (capacity - 1)) == 0) {
        lists = lode_arena_array(emitter->tree_arena, 2 * capacity, sizeof *lists);
        if (lists)
            memcpy(lists, made->lists, capacity * sizeof *lists);
        made->lists = lists;
    }
    if (!places || !lists) {
        emitter->failed = true;
        return false;
    }
    for (size_t i = 0; i < made->count; i++)
        if (lode_emit_may_begin(&made->firsts[i], byte))
            places[count++] = (uint32_t)i;
    for (size_t i = 0; i < made->list_count; i++)
        if (made->lists[i].count == count && memcmp(made->lists[i].places, places, count * sizeof *places) == 0) {
            made->table[byte] = (unsigned char)i;
            return true;
        }
    if (made->list_count == 256)
        return false;
    made->lists[made->list_count] = (choice_list){.places = places, .count = count};
    made->table[byte] = (unsigned char)made->list_count++;
    return true;
}

/* The same where no two alternatives begin with the same byte, as in the trie of a table; false: some do. */
static bool sort_distinct(lode_emitter *emitter, choice *made) {
    uint64_t all[4] = {0};

    for (size_t i = 0; i < made->count; i++) {
        if (made->firsts[i].empty || made->count >= 256)
            return false;
        for (size_t j = 0; j < 4; j++) {
            if (all[j] & made->firsts[i].bytes[j])
                return false;
            all[j] |= made->firsts[i].bytes[j];
        }
    }
    made->lists = lode_arena_array(emitter->tree_arena, made->count + 1, sizeof *made->lists);
    made->places = lode_arena_array(emitter->tree_arena, made->count, sizeof *made->places);
    if (!made->lists || !made->places) {
        emitter->failed = true;
        return true;
    }
    for (size_t i = 0; i < made->count; i++) {
        made->places[i] = (uint32_t)i;
        made->lists[i + 1] = (choice_list){.places = &made->places[i], .count = 1};
        for (size_t j = 0; j < 4; j++)
            for (uint64_t left = made->firsts[i].bytes[j]; left; left &= left - 1)
                made->table[j * 64 + (size_t)__builtin_ctzll(left)] = (unsigned char)(i + 1);
    }
    made->list_count = made->count + 1;
    return true;
}

/* Sets a bit for each byte, and for the text's end, that does not begin the same alternatives as the one before it: few are. */
static void find_bounds(const choice *made, uint64_t bounds[LODE_PROGRAM_TABLE / 64 + 1]) {
    bounds[0] = 1;
    for (size_t i = 0; i < made->count; i++) {
        uint64_t before = 0;

        for (size_t j = 0; !made->firsts[i].empty && j < 4; j++) {
            uint64_t bytes = made->firsts[i].bytes[j];

            bounds[j] |= bytes ^ (bytes << 1 | before);
            before = bytes >> 63;
        }
        bounds[4] |= before;
    }
}

/* Sorts the alternatives by the bytes with which they begin; false: that tells nothing. */
static bool sort_choice(lode_emitter *emitter, choice *made) {
    uint64_t bounds[LODE_PROGRAM_TABLE / 64 + 1] = {0};

    made->table = lode_arena_array(emitter->tree_arena, LODE_PROGRAM_TABLE, 1);
    if (made->table && sort_distinct(emitter, made))
        return !emitter->failed;
    made->lists = lode_arena_array(emitter->tree_arena, LISTS_FIRST, sizeof *made->lists);
    if (!made->table || !made->lists) {
        emitter->failed = true;
        return false;
    }
    made->lists[0].places = made->addresses;
    made->list_count = 1;
    find_bounds(made, bounds);
    for (unsigned byte = 0; byte < LODE_PROGRAM_TABLE; byte++)
        if (!(bounds[byte / 64] >> byte % 64 & 1))
            made->table[byte] = made->table[byte - 1];
        else if (!add_list(emitter, made, byte))
            return false;
    return made->list_count != 2 || made->lists[1].count < made->count;
}

/* The alternatives in their order, each with an address. */
static void emit_alternatives(lode_emitter *emitter, choice *made, uint32_t *ends) {
    for (size_t i = 0; i < made->count && !lode_emitter_is_done(emitter); i++) {
        made->addresses[i] = lode_emitter_here(emitter);
        lode_emit_node(emitter, made->parts[i]);
        lode_emitter_do(emitter, LODE_DO_JUMP, 0);
        *ends = lode_emitter_put(emitter, *ends);
    }
}

static void emit_plain_choice(lode_emitter *emitter, const choice *made, uint32_t *ends) {
    for (size_t i = 0; i < made->count && !lode_emitter_is_done(emitter); i++) {
        uint32_t other = 0;

        if (i + 1 < made->count)
            other = made->firsts[i].empty
                        ? lode_emitter_forward(emitter, LODE_DO_TRY, 0)
                        : lode_emitter_forward(emitter, LODE_DO_TRY_IF, lode_emit_first_number(emitter, &made->firsts[i]));
        lode_emit_node(emitter, made->parts[i]);
        if (i + 1 == made->count)
            break;
        lode_emitter_do(emitter, LODE_DO_JUMP, 0);
        *ends = lode_emitter_put(emitter, *ends);
        lode_emitter_arrive(emitter, other);
    }
}

/* Where a list begins: the alternative itself, or tries of one after the other. */
static void emit_list(lode_emitter *emitter, const choice *made, choice_list *list) {
    if (list->count == 1) {
        list->address = made->addresses[list->places[0]];
        return;
    }
    list->address = lode_emitter_here(emitter);
    for (size_t i = 0; i + 1 < list->count; i++) {
        lode_emitter_do(emitter, LODE_DO_TRY_OTHER, 0);
        lode_emitter_put(emitter, i + 2 == list->count ? made->addresses[list->places[i + 1]] : lode_emitter_here(emitter) + 2);
        lode_emitter_put(emitter, made->addresses[list->places[i]]);
    }
}

static void emit_switch(lode_emitter *emitter, choice *made, const unsigned char *bytes, size_t count, uint32_t *ends) {
    uint32_t addresses;

    lode_emitter_do(emitter, LODE_DO_SWITCH, (uint32_t)count);
    for (size_t i = 0; i < count; i += sizeof(uint32_t)) {
        uint32_t word = 0;

        memcpy(&word, bytes + i, count - i < sizeof word ? count - i : sizeof word);
        lode_emitter_put(emitter, word);
    }
    addresses = lode_emitter_here(emitter);
    for (size_t i = 0; i < count; i++)
        lode_emitter_put(emitter, 0);
    emit_alternatives(emitter, made, ends);
    for (size_t i = 1; i < made->list_count && !lode_emitter_is_done(emitter); i++)
        emit_list(emitter, made, &made->lists[i]);
    for (size_t i = 0; i < count; i++)
        lode_emitter_set(emitter, addresses + (uint32_t)i, made->lists[made->table[bytes[i]]].address);
}

static void emit_select(lode_emitter *emitter, choice *made, uint32_t *ends) {
    uint32_t addresses;

    lode_emitter_do(emitter, LODE_DO_SELECT,
                    lode_emitter_intern(emitter, &emitter->program->tables, emitter->tables, made->table, LODE_PROGRAM_TABLE));
    lode_emitter_put(emitter, (uint32_t)made->list_count);
    addresses = lode_emitter_here(emitter);
    for (size_t i = 1; i < made->list_count; i++)
        lode_emitter_put(emitter, 0);
    emit_alternatives(emitter, made, ends);
    for (size_t i = 1; i < made->list_count && !lode_emitter_is_done(emitter); i++) {
        emit_list(emitter, made, &made->lists[i]);
        lode_emitter_set(emitter, addresses + (uint32_t)i - 1, made->lists[i].address);
    }
}

static void emit_sorted(lode_emitter *emitter, choice *made, uint32_t *ends) {
    unsigned char bytes[LODE_PROGRAM_TABLE];
    size_t count = 0;

    for (unsigned byte = 0; byte < LODE_PROGRAM_TABLE; byte++)
        if (made->table[byte])
            bytes[count++] = (unsigned char)byte;
    if (count <= SWITCH_MOST && !made->table[256])
        emit_switch(emitter, made, bytes, count, ends);
    else
        emit_select(emitter, made, ends);
}

void lode_emit_choice(lode_emitter *emitter, const lode_node *node) {
    choice *made = lode_arena_array(emitter->tree_arena, 1, sizeof *made);
    uint32_t ends = 0;
    size_t i = 0;

    for (const lode_node *part = node->parts; made && part; part = part->next)
        made->count++;
    if (made) {
        made->parts = lode_arena_array(emitter->tree_arena, made->count, sizeof *made->parts);
        made->firsts = lode_arena_array(emitter->tree_arena, made->count, sizeof *made->firsts);
        made->addresses = lode_arena_array(emitter->tree_arena, made->count, sizeof *made->addresses);
    }
    if (!made || !made->parts || !made->firsts || !made->addresses) {
        emitter->failed = true;
        return;
    }
    for (const lode_node *part = node->parts; part; part = part->next, i++) {
        made->parts[i] = part;
        made->firsts[i] = lode_emit_first_of(emitter, part);
    }
    if (made->count > 1 && (made->count > 2 || !made->firsts[1].empty) && sort_choice(emitter, made))
        emit_sorted(emitter, made, &ends);
    else if (!lode_emitter_is_done(emitter))
        emit_plain_choice(emitter, made, &ends);
    lode_emitter_arrive_all(emitter, ends);
}
