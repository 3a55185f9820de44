/* SPDX-License-Identifier: MIT */
/* What is remembered of tokens for some automata. */
#ifndef LODE_MATCH_TOKEN_MEMORY_H
#define LODE_MATCH_TOKEN_MEMORY_H

#include "match/token_index.h"

/* A place in a token from which texts of automata are read beyond its end, or where some were found in it. */
typedef struct lode_token_start {
    uint32_t offset;
    uint32_t state; /* behind the token */
    uint32_t found, found_count;
} lode_token_start;

/* What reading a token leads to. */
typedef struct lode_token_step {
    uint64_t key;                /* from which state or behind which class, and which token; 0: free */
    uint32_t to;                 /* a state; or the first start, */
    uint32_t found, found_count; /* in list; or how many starts there are */
} lode_token_step;

#define LODE_STARTS_UNKNOWN UINT32_MAX

/* What tokens were seen to start behind a class of characters. */
typedef struct lode_token_starts {
    uint32_t first, count; /* of the starts; count may be LODE_STARTS_UNKNOWN, as token 0's always is */
    uint16_t before;
    uint16_t last; /* the class of the token's last character */
} lode_token_starts;

/* Start with lode_token_memory_start. */
typedef struct lode_token_memory {
    lode_token_starts *by_token; /* as many as were needed */
    size_t token_count;
    lode_token_step *steps; /* from 1 on */
    uint32_t step_count;
    lode_token_index index;
    lode_token_start *starts;
    uint32_t start_count;
    uint32_t *list; /* of automata */
    uint32_t list_count;
    uint32_t round; /* of the tokens */
} lode_token_memory;

bool lode_token_memory_start(lode_token_memory *memory); /* false: memory ran out */
void lode_token_memory_free(lode_token_memory *memory);
void lode_token_memory_clear(lode_token_memory *memory);
bool lode_token_memory_is_full(const lode_token_memory *memory);

/* Makes room for the starts of so many tokens; false: memory ran out. */
bool lode_token_memory_reserve(lode_token_memory *memory, size_t token_count);

/* What is noted under a key that has nothing yet; NULL: there is no room. */
const lode_token_step *lode_token_memory_note_step(lode_token_memory *memory, lode_token_step step);

/* Adds to the list, or the starts; false: there is no room. */
bool lode_token_memory_note_found(lode_token_memory *memory, const uint32_t *automata, size_t count);
bool lode_token_memory_note_start(lode_token_memory *memory, lode_token_start start);

static inline uint64_t lode_token_step_hash(uint64_t key) {
    return lode_token_mix(0, key);
}

/* What is remembered under a key; NULL: nothing. */
static inline const lode_token_step *lode_token_memory_step(const lode_token_memory *memory, uint64_t key) {
    const lode_token_index *index = &memory->index;
    uint64_t hash = lode_token_step_hash(key);
    uint32_t tag = lode_token_tag(hash), slot;

    for (size_t at = hash & index->mask; (slot = index->slots[at]); at = (at + 1) & index->mask)
        if ((slot & ~LODE_TOKEN_INDEX_NUMBER) == tag && memory->steps[slot & LODE_TOKEN_INDEX_NUMBER].key == key)
            return &memory->steps[slot & LODE_TOKEN_INDEX_NUMBER];
    return NULL;
}

/* Has the processor fetch what the above will need: first this, a little later that. */
static inline void lode_token_memory_fetch_slot(const lode_token_memory *memory, uint64_t key) {
    LODE_FETCH(&memory->index.slots[lode_token_step_hash(key) & memory->index.mask]);
}

static inline void lode_token_memory_fetch_step(const lode_token_memory *memory, uint64_t key) {
    uint32_t slot = memory->index.slots[lode_token_step_hash(key) & memory->index.mask];

    LODE_FETCH(&memory->steps[slot & LODE_TOKEN_INDEX_NUMBER]);
}

#endif
