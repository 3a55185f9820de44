/* SPDX-License-Identifier: MIT */
/* lode/calendar.h - days, weeks and months of the proleptic Gregorian calendar (ISO 8601).
 *
 * Years are astronomical: 0 is 1 BC, -1 is 2 BC. Everything is whole-number arithmetic; nothing asks the clock. */
#ifndef LODE_CALENDAR_H
#define LODE_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <lode/error.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct lode_day {
    int32_t year;  /* -9999 .. 9999 */
    int32_t month; /* 1 .. 12 */
    int32_t day;   /* 1 .. 31 */
} lode_day;

/* A week of ISO 8601: `year` is the week's own, which differs from the calendar's around New Year. */
typedef struct lode_week {
    int32_t year;
    int32_t week; /* 1 .. 53 */
} lode_week;

/* A time of the day, as fine as it is known. */
typedef struct lode_time {
    int32_t hour;   /* 0 .. 23; -1: not known, and nothing finer either */
    int32_t minute; /* 0 .. 59; -1: not known, and the second neither */
    int32_t second; /* 0 .. 60; -1: not known */
} lode_time;

/* Which of its occurrences a day, month or weekday stands for that is said without its year, month or week. */
typedef enum lode_prefer {
    LODE_PREFER_NONE = 0, /* no wish: as the rules have it */
    LODE_PREFER_NEAREST,
    LODE_PREFER_PAST,  /* the last one up to the document's date */
    LODE_PREFER_FUTURE /* the next one from the document's date on */
} lode_prefer;

LODE_API bool lode_year_is_leap(int32_t year);

/* The days in a month (28 to 31); 0 for a month that is none. */
LODE_API int32_t lode_month_days(int32_t year, int32_t month);

/* Whether year, month and day name a day that exists. */
LODE_API bool lode_day_is_valid(lode_day day);

/* Days since 1970-01-01 (negative before), and back. A day passed here or below must be valid; one that comes back is so, or
 * all zero where it would lie outside the years -9999 to 9999. */
LODE_API int64_t lode_day_to_number(lode_day day);
LODE_API lode_day lode_day_from_number(int64_t number);

/* The weekday: 1 Monday .. 7 Sunday (ISO 8601). */
LODE_API int32_t lode_day_weekday(lode_day day);

/* The ISO week that a day is in, and the Monday of a week. */
LODE_API lode_week lode_day_week(lode_day day);
LODE_API lode_day lode_week_monday(lode_week week);

/* The day that is `days` or `months` (both may be negative) later. In a shorter month the day becomes its last. */
LODE_API lode_day lode_day_add_days(lode_day day, int64_t days);
LODE_API lode_day lode_day_add_months(lode_day day, int64_t months);

/* Reads "YYYY-MM-DD" (what follows a 'T' is passed over). Returns LODE_OK, LODE_ERROR_SYNTAX where it is not of this
 * form, or LODE_DECLINED where no such day exists. */
LODE_API lode_status lode_day_parse(const char *text, size_t length, lode_day *day);

/* Reads the time behind such a day ("2021-10-13T08", "2021-10-13T08:15", "2021-10-13T08:15:20+07:00": the zone is passed
 * over), as far as it is of this form. */
LODE_API lode_time lode_time_parse(const char *text, size_t length);

#ifdef __cplusplus
}
#endif
#endif
