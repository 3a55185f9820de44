/* SPDX-License-Identifier: MIT */
/* Words of texts, each with the white space behind it, and what is remembered of them. */
#ifndef LODE_MATCH_TOKENS_H
#define LODE_MATCH_TOKENS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Has the processor fetch what will be needed soon. */
#define LODE_FETCH(address) __builtin_prefetch(address)

enum { LODE_TOKEN_MOST = 96 /* bytes: what is longer is several tokens */ };

/* All its bytes and how many they are stand in the key of a short one; in that of a long one a hash of them. */
typedef struct lode_token {
    uint64_t low, high;
    uint32_t bytes; /* where they stand in the pool */
    uint32_t length;
} lode_token;

/* Numbers of things by a hash, with some bits of that; what is often needed came first and stands side by side elsewhere. */
typedef struct lode_token_index {
    uint32_t *slots; /* 0: free */
    size_t mask;
} lode_token_index;

/* Where a token stands in a text. */
typedef struct lode_word {
    uint32_t at, token;
} lode_word;

/* The tokens of texts. */
typedef struct lode_tokens {
    lode_token *tokens; /* from 1 on */
    char *pool;
    uint32_t count, pool_length;
    lode_token_index index;
    uint32_t round;   /* how often they were forgotten */
    lode_word *words; /* of the text that was read last, and its end */
    size_t word_count, word_capacity;
    uint64_t text;      /* its number; 0: it has none */
    uint64_t next_text; /* of the one that is read next */
} lode_tokens;

/* NULL: memory ran out. */
lode_tokens *lode_tokens_create(void);
void lode_tokens_free(lode_tokens *tokens);

/* Says that the texts from now on are the one of this number, which is read once; 0: each is another one. */
void lode_tokens_number_text(lode_tokens *tokens, uint64_t number);

/* Forgets the text that was read last, and gives back its memory where that is much. */
void lode_tokens_forget_text(lode_tokens *tokens);

/* Finds the words of a text; the number of one for which there is no room is 0. Tokens are forgotten before, where there is
 * hardly room for more. False: memory ran out, or the text has no fewer than UINT32_MAX bytes. */
bool lode_tokens_read_text(lode_tokens *tokens, const char *text, size_t length);

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

/* What tokens were seen to start behind a class of characters. */
typedef struct lode_token_starts {
    uint32_t first; /* of the starts */
    uint16_t before;
    uint16_t last; /* the class of the token's last character */
    uint32_t count;
    bool known;
} lode_token_starts;

/* What is remembered of tokens for some automata. Start with lode_token_memory_start. */
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

/* The last starts that were found for a token; NULL: memory ran out. */
lode_token_starts *lode_token_memory_of(lode_token_memory *memory, uint32_t token);

/* What is remembered under a key; NULL: nothing. What is noted under a key that has nothing yet; NULL: there is no room. */
const lode_token_step *lode_token_memory_step(const lode_token_memory *memory, uint64_t key);
const lode_token_step *lode_token_memory_note_step(lode_token_memory *memory, lode_token_step step);

/* Has the processor fetch what the above will need: of each pair first this, a little later that. */
void lode_token_memory_fetch(const lode_token_memory *memory, uint32_t token);
void lode_token_memory_fetch_starts(const lode_token_memory *memory, uint32_t token);
void lode_token_memory_fetch_slot(const lode_token_memory *memory, uint64_t key);
void lode_token_memory_fetch_step(const lode_token_memory *memory, uint64_t key);

/* Adds to the list, or the starts; false: there is no room. */
bool lode_token_memory_note_found(lode_token_memory *memory, const uint32_t *automata, size_t count);
bool lode_token_memory_note_start(lode_token_memory *memory, lode_token_start start);

#endif
