/* SPDX-License-Identifier: MIT */
#include "match/tokens.h"

#include "base/room.h"

#include <stdlib.h>
#include <string.h>

enum {
    TOKENS = 1 << 18,
    POOL = 1 << 22,
    WORDS_KEPT = 1 << 16, /* of a text, for which there is room for the next */
    AT_ONCE = 16,
    SHORT = 15 /* bytes of tokens that are told apart by their key alone */
};

/* Most of the memory is never touched. */
lode_tokens *lode_tokens_create(void) {
    lode_tokens *made = calloc(1, sizeof *made);

    if (!made)
        return NULL;
    made->count = 1;
    made->words = &made->text;
    made->tokens = malloc(TOKENS * sizeof *made->tokens);
    made->pool = malloc(POOL);
    if (lode_token_index_start(&made->index) && made->tokens && made->pool)
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
    free(tokens->text.items);
    free(tokens->edited.items);
    free(tokens);
}

static void clear_if_full(lode_tokens *tokens) {
    if (tokens->count < TOKENS / 4 * 3 && tokens->pool_length < POOL / 4 * 3)
        return;
    lode_token_index_clear(&tokens->index);
    tokens->count = 1;
    tokens->pool_length = 0;
    tokens->round++;
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

static uint64_t hash_of_token(const lode_token *token) {
    return lode_token_mix(lode_token_mix(0, token->low), token->high);
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
            key.low = lode_token_mix(key.low, load(bytes + i, length - i < sizeof key.low ? length - i : sizeof key.low));
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
    uint32_t tag = lode_token_tag(hash), slot;
    bool grown;

    for (size_t at = hash & index->mask; (slot = index->slots[at]); at = (at + 1) & index->mask) {
        const lode_token *token = &tokens->tokens[slot & LODE_TOKEN_INDEX_NUMBER];

        if ((slot & ~LODE_TOKEN_INDEX_NUMBER) == tag && token->low == key.low && token->high == key.high &&
            (key.length <= SHORT || memcmp(tokens->pool + token->bytes, bytes, key.length) == 0))
            return slot & LODE_TOKEN_INDEX_NUMBER;
    }
    if (tokens->count == TOKENS || tokens->pool_length > POOL - key.length ||
        !lode_token_index_has_room(&tokens->index, tokens->count, &grown))
        return 0;
    for (uint32_t i = 1; grown && i < tokens->count; i++)
        lode_token_index_put(&tokens->index, hash_of_token(&tokens->tokens[i]), i);
    key.bytes = tokens->pool_length;
    memcpy(tokens->pool + tokens->pool_length, bytes, key.length);
    tokens->pool_length += key.length;
    lode_token_index_put(&tokens->index, hash, tokens->count);
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
            LODE_FETCH(&tokens->tokens[tokens->index.slots[hashes[i] & tokens->index.mask] & LODE_TOKEN_INDEX_NUMBER]);
        for (size_t i = 0; i < count; i++, done++)
            words[done].token = find(tokens, keys[i], hashes[i], text + words[done].at);
    }
    return done;
}

/* ---- Texts ------------------------------------------------------------------------------------------------------ */

/* Makes room for one more word besides the text's end. */
static bool has_word_room(lode_words *words) {
    lode_word *items;

    if (words->count + 1 < words->capacity)
        return true;
    items = lode_room(words->items, words->count + 1, &words->capacity, sizeof *items);
    if (items)
        words->items = items;
    return items;
}

/* Starts with no words of a text; false: memory ran out, or it is too long. */
static bool begin_words(lode_tokens *tokens, lode_words *words, size_t length) {
    tokens->words = words;
    words->count = 0;
    words->known = false;
    return length < UINT32_MAX && has_word_room(words);
}

static void end_words(lode_words *words, size_t length) {
    words->items[words->count] = (lode_word){(uint32_t)length, 0};
    words->known = true;
}

static void read_words(lode_tokens *tokens, lode_words *words, const char *text, size_t length) {
    size_t at = 0;

    while (at < length) {
        words->count += read_tokens(tokens, text, length, &at, words->items + words->count, words->capacity - words->count - 1);
        if (!has_word_room(words))
            return;
    }
    end_words(words, length);
}

void lode_tokens_read_text(lode_tokens *tokens, const char *text, size_t length) {
    if (!begin_words(tokens, &tokens->text, length))
        return;
    clear_if_full(tokens);
    read_words(tokens, &tokens->text, text, length);
}

void lode_tokens_take_text(lode_tokens *tokens) {
    tokens->words = &tokens->text;
}

/* An edit at work: the words of the text that are still to come, and how far they are moved. */
typedef struct editing {
    const lode_word *word, *end;
    size_t shift; /* modulo the range of size_t */
    lode_word_edit next;
    bool more; /* there is a next one */
} editing;

/* Takes over the words in front of an edit, or all that are left. */
static bool take_words(lode_words *words, editing *at_work) {
    const lode_word *word = at_work->word;
    bool room = true;

    for (; word < at_work->end && (!at_work->more || word[1].at <= at_work->next.start); word++) {
        room = has_word_room(words);
        if (!room)
            break;
        words->items[words->count++] = (lode_word){(uint32_t)(word->at + at_work->shift), word->token};
    }
    at_work->word = word;
    return room;
}

/* Reads on in the edited text until a word begins where one of the text is moved to. */
static bool read_edit(lode_tokens *tokens, const char *text, size_t length, editing *at_work, lode_next_word_edit *next,
                      void *context) {
    lode_words *words = &tokens->edited;
    size_t at = at_work->word->at + at_work->shift, done = 0;

    do {
        if (!has_word_room(words))
            return false;
        words->count += read_tokens(tokens, text, length, &at, words->items + words->count, 1);
        while (at_work->more && at_work->next.new_start < at) {
            done = at_work->next.end;
            at_work->shift = at_work->next.new_end - done;
            at_work->more = next(context, &at_work->next);
        }
        while (at_work->word < at_work->end && (at_work->word->at < done || at_work->word->at + at_work->shift < at))
            at_work->word++;
    } while (at < length && at_work->word->at + at_work->shift != at);
    return true;
}

void lode_tokens_edit_text(lode_tokens *tokens, const char *text, size_t length, lode_next_word_edit *next, void *context) {
    lode_words *words = &tokens->edited;
    editing at_work = {.word = tokens->text.items, .end = tokens->text.items + tokens->text.count};

    if (!begin_words(tokens, words, length) || !tokens->text.known)
        return;
    if (!next) {
        read_words(tokens, words, text, length);
        return;
    }
    for (at_work.more = next(context, &at_work.next); at_work.more;)
        if (!take_words(words, &at_work) || !read_edit(tokens, text, length, &at_work, next, context))
            return;
    if (take_words(words, &at_work))
        end_words(words, length);
}

static void forget(lode_words *words) {
    words->known = false;
    if (words->capacity <= WORDS_KEPT)
        return;
    free(words->items);
    *words = (lode_words){0};
}

void lode_tokens_forget_text(lode_tokens *tokens) {
    forget(&tokens->text);
    forget(&tokens->edited);
}
