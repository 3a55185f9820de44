/* SPDX-License-Identifier: MIT */
#include "match/emitter.h"

#include "base/hash.h"

#include <string.h>

void lode_program_free(lode_program *program) {
    lode_buffer *const all[] = {&program->code,    &program->entries, &program->sets,  &program->ranges,
                                &program->sources, &program->tables,  &program->firsts};

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        lode_buffer_free(all[i]);
}

lode_emitter *lode_emitter_create(lode_program *program, lode_arena *arena) {
    lode_emitter *emitter = lode_arena_array(arena, 1, sizeof *emitter);
    const uint32_t nothing = LODE_DO_FAIL;

    if (!emitter)
        return NULL;
    emitter->program = program;
    emitter->arena = arena;
    return program->code.length || lode_buffer_append(&program->code, (const char *)&nothing, sizeof nothing) ? emitter : NULL;
}

/* ---- Words ------------------------------------------------------------------------------------------------------ */

uint32_t lode_emitter_here(const lode_emitter *emitter) {
    return (uint32_t)(emitter->program->code.length / sizeof(uint32_t));
}

bool lode_emitter_is_done(const lode_emitter *emitter) {
    return emitter->failed || emitter->reason;
}

void lode_emitter_give_up(lode_emitter *emitter, const char *reason) {
    if (!emitter->reason)
        emitter->reason = reason;
}

uint32_t lode_emitter_put(lode_emitter *emitter, uint32_t word) {
    uint32_t at = lode_emitter_here(emitter);

    if (at - emitter->start > LODE_PROGRAM_MOST)
        lode_emitter_give_up(emitter, "its program would be too large");
    else if (!lode_buffer_append(&emitter->program->code, (const char *)&word, sizeof word))
        emitter->failed = true;
    return at;
}

void lode_emitter_do(lode_emitter *emitter, lode_instruction does, uint32_t number) {
    if (number >> (32 - LODE_INSTRUCTION_BITS))
        lode_emitter_give_up(emitter, "its program would be too large");
    lode_emitter_put(emitter, number << LODE_INSTRUCTION_BITS | (uint32_t)does);
}

uint32_t lode_emitter_forward(lode_emitter *emitter, lode_instruction does, uint32_t number) {
    lode_emitter_do(emitter, does, number);
    return lode_emitter_put(emitter, 0);
}

void lode_emitter_to(lode_emitter *emitter, lode_instruction does, uint32_t number, uint32_t address) {
    lode_emitter_do(emitter, does, number);
    lode_emitter_put(emitter, address);
}

void lode_emitter_set(lode_emitter *emitter, uint32_t at, uint32_t word) {
    if (!lode_emitter_is_done(emitter))
        ((uint32_t *)(void *)emitter->program->code.bytes)[at] = word;
}

void lode_emitter_arrive(lode_emitter *emitter, uint32_t at) {
    lode_emitter_set(emitter, at, lode_emitter_here(emitter));
}

void lode_emitter_arrive_all(lode_emitter *emitter, uint32_t at) {
    while (at && !lode_emitter_is_done(emitter)) {
        uint32_t before = ((const uint32_t *)(const void *)emitter->program->code.bytes)[at];

        lode_emitter_arrive(emitter, at);
        at = before;
    }
}

/* ---- What is known ---------------------------------------------------------------------------------------------- */

static lode_known_thing **bucket(lode_known_thing **things, const void *key) {
    return &things[(size_t)((uintptr_t)key / 8 * UINT64_C(0x9E3779B97F4A7C15) >> 40) % LODE_EMITTER_KNOWN];
}

lode_known_thing *lode_emitter_find(lode_known_thing **things, const void *key, size_t count) {
    lode_known_thing *known = *bucket(things, key);

    while (known && (known->key != key || known->count != count))
        known = known->next;
    return known;
}

void lode_emitter_note(lode_emitter *emitter, lode_known_thing **things, const void *key, size_t count, uint32_t number,
                       lode_arena *arena) {
    lode_known_thing *known = lode_arena_array(arena, 1, sizeof *known);
    lode_known_thing **place = bucket(things, key);

    if (!known) {
        emitter->failed = true;
        return;
    }
    *known = (lode_known_thing){key, count, number, *place};
    *place = known;
}

uint32_t lode_emitter_intern(lode_emitter *emitter, lode_buffer *buffer, lode_known_thing **things, const void *item,
                             size_t size) {
    const void *key = (const void *)(uintptr_t)(lode_hash(LODE_HASH_START, item, size) | 1);
    uint32_t number = (uint32_t)(buffer->length / size);

    for (const lode_known_thing *known = *bucket(things, key); known; known = known->next)
        if (known->key == key && memcmp(buffer->bytes + known->number * size, item, size) == 0)
            return known->number;
    if (!lode_buffer_append(buffer, item, size))
        emitter->failed = true;
    lode_emitter_note(emitter, things, key, 0, number, emitter->arena);
    return number;
}

/* ---- Sets ------------------------------------------------------------------------------------------------------- */

bool lode_emitter_is_character(const lode_node *node) {
    return node->kind == LODE_NODE_SET && node->set->count == 1 && node->set->ranges[0].first == node->set->ranges[0].last;
}

size_t lode_emitter_encode(uint32_t c, unsigned char bytes[4]) {
    if (c < 0x80) {
        bytes[0] = (unsigned char)c;
        return 1;
    }
    if (c < 0x800) {
        bytes[0] = (unsigned char)(0xC0 | c >> 6);
        bytes[1] = (unsigned char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        bytes[0] = (unsigned char)(0xE0 | c >> 12);
        bytes[1] = (unsigned char)(0x80 | (c >> 6 & 0x3F));
        bytes[2] = (unsigned char)(0x80 | (c & 0x3F));
        return 3;
    }
    bytes[0] = (unsigned char)(0xF0 | c >> 18);
    bytes[1] = (unsigned char)(0x80 | (c >> 12 & 0x3F));
    bytes[2] = (unsigned char)(0x80 | (c >> 6 & 0x3F));
    bytes[3] = (unsigned char)(0x80 | (c & 0x3F));
    return 4;
}

uint32_t lode_emitter_set_number(lode_emitter *emitter, const lode_charset *set) {
    lode_program *program = emitter->program;
    const lode_known_thing *known = lode_emitter_find(emitter->sets, set->ranges, set->count);
    lode_program_set made = {.first_range = (uint32_t)(program->ranges.length / sizeof(lode_range))};
    uint32_t number = (uint32_t)(program->sets.length / sizeof made);

    if (known)
        return known->number;
    for (size_t i = 0; i < set->count; i++) {
        lode_range range = set->ranges[i];

        for (uint32_t c = range.first; c <= range.last && c < LODE_PROGRAM_LOW; c++)
            made.low[c / 64] |= UINT64_C(1) << c % 64;
        if (range.last >= LODE_PROGRAM_LOW) {
            if (range.first < LODE_PROGRAM_LOW)
                range.first = LODE_PROGRAM_LOW;
            if (!lode_buffer_append(&program->ranges, (const char *)&range, sizeof range))
                emitter->failed = true;
            made.range_count++;
        }
    }
    if (set->source) {
        made.source = (uint32_t)program->sources.length;
        made.source_length = (uint32_t)set->length;
        made.flags = set->flags;
        if (!lode_buffer_append(&program->sources, set->source, set->length))
            emitter->failed = true;
    }
    if (!lode_buffer_append(&program->sets, (const char *)&made, sizeof made))
        emitter->failed = true;
    lode_emitter_note(emitter, emitter->sets, set->ranges, set->count, number, emitter->arena);
    return number;
}
