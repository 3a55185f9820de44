/* Words of texts, each with the white space behind it, and what is remembered of them. */
#ifndef LODE_MATCH_TOKENS_H
#define LODE_MATCH_TOKENS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { LODE_TOKEN_MOST = 96 /* bytes: what is longer is several tokens */ };

/* All its bytes and how many they are stand in the key of a short one; in that of a long one a hash of them. */
typedef struct lode_token {
    uint64_t low, high;
    uint32_t starts; /* the first of its starts behind a character of that class, if they are known: */
    uint16_t before;
    uint16_t last;       /* the class of its last character */
    uint32_t bytes;      /* where they stand in the pool */
    uint32_t count : 24; /* of starts */
    uint32_t length : 7;
    uint32_t known : 1;
} lode_token;

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

/* Numbers of things by a hash, with some bits of that; what is often needed came first and stands side by side elsewhere. */
typedef struct lode_token_index {
    uint32_t *slots; /* 0: free */
    size_t mask;
} lode_token_index;

/* Start with lode_tokens_start. */
typedef struct lode_tokens {
    lode_token *tokens; /* from 1 on */
    char *pool;
    uint32_t token_count, pool_length;
    lode_token_step *steps; /* from 1 on */
    uint32_t step_count;
    lode_token_index by_key, by_step;
    lode_token_start *starts;
    uint32_t start_count;
    uint32_t *list; /* of automata */
    uint32_t list_count;
} lode_tokens;

bool lode_tokens_start(lode_tokens *tokens); /* false: memory ran out */
void lode_tokens_free(lode_tokens *tokens);

/* Forgets all; or all that they lead to. */
void lode_tokens_clear(lode_tokens *tokens);
void lode_tokens_clear_steps(lode_tokens *tokens);

/* Whether all is so full that it is better begun anew. */
bool lode_tokens_are_full(const lode_tokens *tokens);

/* How many bytes from `text` on are one token; at least one. */
size_t lode_token_length(const char *text, size_t length);

/* The number of a token, which is added where it is new. 0: there is no room. */
uint32_t lode_tokens_find(lode_tokens *tokens, const char *bytes, size_t length);

/* What is remembered under a key; NULL: nothing. What is noted under a key that has nothing yet; NULL: there is no room. */
const lode_token_step *lode_tokens_step(const lode_tokens *tokens, uint64_t key);
const lode_token_step *lode_tokens_note_step(lode_tokens *tokens, lode_token_step step);

/* Adds to the list, or the starts; false: there is no room. */
bool lode_tokens_note_found(lode_tokens *tokens, const uint32_t *automata, size_t count);
bool lode_tokens_note_start(lode_tokens *tokens, lode_token_start start);

#endif
