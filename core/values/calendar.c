/* SPDX-License-Identifier: MIT */
#include <lode/calendar.h>

enum {
    YEAR_MAX = 9999,
    DAYS_IN_4_YEARS = 1461,
    DAYS_IN_100_YEARS = 36524,
    DAYS_IN_400_YEARS = 146097,
    EPOCH = 719468 /* the days from 0000-03-01 to 1970-01-01 */
};

static const lode_day no_day = {0, 0, 0};

/* The quotient rounded down, where C rounds towards zero; `b` is positive. */
static int64_t floor_divide(int64_t a, int64_t b) {
    return a / b - (a % b < 0);
}

bool lode_year_is_leap(int32_t year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int32_t lode_month_days(int32_t year, int32_t month) {
    static const int32_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    if (month < 1 || month > 12)
        return 0;
    return days[month - 1] + (month == 2 && lode_year_is_leap(year));
}

bool lode_day_is_valid(lode_day day) {
    return day.year >= -YEAR_MAX && day.year <= YEAR_MAX && day.day >= 1 && day.day <= lode_month_days(day.year, day.month);
}

/* Years are taken to begin on 1 March here: the day that comes and goes is then the last of the year, and the months'
 * lengths follow a line, 153 days for each five months. */
int64_t lode_day_to_number(lode_day day) {
    int64_t year = (int64_t)day.year - (day.month <= 2);
    int64_t month = ((int64_t)day.month + 9) % 12;
    int64_t day_of_year = (153 * month + 2) / 5 + day.day - 1;

    return 365 * year + floor_divide(year, 4) - floor_divide(year, 100) + floor_divide(year, 400) + day_of_year - EPOCH;
}

lode_day lode_day_from_number(int64_t number) {
    int64_t cycle, day_of_cycle, century, day_of_century, year, day_of_year, month;
    lode_day day;

    if (number > (int64_t)DAYS_IN_400_YEARS * 26 || number < -(int64_t)DAYS_IN_400_YEARS * 31)
        return no_day;
    number += EPOCH;
    cycle = floor_divide(number, DAYS_IN_400_YEARS);
    day_of_cycle = number - cycle * DAYS_IN_400_YEARS;
    century = day_of_cycle / DAYS_IN_100_YEARS;
    century = century > 3 ? 3 : century; /* a cycle's last century is a day longer than the others */
    day_of_century = day_of_cycle - century * DAYS_IN_100_YEARS;
    year = (4 * day_of_century + 3) / DAYS_IN_4_YEARS;
    day_of_year = day_of_century - DAYS_IN_4_YEARS * year / 4;
    month = (5 * day_of_year + 2) / 153;

    day.day = (int32_t)(day_of_year - (153 * month + 2) / 5 + 1);
    day.month = (int32_t)(month < 10 ? month + 3 : month - 9);
    day.year = (int32_t)(cycle * 400 + century * 100 + year + (day.month <= 2));
    return lode_day_is_valid(day) ? day : no_day;
}

static int32_t weekday_of_number(int64_t number) {
    int64_t since_monday = number + 3; /* 1970-01-01 was a Thursday */

    return (int32_t)(since_monday - floor_divide(since_monday, 7) * 7) + 1;
}

int32_t lode_day_weekday(lode_day day) {
    return weekday_of_number(lode_day_to_number(day));
}

/* 4 January is in the first week of its year (ISO 8601-1:2019, 3.1.1.23). */
static int64_t first_monday(int32_t year) {
    int64_t number = lode_day_to_number((lode_day){year, 1, 4});

    return number - (weekday_of_number(number) - 1);
}

lode_week lode_day_week(lode_day day) {
    int64_t number = lode_day_to_number(day);
    lode_week week = {day.year + 1, 0};

    while (number < first_monday(week.year))
        week.year--;
    week.week = (int32_t)((number - first_monday(week.year)) / 7 + 1);
    return week;
}

lode_day lode_week_monday(lode_week week) {
    return lode_day_from_number(first_monday(week.year) + ((int64_t)week.week - 1) * 7);
}

lode_day lode_day_add_days(lode_day day, int64_t days) {
    if (days > (int64_t)DAYS_IN_400_YEARS * 50 || days < -(int64_t)DAYS_IN_400_YEARS * 50)
        return no_day;
    return lode_day_from_number(lode_day_to_number(day) + days);
}

lode_day lode_day_add_months(lode_day day, int64_t months) {
    int64_t month, year;
    int32_t last;

    if (months > 24 * YEAR_MAX || months < -24 * YEAR_MAX)
        return no_day;
    month = (int64_t)day.year * 12 + day.month - 1 + months;
    year = floor_divide(month, 12);
    day.year = (int32_t)year;
    day.month = (int32_t)(month - year * 12) + 1;
    last = lode_month_days(day.year, day.month);
    if (day.day > last)
        day.day = last;
    return lode_day_is_valid(day) ? day : no_day;
}

/* Reads `count` digits; false where one is none. */
static bool read_digits(const char *text, size_t count, int32_t *number) {
    *number = 0;
    for (size_t i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        *number = *number * 10 + (text[i] - '0');
    }
    return true;
}

lode_status lode_day_parse(const char *text, size_t length, lode_day *day) {
    lode_day read;

    if (length < 10 || (length > 10 && text[10] != 'T') || text[4] != '-' || text[7] != '-' ||
        !read_digits(text, 4, &read.year) || !read_digits(text + 5, 2, &read.month) || !read_digits(text + 8, 2, &read.day))
        return LODE_ERROR_SYNTAX;
    if (!lode_day_is_valid(read))
        return LODE_DECLINED;
    *day = read;
    return LODE_OK;
}

lode_time lode_time_parse(const char *text, size_t length) {
    static const char marks[] = {'T', ':', ':'};
    static const int32_t ends[] = {24, 60, 61};
    int32_t parts[] = {-1, -1, -1};
    size_t at = 10;

    for (size_t i = 0; i < 3 && length >= at + 3 && text[at] == marks[i]; i++, at += 3) {
        int32_t number;

        if (!read_digits(text + at + 1, 2, &number) || number >= ends[i])
            break;
        parts[i] = number;
    }
    return (lode_time){parts[0], parts[1], parts[2]};
}
