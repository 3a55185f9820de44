/* SPDX-License-Identifier: MIT */
/* Clock times and parts of the day. */
#ifndef LODE_DATE_CLOCK_H
#define LODE_DATE_CLOCK_H

#include "point.h"

/* Puts the side's clock time or part of the day on a point, the part moving a 12-hour clock: 3 in the afternoon is 15. LODE_OK
 * (also where the side has none), or LODE_DECLINED for a time that no clock shows. */
lode_status date_clock_resolve(const date_side *side, date_point *point);

/* Whether the side says a time of the day. */
bool date_side_has_clock(const date_side *side);

/* Seconds from the day's start to where the point's time begins; 0 without one. A part of the day begins at a usual hour,
 * good for putting two in order. */
int32_t date_clock_seconds(const date_point *point);

#endif
