/* SPDX-License-Identifier: MIT */
/* What the parts of lode_numbers share: the words and marks of a language, and finding them in a text. */
#ifndef LODE_VALUES_NUMBERS_WORDS_H
#define LODE_VALUES_NUMBERS_WORDS_H

#include "base/arena.h"
#include "values/numbers.h"

#include <stdint.h>

typedef struct lode_number_entry {
    const char *key; /* one space for any run of white space; lower case, but for suffixes */
    size_t length;
    lode_number_word kind;
    lode_decimal value;
    lode_decimal limit; /* what is added behind it must be less: the largest power of ten in its value; 0: nothing may */
    bool is_symbol;     /* ends in no letter or mark ("-"), so one may follow */
} lode_number_entry;

enum { LODE_NUMBER_MARK_MAX = 8 };

struct lode_numbers {
    lode_arena arena;
    lode_number_entry *words; /* by key once prepared */
    size_t word_count;
    size_t word_capacity;
    uint32_t decimal_marks[LODE_NUMBER_MARK_MAX];
    size_t decimal_mark_count;
    uint32_t group_marks[LODE_NUMBER_MARK_MAX];
    size_t group_mark_count;
    bool tenths;
    bool hyphens;   /* a hyphen may stand between any two words */
    bool compounds; /* words may be written together */
    bool fractions; /* a slash between digits makes one */
};

/* Kinds of words as a set. */
#define LODE_NUMBER_SET(kind) (1u << (kind))
enum {
    LODE_NUMBER_UNITS = LODE_NUMBER_SET(LODE_NUMBER_UNIT) | LODE_NUMBER_SET(LODE_NUMBER_UNIT_LEADING) |
                        LODE_NUMBER_SET(LODE_NUMBER_UNIT_FOLLOWING),
    LODE_NUMBER_SCALES = LODE_NUMBER_SET(LODE_NUMBER_SCALE) | LODE_NUMBER_SET(LODE_NUMBER_SCALE_ALONE)
};

/* The longest word of these kinds that stands at an offset, and its end; NULL: none. A word ends where no letter or mark
 * follows, or in a language of compounds where another word does. */
const lode_number_entry *lode_number_word_at(const lode_numbers *numbers, unsigned kinds, const char *text, size_t length,
                                             size_t at, size_t *end);

/* The end of the blanks (\h of PCRE2) at an offset, and of the white space that may stand within a number: blanks with at most
 * one line end. `at` itself where there are none. */
size_t lode_number_blanks_end(const char *text, size_t length, size_t at);
size_t lode_number_space_end(const char *text, size_t length, size_t at);

/* Whether a mark is among these. */
bool lode_number_has_mark(const uint32_t *marks, size_t count, uint32_t mark);

/* Reads digits with the language's marks. `digits` is how many, where they stand without any mark, else 0. LODE_OK,
 * LODE_DECLINED where there are none or they are part of something else ("5.8.2020"), LODE_ERROR_OVERFLOW. */
lode_status lode_number_digits_at(const lode_numbers *numbers, const char *text, size_t length, size_t at, lode_decimal *number,
                                  unsigned *digits, size_t *end);

/* The signs of fractions that Unicode has, as a class. */
#define LODE_NUMBER_FRACTION_SIGN "[\\x{BC}-\\x{BE}\\x{2150}-\\x{215E}]"

/* Reads a fraction as digits with a slash. LODE_OK or LODE_DECLINED. */
lode_status lode_number_fraction_at(const lode_numbers *numbers, const char *text, size_t length, size_t at,
                                    lode_decimal *value, size_t *end);

/* Appends the PCRE2 pattern of a fraction. */
void lode_number_fraction_pattern(const lode_numbers *numbers, lode_buffer *pattern);

/* Appends the PCRE2 pattern of the same digits, without a guard before it. `leading`: may begin with a decimal mark. */
bool lode_number_digits_pattern(const lode_numbers *numbers, bool leading, lode_buffer *pattern);

/* Appends a character class of the marks that are not spaces, "." and "," always among them. */
void lode_number_marks_class(const lode_numbers *numbers, lode_buffer *pattern);

#endif
