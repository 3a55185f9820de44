/* SPDX-License-Identifier: MIT */
/* A table of hashes: which items of somebody's list have one. Start from {0}. */
#ifndef LODE_BASE_SLOTS_H
#define LODE_BASE_SLOTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct lode_slot {
    uint64_t hash;
    size_t item; /* 1 + its place in the list; 0: the slot is empty */
} lode_slot;

typedef struct lode_slots {
    lode_slot *slots;
    size_t capacity; /* a power of two, or 0 */
    size_t count;
} lode_slots;

/* The next item with a hash; SIZE_MAX: there is no other. `*probe` is 0 at the first call. */
size_t lode_slots_next(const lode_slots *slots, uint64_t hash, size_t *probe);

/* Adds an item. False where memory ran out. */
bool lode_slots_add(lode_slots *slots, uint64_t hash, size_t item);

void lode_slots_free(lode_slots *slots);

#endif
