/* SPDX-License-Identifier: MIT */
#include "values/numbers_set.h"

#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

static bool has_room(const lode_number_entry *word) {
    return lode_decimal_compare(word->limit, lode_decimal_from_integer(1)) > 0;
}

static bool begins_like_one_with_room(const lode_numbers *numbers, const lode_number_entry *word) {
    for (size_t i = 0; i < numbers->word_count; i++) {
        const lode_number_entry *other = &numbers->words[i];

        if ((LODE_NUMBER_SET(other->kind) & LODE_NUMBER_UNITS) && has_room(other) && other->length < word->length &&
            memcmp(other->key, word->key, other->length) == 0)
            return true;
    }
    return false;
}

static bool is_in(const lode_numbers *numbers, const lode_number_entry *word, lode_number_set set) {
    if (!(LODE_NUMBER_SET(word->kind) & set.kinds))
        return false;
    if (word->kind == LODE_NUMBER_MINUS)
        return word->is_symbol == set.symbols;
    if (lode_decimal_compare(word->value, lode_decimal_from_integer(set.least)) < 0 ||
        (set.most && lode_decimal_compare(word->value, lode_decimal_from_integer(set.most)) > 0))
        return false;
    switch (set.room) {
    case LODE_NUMBER_ANY_ROOM:
        break;
    case LODE_NUMBER_ROOM:
        return has_room(word);
    case LODE_NUMBER_NO_ROOM:
        return !has_room(word);
    case LODE_NUMBER_NEVER_LAST:
        return word->kind == LODE_NUMBER_UNIT_LEADING || lode_decimal_compare(word->limit, lode_decimal_from_integer(0)) == 0;
    case LODE_NUMBER_LONGER_NO_ROOM:
        return !has_room(word) && begins_like_one_with_room(numbers, word);
    }
    return true;
}

static void append_character(lode_buffer *pattern, const char *bytes, size_t length) {
    if (length == 1 && bytes[0] == ' ') {
        lode_buffer_string(pattern, LODE_NUMBER_SPACE);
        return;
    }
    if (length == 1 && !lode_utf8_is_word((unsigned char)bytes[0]))
        lode_buffer_byte(pattern, '\\');
    lode_buffer_append(pattern, bytes, length);
}

/* The first of the words from `first` on that does not go on with the same character as that one after `shared` bytes. `next`
 * is where the character ends. */
static size_t same_character_end(const lode_number_entry *const *words, size_t first, size_t count, size_t shared,
                                 size_t *next) {
    size_t end = first + 1;

    *next = shared;
    lode_utf8_next(words[first]->key, words[first]->length, next);
    while (end < count && strncmp(words[end]->key + shared, words[first]->key + shared, *next - shared) == 0)
        end++;
    return end;
}

/* Appends what follows the first `shared` bytes, which `count` sorted words have in common. What goes on comes before what ends
 * there. The depth is that of the longest word. */
static void append_trie(lode_buffer *pattern, const lode_number_entry *const *words, size_t count, size_t shared) {
    bool ends = words[0]->length == shared;
    size_t first = ends ? 1 : 0, next;
    bool group;

    if (first == count)
        return;
    group = shared == 0 || ends || same_character_end(words, first, count, shared, &next) < count;
    if (group)
        lode_buffer_string(pattern, "(?:");
    for (size_t i = first; i < count;) {
        size_t end = same_character_end(words, i, count, shared, &next);

        if (i > first)
            lode_buffer_byte(pattern, '|');
        append_character(pattern, words[i]->key + shared, next - shared);
        append_trie(pattern, words + i, end - i, next);
        i = end;
    }
    if (group)
        lode_buffer_string(pattern, ends ? ")?" : ")");
}

void lode_number_set_pattern(const lode_numbers *numbers, lode_number_set set, lode_buffer *pattern) {
    const lode_number_entry **words = malloc((numbers->word_count + 1) * sizeof *words);
    size_t count = 0;

    if (!words) {
        pattern->failed = true;
        return;
    }
    for (size_t i = 0; i < numbers->word_count; i++)
        if (is_in(numbers, &numbers->words[i], set))
            words[count++] = &numbers->words[i];
    if (count)
        append_trie(pattern, words, count, 0);
    free(words);
}

/* The last word of a key, which is of a fixed length. */
static void append_last_word(const lode_number_entry *word, lode_buffer *pattern) {
    const char *last = strrchr(word->key, ' ');

    for (size_t at = last ? (size_t)(last + 1 - word->key) : 0; at < word->length;) {
        size_t start = at;

        lode_utf8_next(word->key, word->length, &at);
        append_character(pattern, word->key + start, at - start);
    }
}

void lode_number_vague_ends(const lode_numbers *numbers, lode_buffer *pattern) {
    const char *between = "";

    for (size_t i = 0; i < numbers->word_count; i++)
        if (numbers->words[i].kind == LODE_NUMBER_VAGUE) {
            lode_buffer_string(pattern, between);
            append_last_word(&numbers->words[i], pattern);
            lode_buffer_string(pattern, "\\h");
            between = "|";
        }
}

void lode_number_scale_ends(const lode_numbers *numbers, lode_buffer *pattern) {
    const char *between = "";

    for (size_t i = 0; i < numbers->word_count; i++) {
        const lode_number_entry *word = &numbers->words[i];

        if (!(LODE_NUMBER_SET(word->kind) & (LODE_NUMBER_SCALES | LODE_NUMBER_SET(LODE_NUMBER_SUFFIX))) || !has_room(word))
            continue;
        lode_buffer_format(pattern, "%s%s", between, word->kind == LODE_NUMBER_SUFFIX ? "[0-9\\h]" : "");
        append_last_word(word, pattern);
        between = "|";
    }
}
