/* SPDX-License-Identifier: MIT */
/* What is known of an entity or a fact as a list of names and values, broken into lines between them. */
#ifndef LODE_PLUGINS_TABLE_PAIRS_H
#define LODE_PLUGINS_TABLE_PAIRS_H

#include "columns.h"

/* An entity's attributes and page, or a fact's parts. */
typedef struct pairs {
    const lode_entity *entity; /* or */
    const lode_fact *fact;
    size_t left_out; /* the place of an attribute that is shown elsewhere; SIZE_MAX: none */
} pairs;

/* How far a list was written. Start from {0}. */
typedef struct pairs_place {
    size_t pair;
    size_t byte; /* of its value */
} pairs_place;

/* What is shown of numbers: groups of three digits before the point, where there are five or more. Writes at most
 * PAIRS_NUMBER_MAX bytes, its NUL included, and returns the length. */
enum { PAIRS_NUMBER_MAX = 2 * LODE_DECIMAL_TEXT_MAX };
size_t pairs_number(const lode_decimal *number, char digits[PAIRS_NUMBER_MAX]);

/* Writes "name=value  name=value, value" from a place on, as many whole pairs as fit into `most` columns; of one that is wider,
 * as many words. Moves the place and returns the columns used; only that where `output` is NULL. Names are between `before` and
 * `after`, which take no columns. */
size_t pairs_put(const pairs *list, pairs_place *place, lode_output *output, size_t most, const char *before,
                 const char *after);

/* Whether all is written. */
bool pairs_done(const pairs *list, const pairs_place *place);

#endif
