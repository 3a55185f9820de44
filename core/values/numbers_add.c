/* SPDX-License-Identifier: MIT */
#include "base/room.h"
#include "text/utf8.h"
#include "values/numbers_words.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

static const lode_layout_member entry_members[] = {
    LODE_BYTES(lode_number_entry, key, length),
    LODE_GAP(lode_number_entry, kind, offsetof(lode_number_entry, value)),
    LODE_GAP(lode_number_entry, is_symbol, sizeof(lode_number_entry)),
};
static const lode_layout entry_layout = LODE_LAYOUT(lode_number_entry, entry_members);

static const lode_layout_member numbers_members[] = {
    LODE_CLEARED(lode_numbers, arena),
    LODE_THINGS(lode_numbers, words, word_count, &entry_layout),
};
const lode_layout lode_numbers_layout = LODE_LAYOUT(lode_numbers, numbers_members);

lode_numbers *lode_numbers_create(void) {
    return calloc(1, sizeof(lode_numbers));
}

void lode_numbers_free(lode_numbers *numbers) {
    if (!numbers)
        return;
    lode_arena_free(&numbers->arena);
    free(numbers->words);
    free(numbers);
}

/* The word as it is compared: trimmed, one space for each run of white space, lower case unless it is a suffix. */
static lode_status make_key(const char *word, bool keep_case, lode_buffer *key) {
    size_t length = strlen(word), at = 0;

    lode_buffer_append(key, "", 0);
    while (at < length) {
        size_t space = lode_number_space_end(word, length, at);
        utf8proc_uint8_t bytes[4];
        uint32_t point;

        if (space > at) {
            if (key->length > 0 && space < length)
                lode_buffer_byte(key, ' ');
            at = space;
            continue;
        }
        point = lode_utf8_next(word, length, &at);
        if (!keep_case)
            point = (uint32_t)utf8proc_tolower((utf8proc_int32_t)point);
        lode_buffer_append(key, (const char *)bytes, (size_t)utf8proc_encode_char((utf8proc_int32_t)point, bytes));
    }
    return key->failed ? LODE_ERROR_MEMORY : LODE_OK;
}

static bool is_whole(lode_decimal value) {
    return value.exponent >= 0 && !value.negative;
}

static bool multiplies(lode_number_word kind) {
    return (LODE_NUMBER_SET(kind) & LODE_NUMBER_SCALES) || kind == LODE_NUMBER_SUFFIX;
}

static bool has_value(lode_number_word kind) {
    return kind == LODE_NUMBER_PART || (LODE_NUMBER_SET(kind) & LODE_NUMBER_UNITS) || multiplies(kind);
}

/* A unit leaves room for ones at most ("seventy" for "seven"); a scale that is no power of ten ("dozen") for nothing. */
static lode_decimal limit_of(lode_number_word kind, lode_decimal value) {
    const lode_decimal none = {0, 0, 0, 0};

    if (lode_decimal_compare(value, none) == 0)
        return none;
    if (LODE_NUMBER_SET(kind) & LODE_NUMBER_UNITS)
        return lode_decimal_from_integer(value.exponent > 0 ? 10 : 1);
    return value.high == 0 && value.low == 1 ? value : none;
}

/* Words of the same slot cannot be told apart by where they stand; a sign comes first and a suffix behind digits. */
static int slot(lode_number_word kind) {
    return kind == LODE_NUMBER_MINUS || kind == LODE_NUMBER_SUFFIX ? (int)kind : -1;
}

static lode_status check(const lode_numbers *numbers, const lode_number_entry *entry, const char *word, bool *known,
                         lode_error *error) {
    const lode_decimal one = lode_decimal_from_integer(1);

    if (entry->length == 0 || lode_utf8_check(word, strlen(word)) != strlen(word))
        return lode_error_set(error, LODE_ERROR_USAGE, "a number word is empty or not UTF-8");
    if (entry->key[0] >= '0' && entry->key[0] <= '9')
        return lode_error_set(error, LODE_ERROR_USAGE, "the number word '%s' begins with a digit", word);
    if (entry->kind == LODE_NUMBER_PART && (entry->value.negative || lode_decimal_compare(entry->value, one) >= 0 ||
                                            lode_decimal_compare(entry->value, lode_decimal_from_integer(0)) == 0))
        return lode_error_set(error, LODE_ERROR_USAGE, "the value of the number word '%s' is not between 0 and 1", word);
    if (entry->kind != LODE_NUMBER_PART && has_value(entry->kind) &&
        (!is_whole(entry->value) || (multiplies(entry->kind) && lode_decimal_compare(entry->value, one) <= 0)))
        return lode_error_set(error, LODE_ERROR_USAGE, "the value of the number word '%s' is not a whole number%s", word,
                              multiplies(entry->kind) ? " above 1" : "");
    for (size_t i = 0; i < numbers->word_count; i++) {
        const lode_number_entry *other = &numbers->words[i];

        if (slot(other->kind) != slot(entry->kind) || strcmp(other->key, entry->key) != 0)
            continue;
        if (other->kind != entry->kind || lode_decimal_compare(other->value, entry->value) != 0)
            return lode_error_set(error, LODE_ERROR_USAGE, "the number word '%s' is given twice, in two senses", word);
        *known = true;
    }
    return LODE_OK;
}

