/* SPDX-License-Identifier: MIT */
#include "moment.h"

#include "duration.h"

enum { DAY_SECONDS = 86400 };

static const int32_t unit_seconds[] = {[DATE_UNIT_SECOND] = 1, [DATE_UNIT_MINUTE] = 60, [DATE_UNIT_HOUR] = 3600};

static bool is_short_unit(int32_t unit) {
    return unit >= DATE_UNIT_SECOND && unit <= DATE_UNIT_HOUR;
}

/* The finest unit that a time tells; 0: none. */
static int32_t finest(const lode_time *time) {
    return time->second >= 0 ? DATE_UNIT_SECOND : time->minute >= 0 ? DATE_UNIT_MINUTE : time->hour >= 0 ? DATE_UNIT_HOUR : 0;
}

/* Whether the time is known as finely as the unit. */
static bool is_known(const date_moment *now, int32_t unit) {
    int32_t known = finest(&now->time);
    return known != 0 && known <= unit;
}

/* Seconds since the first of the calendar's days; what the time does not tell counts as 0. */
static int64_t seconds_of(const date_moment *now) {
    const lode_time *time = &now->time;
    return lode_day_to_number(now->day) * DAY_SECONDS + time->hour * 3600 + (time->minute < 0 ? 0 : time->minute * 60) +
           (time->second < 0 ? 0 : time->second);
}

static int64_t floor_multiple(int64_t number, int64_t of) {
    return number - ((number % of) + of) % of;
}

static date_point point_at(int64_t seconds, int32_t grain) {
    int64_t midnight = floor_multiple(seconds, DAY_SECONDS);
    lode_day day = lode_day_from_number(midnight / DAY_SECONDS);
    int32_t rest = (int32_t)(seconds - midnight);
    return (date_point){.grain = DATE_GRAIN_DAY,
                        .year = day.year,
                        .month = day.month,
                        .day = day.day,
                        .hour = rest / 3600,
                        .minute = grain <= DATE_UNIT_MINUTE ? rest / 60 % 60 : DATE_UNSET,
                        .second = grain == DATE_UNIT_SECOND ? rest % 60 : DATE_UNSET,
                        .part = DATE_UNSET};
}

static bool add_seconds(lode_decimal count, int32_t unit, lode_decimal *sum) {
    lode_decimal part;
    return lode_decimal_multiply(count, lode_decimal_from_integer(unit_seconds[unit]), &part) == LODE_OK &&
           lode_decimal_add(*sum, part, sum) == LODE_OK;
}

/* All that the side counts, in seconds. */
static bool counted_seconds(const date_side *side, int64_t *seconds) {
    int32_t unit = side->value[DATE_REFERENCE_UNIT], other = side->value[DATE_AND_UNIT];
    lode_decimal sum = lode_decimal_from_integer(0);
    bool valid = (!side->count.known || add_seconds(side->count.count, unit, &sum)) &&
                 (!side->fraction.known || add_seconds(side->fraction.count, unit, &sum)) &&
                 (!side->and_count.known || (is_short_unit(other) && add_seconds(side->and_count.count, other, &sum)));
    return valid && lode_decimal_to_integer(sum, seconds) && *seconds > 0 && *seconds < INT64_C(9999) * DAY_SECONDS;
}

lode_status date_moment_resolve(const date_side *side, const date_moment *now, date_point *point) {
    int32_t unit = side->value[DATE_REFERENCE_UNIT];
    int64_t seconds;
    if (!date_has(side, DATE_DIRECTION) || !is_short_unit(unit) || !now || !is_known(now, unit) ||
        !counted_seconds(side, &seconds))
        return LODE_DECLINED;
    int32_t finer = unit > DATE_UNIT_SECOND ? unit - 1 : unit, known = finest(&now->time);
    *point = point_at(seconds_of(now) + seconds * side->value[DATE_DIRECTION], known > finer ? known : finer);
    return LODE_OK;
}

bool date_moment_extent(const date_side *side, const date_moment *now, date_point *first, date_point *last) {
    int32_t unit = side->value[DATE_REFERENCE_UNIT], count;
    if (!date_has(side, DATE_EXTENT) || !is_short_unit(unit) || !now || !is_known(now, unit) ||
        !date_duration_whole(side, &count))
        return false;
    bool ahead = side->value[DATE_EXTENT] > 0;
    int64_t length = unit_seconds[unit], start = floor_multiple(seconds_of(now), length);
    *first = point_at(start + length * (ahead ? 1 : -count), unit);
    *last = point_at(start + length * (ahead ? count : -1), unit);
    return true;
}

bool date_side_is_now(const date_side *side) {
    return side->value[DATE_REFERENCE_UNIT] == DATE_UNIT_SECOND && side->value[DATE_OFFSET] == 0;
}

void date_moment_now(const date_moment *now, date_point *point) {
    *point = (date_point){.grain = DATE_GRAIN_DAY, .year = DATE_UNSET};
    point->hour = point->minute = point->second = point->part = DATE_UNSET;
    if (now) {
        int32_t known = finest(&now->time);
        point->year = now->day.year;
        point->month = now->day.month;
        point->day = now->day.day;
        if (known)
            *point = point_at(seconds_of(now), known);
    }
}
