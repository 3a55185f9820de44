/* SPDX-License-Identifier: MIT */
#include "shift.h"

enum { DAY_SECONDS = 86400, FRIDAY = 5 };

static const int64_t unit_seconds[] = {
    [DATE_UNIT_SECOND] = 1,        [DATE_UNIT_MINUTE] = 60, [DATE_UNIT_HOUR] = 3600,
    [DATE_UNIT_DAY] = DAY_SECONDS, [DATE_UNIT_WORKDAY] = 0, [DATE_UNIT_WEEK] = INT64_C(7) * DAY_SECONDS,
    [DATE_UNIT_CENTURY] = 0, /* those without a number of seconds are 0 */
};

static const int32_t unit_months[] = {
    [DATE_UNIT_MONTH] = 1, [DATE_UNIT_QUARTER] = 3,  [DATE_UNIT_HALF] = 6,
    [DATE_UNIT_YEAR] = 12, [DATE_UNIT_DECADE] = 120, [DATE_UNIT_CENTURY] = 1200,
};

static bool is_day(const date_point *point) {
    return point->grain == DATE_GRAIN_DAY && point->month != DATE_UNKNOWN && point->day != DATE_UNKNOWN;
}

static lode_status set_day(date_point *point, lode_day day, bool open_year) {
    if (!lode_day_is_valid(day))
        return LODE_DECLINED;
    point->year = open_year ? DATE_UNSET : day.year;
    point->month = day.month;
    point->day = day.day;
    return LODE_OK;
}

lode_day date_add_workdays(lode_day day, int32_t count) {
    int32_t step = count < 0 ? -1 : 1;
    for (int32_t left = count < 0 ? -count : count; left > 0;) {
        day = lode_day_add_days(day, step);
        left -= lode_day_weekday(day) <= FRIDAY;
    }
    return day;
}

/* Moves a day. Without its year that can be told where no end of February and no year's end is passed. */
static lode_status move_day(date_point *point, int32_t unit, int32_t count) {
    bool open_year = point->year == DATE_UNSET;
    lode_day from = {open_year ? 2001 : point->year, point->month, point->day}, to;
    if (!lode_day_is_valid(from))
        return LODE_DECLINED;
    if (unit == DATE_UNIT_WORKDAY)
        to = date_add_workdays(from, count);
    else if (unit <= DATE_UNIT_WEEK)
        to = lode_day_add_days(from, (int64_t)count * (unit == DATE_UNIT_WEEK ? 7 : 1));
    else
        to = lode_day_add_months(from, (int64_t)count * unit_months[unit]);
    bool early = from.month <= 2, still_early = to.month <= 2;
    if (open_year && (unit == DATE_UNIT_WORKDAY || to.year != from.year || early != still_early))
        return LODE_DECLINED;
    return set_day(point, to, open_year);
}

/* Moves a month or what is longer by months. */
static lode_status move_months(date_point *point, int32_t months) {
    if (point->year == DATE_UNSET)
        return LODE_DECLINED;
    if (point->grain == DATE_GRAIN_YEAR && months % 12 == 0) {
        point->year += months / 12;
        return LODE_OK;
    }
    if (point->grain == DATE_GRAIN_QUARTER && months % 3 == 0) {
        lode_day day = lode_day_add_months((lode_day){point->year, point->number * 3 - 2, 1}, months);
        point->year = day.year;
        point->number = (day.month + 2) / 3;
        return LODE_OK;
    }
    if (point->grain == DATE_GRAIN_MONTH && point->month != DATE_UNKNOWN) {
        lode_day day = lode_day_add_months((lode_day){point->year, point->month, 1}, months);
        point->year = day.year;
        point->month = day.month;
        return LODE_OK;
    }
    return LODE_DECLINED;
}

/* Moves a clock time; one of no known day stays within it. */
static lode_status move_seconds(date_point *point, int64_t seconds) {
    if (point->hour == DATE_UNSET || point->grain != DATE_GRAIN_DAY)
        return LODE_DECLINED;
    int64_t time = point->hour * INT64_C(3600) + (point->minute == DATE_UNSET ? 0 : point->minute * 60) +
                   (point->second == DATE_UNSET ? 0 : point->second) + seconds;
    int64_t days = time >= 0 ? time / DAY_SECONDS : -((DAY_SECONDS - 1 - time) / DAY_SECONDS);
    int32_t rest = (int32_t)(time - days * DAY_SECONDS);
    if (days != 0) {
        if (!is_day(point) || point->year == DATE_UNSET)
            return LODE_DECLINED;
        lode_day day = lode_day_add_days((lode_day){point->year, point->month, point->day}, days);
        if (set_day(point, day, false) != LODE_OK)
            return LODE_DECLINED;
    }
    point->hour = rest / 3600;
    point->minute = point->minute != DATE_UNSET || rest % 3600 ? rest / 60 % 60 : DATE_UNSET;
    point->second = point->second != DATE_UNSET || rest % 60 ? rest % 60 : DATE_UNSET;
    return LODE_OK;
}

static bool whole(const date_amount *amount, int32_t *count) {
    int64_t wide;
    if (!amount->known || !lode_decimal_to_integer(amount->count, &wide) || wide < 1 || wide > 9999)
        return false;
    *count = (int32_t)wide;
    return true;
}

/* A count of a unit that has a number of seconds, added to them. */
static bool add_seconds(const date_amount *amount, int32_t unit, int64_t *seconds) {
    lode_decimal product;
    int64_t part;
    if (!amount->known)
        return true;
    if (unit < DATE_UNIT_SECOND || unit > DATE_UNIT_WEEK || unit_seconds[unit] == 0 ||
        lode_decimal_multiply(amount->count, lode_decimal_from_integer(unit_seconds[unit]), &product) != LODE_OK ||
        !lode_decimal_to_integer(product, &part) || part > INT64_C(9999) * DAY_SECONDS)
        return false;
    *seconds += part;
    return true;
}

