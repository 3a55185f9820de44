/* SPDX-License-Identifier: MIT */
#include "number_language.h"

#include "values/roman.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void test_roman(void **state) {
    static const char *const bad[] = {"",   "IIII", "IC",   "VX", "iv", "MMMM", "IIX", "XM",
                                      "VV", "IVI",  "XIXI", "A",  "I ", "MCMC", "CMD"};
    static const struct {
        const char *letters;
        int value;
    } steps[] = {{"M", 1000}, {"CM", 900}, {"D", 500}, {"CD", 400}, {"C", 100}, {"XC", 90}, {"L", 50},
                 {"XL", 40},  {"X", 10},   {"IX", 9},  {"V", 5},    {"IV", 4},  {"I", 1}};
    lode_buffer pattern = {0};
    pcre2_code *code;
    lode_decimal number;
    int64_t value;
    size_t start, end;

    (void)state;
    assert_true(lode_buffer_string(&pattern, LODE_ROMAN_PATTERN));
    code = compile(&pattern, PCRE2_ANCHORED | PCRE2_ENDANCHORED);
    for (int expected = 1; expected < 4000; expected++) {
        char text[32] = "";
        int rest = expected;

        for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
            for (; rest >= steps[i].value; rest -= steps[i].value)
                strcat(text, steps[i].letters);
        assert_int_equal(lode_roman_read(text, strlen(text), &number), LODE_OK);
        assert_true(lode_decimal_to_integer(number, &value));
        assert_int_equal(value, expected);
        assert_true(find(code, text, 0, &start, &end));
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_int_equal(lode_roman_read(bad[i], strlen(bad[i]), &number), LODE_DECLINED);
        assert_false(find(code, bad[i], 0, &start, &end));
    }
    pcre2_code_free(code);
    lode_buffer_free(&pattern);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_roman)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
