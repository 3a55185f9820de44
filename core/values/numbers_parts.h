/* SPDX-License-Identifier: MIT */
/* A number in the making: its parts, as they are taken in from the text one by one.
 *
 * Parts are pushed from large to small; a scale takes what is smaller than itself off the stack, as in (21) thousand (11), or
 * (2 thousand 500) billion. */
#ifndef LODE_VALUES_NUMBERS_PARTS_H
#define LODE_VALUES_NUMBERS_PARTS_H

#include "values/numbers_words.h"

enum {
    LODE_NUMBER_PARTS_MAX = 64 /* more than the powers of ten of a decimal; each part is smaller than the one before it */
};

/* What was taken in last. */
typedef enum lode_number_last {
    LODE_NUMBER_AFTER_NOTHING,
    LODE_NUMBER_AFTER_UNIT,
    LODE_NUMBER_AFTER_DIGITS,
    LODE_NUMBER_AFTER_SCALE,
    LODE_NUMBER_AFTER_ARTICLE,
    LODE_NUMBER_AFTER_HALF,       /* complete: something and a half */
    LODE_NUMBER_AFTER_FIRST_HALF, /* half of a scale that must follow */
    LODE_NUMBER_AFTER_FRACTION,   /* one written in digits */
    LODE_NUMBER_AFTER_POINT,
    LODE_NUMBER_AFTER_DECIMALS /* spoken ones */
} lode_number_last;

/* What stands between two parts. */
typedef enum lode_number_gap {
    LODE_NUMBER_NO_GAP,
    LODE_NUMBER_BLANK, /* a single one */
    LODE_NUMBER_WHITE_SPACE,
    LODE_NUMBER_HYPHEN
} lode_number_gap;

typedef struct lode_number_part {
    lode_decimal value;
    lode_decimal limit; /* a part behind it must be less; 0: there can be none */
    lode_decimal scale; /* what it was multiplied by */
    unsigned decimals;  /* taken as so many decimals of the scale before it; 0: as it is */
    bool is_count;      /* not yet multiplied: the next scale takes it, however large */
} lode_number_part;

/* A number that was complete, and where it ended. */
typedef struct lode_number_found {
    lode_decimal number;
    size_t end; /* 0: none */
} lode_number_found;

/* Starts with all zero but the first four. */
typedef struct lode_number_reading {
    const lode_numbers *numbers;
    const char *text;
    size_t length;
    size_t at; /* where what comes next begins */
    lode_number_part parts[LODE_NUMBER_PARTS_MAX];
    size_t count;
    lode_number_last last;
    lode_number_last before_article;
    bool joined;                    /* a joiner came after `last` */
    bool joined_article;            /* and before the article that is `last` */
    bool needs_scale;               /* what came last is no number's end */
    lode_decimal scale;             /* the last one, with those of 1000 and more that it stands right behind */
    lode_decimal whole;             /* what stands before a spoken point, */
    lode_decimal fraction;          /* the digits after it as a whole number, */
    unsigned places;                /* how many they are, */
    lode_decimal room;              /* what may still be added to them, */
    bool lone;                      /* and whether the last was a digit by itself */
    lode_number_found longest;      /* so far, */
    lode_number_found before_last;  /* before the last token, */
    lode_number_found before_count; /* and before the count that came last */
} lode_number_reading;

/* Take in a word or digits that stand behind the gap `before`; `digits` is how many, without any mark, and `end` where they
 * end. LODE_OK, LODE_DECLINED where they are no part of this number, LODE_ERROR_OVERFLOW. */
lode_status lode_number_take_word(lode_number_reading *reading, const lode_number_entry *word);
lode_status lode_number_take_digits(lode_number_reading *reading, lode_decimal value, unsigned digits, lode_number_gap before,
                                    size_t end);

/* Takes in a fraction, alone or behind a whole number in digits. */
lode_status lode_number_take_fraction(lode_number_reading *reading, lode_decimal value);

/* What the parts come to so far. LODE_OK or LODE_ERROR_OVERFLOW. */
lode_status lode_number_total(const lode_number_reading *reading, lode_decimal *total);

#endif
