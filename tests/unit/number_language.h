/* SPDX-License-Identifier: MIT */
/* Three languages whose numbers tests read, with the patterns of their numbers compiled. */
#ifndef NUMBER_LANGUAGE_H
#define NUMBER_LANGUAGE_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include "number_words.h"

#include <pcre2.h>

typedef struct language {
    lode_numbers *numbers;
    pcre2_code *pattern;
    pcre2_code *digits;
} language;

extern language vi, en, fr;

/* For cmocka's group: make and drop the three. */
int make_languages(void **state);
int drop_languages(void **state);

/* A language of one's own. Each mark is one byte. */
language make_language(const words *list, const char *decimal_marks, const char *group_marks, bool tenths);
void drop_language(language *of);

pcre2_code *compile(const lode_buffer *pattern, uint32_t options);

/* The next match at or after an offset; false: none. */
bool find(const pcre2_code *pattern, const char *text, size_t from, size_t *start, size_t *end);

/* Reading takes the first `used` bytes for this value. */
void assert_reads(const language *of, const char *text, size_t used, const char *value);

/* And the pattern's first match is the same. */
void assert_number(const language *of, const char *text, size_t used, const char *value);

#endif
