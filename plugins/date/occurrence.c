/* SPDX-License-Identifier: MIT */
#include "occurrence.h"

#include <stdlib.h>
#include <string.h>

bool date_lean_read(const lode_rule *rule, int32_t *lean) {
    static const char *const names[] = {
        [DATE_LEAN_PAST] = "past", [DATE_LEAN_NEAREST] = "nearest", [DATE_LEAN_FUTURE] = "future"};
    const char *wish = lode_rule_setting(rule, "calendar", "prefer");
    *lean = DATE_UNSET;
    for (int32_t i = DATE_LEAN_PAST; wish && i <= DATE_LEAN_FUTURE; i++)
        if (strcmp(wish, names[i]) == 0)
            *lean = i;
    return !wish || *lean != DATE_UNSET;
}

void date_lean_apply(lode_prefer wish, date_text text, date_expression *expression) {
    static const int32_t wishes[] = {[LODE_PREFER_NONE] = DATE_UNSET,
                                     [LODE_PREFER_NEAREST] = DATE_LEAN_NEAREST,
                                     [LODE_PREFER_PAST] = DATE_LEAN_PAST,
                                     [LODE_PREFER_FUTURE] = DATE_LEAN_FUTURE};
    date_side *sides[] = {&expression->from, &expression->to};
    int32_t lean = wish == LODE_PREFER_NONE ? expression->pack_lean : wishes[wish];
    if (lean == DATE_UNSET && text == DATE_TEXT_EXPRESSION)
        lean = DATE_LEAN_FUTURE;
    for (size_t i = 0; i < 2; i++) {
        bool weekday = date_has(sides[i], DATE_WEEKDAY), day = date_has(sides[i], DATE_DAY);
        bool weekday_alone = weekday && !day && !date_has(sides[i], DATE_MONTH) && text == DATE_TEXT_REPORT;
        if (!date_has(sides[i], DATE_LEAN)) {
            /* A weekday beside the day tells the year or month. */
            bool wished = lean != DATE_UNSET && !(weekday && day);
            sides[i]->value[DATE_LEAN] = wished ? lean : weekday_alone ? DATE_LEAN_PAST : DATE_LEAN_NEAREST;
        }
    }
}

date_lean date_side_lean(const date_side *side) {
    static const date_lean leans[] = {
        [DATE_LEAN_PAST] = DATE_TAKE_PAST, [DATE_LEAN_NEAREST] = DATE_TAKE_NEAREST, [DATE_LEAN_FUTURE] = DATE_TAKE_FUTURE};
    if (date_has(side, DATE_OFFSET) && !date_has(side, DATE_REFERENCE_UNIT)) {
        int32_t offset = side->value[DATE_OFFSET];
        return offset > 0 ? DATE_TAKE_NEXT : offset < 0 ? DATE_TAKE_PREVIOUS : DATE_TAKE_THIS;
    }
    return date_has(side, DATE_LEAN) ? leans[side->value[DATE_LEAN]] : DATE_TAKE_NEAREST;
}

bool date_is_better(date_lean leaning, int64_t distance, int64_t best) {
    switch (leaning) {
    case DATE_TAKE_NEXT:
        return distance > 0 && distance < best;
    case DATE_TAKE_FUTURE:
        return distance >= 0 && distance < best;
    case DATE_TAKE_PREVIOUS:
        return distance < 0 && -distance < best;
    case DATE_TAKE_PAST:
        return distance <= 0 && -distance < best;
    default:
        return llabs(distance) < best;
    }
}

/* The distance from today of a side's day or part of the year in a given year; false where that year has none. */
static bool distance_in_year(const date_side *side, date_field field, int32_t parts, int32_t year, const lode_day *today,
                             int64_t *distance) {
    if (field != DATE_DAY) {
        *distance = (year - today->year) * parts + side->value[field] - 1 - (today->month - 1) * parts / 12;
        return true;
    }
    lode_day day = {year, side->value[DATE_MONTH], side->value[DATE_DAY]};
    if (!lode_day_is_valid(day))
        return false;
    *distance = lode_day_to_number(day) - lode_day_to_number(*today);
    /* A weekday that agrees outweighs two years. */
    if (date_has(side, DATE_WEEKDAY) && side->value[DATE_WEEKDAY] != lode_day_weekday(day))
        *distance += *distance < 0 ? -800 : 800;
    return true;
}

void date_choose_year(date_side *side, date_field field, int32_t parts, const lode_day *today) {
    static const int32_t reach[] = {0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6, 6, -7, 7, -8, 8}; /* 29 February may be far */
    date_lean leaning = date_side_lean(side);
    int64_t best = INT64_MAX;
    if (date_has(side, DATE_YEAR) || !today || side->value[field] == DATE_UNKNOWN)
        return;
    for (size_t i = 0; i < (leaning == DATE_TAKE_THIS ? 1 : sizeof reach / sizeof *reach); i++) {
        int64_t distance;
        if (distance_in_year(side, field, parts, today->year + reach[i], today, &distance) &&
            date_is_better(leaning, distance, best)) {
            best = llabs(distance);
            side->value[DATE_YEAR] = today->year + reach[i];
        }
    }
    if (leaning == DATE_TAKE_NEXT && date_has(side, DATE_YEAR))
        side->value[DATE_YEAR] += side->value[DATE_OFFSET] - 1; /* March after next */
}

void date_choose_month(date_side *side, const lode_day *today) {
    enum { REACH = 26 }; /* months; a weekday may be far */
    date_lean leaning = date_side_lean(side);
    int64_t best = INT64_MAX;
    int32_t number = side->value[DATE_DAY];
    side->value[DATE_MONTH] = DATE_UNKNOWN;
    for (int32_t i = 0; today && number != DATE_UNKNOWN && i <= (leaning == DATE_TAKE_THIS ? 0 : 2 * REACH); i++) {
        lode_day day = lode_day_add_months((lode_day){today->year, today->month, 1}, i % 2 ? -(i + 1) / 2 : i / 2);
        day.day = number;
        if (!lode_day_is_valid(day))
            continue;
        int64_t distance = lode_day_to_number(day) - lode_day_to_number(*today);
        if (date_has(side, DATE_WEEKDAY) && side->value[DATE_WEEKDAY] != lode_day_weekday(day))
            continue;
        if (date_is_better(leaning, distance, best)) {
            best = llabs(distance);
            side->value[DATE_YEAR] = day.year;
            side->value[DATE_MONTH] = day.month;
        }
    }
}
