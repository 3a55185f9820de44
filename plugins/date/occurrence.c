#include "occurrence.h"

#include <stdlib.h>

date_lean date_side_lean(const date_side *side) {
    if (!date_has(side, DATE_OFFSET) || date_has(side, DATE_REFERENCE_UNIT)) {
        return DATE_LEAN_NEAREST;
    }
    int32_t offset = side->value[DATE_OFFSET];
    return offset > 0 ? DATE_LEAN_NEXT : offset < 0 ? DATE_LEAN_PREVIOUS : DATE_LEAN_THIS;
}

/* Puts the best of several occurrences first: their distance from today is judged by the lean. */
static bool is_better(date_lean leaning, int64_t distance, int64_t best) {
    switch (leaning) {
    case DATE_LEAN_NEXT:
        return distance > 0 && distance < best;
    case DATE_LEAN_PREVIOUS:
        return distance < 0 && -distance < best;
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
    if (!lode_day_is_valid(day)) {
        return false;
    }
    *distance = lode_day_to_number(day) - lode_day_to_number(*today);
    /* A weekday that agrees outweighs two years. */
    if (date_has(side, DATE_WEEKDAY) && side->value[DATE_WEEKDAY] != lode_day_weekday(day)) {
        *distance += *distance < 0 ? -800 : 800;
    }
    return true;
}

void date_choose_year(date_side *side, date_field field, int32_t parts, const lode_day *today) {
    static const int32_t reach[] = {0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6, 6, -7, 7, -8, 8}; /* 29 February may be far */
    date_lean leaning = date_side_lean(side);
    int64_t best = INT64_MAX;
    if (date_has(side, DATE_YEAR) || !today || side->value[field] == DATE_UNKNOWN) {
        return;
    }
    for (size_t i = 0; i < (leaning == DATE_LEAN_THIS ? 1 : sizeof reach / sizeof *reach); i++) {
        int64_t distance;
        if (distance_in_year(side, field, parts, today->year + reach[i], today, &distance) &&
            is_better(leaning, distance, best)) {
            best = llabs(distance);
            side->value[DATE_YEAR] = today->year + reach[i];
        }
    }
}

void date_choose_month(date_side *side, const lode_day *today) {
    static const int32_t reach[] = {0, -1, 1, -2, 2};
    date_lean leaning = date_side_lean(side);
    int64_t best = INT64_MAX;
    int32_t number = side->value[DATE_DAY];
    side->value[DATE_MONTH] = DATE_UNKNOWN;
    for (size_t i = 0; today && number != DATE_UNKNOWN && i < (leaning == DATE_LEAN_THIS ? 1 : 5); i++) {
        lode_day day = lode_day_add_months((lode_day){today->year, today->month, 1}, reach[i]);
        day.day = number;
        if (!lode_day_is_valid(day)) {
            continue;
        }
        int64_t distance = lode_day_to_number(day) - lode_day_to_number(*today);
        if (is_better(leaning, distance, best)) {
            best = llabs(distance);
            side->value[DATE_YEAR] = day.year;
            side->value[DATE_MONTH] = day.month;
        }
    }
}
