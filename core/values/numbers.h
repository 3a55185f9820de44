/* Numbers as a language writes them: digits with its marks, number words, scale words, described by a pack as data. */
#ifndef LODE_VALUES_NUMBERS_H
#define LODE_VALUES_NUMBERS_H

#include "base/buffer.h"

#include <lode/decimal.h>
#include <lode/error.h>
#include <stdbool.h>

typedef struct lode_numbers lode_numbers;

typedef enum lode_number_word {
    LODE_NUMBER_UNIT,   /* stands for its value: "seven", "seventeen", "seventy" */
    LODE_NUMBER_SCALE,  /* multiplies what stands before it; after words or digits: "ten", "hundred", "million" */
    LODE_NUMBER_SUFFIX, /* a scale that is written right behind digits only, or after a space: "k", "bn" */
    LODE_NUMBER_JOINER, /* stands between parts and adds nothing: "and" */
    LODE_NUMBER_HALF,   /* half of the scale before it, or of one: "and a half" */
    LODE_NUMBER_POINT,  /* a spoken decimal point: the words or digits after it are decimals */
    LODE_NUMBER_MINUS,  /* a spoken or written sign */
    LODE_NUMBER_ARTICLE /* one, but only before a scale: "a" in "a hundred" */
} lode_number_word;

/* NULL where memory ran out. Free with lode_numbers_free (NULL is fine). */
lode_numbers *lode_numbers_create(void);
void lode_numbers_free(lode_numbers *numbers);

/* A word (UTF-8, already folded; may hold spaces, each any run of white space; compared without regard to case) and its value,
 * which counts for UNIT, SCALE and SUFFIX. LODE_OK, LODE_ERROR_USAGE for an empty word or one given twice in two senses that
 * cannot be told apart, LODE_ERROR_MEMORY. */
lode_status lode_numbers_add(lode_numbers *numbers, lode_number_word kind, const char *word, lode_decimal value,
                             lode_error *error);

/* The marks in order of preference, each one code point (UTF-8, NUL-terminated): decimal marks (default "."), group marks
 * (default ","). A space as a group mark also takes the no-break spaces. Text that is a valid grouping by a group mark is read
 * so; else a single mark from the decimal marks is decimal: with decimal "," and "." and group "." and " ", "2.500" is 2500,
 * "2.5" is 2.5, "1,200" is 1.2. */
lode_status lode_numbers_add_mark(lode_numbers *numbers, bool decimal, const char *mark, lode_error *error);

/* Whether a single digit (or digit word) after a scale of 100 or more counts as tenths of it: "1 million 2" as 1200000. */
void lode_numbers_set_tenths(lode_numbers *numbers, bool tenths);

/* Done with adding: sorts what lookups need. */
lode_status lode_numbers_prepare(lode_numbers *numbers, lode_error *error);

/* Appends a PCRE2 pattern (no capturing group, no flags needed beyond UTF and UCP, caseless inside) that matches each number
 * that lode_numbers_read reads, as long as possible, and little else; not in the middle of a word, a number, a date or a
 * version
 * ("5.8.2020" holds none). `lode_numbers_pattern_digits` is for digits with marks only, without words or scales; false: memory.
 */
bool lode_numbers_pattern(const lode_numbers *numbers, lode_buffer *pattern);
bool lode_numbers_pattern_digits(const lode_numbers *numbers, lode_buffer *pattern);

/* Reads the number at the start of a text, as long as it can be. `used` (may be NULL) is how many bytes it takes. LODE_OK,
 * LODE_DECLINED where none starts there, LODE_ERROR_OVERFLOW where it is too large to be exact. */
lode_status lode_numbers_read(const lode_numbers *numbers, const char *text, size_t length, lode_decimal *number, size_t *used);

#endif
