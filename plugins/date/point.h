/* SPDX-License-Identifier: MIT */
/* From what is said to a place on the calendar: a day, a month, a century, with a clock time where one is said. */
#ifndef LODE_DATE_POINT_H
#define LODE_DATE_POINT_H

#include "expression.h"

typedef enum date_grain {
    DATE_GRAIN_CENTURY, /* finer ones later */
    DATE_GRAIN_DECADE,
    DATE_GRAIN_YEAR,
    DATE_GRAIN_HALF,
    DATE_GRAIN_SEASON,
    DATE_GRAIN_QUARTER,
    DATE_GRAIN_MONTH,
    DATE_GRAIN_WEEK,
    DATE_GRAIN_WEEKEND,
    DATE_GRAIN_WEEKDAY, /* a weekday of a week that is not known */
    DATE_GRAIN_DAY
} date_grain;

/* A place on the calendar. Parts that its grain has no use for are 0. */
typedef struct date_point {
    date_grain grain;
    int32_t year;                 /* astronomical; of the week for weeks; DATE_UNSET: not known */
    int32_t number;               /* of the half, season, quarter, week or weekday; DATE_UNKNOWN: not known */
    int32_t month;                /* DATE_UNKNOWN: not known */
    int32_t day;                  /* DATE_UNKNOWN: not known */
    int32_t hour, minute, second; /* DATE_UNSET: not said */
    int32_t part;                 /* a date_part, or DATE_UNSET */
    lode_value zone;
} date_point;

/* Where a side lies. Without `today` parts that it would give stay unknown. LODE_OK, or LODE_DECLINED where there is no such
 * place (31 February) or nothing is said. */
lode_status date_point_resolve(const date_side *side, const lode_day *today, date_point *point);

/* The nth weekday (1 Monday) of a month, counted from its end where nth is negative. False where it has none. */
bool date_nth_weekday(int32_t year, int32_t month, int32_t nth, int32_t weekday, lode_day *day);

/* Whether the side names a place on the calendar or the clock: more than a count of units. */
bool date_side_is_point(const date_side *side);

/* The first day that a point covers, and the first after it. False where the year, month or day is not known. */
bool date_point_days(const date_point *point, lode_day *first, lode_day *after);

/* Whether two points are the same place, their times of the day apart. */
bool date_point_equal(const date_point *a, const date_point *b);

/* < 0, 0, > 0 as a begins before, with or after b, as far as both are known. */
int date_point_compare(const date_point *a, const date_point *b);

#endif
