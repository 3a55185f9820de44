/* The year or month that a text leaves out. */
#ifndef LODE_DATE_OCCURRENCE_H
#define LODE_DATE_OCCURRENCE_H

#include "expression.h"

/* How an expression without a year (or month, or week) chooses among its occurrences. */
typedef enum date_lean { DATE_LEAN_PREVIOUS = -1, DATE_LEAN_THIS = 0, DATE_LEAN_NEXT = 1, DATE_LEAN_NEAREST = 2 } date_lean;

/* From an offset without a unit: before, in or after the present one; else the nearest. */
date_lean date_side_lean(const date_side *side);

/* Finds the year that the side leaves out, where it can be told. `field` is the finest part said: a day, or a numbered part of
 * the year of which a year has `parts`. */
void date_choose_year(date_side *side, date_field field, int32_t parts, const lode_day *today);

/* Finds the month (and year) of a day that is said alone; unknown where it can't be told. */
void date_choose_month(date_side *side, const lode_day *today);

#endif
