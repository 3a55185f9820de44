/* SPDX-License-Identifier: MIT */
/* Intervals: two points that complete each other, and what a count of units from today on covers. */
#ifndef LODE_DATE_INTERVAL_H
#define LODE_DATE_INTERVAL_H

#include "timex.h"

/* Where both ends of an interval lie. What one end leaves out comes from the other: the year of "15/01 - 19/01/2018" and of
 * "15/01/2018 - 19/01". LODE_OK, or LODE_DECLINED where an end is no point or comes before the start. */
lode_status date_interval_resolve(const date_side *from, const date_side *to, const lode_day *today, date_point *first,
                                  date_point *last);

/* The days and longer units that a duration covers from today on, or before today: `extent` of the side. False where that is
 * not known. */
bool date_extent_resolve(const date_side *side, const lode_day *today, date_point *first, date_point *last);

#endif
