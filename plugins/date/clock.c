/* SPDX-License-Identifier: MIT */
#include "clock.h"

bool date_side_has_clock(const date_side *side) {
    return date_has(side, DATE_HOUR) || date_has(side, DATE_PART);
}

/* The hour of 24 that an hour said with a part of the day means. */
static int32_t hour_in_part(int32_t hour, int32_t part) {
    switch (part) {
    case DATE_PART_AM:
        return hour == 12 ? 0 : hour;
    case DATE_PART_MIDDAY: /* 11 stays, 1 is 13 */
        return hour >= 1 && hour <= 4 ? hour + 12 : hour;
    case DATE_PART_PM:
    case DATE_PART_AFTERNOON:
        return hour >= 1 && hour <= 11 ? hour + 12 : hour;
    case DATE_PART_EVENING: /* 12 at night ends the day */
        return hour >= 1 && hour <= 12 ? hour + 12 : hour;
    case DATE_PART_NIGHT: /* from 6 to midnight; 1 at night is 1 */
        return hour >= 6 && hour <= 12 ? hour + 12 : hour;
    default:
        return hour;
    }
}

enum { DAWN = 6 };

/* Tonight at 2 am is tomorrow. False where the day is not known. */
static bool start_next_day(date_point *point) {
    lode_day day = {point->year, point->month, point->day};
    if (point->grain != DATE_GRAIN_DAY || point->year == DATE_UNSET || !lode_day_is_valid(day))
        return false;
    day = lode_day_add_days(day, 1);
    point->year = day.year;
    point->month = day.month;
    point->day = day.day;
    return true;
}

lode_status date_clock_resolve(const date_side *side, date_point *point) {
    point->zone = side->zone;
    point->part = DATE_UNSET;
    point->hour = point->minute = point->second = DATE_UNSET;
    if (!date_has(side, DATE_HOUR)) {
        bool stray = date_has(side, DATE_MINUTE) || side->value[DATE_PART] == DATE_PART_AM ||
                     side->value[DATE_PART] == DATE_PART_PM || date_has(side, DATE_HALF_DAY);
        point->part = side->value[DATE_PART];
        return stray ? LODE_DECLINED : LODE_OK;
    }
    int32_t part = side->value[DATE_PART], half = side->value[DATE_HALF_DAY];
    int32_t moved_by = half == DATE_UNSET ? part : half == DATE_HALF_AM ? DATE_PART_AM : DATE_PART_PM;
    int32_t hour = hour_in_part(side->value[DATE_HOUR], moved_by);
    bool after_midnight = half == DATE_HALF_AM && hour < DAWN && (part == DATE_PART_EVENING || part == DATE_PART_NIGHT);
    if (after_midnight && !start_next_day(point))
        return LODE_DECLINED;
    point->minute = side->value[DATE_MINUTE];
    point->second = side->value[DATE_SECOND];
    if (date_has(side, DATE_MINUTES_BEFORE)) {
        hour = hour == 0 ? 23 : hour - 1;
        point->minute = 60 - side->value[DATE_MINUTES_BEFORE];
    }
    if (hour == 24 && (point->minute > 0 || point->second > 0)) {
        if (side->value[DATE_HOUR] == 24)
            return LODE_DECLINED;
        hour = 0;
    }
    point->hour = hour;
    return LODE_OK;
}

int32_t date_clock_seconds(const date_point *point) {
    static const int32_t part_hours[] = {
        [DATE_PART_MORNING] = 6,  [DATE_PART_MIDDAY] = 12, [DATE_PART_AFTERNOON] = 14,
        [DATE_PART_EVENING] = 18, [DATE_PART_NIGHT] = 21,  [DATE_PART_DAYTIME] = 6,
    };
    if (point->hour == DATE_UNSET)
        return point->part > 0 && point->part <= DATE_PART_DAYTIME ? part_hours[point->part] * 3600 : 0;
    int32_t minute = point->minute == DATE_UNSET ? 0 : point->minute;
    int32_t second = point->second == DATE_UNSET ? 0 : point->second;
    return point->hour * 3600 + minute * 60 + second;
}
