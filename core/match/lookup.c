/* SPDX-License-Identifier: MIT */
#include "match/lookup.h"

#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

/* Keys and texts fall into tokens: a word (letters, marks and digits in a row), one other character, or a run of white space.
 * A hash runs over the folded characters from the start of a key on. For the beginnings of keys that end with a token there is
 * a small array of marks, found by their hash modulo its size: so most places cost one look into memory that stays near, and
 * more only as long as a longer key may follow. Where the marks say that a key may end, the table of slots tells. */
typedef struct lookup_slot {
    uint32_t hash;
    uint32_t entry; /* the key's index in the table + 1; 0: free */
} lookup_slot;

enum { MARK_KEY = 1, MARK_LONGER = 2, MARK_BITS = 2, MARKS_IN_BYTE = 8 / MARK_BITS };

typedef enum character_class { CLASS_OTHER, CLASS_WORD, CLASS_SPACE } character_class;

/* Most characters are below this, and what there is to know of these stands in an array. */
enum { KNOWN_CHARACTERS = 0x3000, CLASS_BITS = 2, CLASS_MASK = 3 };

struct lode_lookup {
    const lode_table *table;
    bool caseless;
    lookup_slot *slots;
    size_t mask;                           /* how many there are - 1, a power of two less one */
    uint8_t *marks;                        /* MARKS_IN_BYTE a byte */
    uint32_t mark_mask;                    /* their number - 1 */
    uint32_t characters[KNOWN_CHARACTERS]; /* the folded one << CLASS_BITS | its class */
};

typedef enum lookup_token { TOKEN_WORD, TOKEN_OTHER, TOKEN_SPACE } lookup_token;

enum { ENTRIES_MAX = 1 << 27, MARKS_FOR_BEGINNING = 8, FEWEST = 64 };

/* ---- Tokens ----------------------------------------------------------------------------------------------------- */

static character_class class_of(uint32_t c) {
    return c == ' ' ? CLASS_SPACE : lode_utf8_is_word(c) ? CLASS_WORD : CLASS_OTHER;
}

/* A line end is as good as the space in a key. */
static uint32_t character(const lode_lookup *lookup, uint32_t c) {
    uint32_t plain = c == '\n' ? ' ' : c;
    uint32_t folded = lookup->caseless ? (uint32_t)lode_case_fold((int32_t)plain) : plain;

    return folded << CLASS_BITS | (uint32_t)class_of(plain);
}

/* The character at *at in valid UTF-8, as in lookup->characters. */
static inline uint32_t next_character(const lode_lookup *lookup, const char *text, size_t *at) {
    const unsigned char *bytes = (const unsigned char *)text + *at;
    uint32_t c = bytes[0];

    if (c < 0x80) {
        *at += 1;
    } else if (c < 0xE0) {
        *at += 2;
        c = (c & 0x1F) << 6 | (bytes[1] & 0x3F);
    } else if (c < 0xF0) {
        *at += 3;
        c = (c & 0x0F) << 12 | (bytes[1] & 0x3Fu) << 6 | (bytes[2] & 0x3F);
    } else {
        *at += 4;
        c = (c & 0x07) << 18 | (bytes[1] & 0x3Fu) << 12 | (bytes[2] & 0x3Fu) << 6 | (bytes[3] & 0x3F);
    }
    return c < KNOWN_CHARACTERS ? lookup->characters[c] : character(lookup, c);
}

static inline uint64_t hash_step(uint64_t hash, uint32_t character) {
    return (hash ^ character) * 0x9E3779B97F4A7C15u;
}

static uint32_t hash_end(uint64_t hash) {
    return (uint32_t)((hash ^ hash >> 29) * 0xBF58476D1CE4E5B9u >> 32);
}

/* Moves past the token at *at and adds it to the hash. */
static inline lookup_token next_token(const lode_lookup *lookup, const char *text, size_t length, size_t *at, uint64_t *hash) {
    uint32_t c = next_character(lookup, text, at);
    size_t next = *at;

    *hash = hash_step(*hash, c);
    if ((c & CLASS_MASK) != CLASS_WORD)
        return (c & CLASS_MASK) == CLASS_SPACE ? TOKEN_SPACE : TOKEN_OTHER;
    while (next < length) {
        c = next_character(lookup, text, &next);
        if ((c & CLASS_MASK) != CLASS_WORD)
            break;
        *at = next;
        *hash = hash_step(*hash, c);
    }
    return TOKEN_WORD;
}

/* ---- Keys ------------------------------------------------------------------------------------------------------- */

/* Whether a text is a key. */
static bool equal(const lode_lookup *lookup, const char *text, size_t length, const char *key) {
    size_t key_length = strlen(key);
    size_t at = 0, key_at = 0;

    while (at < length && key_at < key_length) {
        uint32_t c = next_character(lookup, text, &at);
        uint32_t k = next_character(lookup, key, &key_at);

        if (c != k)
            return false;
    }
    return at == length && key_at == key_length;
}

/* The slot of the key that stands in a text with this hash, or the free one where it would be. */
static lookup_slot *find_key(const lode_lookup *lookup, uint32_t hash, const char *text, size_t length) {
    size_t i = hash & lookup->mask;

    while (lookup->slots[i].entry && (lookup->slots[i].hash != hash ||
                                      !equal(lookup, text, length, lode_table_key(lookup->table, lookup->slots[i].entry - 1))))
        i = (i + 1) & lookup->mask;
    return &lookup->slots[i];
}

