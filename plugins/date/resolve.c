/* SPDX-License-Identifier: MIT */
#include "resolve.h"

#include "duration.h"
#include "interval.h"
#include "shift.h"
#include "slice.h"

#include <string.h>

static const char *point_timex(const date_point *point) {
    return point->hour != DATE_UNSET || point->part != DATE_UNSET ? "time" : "date";
}

static lode_status resolve_interval(const date_expression *expression, const lode_day *today, date_result *result) {
    date_side from = expression->from, to = expression->to;
    if (from.count.known && to.count.known) {
        if (!date_has(&from, DATE_REFERENCE_UNIT))
            from.value[DATE_REFERENCE_UNIT] = to.value[DATE_REFERENCE_UNIT];
        result->timex = "duration";
        if (date_duration_add(&from, &result->value) != LODE_OK)
            return LODE_DECLINED;
        date_value_add(&result->value, "/");
        return date_duration_add(&to, &result->value);
    }
    result->timex = "interval";
    return date_interval_resolve(&from, &to, today, &result->first, &result->last);
}

/* Turns a count with a direction into the offset of its unit. */
static lode_status place_count(date_side *side) {
    int32_t count;
    if (!date_has(side, DATE_DIRECTION))
        return LODE_OK;
    if (!date_duration_whole(side, &count))
        return LODE_DECLINED;
    side->value[DATE_OFFSET] = count * side->value[DATE_DIRECTION];
    return LODE_OK;
}

static lode_status resolve_place(const date_side *side, const lode_day *today, date_result *result) {
    date_side place = *side;
    lode_status status = place_count(&place);
    if (status == LODE_OK)
        status = date_point_resolve(&place, today, &result->first);
    result->last = result->first;
    if (status == LODE_OK && date_has(&place, DATE_SLICE_UNIT)) {
        date_point whole = result->first;
        status = date_slice_resolve(&place, &whole, &result->first, &result->last);
    }
    if (status == LODE_OK && date_has(&place, DATE_SHIFT_DIRECTION)) {
        status = date_point_equal(&result->first, &result->last) ? date_shift_apply(&place, &result->first) : LODE_DECLINED;
        result->last = result->first;
    }
    if (status == LODE_OK && date_has(&place, DATE_WITHIN)) {
        status = date_within_apply(&place, &result->first);
        result->last = result->first;
    }
    if (status == LODE_OK && place.length.count[0].known) {
        status = date_length_apply(&place, &result->first, &result->last);
        result->timex = "interval";
        return status;
    }
    bool stretch = status == LODE_OK && !date_point_equal(&result->first, &result->last);
    result->timex = stretch ? "interval" : point_timex(&result->first);
    return status;
}

static lode_status resolve_single(const date_side *side, const date_moment *now, date_result *result) {
    const lode_day *today = now ? &now->day : NULL;
    if (date_side_is_duration(side) && !date_side_is_point(side)) {
        result->timex = "duration";
        result->has_extent = date_moment_extent(side, now, &result->first, &result->last) ||
                             date_extent_resolve(side, today, &result->first, &result->last);
        return date_duration_add(side, &result->value);
    }
    if (date_side_is_now(side)) {
        date_moment_now(now, &result->first);
        result->last = result->first;
        result->timex = now ? point_timex(&result->first) : "date";
        if (!now)
            date_value_add(&result->value, "PRESENT_REF");
        return LODE_OK;
    }
    if (date_moment_resolve(side, now, &result->first) == LODE_OK) {
        result->last = result->first;
        result->timex = "time";
        return LODE_OK;
    }
    return resolve_place(side, today, result);
}

lode_status date_resolve(const date_expression *expression, const date_moment *now, date_result *result) {
    bool recurs = date_has(&expression->from, DATE_EVERY);
    if (recurs)
        now = NULL; /* each year's, each week's: nothing to count from */
    lode_status status = expression->interval ? resolve_interval(expression, now ? &now->day : NULL, result)
                                              : resolve_single(&expression->from, now, result);
    if (status == LODE_OK && result->value.length == 0) {
        date_value_add_point(&result->value, &result->first);
        if (strcmp(result->timex, "interval") == 0) {
            date_value_add(&result->value, "/");
            date_value_add_point(&result->value, &result->last);
        }
    }
    if (recurs)
        result->timex = "set";
    return result->value.too_long ? LODE_DECLINED : status;
}

bool date_weekday_differs(const date_side *side, const date_point *point) {
    lode_day day = {point->year, point->month, point->day};
    return date_has(side, DATE_WEEKDAY) && side->value[DATE_WEEKDAY] != DATE_WEEKEND && date_has(side, DATE_DAY) &&
           !date_has(side, DATE_SHIFT_DIRECTION) && point->grain == DATE_GRAIN_DAY && point->year != DATE_UNSET &&
           lode_day_is_valid(day) && lode_day_weekday(day) != side->value[DATE_WEEKDAY];
}
