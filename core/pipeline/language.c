/* SPDX-License-Identifier: MIT */
#include "pipeline/ruleset.h"

#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* More of a text says nothing new about its language. Of the words of running text in a language those that speak for it are
 * four in ten and more; small words that languages share, and letters, make it two to three in ten in a related one. */
enum { SAMPLE_BYTES = 16 * 1024, WORD_BYTES = 64, WORDS_FOR_ONE_COMMON = 3 };

static int compare_words(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

typedef struct text_word {
    char text[WORD_BYTES + 1]; /* in lower case */
    bool is_name;              /* only its first letter is a capital */
} text_word;

/* Reads the next word from *offset on: letters and marks. False at the end. Words too long for `word` are cut, which makes them
 * unlike any common word. */
static bool next_word(const char *text, size_t length, size_t *offset, text_word *word) {
    size_t size = 0, capitals = 0;
    bool begins_large = false;

    while (*offset < length) {
        uint32_t code_point = lode_utf8_next(text, length, offset);

        if (lode_utf8_is_letter_or_mark(code_point)) {
            utf8proc_uint8_t bytes[4];
            utf8proc_int32_t lower = utf8proc_tolower((utf8proc_int32_t)code_point);
            size_t count = (size_t)utf8proc_encode_char(lower, bytes);

            if (lower != (utf8proc_int32_t)code_point) {
                capitals++;
                begins_large = begins_large || !size;
            }
            if (size + count <= WORD_BYTES) {
                memcpy(word->text + size, bytes, count);
                size += count;
            }
        } else if (size)
            break;
    }
    word->text[size] = '\0';
    word->is_name = begins_large && capitals == 1;
    return size > 0;
}

static bool is_letter_of(const lode_rule_set *set, uint32_t code_point) {
    for (size_t i = 0; i < set->letter_count; i++)
        if (set->letters[i] == code_point)
            return true;
    return false;
}

static bool has_letter_of(const lode_rule_set *set, const char *word) {
    for (size_t length = strlen(word), offset = 0; offset < length;)
        if (is_letter_of(set, lode_utf8_next(word, length, &offset)))
            return true;
    return false;
}

/* Common words speak for a language, and so do words in its letters; names have those in texts of any language. */
static bool speaks_for(const lode_rule_set *set, const text_word *word) {
    const char *key = word->text;

    return set->word_count && (bsearch(&key, set->words, set->word_count, sizeof key, compare_words) ||
                               (!word->is_name && has_letter_of(set, key)));
}

lode_rule_set *lode_language_find(lode_rule_set *const *sets, size_t count, const char *text, size_t length) {
    lode_rule_set *best = NULL;
    text_word word;
    size_t offset = 0, words = 0;

    if (length > SAMPLE_BYTES)
        length = SAMPLE_BYTES;
    for (size_t i = 0; i < count; i++)
        sets[i]->common = 0;
    while (next_word(text, length, &offset, &word)) {
        words += !word.is_name;
        for (size_t i = 0; i < count; i++)
            if (speaks_for(sets[i], &word))
                sets[i]->common++;
    }
    for (size_t i = 0; i < count; i++)
        if (sets[i]->common > (best ? best->common : 0))
            best = sets[i];
    return best && best->common * WORDS_FOR_ONE_COMMON >= words ? best : NULL;
}

/* Gathers the letters beyond ASCII of the set's common words, each once; false where memory ran out. */
static bool gather_letters(lode_rule_set *set) {
    size_t bytes = 0;

    for (size_t i = 0; i < set->word_count; i++)
        bytes += strlen(set->words[i]);
    set->letters = calloc(bytes + 1, sizeof *set->letters);
    if (!set->letters)
        return false;
    for (size_t i = 0; i < set->word_count; i++)
        for (size_t length = strlen(set->words[i]), offset = 0; offset < length;) {
            size_t start = offset;
            uint32_t code_point = lode_utf8_next(set->words[i], length, &offset);

            if (offset - start > 1 && !is_letter_of(set, code_point))
                set->letters[set->letter_count++] = code_point;
        }
    return true;
}

bool lode_language_prepare(lode_rule_set *set) {
    size_t count = 0;

    for (size_t i = 0; i < set->pack_count; i++)
        count += set->packs[i]->common_word_count;
    set->words = calloc(count + 1, sizeof(const char *));
    if (!set->words)
        return false;
    for (size_t i = 0; i < set->pack_count; i++)
        for (size_t j = 0; j < set->packs[i]->common_word_count; j++)
            set->words[set->word_count++] = set->packs[i]->common_words[j];
    qsort(set->words, set->word_count, sizeof *set->words, compare_words);
    return gather_letters(set);
}
