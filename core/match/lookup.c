#include "match/lookup.h"

#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

/* Keys and texts fall into tokens: a word (letters, marks and digits in a row), one other character, or a run of white space.
 * A hash runs over the folded characters from the start of a key on; the table of slots has an entry for each key and for each
 * beginning of one that ends with a token. So a place costs one probe, and more only as long as a longer key may follow. */
typedef struct lookup_slot {
    uint32_t hash;
    uint32_t entry; /* its index in the table + 1; 0: none ends here */
} lookup_slot;

#define LONGER 0x80000000u /* in slot.entry: keys go on from here */

struct lode_lookup {
    const lode_table *table;
    bool caseless;
    lookup_slot *slots;
    size_t count, mask; /* used; how many there are - 1, a power of two less one */
};

typedef enum lookup_token { TOKEN_WORD, TOKEN_OTHER, TOKEN_SPACE, TOKEN_BREAK } lookup_token;

enum { FIRST_SLOTS = 64 };

/* ---- Tokens ----------------------------------------------------------------------------------------------------- */

static bool is_line_end(uint32_t c) {
    return (c >= 0x0A && c <= 0x0D) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

static bool is_horizontal_space(uint32_t c) {
    if (c < 0x80)
        return c == ' ' || c == '\t';
    return c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000;
}

static bool is_word(uint32_t c) {
    if (c < 0x80)
        return (c | 0x20) - 'a' < 26 || c - '0' < 10;
    return lode_utf8_is_word(c);
}

static uint32_t next_character(const char *text, size_t length, size_t *at) {
    unsigned char first = (unsigned char)text[*at];

    if (first >= 0x80)
        return lode_utf8_next(text, length, at);
    ++*at;
    return first;
}

static uint32_t fold(const lode_lookup *lookup, uint32_t c) {
    return lookup->caseless ? (uint32_t)lode_case_fold((int32_t)c) : c;
}

static uint64_t hash_step(uint64_t hash, uint32_t c) {
    return (hash ^ c) * 0x9E3779B97F4A7C15u;
}

static uint32_t hash_end(uint64_t hash) {
    return (uint32_t)((hash ^ hash >> 29) * 0xBF58476D1CE4E5B9u >> 32);
}

/* Moves past the white space at *at; true where it has no more than one line end. */
static bool skip_space(const char *text, size_t length, size_t *at) {
    size_t line_ends = 0;

    while (*at < length) {
        size_t next = *at;
        uint32_t c = next_character(text, length, &next);

        if (is_line_end(c))
            line_ends++;
        else if (!is_horizontal_space(c))
            break;
        *at = next;
    }
    return line_ends <= 1;
}

/* Moves past the token at *at and adds it to the hash. */
static lookup_token next_token(const lode_lookup *lookup, const char *text, size_t length, size_t *at, uint64_t *hash) {
    size_t next = *at;
    uint32_t c = next_character(text, length, &next);

    if (is_line_end(c) || is_horizontal_space(c)) {
        *hash = hash_step(*hash, ' ');
        return skip_space(text, length, at) ? TOKEN_SPACE : TOKEN_BREAK;
    }
    *at = next;
    *hash = hash_step(*hash, fold(lookup, c));
    if (!is_word(c))
        return TOKEN_OTHER;
    while (next < length) {
        c = next_character(text, length, &next);
        if (!is_word(c))
            break;
        *at = next;
        *hash = hash_step(*hash, fold(lookup, c));
    }
    return TOKEN_WORD;
}

/* ---- Keys ------------------------------------------------------------------------------------------------------- */

/* Whether a text, whose white space is known to be fit for it, is a key; that has single spaces only. */
static bool equal(const lode_lookup *lookup, const char *text, size_t length, const char *key) {
    size_t key_length = strlen(key);
    size_t at = 0, key_at = 0;

    while (at < length && key_at < key_length) {
        uint32_t c = next_character(text, length, &at);
        uint32_t k = next_character(key, key_length, &key_at);

        if (is_line_end(c) || is_horizontal_space(c)) {
            if (k != ' ')
                return false;
            skip_space(text, length, &at);
        } else if (c != k && fold(lookup, c) != fold(lookup, k)) {
            return false;
        }
    }
    return at == length && key_at == key_length;
}

/* The slot with the hash, or a free one; `past` slots with this hash are passed over first. */
static lookup_slot *find_slot(const lode_lookup *lookup, uint32_t hash, size_t past) {
    for (size_t i = hash & lookup->mask;; i = (i + 1) & lookup->mask) {
        lookup_slot *slot = &lookup->slots[i];

        if (!slot->entry || (slot->hash == hash && past-- == 0))
            return slot;
    }
}

static bool make_room(lode_lookup *lookup) {
    size_t size = lookup->mask + 1;
    lookup_slot *old = lookup->slots;

    if (old && lookup->count < size / 4 * 3)
        return true;
    size = old ? size * 2 : FIRST_SLOTS;
    if (size > SIZE_MAX / sizeof *old)
        return false;
    lookup->slots = calloc(size, sizeof *lookup->slots);
    if (!lookup->slots) {
        lookup->slots = old;
        return false;
    }
    lookup->mask = size - 1;
    for (size_t i = 0; old && i < size / 2; i++)
        if (old[i].entry) {
            size_t free_slot = old[i].hash & lookup->mask;

            while (lookup->slots[free_slot].entry)
                free_slot = (free_slot + 1) & lookup->mask;
            lookup->slots[free_slot] = old[i];
        }
    free(old);
    return true;
}

/* Two beginnings with one hash share a slot: LONGER only says that it is worth looking on. Two keys do not. */
static bool insert(lode_lookup *lookup, uint32_t hash, size_t entry, const char *beginning, size_t length, bool whole) {
    lookup_slot *slot;
    size_t past = 0;

    if (!make_room(lookup))
        return false;
    slot = find_slot(lookup, hash, 0);
    while (whole && (slot->entry & ~LONGER)) {
        if (equal(lookup, beginning, length, lode_table_key(lookup->table, (slot->entry & ~LONGER) - 1)))
            return true;
        slot = find_slot(lookup, hash, ++past);
    }
    if (!slot->entry) {
        slot->hash = hash;
        lookup->count++;
    }
    slot->entry |= whole ? (uint32_t)entry + 1 : LONGER;
    return true;
}

static bool insert_key(lode_lookup *lookup, size_t entry) {
    const char *key = lode_table_key(lookup->table, entry);
    size_t length = strlen(key), at = 0;
    uint64_t hash = 0;

    while (at < length) {
        lookup_token token = next_token(lookup, key, length, &at, &hash);

        if (token != TOKEN_SPACE && !insert(lookup, hash_end(hash), entry, key, at, at == length))
            return false;
    }
    return true;
}

lode_status lode_lookup_create(const lode_table *table, bool caseless, lode_lookup **lookup, lode_error *error) {
    size_t count = lode_table_count(table);

    *lookup = NULL;
    if (count >= LONGER - 1)
        return lode_error_set(error, LODE_ERROR_LIMIT, "table '%s' has too many entries", lode_table_name(table));
    *lookup = calloc(1, sizeof **lookup);
    if (*lookup) {
        size_t entry = 0;

        (*lookup)->table = table;
        (*lookup)->caseless = caseless || lode_table_is_caseless(table);
        while (entry < count && insert_key(*lookup, entry))
            entry++;
        if (entry == count && make_room(*lookup))
            return LODE_OK;
    }
    lode_lookup_free(*lookup);
    *lookup = NULL;
    return lode_error_set(error, LODE_ERROR_MEMORY, "memory ran out while table '%s' was prepared", lode_table_name(table));
}

void lode_lookup_free(lode_lookup *lookup) {
    if (lookup)
        free(lookup->slots);
    free(lookup);
}

/* ---- Searching -------------------------------------------------------------------------------------------------- */

/* Whether a key may go on from this text, which has the hash; *found: whether it is one itself. */
static bool probe(const lode_lookup *lookup, uint32_t hash, const char *text, size_t length, bool *found) {
    bool longer = false;
    size_t i = hash & lookup->mask;

    *found = false;
    for (; lookup->slots[i].entry; i = (i + 1) & lookup->mask) {
        const lookup_slot *slot = &lookup->slots[i];

        if (slot->hash != hash)
            continue;
        longer |= (slot->entry & LONGER) != 0;
        if (!*found && (slot->entry & ~LONGER))
            *found = equal(lookup, text, length, lode_table_key(lookup->table, (slot->entry & ~LONGER) - 1));
    }
    return longer;
}

bool lode_lookup_next(const lode_lookup *lookup, const char *text, size_t length, size_t *start, size_t *end) {
    size_t at = *start;

    while (at < length) {
        size_t begin = at, ahead;
        uint64_t hash = 0;
        lookup_token token = next_token(lookup, text, length, &at, &hash);
        bool any = false, found, longer;

        if (token == TOKEN_SPACE || token == TOKEN_BREAK)
            continue;
        longer = probe(lookup, hash_end(hash), text + begin, at - begin, &found);
        for (ahead = at;; longer = probe(lookup, hash_end(hash), text + begin, ahead - begin, &found)) {
            if (found) {
                *start = begin;
                *end = ahead;
                any = true;
            }
            do
                token = longer && ahead < length ? next_token(lookup, text, length, &ahead, &hash) : TOKEN_BREAK;
            while (token == TOKEN_SPACE);
            if (token == TOKEN_BREAK)
                break;
        }
        if (any)
            return true;
    }
    return false;
}
