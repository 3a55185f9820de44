/* SPDX-License-Identifier: MIT */
#include "holiday.h"

#include "occurrence.h"
#include "point.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct month_day {
    int32_t month, day;
} month_day;

/* Days of a year, both included. */
typedef struct stretch {
    month_day first, last;
} stretch;

static bool read_month_day(const char *text, month_day *found) {
    for (int i = 0; i < 5; i++)
        if (i == 2 ? text[i] != '-' : text[i] < '0' || text[i] > '9')
            return false;
    found->month = (text[0] - '0') * 10 + (text[1] - '0');
    found->day = (text[3] - '0') * 10 + (text[4] - '0');
    return lode_day_is_valid((lode_day){2000, found->month, found->day});
}

/* Reads "MM-DD" or "MM-DD/MM-DD". */
static bool read_stretch(const char *text, size_t length, stretch *found) {
    if (length != 5 && (length != 11 || text[5] != '/'))
        return false;
    if (!read_month_day(text, &found->first))
        return false;
    found->last = found->first;
    return length == 5 || read_month_day(text + 6, &found->last);
}

/* A day that moves: Easter, of a section of settings, or the nth weekday of a month, and so many days later. */
typedef enum moving_kind { MOVING_EASTER, MOVING_ORTHODOX_EASTER, MOVING_SECTION, MOVING_NTH_WEEKDAY } moving_kind;
typedef struct moving_day {
    moving_kind kind;
    char section[64];
    int month, nth, weekday;
    int later;
} moving_day;

/* Reads "easter", "orthodox-easter", "@section" or "11/4/4" (the fourth Thursday of November; -1: the last), with "+1" or "-2"
 * days behind it. */
static bool read_moving_day(const lode_value *holiday, moving_day *day) {
    static const char *const computed[] = {[MOVING_EASTER] = "easter", [MOVING_ORTHODOX_EASTER] = "orthodox-easter"};
    char text[80], end;
    *day = (moving_day){.kind = MOVING_NTH_WEEKDAY};
    if (holiday->length >= sizeof text)
        return false;
    snprintf(text, sizeof text, "%.*s", (int)holiday->length, holiday->text);
    for (int kind = MOVING_EASTER; kind <= MOVING_ORTHODOX_EASTER; kind++) {
        size_t length = strlen(computed[kind]);
        if (strncmp(text, computed[kind], length) == 0) {
            day->kind = (moving_kind)kind;
            return text[length] == '\0' || sscanf(text + length, "%4d%c", &day->later, &end) == 1;
        }
    }
    int read = sscanf(text, "%2d/%2d/%1d%4d%c", &day->month, &day->nth, &day->weekday, &day->later, &end);
    if (read == 3 || read == 4) {
        return day->month >= 1 && day->month <= 12 && day->nth >= -5 && day->nth <= 5 && day->nth != 0 && day->weekday >= 1 &&
               day->weekday <= 7;
    }
    day->kind = MOVING_SECTION;
    read = sscanf(text, "@%63[^+-]%4d%c", day->section, &day->later, &end);
    return read == 1 || read == 2;
}

/* Easter Sunday of the Gregorian calendar, by the method of Meeus, Jones and Butcher (Meeus, Astronomical Algorithms, 1991). */
static lode_day gregorian_easter(int32_t year) {
    int32_t golden = year % 19, century = year / 100, rest = year % 100;
    int32_t moon = (century - (century + 8) / 25 + 1) / 3;
    int32_t epact = (19 * golden + century - century / 4 - moon + 15) % 30;
    int32_t weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    int32_t late = (golden + 11 * epact + 22 * weekday) / 451;
    int32_t number = epact + weekday - 7 * late + 114;
    return (lode_day){year, number / 31, number % 31 + 1};
}

/* Easter Sunday of the Julian calendar (Meeus, chapter 8) as a day of the Gregorian one. */
static lode_day orthodox_easter(int32_t year) {
    int32_t moon = (19 * (year % 19) + 15) % 30;
    int32_t weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7;
    int32_t number = moon + weekday + 114;
    lode_day julian = {year, number / 31, number % 31 + 1};
    return lode_day_add_days(julian, year / 100 - year / 400 - 2);
}

