/* SPDX-License-Identifier: MIT */
#include "base/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BLOCK = 16 * 1024, ALIGNMENT = 16 };

struct lode_arena_block {
    lode_arena_block *next;
    size_t size; /* of bytes */
    _Alignas(ALIGNMENT) unsigned char bytes[];
};

/* What is not of a block, noted in one. */
struct lode_arena_adopted {
    void *memory;
    lode_arena_adopted *next;
};

static lode_arena_block *block_new(size_t size, lode_arena_block *next) {
    lode_arena_block *block;

    if (size > SIZE_MAX - sizeof *block)
        return NULL;
    block = malloc(sizeof *block + size);
    if (block) {
        block->next = next;
        block->size = size;
    }
    return block;
}

void *lode_arena_allocate(lode_arena *arena, size_t size) {
    lode_arena_block *block = arena->blocks;
    size_t used;

    if (size > SIZE_MAX - ALIGNMENT)
        return NULL;
    size = size ? (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1) : ALIGNMENT;
    if (!block || size > block->size - arena->used) {
        size_t wanted = block && block->size <= SIZE_MAX / 2 ? block->size * 2 : FIRST_BLOCK;

        block = block_new(size > wanted ? size : wanted, block);
        if (!block)
            return NULL;
        arena->blocks = block;
        arena->used = 0;
    }
    used = arena->used;
    arena->used += size;
    return block->bytes + used;
}

void *lode_arena_array(lode_arena *arena, size_t count, size_t size) {
    void *memory;

    if (size && count > SIZE_MAX / size)
        return NULL;
    memory = lode_arena_allocate(arena, count * size);
    if (memory)
        memset(memory, 0, count * size);
    return memory;
}

void *lode_arena_room(lode_arena *arena, void *items, size_t count, size_t *capacity, size_t first, size_t size) {
    size_t wanted = *capacity ? *capacity * 2 : first;
    void *larger;

    if (count < *capacity)
        return items;
    larger = lode_arena_array(arena, wanted, size);
    if (!larger)
        return NULL;
    if (count)
        memcpy(larger, items, count * size);
    *capacity = wanted;
    return larger;
}

char *lode_arena_copy(lode_arena *arena, const char *bytes, size_t length) {
    char *copy;

    if (length == SIZE_MAX)
        return NULL;
    copy = lode_arena_allocate(arena, length + 1);
    if (copy) {
        if (length)
            memcpy(copy, bytes, length);
        copy[length] = '\0';
    }
    return copy;
}

bool lode_arena_adopt(lode_arena *arena, void *memory) {
    lode_arena_adopted *adopted = lode_arena_array(arena, 1, sizeof *adopted);

    if (!adopted)
        return false;
    *adopted = (lode_arena_adopted){memory, arena->adopted};
    arena->adopted = adopted;
    return true;
}

void lode_arena_reset(lode_arena *arena, size_t keep) {
    lode_arena_block *block = arena->blocks;
    lode_arena_block *kept = NULL;

    for (const lode_arena_adopted *adopted = arena->adopted; adopted; adopted = adopted->next)
        free(adopted->memory);
    arena->adopted = NULL;
    while (block) {
        lode_arena_block *next = block->next;

        if (!kept && block->size <= keep)
            kept = block;
        else
            free(block);
        block = next;
    }
    if (kept)
        kept->next = NULL;
    arena->blocks = kept;
    arena->used = 0;
}

void lode_arena_free(lode_arena *arena) {
    lode_arena_reset(arena, 0);
}
