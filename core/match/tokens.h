/* SPDX-License-Identifier: MIT */
/* Words of texts, each with the white space behind it. */
#ifndef LODE_MATCH_TOKENS_H
#define LODE_MATCH_TOKENS_H

#include "match/token_index.h"

enum { LODE_TOKEN_MOST = 96 /* bytes: what is longer is several tokens */ };

/* All its bytes and how many they are stand in the key of a short one; in that of a long one a hash of them. */
typedef struct lode_token {
    uint64_t low, high;
    uint32_t bytes; /* where they stand in the pool */
    uint32_t length;
} lode_token;

/* Where a token stands in a text. */
typedef struct lode_word {
    uint32_t at, token;
} lode_word;

typedef struct lode_words {
    lode_word *items; /* one more than there are: the text's end */
    size_t count, capacity;
    bool known; /* all of them, of the text that it is about */
} lode_words;

/* The tokens of texts. */
typedef struct lode_tokens {
    lode_token *tokens; /* from 1 on */
    char *pool;
    uint32_t count, pool_length;
    lode_token_index index;
    uint32_t round;          /* how often they were forgotten */
    lode_words text, edited; /* what was read last, and what was edited last */
    const lode_words *words; /* the one of the two that is to be searched */
} lode_tokens;

/* NULL: memory ran out. */
lode_tokens *lode_tokens_create(void);
void lode_tokens_free(lode_tokens *tokens);

/* Finds the words of a text; the number of one for which there is no room is 0. Tokens are forgotten before, where there is
 * hardly room for more. Where memory runs out, or the text has no fewer than UINT32_MAX bytes, the words are not known. */
void lode_tokens_read_text(lode_tokens *tokens, const char *text, size_t length);

/* Goes back to the text that was read last. */
void lode_tokens_take_text(lode_tokens *tokens);

/* A piece of a text in place of another one. */
typedef struct lode_word_edit {
    size_t start, end;         /* of what it replaces */
    size_t new_start, new_end; /* where it is, in the edited text */
} lode_word_edit;

/* Tells the next edit, by place; false: there is no more. */
typedef bool lode_next_word_edit(void *context, lode_word_edit *edit);

/* Finds the words of what the text that was read last was edited to: only what differs is
 * read. `next` NULL: all is read. */
void lode_tokens_edit_text(lode_tokens *tokens, const char *text, size_t length, lode_next_word_edit *next, void *context);

/* Forgets these texts, and gives back their memory where that is much. */
void lode_tokens_forget_text(lode_tokens *tokens);

#endif
