/* SPDX-License-Identifier: MIT */
/* What lies so far from a date: three weeks after Easter, ten days from 5 March on, the week that holds a day. */
#ifndef LODE_DATE_SHIFT_H
#define LODE_DATE_SHIFT_H

#include "point.h"

/* The day that is so many working days, Monday to Friday, later (earlier: negative); none: the day itself. */
lode_day date_add_workdays(lode_day day, int32_t count);

/* Moves a point by the `shift.` fields of its side: so many units, or to the nth such weekday, before or after it. Days, weeks
 * and months from a day give a day; months from a month a month, years from a year a year; hours and finer need a clock time.
 * LODE_OK, or LODE_DECLINED where the point is coarser than the unit or its year is needed and not known. */
lode_status date_shift_apply(const date_side *side, date_point *point);

/* The last point of a stretch that begins at `first` and is as long as the `length.` fields say; from a clock time on the time
 * at which it ends. As above. */
lode_status date_length_apply(const date_side *side, const date_point *first, date_point *last);

/* Widens a day to the week, weekend, month or year of the side's `within`. As above. */
lode_status date_within_apply(const date_side *side, date_point *point);

#endif
