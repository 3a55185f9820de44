#include "match/tokens.h"

#include <stdlib.h>
#include <string.h>

enum {
    NUMBER_BITS = 20, /* of a slot; above them stand bits of the hash */
    TOKENS = 1 << 18,
    STEPS = 1 << NUMBER_BITS,
    POOL = 1 << 22,
    STARTS = 1 << 20,
    LIST = 1 << 20,
    SLOTS_FIRST = 1 << 12, /* twice as many where they are half full */
    SHORT = 15             /* bytes of tokens that are told apart by their key alone */
};

#define NUMBER_MASK ((UINT32_C(1) << NUMBER_BITS) - 1)

static bool start_index(lode_token_index *index) {
    index->slots = calloc(SLOTS_FIRST, sizeof *index->slots);
    index->mask = SLOTS_FIRST - 1;
    return index->slots;
}

static void clear_index(lode_token_index *index) {
    memset(index->slots, 0, (index->mask + 1) * sizeof *index->slots);
}

/* Most of the memory is never touched. */
bool lode_tokens_start(lode_tokens *tokens) {
    *tokens = (lode_tokens){.token_count = 1, .step_count = 1};
    tokens->tokens = malloc(TOKENS * sizeof *tokens->tokens);
    tokens->pool = malloc(POOL);
    tokens->steps = malloc(STEPS * sizeof *tokens->steps);
    tokens->starts = malloc(STARTS * sizeof *tokens->starts);
    tokens->list = malloc(LIST * sizeof *tokens->list);
    return start_index(&tokens->by_key) && start_index(&tokens->by_step) && tokens->tokens && tokens->pool && tokens->steps &&
           tokens->starts && tokens->list;
}

void lode_tokens_free(lode_tokens *tokens) {
    free(tokens->tokens);
    free(tokens->pool);
    free(tokens->steps);
    free(tokens->by_key.slots);
    free(tokens->by_step.slots);
    free(tokens->starts);
    free(tokens->list);
    *tokens = (lode_tokens){0};
}

void lode_tokens_clear_steps(lode_tokens *tokens) {
    clear_index(&tokens->by_step);
    for (uint32_t i = 1; i < tokens->token_count; i++)
        tokens->tokens[i].known = false;
    tokens->start_count = tokens->list_count = 0;
    tokens->step_count = 1;
}

void lode_tokens_clear(lode_tokens *tokens) {
    clear_index(&tokens->by_key);
    tokens->token_count = 1;
    tokens->pool_length = 0;
    lode_tokens_clear_steps(tokens);
}

bool lode_tokens_are_full(const lode_tokens *tokens) {
    return tokens->token_count == TOKENS || tokens->pool_length > POOL - LODE_TOKEN_MOST || tokens->start_count == STARTS ||
           tokens->list_count == LIST || tokens->step_count == STEPS;
}

static bool is_blank(char byte) {
    return byte == ' ' || byte == '\n' || byte == '\t';
}

size_t lode_token_length(const char *text, size_t length) {
    size_t most = length < LODE_TOKEN_MOST ? length : LODE_TOKEN_MOST, at = 0;

    while (at < most && !is_blank(text[at]))
        at++;
    while (at < most && is_blank(text[at]))
        at++;
    if (at == most && at < length)
        while (at > 1 && ((unsigned char)text[at] & 0xC0) == 0x80)
            at--;
    return at;
}

/* ---- Indexes ---------------------------------------------------------------------------------------------------- */

static uint64_t mix(uint64_t hash, uint64_t word) {
    hash = (hash ^ word) * UINT64_C(0xD6E8FEB86659FD93);
    return hash ^ hash >> 32;
}

static uint64_t hash_of_token(const lode_token *token) {
    return mix(mix(0, token->low), token->high);
}

static uint64_t hash_of_step(uint64_t key) {
    return mix(0, key);
}

static uint32_t tag_of(uint64_t hash) {
    return (uint32_t)(hash >> 32) & ~NUMBER_MASK;
}

static void put(lode_token_index *index, uint64_t hash, uint32_t number) {
    size_t at = hash & index->mask;

    while (index->slots[at])
        at = (at + 1) & index->mask;
    index->slots[at] = tag_of(hash) | number;
}

