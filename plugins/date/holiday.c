#include "holiday.h"

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
    for (int i = 0; i < 5; i++) {
        if (i == 2 ? text[i] != '-' : text[i] < '0' || text[i] > '9') {
            return false;
        }
    }
    found->month = (text[0] - '0') * 10 + (text[1] - '0');
    found->day = (text[3] - '0') * 10 + (text[4] - '0');
    return lode_day_is_valid((lode_day){2000, found->month, found->day});
}

/* Reads "MM-DD" or "MM-DD/MM-DD". */
static bool read_stretch(const char *text, size_t length, stretch *found) {
    if (length != 5 && (length != 11 || text[5] != '/')) {
        return false;
    }
    if (!read_month_day(text, &found->first)) {
        return false;
    }
    found->last = found->first;
    return length == 5 || read_month_day(text + 6, &found->last);
}

/* A day that moves: of a section of settings, or the nth weekday of a month, and so many days later. */
typedef struct moving_day {
    char section[64]; /* empty: the nth weekday */
    int month, nth, weekday;
    int later;
} moving_day;

/* Reads "@easter" or "11/4/4" (the fourth Thursday of November; -1: the last), with "+1" or "-2" days behind it. */
static bool read_moving_day(const lode_value *holiday, moving_day *day) {
    char text[80], end;
    *day = (moving_day){.section = ""};
    if (holiday->length >= sizeof text) {
        return false;
    }
    snprintf(text, sizeof text, "%.*s", (int)holiday->length, holiday->text);
    int read = sscanf(text, "%2d/%2d/%1d%3d%c", &day->month, &day->nth, &day->weekday, &day->later, &end);
    if (read == 3 || read == 4) {
        return day->month >= 1 && day->month <= 12 && day->nth >= -5 && day->nth <= 5 && day->nth != 0 && day->weekday >= 1 &&
               day->weekday <= 7;
    }
    read = sscanf(text, "@%63[^+-]%3d%c", day->section, &day->later, &end);
    return read == 1 || read == 2;
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
    if (holiday->section[0]) {
        char name[16];
        snprintf(name, sizeof name, "%d", (int)year);
        const char *text = lode_rule_setting(rule, holiday->section, name);
        if (!text || !read_stretch(text, strlen(text), found)) {
            return false;
        }
    } else {
        lode_day day;
        if (!date_nth_weekday(year, holiday->month, holiday->nth, holiday->weekday, &day)) {
            return false;
        }
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
    if (!today) {
        return false;
    }
    if (date_has(side, DATE_OFFSET)) {
        *year = today->year + side->value[DATE_OFFSET];
        return look_up(rule, holiday, *year, found);
    }
    int64_t best = INT64_MAX, now = lode_day_to_number(*today);
    for (int32_t candidate = today->year - 1; candidate <= today->year + 1; candidate++) {
        stretch days;
        if (!look_up(rule, holiday, candidate, &days)) {
            continue;
        }
        int64_t distance = llabs(lode_day_to_number((lode_day){candidate, days.first.month, days.first.day}) - now);
        if (distance < best) {
            best = distance;
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
    if (side->holiday.kind == LODE_VALUE_NONE) {
        return LODE_OK;
    }
    if (date_has(side, DATE_OFFSET) && side->value[DATE_REFERENCE_UNIT] != DATE_UNIT_YEAR) {
        return LODE_DECLINED;
    }
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
