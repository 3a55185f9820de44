/* SPDX-License-Identifier: MIT */
#include <lode/calendar.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

static void assert_day(lode_day day, int year, int month, int of_month) {
    assert_int_equal(day.year, year);
    assert_int_equal(day.month, month);
    assert_int_equal(day.day, of_month);
}

/* A calendar that only ever takes a step to the next day. */
static lode_day next_day(lode_day day) {
    int leap = (day.year % 4 == 0 && day.year % 100 != 0) || day.year % 400 == 0;
    int thirty = day.month == 4 || day.month == 6 || day.month == 9 || day.month == 11;
    int last = day.month == 2 ? 28 + leap : thirty ? 30 : 31;

    if (day.day < last)
        return (lode_day){day.year, day.month, day.day + 1};
    if (day.month < 12)
        return (lode_day){day.year, day.month + 1, 1};
    return (lode_day){day.year + 1, 1, 1};
}

/* 1 January of -400 was a Saturday, as was that of 2000: 400 years are a whole number of weeks. */
static void test_every_day(void **state) {
    lode_day day = {-400, 1, 1};
    int64_t number = lode_day_to_number(day);
    int weekday = 6;
    lode_week week = {-401, 52};

    (void)state;
    assert_int_equal(lode_day_week(day).week, week.week);
    while (day.year <= 2400) {
        lode_day back = lode_day_from_number(number);
        lode_week found;

        if (weekday == 1 && (day.month == 1 ? day.day <= 4 : day.month == 12 && day.day >= 29))
            week = (lode_week){day.month == 1 ? day.year : day.year + 1, 1};
        else if (weekday == 1)
            week.week++;
        found = lode_day_week(day);
        if (lode_day_to_number(day) != number || back.year != day.year || back.month != day.month || back.day != day.day ||
            !lode_day_is_valid(day) || lode_day_weekday(day) != weekday || found.year != week.year || found.week != week.week)
            fail_msg("%d-%02d-%02d", day.year, day.month, day.day);
        if (weekday == 1) {
            lode_day monday = lode_week_monday(week);

            assert_day(monday, day.year, day.month, day.day);
        }
        day = next_day(day);
        number++;
        weekday = weekday % 7 + 1;
    }
    assert_int_equal(number - lode_day_to_number((lode_day){-400, 1, 1}), 2801 * 365 + 700 + 1 - 21);
}

static void test_weeks_as_the_system_has_them(void **state) {
    (void)state;
    for (time_t seconds = 0; seconds < (time_t)86400 * 47847; seconds += 86400) {
        const struct tm *broken = gmtime(&seconds);
        char expected[32], found[32];
        lode_day day;
        lode_week week;

        assert_non_null(broken);
        day = lode_day_from_number(seconds / 86400);
        assert_day(day, broken->tm_year + 1900, broken->tm_mon + 1, broken->tm_mday);
        strftime(expected, sizeof expected, "%G-%V-%u", broken);
        week = lode_day_week(day);
        snprintf(found, sizeof found, "%d-%02d-%d", week.year, week.week, lode_day_weekday(day));
        assert_string_equal(found, expected);
    }
}

static void test_validity(void **state) {
    (void)state;
    assert_true(lode_year_is_leap(2000));
    assert_true(lode_year_is_leap(2024));
    assert_true(lode_year_is_leap(0));
    assert_true(lode_year_is_leap(-4));
    assert_false(lode_year_is_leap(1900));
    assert_false(lode_year_is_leap(2023));
    assert_int_equal(lode_month_days(2023, 2), 28);
    assert_int_equal(lode_month_days(2024, 2), 29);
    assert_int_equal(lode_month_days(2024, 0), 0);
    assert_int_equal(lode_month_days(2024, 13), 0);
    assert_true(lode_day_is_valid((lode_day){2020, 2, 29}));
    assert_true(lode_day_is_valid((lode_day){-9999, 1, 1}));
    assert_true(lode_day_is_valid((lode_day){9999, 12, 31}));
    assert_false(lode_day_is_valid((lode_day){2020, 2, 31}));
    assert_false(lode_day_is_valid((lode_day){2019, 2, 29}));
    assert_false(lode_day_is_valid((lode_day){2019, 0, 1}));
    assert_false(lode_day_is_valid((lode_day){2019, 1, 0}));
    assert_false(lode_day_is_valid((lode_day){10000, 1, 1}));
    assert_false(lode_day_is_valid((lode_day){-10000, 12, 31}));
    assert_false(lode_day_is_valid((lode_day){0, 0, 0}));
}

