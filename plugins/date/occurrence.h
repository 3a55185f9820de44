/* SPDX-License-Identifier: MIT */
/* The year or month that a text leaves out. */
#ifndef LODE_DATE_OCCURRENCE_H
#define LODE_DATE_OCCURRENCE_H

#include "expression.h"

/* How an expression without a year (or month, or week) chooses among its occurrences. */
typedef enum date_lean {
    DATE_TAKE_PREVIOUS, /* the last one before today */
    DATE_TAKE_PAST,     /* the last one up to today */
    DATE_TAKE_THIS,     /* of this year, month or week */
    DATE_TAKE_NEAREST,
    DATE_TAKE_FUTURE, /* the first one from today on */
    DATE_TAKE_NEXT    /* the first one after today */
} date_lean;

/* Reads the pack's setting `prefer` in `calendar` into an expression's pack_lean; false: it is not past, nearest or future. */
bool date_lean_read(const lode_rule *rule, int32_t *lean);

/* What kind of text an expression stands in: nothing but the expression; one short line; anything longer. */
typedef enum date_text { DATE_TEXT_EXPRESSION, DATE_TEXT_MESSAGE, DATE_TEXT_REPORT } date_text;

/* Gives the sides of an expression that say nothing of it the lean that is wished for; else that of the pack's setting `prefer`
 * in `calendar`; else the future where the text is the expression alone; else a weekday alone is past in a report; all else is
 * nearest. */
void date_lean_apply(lode_prefer wish, date_text text, date_expression *expression);

/* From an offset without a unit: before, in or after the present one; else from the side's lean. */
date_lean date_side_lean(const date_side *side);

/* Whether an occurrence so many days (months, ...) from today is one that the lean takes, and nearer than the best so far. */
bool date_is_better(date_lean leaning, int64_t distance, int64_t best);

/* Finds the year that the side leaves out, where it can be told. `field` is the finest part said: a day, or a numbered part of
 * the year of which a year has `parts`. */
void date_choose_year(date_side *side, date_field field, int32_t parts, const lode_day *today);

/* Finds the month (and year) of a day that is said alone; unknown where it can't be told. */
void date_choose_month(date_side *side, const lode_day *today);

#endif
