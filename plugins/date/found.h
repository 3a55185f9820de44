/* SPDX-License-Identifier: MIT */
/* Dates that an earlier stage found, taken apart again: what ranges and shifts of whole dates are made of. */
#ifndef LODE_DATE_FOUND_H
#define LODE_DATE_FOUND_H

#include "expression.h"

/* The entity with this span that has a `value`; NULL: none. */
const lode_entity *date_found_entity(const lode_document *document, size_t start, size_t end);

/* Gives a side all that the entity's value says (a point: "2019-05", "XXXX-04-03TAF"; "PRESENT_REF" is today), and its mod.
 * False, for an interval or a duration, leaves the side undefined. */
bool date_found_point(const lode_entity *entity, date_side *side);

/* Gives a side the clock time or part of the day of the entity's value. False where it has none. */
bool date_found_time(const lode_entity *entity, date_side *side);

/* Whether a side is a day without a time, and the entity a time of that day or of one that is not known. */
bool date_found_same_day(const lode_entity *entity, const date_side *side);

bool date_found_is_interval(const lode_entity *entity);

/* Gives the two sides the clock times of an interval. False where it has none. */
bool date_found_hours(const lode_entity *entity, date_side *from, date_side *to);

/* Reads the entity's value as a duration of up to three units. False where it is none. */
bool date_found_span(const lode_entity *entity, date_span *span);

#endif
