/* SPDX-License-Identifier: MIT */
#include "interval.h"

#include "clock.h"
#include "duration.h"

/* How coarse the coarsest thing is that a side says. */
typedef enum level { LEVEL_YEAR, LEVEL_MONTH, LEVEL_DAY, LEVEL_TIME } level;

static const level field_levels[DATE_DAY + 1] = {
    [DATE_CENTURY] = LEVEL_YEAR,   [DATE_DECADE] = LEVEL_YEAR, [DATE_YEAR] = LEVEL_YEAR,  [DATE_YEAR_HUNDREDS] = LEVEL_YEAR,
    [DATE_YEAR_REST] = LEVEL_YEAR, [DATE_ERA] = LEVEL_YEAR,    [DATE_HALF] = LEVEL_MONTH, [DATE_QUARTER] = LEVEL_MONTH,
    [DATE_SEASON] = LEVEL_MONTH,   [DATE_MONTH] = LEVEL_MONTH, [DATE_WEEK] = LEVEL_MONTH, [DATE_DAY] = LEVEL_DAY,
};

static level coarsest(const date_side *side) {
    if (date_has(side, DATE_OFFSET))
        return LEVEL_YEAR; /* counted from today, so nothing is missing */
    for (int field = DATE_CENTURY; field <= DATE_DAY; field++)
        if (date_has(side, (date_field)field))
            return field_levels[field];
    return date_has(side, DATE_WEEKDAY) ? LEVEL_DAY : LEVEL_TIME;
}

/* Copies what `giver` says above a level; whether that was anything. */
static bool take_coarser(date_side *taker, const date_side *giver, level below) {
    bool taken = false;
    for (int field = DATE_CENTURY; field <= DATE_DAY; field++) {
        if (field_levels[field] < below && date_has(giver, (date_field)field) && !date_has(taker, (date_field)field)) {
            taker->value[field] = giver->value[field];
            taken = true;
        }
    }
    if (below == LEVEL_TIME && date_has(giver, DATE_WEEKDAY)) {
        taker->value[DATE_WEEKDAY] = giver->value[DATE_WEEKDAY];
        taken = true;
    }
    if (date_has(giver, DATE_OFFSET)) {
        taker->value[DATE_OFFSET] = giver->value[DATE_OFFSET];
        taker->value[DATE_REFERENCE_UNIT] = giver->value[DATE_REFERENCE_UNIT];
        taken = true;
    }
    return taken;
}

/* Moves a point by one of the units above a level: a year for months, a month for days, a day for times. */
static void step(date_point *point, level below, int32_t direction) {
    lode_day day = {point->year, point->month, point->day};
    if (below == LEVEL_MONTH) {
        point->year += direction;
    } else if (point->grain == DATE_GRAIN_DAY && point->day != DATE_UNKNOWN) {
        bool by_month = below == LEVEL_DAY;
        day = by_month ? lode_day_add_months(day, direction) : lode_day_add_days(day, direction);
        point->year = day.year;
        point->month = day.month;
        point->day = by_month && point->day > day.day ? DATE_UNKNOWN : day.day;
    }
}

/* Whether a side says a weekday, and no week or day. */
static bool is_weekday_alone(const date_side *side) {
    return date_has(side, DATE_WEEKDAY) && side->value[DATE_WEEKDAY] != DATE_WEEKEND && !date_has(side, DATE_DAY) &&
           !date_has(side, DATE_OFFSET);
}

/* Makes the last of two days the first day after the first one that has its weekday. */
static void follow_within_week(const date_point *first, date_point *last) {
    lode_day from = {first->year, first->month, first->day}, to = {last->year, last->month, last->day};
    to = lode_day_add_days(from, (lode_day_weekday(to) - lode_day_weekday(from) + 7) % 7);
    last->year = to.year;
    last->month = to.month;
    last->day = to.day;
}

/* Whether both are times of one day. */
static bool is_same_day(const date_point *first, const date_point *last) {
    return date_point_equal(first, last) && first->hour != DATE_UNSET && last->hour != DATE_UNSET;
}

static lode_status resolve_pair(const date_side *from, const date_side *to, const lode_day *today, date_point *first,
                                date_point *last) {
    if (date_point_resolve(from, today, first) != LODE_OK || date_point_resolve(to, today, last) != LODE_OK)
        return LODE_DECLINED;
    return LODE_OK;
}

static bool has_part(const date_side *side) {
    return date_has(side, DATE_PART) || date_has(side, DATE_HALF_DAY);
}

enum { NOON = 12 };

/* From 11 to 4: of two hours that nothing tells the half of the day of, the second one is past noon where it would come first.
 */
static bool is_past_noon(const date_side *from, const date_side *to) {
    int32_t start = from->value[DATE_HOUR], end = to->value[DATE_HOUR];
    return date_has(from, DATE_HOUR) && date_has(to, DATE_HOUR) && !has_part(from) && !has_part(to) && end < start &&
           start <= NOON && end > 0;
}

