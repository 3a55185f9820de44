/* SPDX-License-Identifier: MIT */
#include "duration.h"

/* The designators that a duration is written with, coarse to fine, and how a fraction of one is carried to the next. */
enum { YEARS, MONTHS, WEEKS, DAYS, HOURS, MINUTES, SECONDS, DESIGNATORS };

static const struct {
    char letter;
    int finer;     /* where an exact fraction goes; -1: nowhere, months and weeks have no whole number of parts */
    int32_t times; /* how many of the finer one it holds */
} designators[DESIGNATORS] = {
    [YEARS] = {'Y', MONTHS, 12},  [MONTHS] = {'M', -1, 0},        [WEEKS] = {'W', DAYS, 7}, [DAYS] = {'D', HOURS, 24},
    [HOURS] = {'H', MINUTES, 60}, [MINUTES] = {'M', SECONDS, 60}, [SECONDS] = {'S', -1, 0},
};

static const struct {
    int designator;
    int32_t times;
} units[] = {
    [DATE_UNIT_SECOND] = {SECONDS, 1},  [DATE_UNIT_MINUTE] = {MINUTES, 1}, [DATE_UNIT_HOUR] = {HOURS, 1},
    [DATE_UNIT_DAY] = {DAYS, 1},        [DATE_UNIT_WORKDAY] = {DAYS, 1},   [DATE_UNIT_WEEK] = {WEEKS, 1},
    [DATE_UNIT_WEEKEND] = {0, 0},       [DATE_UNIT_MONTH] = {MONTHS, 1},   [DATE_UNIT_QUARTER] = {MONTHS, 3},
    [DATE_UNIT_HALF] = {MONTHS, 6},     [DATE_UNIT_YEAR] = {YEARS, 1},     [DATE_UNIT_DECADE] = {YEARS, 10},
    [DATE_UNIT_CENTURY] = {YEARS, 100},
};

bool date_side_is_duration(const date_side *side) {
    return (side->count.known || side->fraction.known) && !date_has(side, DATE_DIRECTION);
}

/* Splits a number of units into whole ones and, where that comes out even, whole ones of the finer unit. */
static lode_status add_units(lode_decimal counts[DESIGNATORS], lode_decimal count, int unit) {
    int at = units[unit].designator;
    if (units[unit].times == 0 || lode_decimal_multiply(count, lode_decimal_from_integer(units[unit].times), &count) != LODE_OK)
        return LODE_DECLINED;
    lode_decimal finer;
    int64_t whole, parts;
    if (!lode_decimal_to_integer(count, &whole) && designators[at].finer >= 0 &&
        lode_decimal_multiply(count, lode_decimal_from_integer(designators[at].times), &finer) == LODE_OK &&
        lode_decimal_to_integer(finer, &parts)) {
        lode_decimal *lower = &counts[designators[at].finer];
        count = lode_decimal_from_integer(parts / designators[at].times);
        if (lode_decimal_add(*lower, lode_decimal_from_integer(parts % designators[at].times), lower) != LODE_OK)
            return LODE_DECLINED;
    }
    return lode_decimal_add(counts[at], count, &counts[at]) == LODE_OK ? LODE_OK : LODE_DECLINED;
}

static bool is_zero(lode_decimal number) {
    return number.high == 0 && number.low == 0;
}

lode_status date_duration_add(const date_side *side, date_value *value) {
    lode_decimal counts[DESIGNATORS] = {{0, 0, 0, 0}};
    int32_t unit = side->value[DATE_REFERENCE_UNIT];
    lode_decimal count = side->count.count;
    if (unit == DATE_UNSET || !date_side_is_duration(side))
        return LODE_DECLINED;
    if (!side->count.known)
        count = lode_decimal_from_integer(0);
    if (side->fraction.known && lode_decimal_add(count, side->fraction.count, &count) != LODE_OK)
        return LODE_DECLINED;
    if (is_zero(count) || add_units(counts, count, unit) != LODE_OK)
        return LODE_DECLINED;
    if (side->and_count.known &&
        (!date_has(side, DATE_AND_UNIT) || add_units(counts, side->and_count.count, side->value[DATE_AND_UNIT]) != LODE_OK))
        return LODE_DECLINED;
    if (side->also_count.known &&
        (!date_has(side, DATE_ALSO_UNIT) || add_units(counts, side->also_count.count, side->value[DATE_ALSO_UNIT]) != LODE_OK))
        return LODE_DECLINED;
    date_value_add(value, "P");
    for (int i = 0; i < DESIGNATORS; i++) {
        if (i == HOURS && (!is_zero(counts[HOURS]) || !is_zero(counts[MINUTES]) || !is_zero(counts[SECONDS])))
            date_value_add(value, "T");
        if (!is_zero(counts[i])) {
            char text[LODE_DECIMAL_TEXT_MAX];
            lode_decimal_format(counts[i], text);
            date_value_add(value, "%s%c", text, designators[i].letter);
        }
    }
    return value->too_long ? LODE_DECLINED : LODE_OK;
}

bool date_duration_whole(const date_side *side, int32_t *count) {
    int64_t whole;
    if (!side->count.known || side->fraction.known || side->and_count.known ||
        !lode_decimal_to_integer(side->count.count, &whole) || whole < 1 || whole > 9999)
        return false;
    *count = (int32_t)whole;
    return true;
}
