/* SPDX-License-Identifier: MIT */
/* From fields to a value: which kind of expression it is, and what it comes to. */
#ifndef LODE_DATE_RESOLVE_H
#define LODE_DATE_RESOLVE_H

#include "moment.h"
#include "timex.h"

/* What an expression comes to. */
typedef struct date_result {
    const char *timex; /* "date", "time", "duration", "interval" or "set" */
    date_value value;
    bool has_extent; /* first and last then bound it */
    date_point first, last;
} date_result;

/* Works out an expression, counted from `now` (NULL: nothing to count from). LODE_OK, or LODE_DECLINED where it names nothing
 * that can be (31 February). */
lode_status date_resolve(const date_expression *expression, const date_moment *now, date_result *result);

/* Whether the weekday that a side names is not that of the day that it names. */
bool date_weekday_differs(const date_side *side, const date_point *point);

#endif