/* From 3 to 5 pm: the first hour has the part of the day of the second. */
static bool take_part(date_side *from, const date_side *to) {
    bool taken = date_has(from, DATE_HOUR) && !has_part(from) && has_part(to);
    if (taken) {
        from->value[DATE_PART] = to->value[DATE_PART];
        from->value[DATE_HALF_DAY] = to->value[DATE_HALF_DAY];
    }
    return taken;
}

/* 3 pm to 5, 8 am until 6: the second hour has the part of the day of the first, or is past noon where it would come before it.
 */
static void give_part(const date_side *from, date_side *to) {
    date_side later = *to;
    date_point first = {0}, last = {0};
    if (!date_has(from, DATE_HOUR) || !has_part(from) || !date_has(to, DATE_HOUR) || has_part(to) ||
        to->value[DATE_HOUR] > NOON) {
        return;
    }
    later.value[DATE_PART] = from->value[DATE_PART];
    later.value[DATE_HALF_DAY] = from->value[DATE_HALF_DAY];
    for (int tries = 0; tries < 2; tries++) {
        if (date_clock_resolve(from, &first) == LODE_OK && date_clock_resolve(&later, &last) == LODE_OK &&
            date_clock_seconds(&first) < date_clock_seconds(&last)) {
            *to = later;
            return;
        }
        later.value[DATE_HALF_DAY] = DATE_HALF_PM;
    }
}

/* From 3:30 to 6: the end is as fine as the start, as it is the time at which the stretch ends. */
static void end_as_fine(const date_point *first, date_point *last) {
    if (first->hour != DATE_UNSET && first->minute != DATE_UNSET && last->hour != DATE_UNSET && last->minute == DATE_UNSET)
        last->minute = 0;
}

/* Whether one is a clock time and the other longer than a day. */
static bool mixes_grains(const date_point *a, const date_point *b) {
    return (a->hour != DATE_UNSET && b->grain < DATE_GRAIN_WEEKDAY) || (b->hour != DATE_UNSET && a->grain < DATE_GRAIN_WEEKDAY);
}

/* Whether a longer stretch holds the first day of a point. */
static bool holds(const date_point *stretch, const date_point *point) {
    lode_day first, after, start, end;
    return stretch->grain < point->grain && date_point_days(stretch, &start, &end) && date_point_days(point, &first, &after) &&
           lode_day_to_number(first) < lode_day_to_number(end);
}

lode_status date_interval_resolve(const date_side *said_from, const date_side *said_to, const lode_day *today,
                                  date_point *first, date_point *last) {
    date_side from = *said_from, to = *said_to;
    level from_level = coarsest(&from), to_level = coarsest(&to);
    bool back = from_level > to_level && take_coarser(&from, &to, from_level);
    bool forth = to_level > from_level && take_coarser(&to, &from, to_level);
    date_side without_part = from;
    bool part_taken = take_part(&from, &to);
    if (is_past_noon(&from, &to))
        to.value[DATE_HOUR] += NOON;
    give_part(&from, &to);
    if (resolve_pair(&from, &to, today, first, last) != LODE_OK)
        return LODE_DECLINED;
    if (part_taken && date_point_compare(first, last) > 0 && resolve_pair(&without_part, &to, today, first, last) != LODE_OK)
        return LODE_DECLINED;
    if (from_level != LEVEL_YEAR && !date_has(&from, DATE_YEAR) && !date_has(&to, DATE_YEAR) && first->year != DATE_UNSET &&
        last->year != DATE_UNSET && first->grain == last->grain) {
        last->year = first->year; /* both without a year: the end follows the start */
        forth = true;
        to_level = from_level;
    }
    if (is_weekday_alone(&from) && is_weekday_alone(&to) && first->year != DATE_UNSET && last->year != DATE_UNSET)
        follow_within_week(first, last);
    if (date_point_compare(first, last) > 0) {
        if (back)
            step(first, from_level, -1);
        else if (forth || (said_to->found && is_same_day(first, last)))
            step(last, forth ? to_level : LEVEL_TIME, 1);
    }
    if (mixes_grains(first, last))
        return LODE_DECLINED;
    end_as_fine(first, last);
    int order = date_point_compare(first, last);
    lode_day day, after;
    if (order > 0 && holds(last, first))
        return LODE_OK; /* from a day to the end of its year */
    if (order > 0 || (order == 0 && date_point_days(first, &day, &after) && date_point_days(last, &day, &after)))
        return LODE_DECLINED;
    return LODE_OK;
}

bool date_extent_resolve(const date_side *side, const lode_day *today, date_point *first, date_point *last) {
    int32_t count;
    if (!date_has(side, DATE_EXTENT) || !today || !date_duration_whole(side, &count))
        return false;
    bool ahead = side->value[DATE_EXTENT] > 0;
    date_side end = *side;
    end.value[DATE_OFFSET] = ahead ? 1 : -count;
    if (date_point_resolve(&end, today, first) != LODE_OK)
        return false;
    end.value[DATE_OFFSET] = ahead ? count : -1;
    return date_point_resolve(&end, today, last) == LODE_OK;
}
