/* SPDX-License-Identifier: MIT */
/* Memory that is given back all at once: everything made for a document comes from its arena. */
#ifndef LODE_BASE_ARENA_H
#define LODE_BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

typedef struct lode_arena_block lode_arena_block;
typedef struct lode_arena_adopted lode_arena_adopted;

/* Start from {0}. */
typedef struct lode_arena {
    lode_arena_block *blocks; /* the one at work first */
    size_t used;              /* of that block */
    lode_arena_adopted *adopted;
} lode_arena;

/* `size` bytes aligned for any type; NULL where memory ran out. Not cleared. */
void *lode_arena_allocate(lode_arena *arena, size_t size);

/* As above, for `count` things of `size` bytes; NULL also where the product overflows. Cleared to zero. */
void *lode_arena_array(lode_arena *arena, size_t count, size_t size);

/* Makes room for one thing more than `count`, of `size` bytes each, in an array of the arena's (NULL: there is none yet) that
 * has room for *capacity, and then for twice as many, or for `first`. Returns the array, cleared behind what is in it; NULL
 * where memory ran out, and then it is as it was. */
void *lode_arena_room(lode_arena *arena, void *items, size_t count, size_t *capacity, size_t first, size_t size);

/* A NUL-terminated copy of `length` bytes; NULL where memory ran out. */
char *lode_arena_copy(lode_arena *arena, const char *bytes, size_t length);

/* Takes over memory from malloc, which is freed with the rest; false where memory ran out, and it stays the caller's. */
bool lode_arena_adopt(lode_arena *arena, void *memory);

/* Forgets all that was allocated; keeps one block, of at most `keep` bytes, for what comes next. */
void lode_arena_reset(lode_arena *arena, size_t keep);

/* Frees everything. The arena may be used again. */
void lode_arena_free(lode_arena *arena);

#endif
