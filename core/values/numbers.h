/* SPDX-License-Identifier: MIT */
/* Numbers as a language writes them: digits with its marks, number words, scale words, described by a pack as data. */
#ifndef LODE_VALUES_NUMBERS_H
#define LODE_VALUES_NUMBERS_H

#include "base/buffer.h"
#include "cache/image.h"

#include <lode/decimal.h>
#include <lode/error.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct lode_numbers lode_numbers;

extern const lode_layout lode_numbers_layout;

typedef enum lode_number_word {
    LODE_NUMBER_UNIT,           /* stands for its value: "seven", "seventeen", "seventy" */
    LODE_NUMBER_UNIT_LEADING,   /* a unit that ends no number of several words without a joiner before it, since it means
                                   something   else there: it leads to a scale or stands alone */
    LODE_NUMBER_UNIT_FOLLOWING, /* a unit that begins no number: it stands behind another part only. Right behind a unit from 2
                                   to 9 it makes that one tens */
    LODE_NUMBER_SCALE,          /* multiplies what stands before it; after words or digits: "ten", "hundred", "million" */
    LODE_NUMBER_SCALE_ALONE,    /* a scale that is multiplied by one where nothing stands before it */
    LODE_NUMBER_SUFFIX,         /* a scale behind digits only, right there or after a blank, in this very case: "k", "bn" */
    LODE_NUMBER_JOINER,         /* stands between parts and adds nothing: "and". As "-" it says that a hyphen may
                                   stand between any two words, and not only before ones and scales */
    LODE_NUMBER_HALF,   /* half of the scale before it, or of one, or of the scale behind it: "and a half", "half a million" */
    LODE_NUMBER_PART,   /* the same for another part, or where the language has a joiner before it: "and a quarter", "a quarter
                           million"; its value is less than one */
    LODE_NUMBER_POINT,  /* a spoken decimal point: the words or digits after it are decimals */
    LODE_NUMBER_MINUS,  /* a spoken or written sign */
    LODE_NUMBER_VAGUE,  /* behind it a scale that may stand alone does not: "several hundred" is not 100 */
    LODE_NUMBER_ARTICLE /* one, but only before a scale: "a" in "a hundred" */
} lode_number_word;

/* NULL where memory ran out. Free with lode_numbers_free (NULL is fine). */
lode_numbers *lode_numbers_create(void);
void lode_numbers_free(lode_numbers *numbers);

/* A word (UTF-8, already folded; may hold spaces, each any run of white space; but for suffixes compared without regard to
 * case) and its value, which counts for units, scales, suffixes and parts: a whole number, for scales and suffixes more than
 * one, for parts between zero and one.
 * LODE_OK, LODE_ERROR_USAGE for another value, for a word that is empty or not UTF-8 or begins with a digit, or for one given
 * twice in two senses that cannot be told apart; LODE_ERROR_MEMORY. */
lode_status lode_numbers_add(lode_numbers *numbers, lode_number_word kind, const char *word, lode_decimal value,
                             lode_error *error);

/* The marks in order of preference, each one code point (UTF-8, NUL-terminated): decimal marks (default "."), group marks
 * (default ","). A space as a group mark also takes the no-break spaces. Text that is a valid grouping by a group mark is read
 * so; else a single mark from the decimal marks is decimal: with decimal "," and "." and group "." and " ", "2.500" is 2500,
 * "2.5" is 2.5, "1,200" is 1.2. A decimal mark that comes twice, or before another one, groups: "1,200,000", "1,200.50".
 * LODE_OK, LODE_ERROR_USAGE for what is no such mark, LODE_ERROR_MEMORY. */
lode_status lode_numbers_add_mark(lode_numbers *numbers, bool decimal, const char *mark, lode_error *error);

/* Whether a lone unit or digit after a scale of 100 or more counts as tenths of it, and three digits after one of 1000 or more
 * as thousandths: "1 million 2" as 1200000, "1 million 250" as 1250000; right behind the scale also two: "1M25". */
void lode_numbers_set_tenths(lode_numbers *numbers, bool tenths);

/* Whether words may be written together: "zweihunderttausend". */
void lode_numbers_set_compounds(lode_numbers *numbers, bool compounds);

/* Whether digits with a slash between them are a fraction, alone or behind a whole number: "1/2", "2 1/2". One that is not less
 * than one, or has no exact decimals, is no number, and neither are its digits. So are the signs of Unicode: "½", "2½". */
void lode_numbers_set_fractions(lode_numbers *numbers, bool fractions);

/* A word (UTF-8, already folded) that joins a one to the ten behind it, as "und" does in "einundzwanzig". Each of the
 * language's ones, this word and each of its tens make one word, written together in a language of compounds and else apart. To
 * be called when the other words and whether there are compounds are known. LODE_OK, or what lode_numbers_add says. */
lode_status lode_numbers_add_ones_first(lode_numbers *numbers, const char *word, lode_error *error);

/* The usual decimal mark, as a code point. */
uint32_t lode_numbers_decimal_mark(const lode_numbers *numbers);

/* Done with adding: sorts what lookups need and fills in the marks that were not given. */
lode_status lode_numbers_prepare(lode_numbers *numbers, lode_error *error);

/* Appends a PCRE2 pattern that matches each number that lode_numbers_read reads, as long as possible, and little else; not in
 * the middle of a word, a number, a date or a version ("5.8.2020" holds none). It captures nothing, needs UTF and UCP, and
 * knows by itself where case counts. Digits may stand behind a word's letters only where these are three capitals, as currency
 * codes are (ISO 4217), or two letters of which the first is one ("Rs20"). A sign is not taken behind a letter, a digit or a
 * closing bracket ("10-20" holds 10 and 20), nor with a space after it, which is a dash or a bullet but at the start of the
 * text. What the pattern matches beyond a number ("five million two million") shows by lode_numbers_read using less than all of
 * it. lode_numbers_pattern_digits: digits with marks only, no sign, no words or scales, letters before them or not. False:
 * memory. */
bool lode_numbers_pattern(const lode_numbers *numbers, lode_buffer *pattern);
bool lode_numbers_pattern_digits(const lode_numbers *numbers, lode_buffer *pattern);

/* Reads the number at the start of a text, as long as it can be. `used` (may be NULL) is how many bytes it takes. LODE_OK,
 * LODE_DECLINED where none starts there, LODE_ERROR_OVERFLOW where it is too large to be exact. */
lode_status lode_numbers_read(const lode_numbers *numbers, const char *text, size_t length, lode_decimal *number, size_t *used);

#endif
