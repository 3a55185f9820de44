/* SPDX-License-Identifier: MIT */
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
    WORDS_KEPT = 1 << 16,  /* of a text, for which there is room for the next */
    AT_ONCE = 16,
    SHORT = 15 /* bytes of tokens that are told apart by their key alone */
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
lode_tokens *lode_tokens_create(void) {
    lode_tokens *made = calloc(1, sizeof *made);

    if (!made)
        return NULL;
    made->count = 1;
    made->tokens = malloc(TOKENS * sizeof *made->tokens);
    made->pool = malloc(POOL);
    if (start_index(&made->index) && made->tokens && made->pool)
        return made;
    lode_tokens_free(made);
    return NULL;
}

void lode_tokens_free(lode_tokens *tokens) {
    if (!tokens)
        return;
    free(tokens->tokens);
    free(tokens->pool);
    free(tokens->index.slots);
    free(tokens->words);
    free(tokens);
}

static void clear_if_full(lode_tokens *tokens) {
    if (tokens->count < TOKENS / 4 * 3 && tokens->pool_length < POOL / 4 * 3)
        return;
    clear_index(&tokens->index);
    tokens->count = 1;
    tokens->pool_length = 0;
    tokens->round++;
}

bool lode_token_memory_start(lode_token_memory *memory) {
    *memory = (lode_token_memory){.step_count = 1};
    memory->steps = malloc(STEPS * sizeof *memory->steps);
    memory->starts = malloc(STARTS * sizeof *memory->starts);
    memory->list = malloc(LIST * sizeof *memory->list);
    return start_index(&memory->index) && memory->steps && memory->starts && memory->list;
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
    clear_index(&memory->index);
    for (size_t i = 0; i < memory->token_count; i++)
        memory->by_token[i].known = false;
    memory->start_count = memory->list_count = 0;
    memory->step_count = 1;
}

bool lode_token_memory_is_full(const lode_token_memory *memory) {
    return memory->start_count == STARTS || memory->list_count == LIST || memory->step_count == STEPS;
}

lode_token_starts *lode_token_memory_of(lode_token_memory *memory, uint32_t token) {
    if (token >= memory->token_count) {
        size_t count = memory->token_count ? memory->token_count * 2 : 1024;
        lode_token_starts *larger;

        while (count <= token)
            count *= 2;
        larger = realloc(memory->by_token, count * sizeof *larger);
        if (!larger)
            return NULL;
        memset(larger + memory->token_count, 0, (count - memory->token_count) * sizeof *larger);
        memory->by_token = larger;
        memory->token_count = count;
    }
    return &memory->by_token[token];
}

static bool is_blank(char byte) {
    return byte == ' ' || byte == '\n' || byte == '\t';
}

