#include "holiday.h"

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

static bool is_movable(const lode_value *holiday) {
    return holiday->length > 1 && holiday->text[0] == '@';
}

bool date_holiday_is_valid(const lode_value *holiday) {
    stretch ignored;
    return is_movable(holiday) || read_stretch(holiday->text, holiday->length, &ignored);
}

/* The days that a movable holiday has in a year; false where the pack doesn't say. */
static bool look_up(const lode_rule *rule, const lode_value *holiday, int32_t year, stretch *found) {
    char section[64], name[16];
    if (holiday->length > sizeof section) {
        return false;
    }
    snprintf(section, sizeof section, "%.*s", (int)(holiday->length - 1), holiday->text + 1);
    snprintf(name, sizeof name, "%d", (int)year);
    const char *text = lode_rule_setting(rule, section, name);
    return text && read_stretch(text, strlen(text), found);
}

/* The year of a movable holiday: the one said, the one counted from today, or the one in which it is nearest. */
static bool find_movable(const lode_rule *rule, const date_side *side, const lode_day *today, int32_t *year, stretch *found) {
    if (date_has(side, DATE_YEAR)) {
        *year = side->value[DATE_YEAR];
        return look_up(rule, &side->holiday, *year, found);
    }
    if (!today) {
        return false;
    }
    if (date_has(side, DATE_OFFSET)) {
        *year = today->year + side->value[DATE_OFFSET];
        return look_up(rule, &side->holiday, *year, found);
    }
    int64_t best = INT64_MAX, now = lode_day_to_number(*today);
    for (int32_t candidate = today->year - 1; candidate <= today->year + 1; candidate++) {
        stretch days;
        if (!look_up(rule, &side->holiday, candidate, &days)) {
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
    int32_t year = side->value[DATE_YEAR];
    if (side->holiday.kind == LODE_VALUE_NONE) {
        return LODE_OK;
    }
    if (date_has(side, DATE_OFFSET) && side->value[DATE_REFERENCE_UNIT] != DATE_UNIT_YEAR) {
        return LODE_DECLINED;
    }
    if (!is_movable(&side->holiday)) {
        if (!read_stretch(side->holiday.text, side->holiday.length, &days)) {
            return LODE_DECLINED;
        }
    } else if (find_movable(rule, side, today, &year, &days)) {
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
