/* SPDX-License-Identifier: MIT */
/* Number words of three languages, for tests. */
#ifndef NUMBER_WORDS_H
#define NUMBER_WORDS_H

#include "values/numbers.h"

typedef struct words {
    lode_number_word kind;
    const char *list; /* "one=1 two=2": "_" for a space within a word */
} words;

/* Each ends in a list that is NULL. */
extern const words vietnamese[], english[], french[];

#endif
