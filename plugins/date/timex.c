/* SPDX-License-Identifier: MIT */
#include "timex.h"

#include "clock.h"

#include <stdarg.h>
#include <stdio.h>

void date_value_add(date_value *value, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(value->text + value->length, sizeof value->text - value->length, format, arguments);
    va_end(arguments);
    if (length < 0 || (size_t)length >= sizeof value->text - value->length) {
        value->too_long = true;
        value->text[value->length] = '\0';
    } else {
        value->length += (size_t)length;
    }
}

/* The year in front of a finer part; before year 1 TIMEX3 writes BC and four digits. */
static void add_year(date_value *value, int32_t year) {
    if (year == DATE_UNSET)
        date_value_add(value, "XXXX");
    else if (year <= 0)
        date_value_add(value, "BC%04d", (int)(1 - year));
    else
        date_value_add(value, "%04d", (int)year);
}

/* "-08", or "-XX". */
static void add_two_digits(date_value *value, const char *lead, int32_t number) {
    if (number == DATE_UNKNOWN)
        date_value_add(value, "%sXX", lead);
    else
        date_value_add(value, "%s%02d", lead, (int)number);
}

/* "-Q3", or "-QX". */
static void add_digit(date_value *value, const char *lead, int32_t number) {
    if (number == DATE_UNKNOWN)
        date_value_add(value, "%sX", lead);
    else
        date_value_add(value, "%s%d", lead, (int)number);
}

static void add_century(date_value *value, int32_t year) {
    if (year == DATE_UNSET)
        date_value_add(value, "XX");
    else if (year < 0)
        date_value_add(value, "BC%02d", (int)(-year / 100));
    else
        date_value_add(value, "%02d", (int)(year / 100));
}

static void add_day(date_value *value, const date_point *point) {
    static const char *const seasons[] = {"XX", "SP", "SU", "FA", "WI"};
    if (point->grain > DATE_GRAIN_DECADE)
        add_year(value, point->year);
    switch (point->grain) {
    case DATE_GRAIN_CENTURY:
        add_century(value, point->year);
        break;
    case DATE_GRAIN_DECADE:
        if (point->year == DATE_UNSET)
            date_value_add(value, "XXX");
        else
            date_value_add(value, "%03d", (int)(point->year / 10));
        break;
    case DATE_GRAIN_YEAR:
        break;
    case DATE_GRAIN_HALF:
        add_digit(value, "-H", point->number);
        break;
    case DATE_GRAIN_SEASON:
        date_value_add(value, "-%s", seasons[point->number]);
        break;
    case DATE_GRAIN_QUARTER:
        add_digit(value, "-Q", point->number);
        break;
    case DATE_GRAIN_MONTH:
        add_two_digits(value, "-", point->month);
        break;
    case DATE_GRAIN_WEEK:
        add_two_digits(value, "-W", point->number);
        break;
    case DATE_GRAIN_WEEKEND:
        add_two_digits(value, "-W", point->number);
        date_value_add(value, "-WE");
        break;
    case DATE_GRAIN_WEEKDAY:
        date_value_add(value, "-WXX-%d", (int)point->number);
        break;
    case DATE_GRAIN_DAY:
        add_two_digits(value, "-", point->month);
        add_two_digits(value, "-", point->day);
        break;
    }
}

void date_value_add_point(date_value *value, const date_point *point) {
    static const char *const parts[] = {
        [DATE_PART_MORNING] = "TMO", [DATE_PART_MIDDAY] = "TMI", [DATE_PART_AFTERNOON] = "TAF",
        [DATE_PART_EVENING] = "TEV", [DATE_PART_NIGHT] = "TNI",  [DATE_PART_DAYTIME] = "TDT",
    };
    add_day(value, point);
    if (point->part > 0 && point->part <= DATE_PART_DAYTIME) {
        date_value_add(value, "%s", parts[point->part]);
    } else if (point->hour != DATE_UNSET) {
        date_value_add(value, "T%02d", (int)point->hour);
        if (point->minute != DATE_UNSET)
            date_value_add(value, ":%02d", (int)point->minute);
        if (point->minute != DATE_UNSET && point->second != DATE_UNSET)
            date_value_add(value, ":%02d", (int)point->second);
    }
    if (point->hour != DATE_UNSET && point->zone.kind == LODE_VALUE_TEXT)
        date_value_add(value, "%.*s", (int)point->zone.length, point->zone.text);
}
