/* SPDX-License-Identifier: MIT */
#include <lode/decimal.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define TWO_TO_128_LESS_1 "340282366920938463463374607431768211455"
#define TWO_TO_128 "340282366920938463463374607431768211456"

static lode_decimal parse(const char *text) {
    lode_decimal decimal = {0, 0, 0, 0};

    assert_int_equal(lode_decimal_parse(text, strlen(text), &decimal), LODE_OK);
    return decimal;
}

static void assert_decimal(lode_decimal decimal, const char *expected) {
    char text[LODE_DECIMAL_TEXT_MAX];
    size_t length = lode_decimal_format(decimal, text);

    assert_string_equal(text, expected);
    assert_int_equal(length, strlen(expected));
}

static void test_parse_and_format(void **state) {
    static const char *const cases[][2] = {
        {"0", "0"},
        {"-0", "0"},
        {"0.000", "0"},
        {"7", "7"},
        {"+7", "7"},
        {"-12.50", "-12.5"},
        {".77", "0.77"},
        {"-.0012", "-0.0012"},
        {"007.10", "7.1"},
        {"100", "100"},
        {"10.01", "10.01"},
        {"56800000000000", "56800000000000"},
        {"1.00000000000000000000000000000000000000", "1"},
        {"1000000000000000000000000000000000000000000000000000000000000",
         "1000000000000000000000000000000000000000000000000000000000000"},
        {TWO_TO_128_LESS_1, TWO_TO_128_LESS_1},
        {"-" TWO_TO_128_LESS_1 "000", "-" TWO_TO_128_LESS_1 "000"},
        {"0.00000000000000000000" TWO_TO_128_LESS_1, "0.00000000000000000000" TWO_TO_128_LESS_1},
        {"3.40282366920938463463374607431768211455", "3.40282366920938463463374607431768211455"},
        {"0.0000000000000000000000000000000000000000000000000000000000000001",
         "0.0000000000000000000000000000000000000000000000000000000000000001"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_decimal(parse(cases[i][0]), cases[i][1]);
}

static void test_parse_refuses(void **state) {
    static const char *const bad[] = {"",   "-",  "+",   ".",   "5.", "1.2.3", "1,5",
                                      " 1", "1 ", "--1", "1e5", "-.", "0x10",  "\xD9\xA1"};
    static const char *const large[] = {
        TWO_TO_128, "340282366920938463463374607431768211456.1",
        "0.00000000000000000000000000000000000000000000000000000000000000001", /* 65 decimals */
        "100000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001"};
    lode_decimal decimal = lode_decimal_from_integer(42);

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(lode_decimal_parse(bad[i], strlen(bad[i]), &decimal), LODE_ERROR_SYNTAX);
    for (size_t i = 0; i < sizeof large / sizeof *large; i++)
        assert_int_equal(lode_decimal_parse(large[i], strlen(large[i]), &decimal), LODE_ERROR_OVERFLOW);
    assert_decimal(decimal, "42");
}

static void test_equal_values_have_one_form(void **state) {
    lode_decimal a = parse("1200.00"), b = lode_decimal_from_integer(1200), c = {0, 120, 1, 0};

    (void)state;
    assert_memory_equal(&a, &b, sizeof a);
    assert_int_equal(lode_decimal_compare(a, c), 0);
    assert_int_equal(a.low, 12);
    assert_int_equal(a.exponent, 2);
}

static void test_integers(void **state) {
    static const int64_t integers[] = {0, 1, -1, 10, 99, -1200000, INT64_MAX, INT64_MIN, INT64_MIN + 1};
    static const char *const none[] = {"0.5", "9223372036854775808", "-9223372036854775809", "1.0000000001",
                                       "1000000000000000000000"};
    char expected[32];
    int64_t back = 77;

    (void)state;
    for (size_t i = 0; i < sizeof integers / sizeof *integers; i++) {
        snprintf(expected, sizeof expected, "%lld", (long long)integers[i]);
        assert_decimal(lode_decimal_from_integer(integers[i]), expected);
        assert_true(lode_decimal_to_integer(lode_decimal_from_integer(integers[i]), &back));
        assert_true(back == integers[i]);
    }
    back = 77;
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_false(lode_decimal_to_integer(parse(none[i]), &back));
    assert_int_equal(back, 77);
}

typedef lode_status operation(lode_decimal a, lode_decimal b, lode_decimal *result);

typedef struct operation_case {
    operation *apply;
    const char *a, *b;
    lode_status status;
    const char *expected; /* NULL with a status that is a failure */
} operation_case;

static void test_operations(void **state) {
    static const operation_case cases[] = {
        {lode_decimal_add, "0.1", "0.2", LODE_OK, "0.3"},
        {lode_decimal_add, "56.8", "-56.8", LODE_OK, "0"},
        {lode_decimal_add, "-5", "3", LODE_OK, "-2"},
        {lode_decimal_add, "5", "-7.5", LODE_OK, "-2.5"},
        {lode_decimal_add, "0", "1.5", LODE_OK, "1.5"},
        {lode_decimal_add, "1000000000000000000000000000000", "0.00000001", LODE_OK,
         "1000000000000000000000000000000.00000001"},
        {lode_decimal_add, TWO_TO_128_LESS_1, "1", LODE_ERROR_OVERFLOW, NULL},
        {lode_decimal_add, TWO_TO_128_LESS_1, "5", LODE_OK, "340282366920938463463374607431768211460"},
        {lode_decimal_add, "340282366920938463463374607431768211460", "-5", LODE_OK, TWO_TO_128_LESS_1},
        {lode_decimal_add, "1000000000000000000000000000000000000000", "1", LODE_ERROR_OVERFLOW, NULL},
        {lode_decimal_add, "10000000000000000000000000000000000000000000000000000", "0.000000000000000000001",
         LODE_ERROR_OVERFLOW, NULL},
        {lode_decimal_multiply, "56.8", "1000000000000", LODE_OK, "56800000000000"},
        {lode_decimal_multiply, "-1.5", "-2", LODE_OK, "3"},
        {lode_decimal_multiply, "-0.25", "4", LODE_OK, "-1"},
        {lode_decimal_multiply, "0", "-4", LODE_OK, "0"},
        {lode_decimal_multiply, "18446744073709551615", "18446744073709551617", LODE_OK, TWO_TO_128_LESS_1},
        {lode_decimal_multiply, "18446744073709551616", "18446744073709551616", LODE_ERROR_OVERFLOW, NULL},
        /* 2^100 * 5^40: the product passes 2^192 and has 40 zeros */
        {lode_decimal_multiply, "1267650600228229401496703205376", "9094947017729282379150390625", LODE_OK,
         "11529215046068469760000000000000000000000000000000000000000"},
        {lode_decimal_multiply, TWO_TO_128_LESS_1, TWO_TO_128_LESS_1, LODE_ERROR_OVERFLOW, NULL},
        {lode_decimal_multiply, "0.0000000000000000000000000000000000001", "0.0000000000000000000000000000000000001",
         LODE_ERROR_OVERFLOW, NULL},
        {lode_decimal_divide, "1", "8", LODE_OK, "0.125"},
        {lode_decimal_divide, "-3", "0.6", LODE_OK, "-5"},
        {lode_decimal_divide, "7", "125", LODE_OK, "0.056"},
        {lode_decimal_divide, "9", "3", LODE_OK, "3"},
        {lode_decimal_divide, "0", "3", LODE_OK, "0"},
        {lode_decimal_divide, "1", "3", LODE_ERROR_OVERFLOW, NULL},
        {lode_decimal_divide, "1", "0", LODE_ERROR_USAGE, NULL},
        {lode_decimal_divide, TWO_TO_128_LESS_1, "1024", LODE_ERROR_OVERFLOW, NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        lode_decimal result = lode_decimal_from_integer(42);

        assert_int_equal(cases[i].apply(parse(cases[i].a), parse(cases[i].b), &result), cases[i].status);
        assert_decimal(result, cases[i].expected ? cases[i].expected : "42");
        if (cases[i].apply == lode_decimal_divide)
            continue;
        result = lode_decimal_from_integer(42);
        assert_int_equal(cases[i].apply(parse(cases[i].b), parse(cases[i].a), &result), cases[i].status);
        assert_decimal(result, cases[i].expected ? cases[i].expected : "42");
    }
}

static void test_shift(void **state) {
    lode_decimal result = lode_decimal_from_integer(42);

    (void)state;
    assert_int_equal(lode_decimal_shift(parse("2.5"), 9, &result), LODE_OK);
    assert_decimal(result, "2500000000");
    assert_int_equal(lode_decimal_shift(parse("-2.5"), -3, &result), LODE_OK);
    assert_decimal(result, "-0.0025");
    assert_int_equal(lode_decimal_shift(parse("0"), INT32_MAX, &result), LODE_OK);
    assert_decimal(result, "0");
    assert_int_equal(lode_decimal_shift(parse("1"), 90, &result), LODE_OK); /* the coefficient takes what the exponent cannot */
    assert_int_equal(lode_decimal_shift(result, -90, &result), LODE_OK);
    assert_decimal(result, "1");
    assert_int_equal(lode_decimal_shift(parse("1"), 103, &result), LODE_ERROR_OVERFLOW);
    assert_int_equal(lode_decimal_shift(parse("1"), -65, &result), LODE_ERROR_OVERFLOW);
    assert_int_equal(lode_decimal_shift(parse("1"), INT32_MAX, &result), LODE_ERROR_OVERFLOW);
    assert_int_equal(lode_decimal_shift(parse("1"), INT32_MIN, &result), LODE_ERROR_OVERFLOW);
    assert_decimal(result, "1");
}

static void test_compare_and_negate(void **state) {
    static const char *const rising[] = {"-" TWO_TO_128_LESS_1 "0",
                                         "-1000",
                                         "-2.5",
                                         "-2.49",
                                         "-0.00001",
                                         "0",
                                         "0.00001",
                                         "2.49",
                                         "2.5",
                                         "1000",
                                         "1000.01",
                                         TWO_TO_128_LESS_1,
                                         "10000000000000000000000000000000000000000000000000000000000000000"};
    size_t count = sizeof rising / sizeof *rising;

    (void)state;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < count; j++) {
            int order = lode_decimal_compare(parse(rising[i]), parse(rising[j]));

            assert_int_equal((order > 0) - (order < 0), (i > j) - (i < j));
        }
    assert_decimal(lode_decimal_negate(parse("2.5")), "-2.5");
    assert_decimal(lode_decimal_negate(parse("-2.5")), "2.5");
    assert_decimal(lode_decimal_negate(parse("0")), "0");
}

/* Against whole numbers that the compiler's own arithmetic holds. */
static void test_random_against_integers(void **state) {
    uint64_t seed = 20211013;

    (void)state;
    for (int round = 0; round < 20000; round++) {
        int64_t value[2];
        lode_decimal decimal[2], result;
        char expected[32];

        for (int i = 0; i < 2; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            value[i] = (int64_t)(seed >> 34) - (1 << 29);
            value[i] /= 1 << (seed >> 20) % 20;
            decimal[i] = lode_decimal_from_integer(value[i]);
        }
        assert_int_equal(lode_decimal_add(decimal[0], decimal[1], &result), LODE_OK);
        snprintf(expected, sizeof expected, "%lld", (long long)(value[0] + value[1]));
        assert_decimal(result, expected);
        assert_int_equal(lode_decimal_multiply(decimal[0], decimal[1], &result), LODE_OK);
        snprintf(expected, sizeof expected, "%lld", (long long)(value[0] * value[1]));
        assert_decimal(result, expected);
        if (value[1]) {
            assert_int_equal(lode_decimal_divide(result, decimal[1], &result), LODE_OK);
            assert_int_equal(lode_decimal_compare(result, decimal[0]), 0);
        }
        assert_int_equal(lode_decimal_compare(decimal[0], decimal[1]) < 0, value[0] < value[1]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parse_and_format),
        cmocka_unit_test(test_parse_refuses),
        cmocka_unit_test(test_equal_values_have_one_form),
        cmocka_unit_test(test_integers),
        cmocka_unit_test(test_operations),
        cmocka_unit_test(test_shift),
        cmocka_unit_test(test_compare_and_negate),
        cmocka_unit_test(test_random_against_integers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
