/* SPDX-License-Identifier: MIT */
#include "values/numbers_words.h"

#include "text/utf8.h"

#include <utf8proc.h>

/* The blanks that PCRE2 takes for \h: Unicode's category Zs, the tab and the Mongolian vowel separator. */
static bool is_blank(uint32_t point) {
    return point == ' ' || point == '\t' || point == 0x180E ||
           (point >= 0x80 && utf8proc_category((utf8proc_int32_t)point) == UTF8PROC_CATEGORY_ZS);
}

size_t lode_number_blanks_end(const char *text, size_t length, size_t at) {
    size_t next = at;

    while (at < length && is_blank(lode_utf8_next(text, length, &next)))
        at = next;
    return at;
}

size_t lode_number_space_end(const char *text, size_t length, size_t at) {
    at = lode_number_blanks_end(text, length, at);
    if (at < length && text[at] == '\n')
        at = lode_number_blanks_end(text, length, at + 1);
    return at;
}

/* The end of a word that stands at an offset, letters behind it or not; 0: it does not. */
static size_t match_word(const lode_number_entry *word, const char *text, size_t length, size_t at) {
    bool keep_case = word->kind == LODE_NUMBER_SUFFIX;
    size_t key_at = 0, next;

    while (key_at < word->length) {
        uint32_t wanted = lode_utf8_next(word->key, word->length, &key_at);
        uint32_t point;

        if (wanted == ' ') {
            next = lode_number_space_end(text, length, at);
            if (next == at)
                return 0;
            at = next;
            continue;
        }
        if (at == length)
            return 0;
        point = lode_utf8_next(text, length, &at);
        if (point != wanted && (keep_case || (uint32_t)utf8proc_tolower((utf8proc_int32_t)point) != wanted))
            return 0;
    }
    return at;
}

static bool is_letter_at(const char *text, size_t length, size_t at) {
    return at < length && lode_utf8_is_letter_or_mark(lode_utf8_next(text, length, &at));
}

/* Whether a word may end at an offset. */
static bool may_end(const lode_numbers *numbers, const lode_number_entry *word, const char *text, size_t length, size_t at) {
    if (word->is_symbol || !is_letter_at(text, length, at))
        return true;
    if (!numbers->compounds || word->kind == LODE_NUMBER_SUFFIX || word->kind == LODE_NUMBER_MINUS)
        return false;
    for (size_t i = 0; i < numbers->word_count; i++)
        if (numbers->words[i].kind != LODE_NUMBER_SUFFIX && match_word(&numbers->words[i], text, length, at))
            return true;
    return false;
}

const lode_number_entry *lode_number_word_at(const lode_numbers *numbers, unsigned kinds, const char *text, size_t length,
                                             size_t at, size_t *end) {
    const lode_number_entry *longest = NULL;

    *end = at;
    for (size_t i = 0; i < numbers->word_count; i++) {
        const lode_number_entry *word = &numbers->words[i];

        if (LODE_NUMBER_SET(word->kind) & kinds) {
            size_t word_end = match_word(word, text, length, at);

            if (word_end > *end && may_end(numbers, word, text, length, word_end)) {
                longest = word;
                *end = word_end;
            }
        }
    }
    return longest;
}

bool lode_number_has_mark(const uint32_t *marks, size_t count, uint32_t mark) {
    for (size_t i = 0; i < count; i++)
        if (marks[i] == mark)
            return true;
    return false;
}