static inline unsigned marks_of(const lode_lookup *lookup, uint32_t hash) {
    hash &= lookup->mark_mask;
    return lookup->marks[hash / MARKS_IN_BYTE] >> hash % MARKS_IN_BYTE * MARK_BITS & (MARK_KEY | MARK_LONGER);
}

static void mark(lode_lookup *lookup, uint32_t hash, unsigned marks) {
    hash &= lookup->mark_mask;
    lookup->marks[hash / MARKS_IN_BYTE] |= (uint8_t)(marks << hash % MARKS_IN_BYTE * MARK_BITS);
}

static void insert_key(lode_lookup *lookup, size_t entry) {
    const char *key = lode_table_key(lookup->table, entry);
    size_t length = strlen(key), at = 0;
    uint64_t hash = 0;

    while (at < length)
        if (next_token(lookup, key, length, &at, &hash) != TOKEN_SPACE)
            mark(lookup, hash_end(hash), at < length ? MARK_LONGER : MARK_KEY);
    *find_key(lookup, hash_end(hash), key, length) = (lookup_slot){hash_end(hash), (uint32_t)entry + 1};
}

/* How many beginnings the keys have, those in common counted for each. */
static size_t count_beginnings(const lode_lookup *lookup) {
    size_t beginnings = 0;

    for (size_t i = 0; i < lode_table_count(lookup->table); i++) {
        const char *key = lode_table_key(lookup->table, i);
        size_t length = strlen(key), at = 0;
        uint64_t hash = 0;

        while (at < length)
            beginnings += next_token(lookup, key, length, &at, &hash) != TOKEN_SPACE;
    }
    return beginnings;
}

static size_t power_of_two(size_t at_least) {
    size_t power = FEWEST;

    while (power < at_least)
        power *= 2;
    return power;
}

static bool fill(lode_lookup *lookup) {
    size_t count = lode_table_count(lookup->table);
    size_t slots = power_of_two(2 * count), marks;

    for (uint32_t c = 0; c < KNOWN_CHARACTERS; c++)
        lookup->characters[c] = character(lookup, c);
    marks = power_of_two(count_beginnings(lookup) * MARKS_FOR_BEGINNING);
    if (marks > UINT32_MAX)
        marks = (size_t)UINT32_MAX + 1;
    lookup->mask = slots - 1;
    lookup->slots = calloc(slots, sizeof *lookup->slots);
    lookup->mark_mask = (uint32_t)(marks - 1);
    lookup->marks = calloc(marks / MARKS_IN_BYTE, 1);
    if (!lookup->slots || !lookup->marks)
        return false;
    for (size_t i = 0; i < count; i++)
        insert_key(lookup, i);
    return true;
}

lode_status lode_lookup_create(const lode_table *table, bool caseless, lode_lookup **lookup, lode_error *error) {
    *lookup = NULL;
    if (lode_table_count(table) >= ENTRIES_MAX)
        return lode_error_set(error, LODE_ERROR_LIMIT, "table '%s' has too many entries", lode_table_name(table));
    *lookup = calloc(1, sizeof **lookup);
    if (*lookup) {
        (*lookup)->table = table;
        (*lookup)->caseless = caseless || lode_table_is_caseless(table);
        if (fill(*lookup))
            return LODE_OK;
    }
    lode_lookup_free(*lookup);
    *lookup = NULL;
    return lode_error_set(error, LODE_ERROR_MEMORY, "memory ran out while table '%s' was prepared", lode_table_name(table));
}

void lode_lookup_free(lode_lookup *lookup) {
    if (lookup) {
        free(lookup->slots);
        free(lookup->marks);
    }
    free(lookup);
}

/* ---- Searching -------------------------------------------------------------------------------------------------- */

/* The end of the longest key that begins at `start`, whose first token ends at `at`; 0: none. */
static size_t longest(const lode_lookup *lookup, const char *text, size_t length, size_t start, size_t at, uint64_t hash) {
    size_t end = 0;

    for (;;) {
        unsigned marks = marks_of(lookup, hash_end(hash));
        lookup_token token;

        if ((marks & MARK_KEY) && find_key(lookup, hash_end(hash), text + start, at - start)->entry)
            end = at;
        do {
            if (!(marks & MARK_LONGER) || at == length)
                return end;
            token = next_token(lookup, text, length, &at, &hash);
        } while (token == TOKEN_SPACE);
    }
}

bool lode_lookup_next(const lode_lookup *lookup, const char *text, size_t length, size_t *start, size_t *end) {
    size_t at = *start;

    while (at < length) {
        size_t begin = at;
        uint64_t hash = 0;
        lookup_token token;

        if (text[at] == ' ') { /* by far the most common */
            at++;
            continue;
        }
        token = next_token(lookup, text, length, &at, &hash);
        if (token == TOKEN_SPACE || !marks_of(lookup, hash_end(hash)))
            continue;
        *end = longest(lookup, text, length, begin, at, hash);
        if (*end) {
            *start = begin;
            return true;
        }
    }
    return false;
}