/* Whether there is room for one more besides `count`, after which all are to be put anew where *grown says so. */
static bool has_room(lode_token_index *index, size_t count, bool *grown) {
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

/* ---- Tokens ----------------------------------------------------------------------------------------------------- */

static uint64_t load(const char *bytes, size_t length) {
    uint64_t word = 0;

    for (size_t i = 0; i < length; i++)
        word |= (uint64_t)(unsigned char)bytes[i] << 8 * i;
    return word;
}

static lode_token key_of(const char *bytes, size_t length) {
    lode_token key = {.length = (uint32_t)length & 127};

    if (length < sizeof key.low) {
        key.low = load(bytes, length);
    } else if (length <= SHORT) {
        key.low = load(bytes, sizeof key.low);
        key.high = load(bytes + sizeof key.low, length - sizeof key.low);
    } else {
        for (size_t i = 0; i < length; i += sizeof key.low) {
            key.low = mix(key.low, load(bytes + i, length - i < sizeof key.low ? length - i : sizeof key.low));
            key.high = key.high * 31 + key.low;
        }
        key.high &= ~UINT64_C(0) >> 8;
    }
    key.high |= (uint64_t)length << 56;
    return key;
}

uint32_t lode_tokens_find(lode_tokens *tokens, const char *bytes, size_t length) {
    lode_token key = key_of(bytes, length);
    uint64_t hash = hash_of_token(&key);
    const lode_token_index *index = &tokens->by_key;
    uint32_t tag = tag_of(hash), slot;
    bool grown;

    for (size_t at = hash & index->mask; (slot = index->slots[at]); at = (at + 1) & index->mask) {
        const lode_token *token = &tokens->tokens[slot & NUMBER_MASK];

        if ((slot & ~NUMBER_MASK) == tag && token->low == key.low && token->high == key.high &&
            (length <= SHORT || memcmp(tokens->pool + token->bytes, bytes, length) == 0))
            return slot & NUMBER_MASK;
    }
    if (tokens->token_count == TOKENS || tokens->pool_length > POOL - length ||
        !has_room(&tokens->by_key, tokens->token_count, &grown))
        return 0;
    for (uint32_t i = 1; grown && i < tokens->token_count; i++)
        put(&tokens->by_key, hash_of_token(&tokens->tokens[i]), i);
    key.bytes = tokens->pool_length;
    memcpy(tokens->pool + tokens->pool_length, bytes, length);
    tokens->pool_length += (uint32_t)length;
    put(&tokens->by_key, hash, tokens->token_count);
    tokens->tokens[tokens->token_count] = key;
    return tokens->token_count++;
}

/* ---- Steps ------------------------------------------------------------------------------------------------------ */

const lode_token_step *lode_tokens_step(const lode_tokens *tokens, uint64_t key) {
    const lode_token_index *index = &tokens->by_step;
    uint64_t hash = hash_of_step(key);
    uint32_t tag = tag_of(hash), slot;

    for (size_t at = hash & index->mask; (slot = index->slots[at]); at = (at + 1) & index->mask)
        if ((slot & ~NUMBER_MASK) == tag && tokens->steps[slot & NUMBER_MASK].key == key)
            return &tokens->steps[slot & NUMBER_MASK];
    return NULL;
}

const lode_token_step *lode_tokens_note_step(lode_tokens *tokens, lode_token_step step) {
    bool grown;

    if (tokens->step_count == STEPS || !has_room(&tokens->by_step, tokens->step_count, &grown))
        return NULL;
    for (uint32_t i = 1; grown && i < tokens->step_count; i++)
        put(&tokens->by_step, hash_of_step(tokens->steps[i].key), i);
    put(&tokens->by_step, hash_of_step(step.key), tokens->step_count);
    tokens->steps[tokens->step_count] = step;
    return &tokens->steps[tokens->step_count++];
}

bool lode_tokens_note_found(lode_tokens *tokens, const uint32_t *automata, size_t count) {
    if (count > LIST - tokens->list_count)
        return false;
    if (count)
        memcpy(tokens->list + tokens->list_count, automata, count * sizeof *automata);
    tokens->list_count += (uint32_t)count;
    return true;
}

bool lode_tokens_note_start(lode_tokens *tokens, lode_token_start start) {
    if (tokens->start_count == STARTS)
        return false;
    tokens->starts[tokens->start_count++] = start;
    return true;
}
