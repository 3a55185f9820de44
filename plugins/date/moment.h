/* SPDX-License-Identifier: MIT */
/* Seconds, minutes and hours counted from the time at which a text was written. */
#ifndef LODE_DATE_MOMENT_H
#define LODE_DATE_MOMENT_H

#include "point.h"

/* The day and time of writing. */
typedef struct date_moment {
    lode_day day;
    lode_time time;
} date_moment;

/* Where "in half an hour" or "ten seconds ago" lies: the side's count of a unit below the day, by its direction. The value is
 * as fine as the time of writing, at most one unit finer than what is counted. LODE_DECLINED where the side counts no such
 * unit, or where the time is not known or coarser than the unit. */
lode_status date_moment_resolve(const date_side *side, const date_moment *now, date_point *point);

/* Whether the side is this very second: its unit, no offset from it, and nothing else. */
bool date_side_is_now(const date_side *side);

/* The time of writing, as finely as it is known; without `now` nothing of the point is. */
void date_moment_now(const date_moment *now, date_point *point);

/* The first and last unit that "the next three minutes" or "the last two hours" cover, by the side's extent, at the unit's own
 * grain. False where the side counts no such unit or the time is not known. */
bool date_moment_extent(const date_side *side, const date_moment *now, date_point *first, date_point *last);

#endif
