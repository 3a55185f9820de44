/* SPDX-License-Identifier: MIT */
/* Durations: counts of units, in the notation of ISO 8601. */
#ifndef LODE_DATE_DURATION_H
#define LODE_DATE_DURATION_H

#include "timex.h"

/* Whether the side counts units ("three years") and says nothing of a place on the calendar. */
bool date_side_is_duration(const date_side *side);

/* Appends the side's count of units: "P10Y", "P1Y6M", "PT1H30M", "P1.5M". LODE_OK, LODE_DECLINED for nothing or too much. */
lode_status date_duration_add(const date_side *side, date_value *value);

/* The units counted as a whole number, a fraction such as a half carried to no finer unit. False: not whole, or too many. */
bool date_duration_whole(const date_side *side, int32_t *count);

#endif