/* How many bytes from `text` on are one token; at least one. */
static size_t token_length(const char *text, size_t length) {
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

#define EACH_BYTE(byte) (UINT64_C(0x0101010101010101) * (byte))

/* The first byte of eight that is a blank, from 0 on; 8: none is. */
static size_t first_blank(uint64_t word) {
    uint64_t space = word ^ EACH_BYTE(' '), line = word ^ EACH_BYTE('\n'), tab = word ^ EACH_BYTE('\t');
    uint64_t found = ((space - EACH_BYTE(1)) & ~space) | ((line - EACH_BYTE(1)) & ~line) | ((tab - EACH_BYTE(1)) & ~tab);

    found &= EACH_BYTE(0x80);
    return found ? (size_t)__builtin_ctzll(found) / 8 : sizeof word;
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
    lode_token key = {.length = (uint32_t)length};

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

/* The next token's key. A short one that is not near the text's end is read by words of eight bytes. */
static lode_token next_key(const char *text, size_t length) {
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    lode_token key = {0};
    size_t size;

    if (length > 2 * sizeof key.low) {
        memcpy(&key.low, text, sizeof key.low);
        memcpy(&key.high, text + sizeof key.low, sizeof key.high);
        size = first_blank(key.low);
        if (size == sizeof key.low)
            size += first_blank(key.high);
        size++;
        if (size <= SHORT && !is_blank(text[size])) {
            if (size < sizeof key.low)
                key.low &= ~UINT64_C(0) >> (64 - 8 * size);
            key.high &= size <= sizeof key.low ? 0 : ~UINT64_C(0) >> (128 - 8 * size);
            key.high |= (uint64_t)size << 56;
            key.length = (uint32_t)size;
            return key;
        }
    }
#endif
    return key_of(text, token_length(text, length));
}

static uint32_t find(lode_tokens *tokens, lode_token key, uint64_t hash, const char *bytes) {
    const lode_token_index *index = &tokens->index;
    uint32_t tag = tag_of(hash), slot;
    bool grown;

    for (size_t at = hash & index->mask; (slot = index->slots[at]); at = (at + 1) & index->mask) {
        const lode_token *token = &tokens->tokens[slot & NUMBER_MASK];

        if ((slot & ~NUMBER_MASK) == tag && token->low == key.low && token->high == key.high &&
            (key.length <= SHORT || memcmp(tokens->pool + token->bytes, bytes, key.length) == 0))
            return slot & NUMBER_MASK;
    }
    if (tokens->count == TOKENS || tokens->pool_length > POOL - key.length || !has_room(&tokens->index, tokens->count, &grown))
        return 0;
    for (uint32_t i = 1; grown && i < tokens->count; i++)
        put(&tokens->index, hash_of_token(&tokens->tokens[i]), i);
    key.bytes = tokens->pool_length;
    memcpy(tokens->pool + tokens->pool_length, bytes, key.length);
    tokens->pool_length += key.length;
    put(&tokens->index, hash, tokens->count);
    tokens->tokens[tokens->count] = key;
    return tokens->count++;
}

/* Finds the tokens of a text, from *at on, which moves behind them: as many as there is room for in `words`, or as there are.
 * Some at a time, so that the processor waits for the memory of all of them at once. */
static size_t read_tokens(lode_tokens *tokens, const char *text, size_t length, size_t *at, lode_word *words, size_t room) {
    lode_token keys[AT_ONCE];
    uint64_t hashes[AT_ONCE];
    size_t done = 0;

    while (done < room && *at < length) {
        size_t count = 0;

        for (; count < AT_ONCE && done + count < room && *at < length; count++) {
            keys[count] = next_key(text + *at, length - *at);
            hashes[count] = hash_of_token(&keys[count]);
            LODE_FETCH(&tokens->index.slots[hashes[count] & tokens->index.mask]);
            words[done + count].at = (uint32_t)*at;
            *at += keys[count].length;
        }
        for (size_t i = 0; i < count; i++)
            LODE_FETCH(&tokens->tokens[tokens->index.slots[hashes[i] & tokens->index.mask] & NUMBER_MASK]);
        for (size_t i = 0; i < count; i++, done++)
            words[done].token = find(tokens, keys[i], hashes[i], text + words[done].at);
    }
    return done;
}

/* ---- Steps ------------------------------------------------------------------------------------------------------ */

void lode_token_memory_fetch(const lode_token_memory *memory, uint32_t token) {
    if (token < memory->token_count)
        LODE_FETCH(&memory->by_token[token]);
}

void lode_token_memory_fetch_starts(const lode_token_memory *memory, uint32_t token) {
    if (token < memory->token_count && memory->by_token[token].count)
        LODE_FETCH(&memory->starts[memory->by_token[token].first]);
}

void lode_token_memory_fetch_slot(const lode_token_memory *memory, uint64_t key) {
    LODE_FETCH(&memory->index.slots[hash_of_step(key) & memory->index.mask]);
}

void lode_token_memory_fetch_step(const lode_token_memory *memory, uint64_t key) {
    LODE_FETCH(&memory->steps[memory->index.slots[hash_of_step(key) & memory->index.mask] & NUMBER_MASK]);
}

const lode_token_step *lode_token_memory_step(const lode_token_memory *memory, uint64_t key) {
    const lode_token_index *index = &memory->index;
    uint64_t hash = hash_of_step(key);
    uint32_t tag = tag_of(hash), slot;

    for (size_t at = hash & index->mask; (slot = index->slots[at]); at = (at + 1) & index->mask)
        if ((slot & ~NUMBER_MASK) == tag && memory->steps[slot & NUMBER_MASK].key == key)
            return &memory->steps[slot & NUMBER_MASK];
    return NULL;
}

const lode_token_step *lode_token_memory_note_step(lode_token_memory *memory, lode_token_step step) {
    bool grown;

    if (memory->step_count == STEPS || !has_room(&memory->index, memory->step_count, &grown))
        return NULL;
    for (uint32_t i = 1; grown && i < memory->step_count; i++)
        put(&memory->index, hash_of_step(memory->steps[i].key), i);
    put(&memory->index, hash_of_step(step.key), memory->step_count);
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

void lode_tokens_number_text(lode_tokens *tokens, uint64_t number) {
    tokens->next_text = number;
}

void lode_tokens_forget_text(lode_tokens *tokens) {
    tokens->text = 0;
    if (tokens->word_capacity <= WORDS_KEPT)
        return;
    free(tokens->words);
    tokens->words = NULL;
    tokens->word_count = tokens->word_capacity = 0;
}

static bool add_word_room(lode_tokens *tokens) {
    size_t capacity = tokens->word_capacity ? tokens->word_capacity * 2 : 1024;
    lode_word *words = realloc(tokens->words, capacity * sizeof *words);

    if (!words)
        return false;
    tokens->words = words;
    tokens->word_capacity = capacity;
    return true;
}

bool lode_tokens_read_text(lode_tokens *tokens, const char *text, size_t length) {
    size_t at = 0;

    if (length >= UINT32_MAX)
        return false;
    if (tokens->text && tokens->text == tokens->next_text)
        return true;
    clear_if_full(tokens);
    tokens->text = 0;
    tokens->word_count = 0;
    while (at < length) {
        if (tokens->word_count + 1 >= tokens->word_capacity && !add_word_room(tokens))
            return false;
        tokens->word_count += read_tokens(tokens, text, length, &at, tokens->words + tokens->word_count,
                                          tokens->word_capacity - tokens->word_count - 1);
    }
    if (tokens->words)
        tokens->words[tokens->word_count] = (lode_word){(uint32_t)length, 0};
    tokens->text = tokens->next_text;
    return true;
}
