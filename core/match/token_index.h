/* SPDX-License-Identifier: MIT */
/* Numbers of things by a hash, with some bits of that; what is often needed came first and stands side by side elsewhere. */
#ifndef LODE_MATCH_TOKEN_INDEX_H
#define LODE_MATCH_TOKEN_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Has the processor fetch what will be needed soon. */
#define LODE_FETCH(address) __builtin_prefetch(address)

enum {
    LODE_TOKEN_INDEX_BITS = 20,      /* of a number; above them stand bits of the hash */
    LODE_TOKEN_INDEX_FIRST = 1 << 12 /* slots; twice as many where they are half full */
};

#define LODE_TOKEN_INDEX_NUMBER ((UINT32_C(1) << LODE_TOKEN_INDEX_BITS) - 1)

typedef struct lode_token_index {
    uint32_t *slots; /* 0: free */
    size_t mask;
} lode_token_index;

static inline uint64_t lode_token_mix(uint64_t hash, uint64_t word) {
    hash = (hash ^ word) * UINT64_C(0xD6E8FEB86659FD93);
    return hash ^ hash >> 32;
}

static inline uint32_t lode_token_tag(uint64_t hash) {
    return (uint32_t)(hash >> 32) & ~LODE_TOKEN_INDEX_NUMBER;
}

static inline bool lode_token_index_start(lode_token_index *index) {
    index->slots = calloc(LODE_TOKEN_INDEX_FIRST, sizeof *index->slots);
    index->mask = LODE_TOKEN_INDEX_FIRST - 1;
    return index->slots;
}

static inline void lode_token_index_clear(lode_token_index *index) {
    memset(index->slots, 0, (index->mask + 1) * sizeof *index->slots);
}

static inline void lode_token_index_put(lode_token_index *index, uint64_t hash, uint32_t number) {
    size_t at = hash & index->mask;

    while (index->slots[at])
        at = (at + 1) & index->mask;
    index->slots[at] = lode_token_tag(hash) | number;
}

/* Whether there is room for one more besides `count`, after which all are to be put anew where *grown says so. */
static inline bool lode_token_index_has_room(lode_token_index *index, size_t count, bool *grown) {
    uint32_t *slots;

    *grown = 2 * count > index->mask;
    if (!*grown)
        return true;
    slots = calloc(2 * (index->mask + 1), sizeof *slots);
    if (!slots)
        return false;
    free(index->slots);
    index->slots = slots;
    index->mask = 2 * index->mask + 1;
    return true;
}

#endif