static bool make_room(lode_numbers *numbers) {
    lode_number_entry *words = lode_room(numbers->words, numbers->word_count, &numbers->word_capacity, sizeof *words);

    if (words)
        numbers->words = words;
    return words;
}

lode_status lode_numbers_add(lode_numbers *numbers, lode_number_word kind, const char *word, lode_decimal value,
                             lode_error *error) {
    lode_buffer key = {0};
    lode_number_entry entry = {.kind = kind, .value = has_value(kind) ? value : lode_decimal_from_integer(0)};
    lode_status status = make_key(word, kind == LODE_NUMBER_SUFFIX, &key);
    bool known = false;

    if (status == LODE_OK) {
        size_t last = key.length;

        entry.key = key.bytes;
        entry.length = key.length;
        entry.limit = limit_of(kind, entry.value);
        entry.is_symbol = last > 0 && !lode_utf8_is_letter_or_mark(lode_utf8_previous(key.bytes, &last));
        status = check(numbers, &entry, word, &known, error);
    } else {
        lode_error_no_memory(error);
    }
    if (status == LODE_OK && kind == LODE_NUMBER_JOINER && strcmp(key.bytes, "-") == 0) {
        numbers->hyphens = true;
    } else if (status == LODE_OK && !known) {
        entry.key = lode_arena_copy(&numbers->arena, key.bytes, key.length);
        if (entry.key && make_room(numbers))
            numbers->words[numbers->word_count++] = entry;
        else
            status = lode_error_no_memory(error);
    }
    lode_buffer_free(&key);
    return status;
}

lode_status lode_numbers_add_mark(lode_numbers *numbers, bool decimal, const char *mark, lode_error *error) {
    uint32_t *marks = decimal ? numbers->decimal_marks : numbers->group_marks;
    size_t *count = decimal ? &numbers->decimal_mark_count : &numbers->group_mark_count;
    size_t length = strlen(mark), at = 0;
    uint32_t point;

    if (length == 0 || lode_utf8_check(mark, length) != length)
        return lode_error_set(error, LODE_ERROR_USAGE, "a mark of numbers is empty or not UTF-8");
    point = lode_utf8_next(mark, length, &at);
    if (at != length || lode_utf8_is_word(point) || (decimal && lode_number_space_end(mark, length, 0) > 0))
        return lode_error_set(error, LODE_ERROR_USAGE, "'%s' cannot be a %s mark of numbers", mark,
                              decimal ? "decimal" : "group");
    if (lode_number_has_mark(marks, *count, point))
        return LODE_OK;
    if (*count == LODE_NUMBER_MARK_MAX)
        return lode_error_set(error, LODE_ERROR_USAGE, "more than %d marks of numbers", LODE_NUMBER_MARK_MAX);
    marks[(*count)++] = point;
    return LODE_OK;
}

void lode_numbers_set_tenths(lode_numbers *numbers, bool tenths) {
    numbers->tenths = tenths;
}

void lode_numbers_set_fractions(lode_numbers *numbers, bool fractions) {
    numbers->fractions = fractions;
}

void lode_numbers_set_compounds(lode_numbers *numbers, bool compounds) {
    numbers->compounds = compounds;
}

static bool is_between(const lode_number_entry *entry, int64_t least, int64_t most) {
    return entry->kind == LODE_NUMBER_UNIT && lode_decimal_compare(entry->value, lode_decimal_from_integer(least)) >= 0 &&
           lode_decimal_compare(entry->value, lode_decimal_from_integer(most)) <= 0;
}

lode_status lode_numbers_add_ones_first(lode_numbers *numbers, const char *word, lode_error *error) {
    const char *gap = numbers->compounds ? "" : " ";
    const size_t count = numbers->word_count;
    lode_buffer joined = {0};
    lode_status status = LODE_OK;

    for (size_t i = 0; i < count && status == LODE_OK; i++)
        for (size_t j = 0; j < count && status == LODE_OK; j++) {
            const lode_number_entry one = numbers->words[i], ten = numbers->words[j];
            lode_decimal sum;

            if (!is_between(&one, 1, 9) || !is_between(&ten, 20, 90) || ten.value.exponent == 0)
                continue;
            lode_buffer_clear(&joined);
            lode_buffer_format(&joined, "%s%s%s%s%s", one.key, gap, word, gap, ten.key);
            status = joined.failed ? lode_error_no_memory(error) : lode_decimal_add(one.value, ten.value, &sum);
            if (status == LODE_OK)
                status = lode_numbers_add(numbers, LODE_NUMBER_UNIT, joined.bytes, sum, error);
        }
    lode_buffer_free(&joined);
    return status;
}

static int compare_keys(const void *a, const void *b) {
    return strcmp(((const lode_number_entry *)a)->key, ((const lode_number_entry *)b)->key);
}

lode_status lode_numbers_prepare(lode_numbers *numbers, lode_error *error) {
    lode_status status = LODE_OK;

    if (numbers->word_count)
        qsort(numbers->words, numbers->word_count, sizeof *numbers->words, compare_keys);
    if (!numbers->decimal_mark_count)
        status = lode_numbers_add_mark(numbers, true, ".", error);
    if (status == LODE_OK && !numbers->group_mark_count)
        status = lode_numbers_add_mark(numbers, false, ",", error);
    return status;
}