static void test_adding(void **state) {
    (void)state;
    assert_day(lode_day_add_days((lode_day){2021, 10, 13}, 1), 2021, 10, 14);
    assert_day(lode_day_add_days((lode_day){2021, 10, 13}, -13), 2021, 9, 30);
    assert_day(lode_day_add_days((lode_day){2020, 2, 28}, 366), 2021, 2, 28);
    assert_day(lode_day_add_days((lode_day){1, 1, 1}, -1), 0, 12, 31);
    assert_day(lode_day_add_months((lode_day){2021, 1, 31}, 1), 2021, 2, 28);
    assert_day(lode_day_add_months((lode_day){2020, 1, 31}, 1), 2020, 2, 29);
    assert_day(lode_day_add_months((lode_day){2021, 3, 31}, -1), 2021, 2, 28);
    assert_day(lode_day_add_months((lode_day){2021, 3, 15}, -27), 2018, 12, 15);
    assert_day(lode_day_add_months((lode_day){2021, 12, 15}, 1), 2022, 1, 15);
    assert_day(lode_day_add_months((lode_day){0, 1, 1}, -1), -1, 12, 1);
    assert_day(lode_day_add_months((lode_day){2021, 3, 15}, 0), 2021, 3, 15);
}

static void test_the_ends_of_the_calendar(void **state) {
    lode_day first = {-9999, 1, 1}, last = {9999, 12, 31};

    (void)state;
    assert_day(lode_day_from_number(lode_day_to_number(first)), -9999, 1, 1);
    assert_day(lode_day_from_number(lode_day_to_number(last)), 9999, 12, 31);
    assert_day(lode_day_add_days(first, lode_day_to_number(last) - lode_day_to_number(first)), 9999, 12, 31);
    assert_day(lode_day_add_days(last, 1), 0, 0, 0);
    assert_day(lode_day_add_days(first, -1), 0, 0, 0);
    assert_day(lode_day_add_days(first, INT64_MAX), 0, 0, 0);
    assert_day(lode_day_add_days(first, INT64_MIN), 0, 0, 0);
    assert_day(lode_day_add_months(last, 1), 0, 0, 0);
    assert_day(lode_day_add_months(first, -1), 0, 0, 0);
    assert_day(lode_day_add_months(first, INT64_MAX), 0, 0, 0);
    assert_day(lode_day_add_months(first, INT64_MIN), 0, 0, 0);
    assert_day(lode_day_from_number(INT64_MAX), 0, 0, 0);
    assert_day(lode_day_from_number(INT64_MIN), 0, 0, 0);
    assert_day(lode_week_monday((lode_week){INT32_MAX, INT32_MAX}), 0, 0, 0);
}

static void test_parse(void **state) {
    static const char *const bad[] = {"",           "2021",       "2021-10-1",   "2021-1-01",
                                      "2021/10/13", "13-10-2021", "2021-10-13 ", "2021-10-133",
                                      "-021-10-13", "2021-10-1x", "+021-10-13"};
    static const char *const none[] = {"2021-02-29", "2021-13-01", "2021-00-10", "2021-04-31", "2021-04-00"};
    lode_day day = {1, 2, 3};

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(lode_day_parse(bad[i], strlen(bad[i]), &day), LODE_ERROR_SYNTAX);
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_int_equal(lode_day_parse(none[i], strlen(none[i]), &day), LODE_DECLINED);
    assert_day(day, 1, 2, 3);
    assert_int_equal(lode_day_parse("2021-10-13", 10, &day), LODE_OK);
    assert_day(day, 2021, 10, 13);
    assert_int_equal(lode_day_parse("2020-02-29T08:00:00+07:00", 25, &day), LODE_OK);
    assert_day(day, 2020, 2, 29);
}

static void test_parse_time(void **state) {
    static const struct {
        const char *text;
        lode_time time;
    } cases[] = {
        {"2021-10-13", {-1, -1, -1}},
        {"2021-10-13T", {-1, -1, -1}},
        {"2021-10-13T08", {8, -1, -1}},
        {"2021-10-13T08:15", {8, 15, -1}},
        {"2021-10-13T23:59:60+07:00", {23, 59, 60}},
        {"2021-10-13T08:15Z", {8, 15, -1}},
        {"2021-10-13T24:00", {-1, -1, -1}},
        {"2021-10-13T08:60:10", {8, -1, -1}},
        {"2021-10-13T08:1", {8, -1, -1}},
        {"2021-10-13TMO", {-1, -1, -1}},
        {"2021-10", {-1, -1, -1}},
        {"", {-1, -1, -1}},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        lode_time time = lode_time_parse(cases[i].text, strlen(cases[i].text));

        assert_int_equal(time.hour, cases[i].time.hour);
        assert_int_equal(time.minute, cases[i].time.minute);
        assert_int_equal(time.second, cases[i].time.second);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_day),  cmocka_unit_test(test_weeks_as_the_system_has_them), cmocka_unit_test(test_validity),
        cmocka_unit_test(test_adding),     cmocka_unit_test(test_the_ends_of_the_calendar),     cmocka_unit_test(test_parse),
        cmocka_unit_test(test_parse_time),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