/* The nth such weekday before or after a day, the day itself apart. */
static lode_status move_to_weekday(date_point *point, int32_t weekday, int32_t count) {
    if (point->year == DATE_UNSET)
        return LODE_DECLINED;
    lode_day day = {point->year, point->month, point->day};
    int32_t ahead = (weekday - lode_day_weekday(day) + 7) % 7; /* 0 .. 6 */
    int32_t first = count > 0 ? (ahead ? ahead : 7) : ahead - 7;
    return set_day(point, lode_day_add_days(day, first + 7 * (count > 0 ? count - 1 : count + 1)), false);
}

/* Moves a point by one part of a span. */
static lode_status move(date_point *point, const date_amount *amount, int32_t unit, int32_t direction) {
    int64_t seconds = 0;
    int32_t count;
    if (unit >= DATE_UNIT_SECOND && unit <= DATE_UNIT_HOUR)
        return add_seconds(amount, unit, &seconds) ? move_seconds(point, seconds * direction) : LODE_DECLINED;
    if (!whole(amount, &count) || unit < DATE_UNIT_DAY || unit == DATE_UNIT_WEEKEND)
        return LODE_DECLINED;
    count *= direction;
    if (is_day(point))
        return move_day(point, unit, count);
    if (point->grain == DATE_GRAIN_WEEK && unit == DATE_UNIT_WEEK && point->number != DATE_UNKNOWN &&
        point->year != DATE_UNSET) {
        lode_day monday = lode_week_monday((lode_week){point->year, point->number});
        lode_week week = lode_day_week(lode_day_add_days(monday, INT64_C(7) * count));
        point->year = week.year;
        point->number = week.week;
        return LODE_OK;
    }
    return unit >= DATE_UNIT_MONTH ? move_months(point, count * unit_months[unit]) : LODE_DECLINED;
}

lode_status date_shift_apply(const date_side *side, date_point *point) {
    int32_t direction = side->value[DATE_SHIFT_DIRECTION], count;
    if (date_has(side, DATE_SHIFT_WEEKDAY)) {
        bool possible =
            is_day(point) && side->value[DATE_SHIFT_WEEKDAY] != DATE_WEEKEND && whole(&side->shift.count[0], &count);
        return possible ? move_to_weekday(point, side->value[DATE_SHIFT_WEEKDAY], count * direction) : LODE_DECLINED;
    }
    lode_status status = side->shift.count[0].known ? LODE_OK : LODE_DECLINED;
    for (size_t i = 0; status == LODE_OK && i < DATE_SPAN_PARTS && side->shift.count[i].known; i++)
        status = move(point, &side->shift.count[i], side->shift.unit[i], direction);
    return status;
}

/* From a clock time on: the time at which the stretch ends. */
static lode_status end_time(const date_span *length, date_point *last) {
    int64_t seconds = 0;
    for (size_t i = 0; i < DATE_SPAN_PARTS && length->count[i].known; i++)
        if (!add_seconds(&length->count[i], length->unit[i], &seconds))
            return LODE_DECLINED;
    return seconds > 0 ? move_seconds(last, seconds) : LODE_DECLINED;
}

lode_status date_length_apply(const date_side *side, const date_point *first, date_point *last) {
    const date_span *length = &side->length;
    int32_t unit = length->unit[0], count;
    *last = *first;
    if (first->hour != DATE_UNSET)
        return end_time(length, last);
    if (!whole(&length->count[0], &count) || length->count[1].known || unit < DATE_UNIT_DAY || unit == DATE_UNIT_WEEKEND ||
        first->part != DATE_UNSET)
        return LODE_DECLINED;
    if (!is_day(first)) {
        bool year = first->grain == DATE_GRAIN_YEAR;
        return unit >= DATE_UNIT_MONTH ? move_months(last, count * unit_months[unit] - (year ? 12 : 1)) : LODE_DECLINED;
    }
    if (unit == DATE_UNIT_WORKDAY)
        return count > 1 ? move_day(last, unit, count - 1) : LODE_OK;
    lode_status status = move_day(last, unit, count);
    return status == LODE_OK ? move_day(last, DATE_UNIT_DAY, -1) : status;
}

lode_status date_within_apply(const date_side *side, date_point *point) {
    int32_t unit = side->value[DATE_WITHIN];
    if (!is_day(point) || point->year == DATE_UNSET)
        return LODE_DECLINED;
    lode_day day = {point->year, point->month, point->day};
    if (unit == DATE_UNIT_WEEKEND && lode_day_weekday(day) == 1)
        day = lode_day_add_days(day, -1); /* a holiday on Monday belongs to the weekend before it */
    lode_week week = lode_day_week(day);
    switch (unit) {
    case DATE_UNIT_WEEK:
    case DATE_UNIT_WEEKEND:
        *point = (date_point){
            .grain = unit == DATE_UNIT_WEEK ? DATE_GRAIN_WEEK : DATE_GRAIN_WEEKEND, .year = week.year, .number = week.week};
        break;
    case DATE_UNIT_MONTH:
        *point = (date_point){.grain = DATE_GRAIN_MONTH, .year = day.year, .month = day.month};
        break;
    case DATE_UNIT_YEAR:
        *point = (date_point){.grain = DATE_GRAIN_YEAR, .year = day.year};
        break;
    default:
        return LODE_DECLINED;
    }
    point->hour = point->minute = point->second = point->part = DATE_UNSET;
    return LODE_OK;
}
