/* SPDX-License-Identifier: MIT */
#include "match/token_memory.h"

enum { STEPS = 1 << LODE_TOKEN_INDEX_BITS, STARTS = 1 << 20, LIST = 1 << 20 };

/* Most of the memory is never touched. */
bool lode_token_memory_start(lode_token_memory *memory) {
    *memory = (lode_token_memory){.step_count = 1};
    memory->steps = malloc(STEPS * sizeof *memory->steps);
    memory->starts = malloc(STARTS * sizeof *memory->starts);
    memory->list = malloc(LIST * sizeof *memory->list);
    return lode_token_index_start(&memory->index) && memory->steps && memory->starts && memory->list;
}

void lode_token_memory_free(lode_token_memory *memory) {
    free(memory->by_token);
    free(memory->steps);
    free(memory->index.slots);
    free(memory->starts);
    free(memory->list);
    *memory = (lode_token_memory){0};
}

void lode_token_memory_clear(lode_token_memory *memory) {
    lode_token_index_clear(&memory->index);
    for (size_t i = 0; i < memory->token_count; i++)
        memory->by_token[i].count = LODE_STARTS_UNKNOWN;
    memory->start_count = memory->list_count = 0;
    memory->step_count = 1;
}

bool lode_token_memory_is_full(const lode_token_memory *memory) {
    return memory->start_count == STARTS || memory->list_count == LIST || memory->step_count == STEPS;
}

bool lode_token_memory_reserve(lode_token_memory *memory, size_t token_count) {
    size_t count = memory->token_count ? memory->token_count : 1024;
    lode_token_starts *larger;

    if (token_count <= memory->token_count)
        return true;
    while (count < token_count)
        count *= 2;
    larger = realloc(memory->by_token, count * sizeof *larger);
    if (!larger)
        return false;
    for (size_t i = memory->token_count; i < count; i++)
        larger[i].count = LODE_STARTS_UNKNOWN;
    memory->by_token = larger;
    memory->token_count = count;
    return true;
}

const lode_token_step *lode_token_memory_note_step(lode_token_memory *memory, lode_token_step step) {
    bool grown;

    if (memory->step_count == STEPS || !lode_token_index_has_room(&memory->index, memory->step_count, &grown))
        return NULL;
    for (uint32_t i = 1; grown && i < memory->step_count; i++)
        lode_token_index_put(&memory->index, lode_token_step_hash(memory->steps[i].key), i);
    lode_token_index_put(&memory->index, lode_token_step_hash(step.key), memory->step_count);
    memory->steps[memory->step_count] = step;
    return &memory->steps[memory->step_count++];
}

bool lode_token_memory_note_found(lode_token_memory *memory, const uint32_t *automata, size_t count) {
    if (count > LIST - memory->list_count)
        return false;
    if (count)
        memcpy(memory->list + memory->list_count, automata, count * sizeof *automata);
    memory->list_count += (uint32_t)count;
    return true;
}

bool lode_token_memory_note_start(lode_token_memory *memory, lode_token_start start) {
    if (memory->start_count == STARTS)
        return false;
    memory->starts[memory->start_count++] = start;
    return true;
}