bool date_holiday_is_valid(const lode_value *holiday) {
    stretch fixed;
    moving_day moving;
    return read_stretch(holiday->text, holiday->length, &fixed) || read_moving_day(holiday, &moving);
}

static void move(month_day *day, int32_t year, int days) {
    lode_day moved = lode_day_add_days((lode_day){year, day->month, day->day}, days);
    *day = (month_day){moved.month, moved.day};
}

/* The days that a moving holiday has in a year; false where the month has no such weekday, or the pack doesn't say. */
static bool look_up(const lode_rule *rule, const moving_day *holiday, int32_t year, stretch *found) {
    if (holiday->kind == MOVING_EASTER || holiday->kind == MOVING_ORTHODOX_EASTER) {
        if (year < 1583)
            return false; /* before the Gregorian calendar */
        lode_day day = holiday->kind == MOVING_EASTER ? gregorian_easter(year) : orthodox_easter(year);
        found->first = found->last = (month_day){day.month, day.day};
    } else if (holiday->kind == MOVING_SECTION) {
        char name[16];
        snprintf(name, sizeof name, "%d", (int)year);
        const char *text = lode_rule_setting(rule, holiday->section, name);
        if (!text || !read_stretch(text, strlen(text), found))
            return false;
    } else {
        lode_day day;
        if (!date_nth_weekday(year, holiday->month, holiday->nth, holiday->weekday, &day))
            return false;
        found->first = found->last = (month_day){day.month, day.day};
    }
    move(&found->first, year, holiday->later);
    move(&found->last, year, holiday->later);
    return true;
}

/* The year of a moving holiday: the one said, the one counted from today, or the one in which it is nearest. */
static bool find_moving(const lode_rule *rule, const date_side *side, const moving_day *holiday, const lode_day *today,
                        int32_t *year, stretch *found) {
    if (date_has(side, DATE_YEAR)) {
        *year = side->value[DATE_YEAR];
        return look_up(rule, holiday, *year, found);
    }
    if (!today)
        return false;
    if (date_has(side, DATE_REFERENCE_UNIT) && date_has(side, DATE_OFFSET)) {
        *year = today->year + side->value[DATE_OFFSET];
        return look_up(rule, holiday, *year, found);
    }
    date_lean leaning = date_side_lean(side);
    int64_t best = INT64_MAX, now = lode_day_to_number(*today);
    for (int32_t candidate = today->year - 1; candidate <= today->year + 1; candidate++) {
        stretch days;
        if (!look_up(rule, holiday, candidate, &days))
            continue;
        int64_t distance = lode_day_to_number((lode_day){candidate, days.first.month, days.first.day}) - now;
        bool fits = leaning != DATE_TAKE_THIS || candidate == today->year;
        if (fits && date_is_better(leaning, distance, best)) {
            best = llabs(distance);
            *year = candidate;
            *found = days;
        }
    }
    return best != INT64_MAX;
}

static void put(date_side *side, month_day day) {
    side->value[DATE_MONTH] = day.month;
    side->value[DATE_DAY] = day.day;
}

lode_status date_holiday_apply(const lode_rule *rule, date_expression *expression, const lode_day *today) {
    date_side *side = &expression->from;
    stretch days;
    moving_day moving;
    int32_t year = side->value[DATE_YEAR];
    if (side->holiday.kind == LODE_VALUE_NONE)
        return LODE_OK;
    bool by_unit = date_has(side, DATE_OFFSET) && date_has(side, DATE_REFERENCE_UNIT);
    if (by_unit && side->value[DATE_REFERENCE_UNIT] != DATE_UNIT_YEAR)
        return LODE_DECLINED;
    if (read_stretch(side->holiday.text, side->holiday.length, &days)) {
        /* each year's */
    } else if (!read_moving_day(&side->holiday, &moving)) {
        return LODE_DECLINED;
    } else if (find_moving(rule, side, &moving, today, &year, &days)) {
        side->value[DATE_YEAR] = year;
        side->value[DATE_OFFSET] = DATE_UNSET;
    } else {
        days.first = days.last = (month_day){DATE_UNKNOWN, DATE_UNKNOWN};
    }
    put(side, days.first);
    if (days.first.month != days.last.month || days.first.day != days.last.day) {
        expression->to = *side;
        put(&expression->to, days.last);
        expression->interval = true;
    }
    return LODE_OK;
}
