/* SPDX-License-Identifier: MIT */
/* What writers write with. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "pipeline/output.h"

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

static void check_json(const char *text, size_t length, const char *expected) {
    lode_output output = {0};

    lode_output_json(&output, text, length);
    assert_string_equal(output.buffer.bytes, expected);
    lode_buffer_free(&output.buffer);
}

static void strings_are_json(void **state) {
    (void)state;
    check_json("", 0, "\"\"");
    check_json("d\xC3\xA9j\xC3\xA0 \xF0\x9D\x84\x9E", 11, "\"d\xC3\xA9j\xC3\xA0 \xF0\x9D\x84\x9E\"");
    check_json("\"\\/\b\f\n\r\t", 8, "\"\\\"\\\\/\\b\\f\\n\\r\\t\"");
    check_json("a\0\x01\x1F\x7F", 5, "\"a\\u0000\\u0001\\u001f\\u007f\"");
}

static void other_bytes_become_valid(void **state) {
    (void)state;
    check_json("a\xFF\xC3", 3, "\"a\xEF\xBF\xBD\xEF\xBF\xBD\"");
    check_json("\xED\xA0\x80\"", 4, "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\\\"\"");
}

static void check_number(uint64_t number, const char *text) {
    lode_output output = {0};

    lode_output_number(&output, number);
    assert_string_equal(output.buffer.bytes, text);
    lode_buffer_free(&output.buffer);
}

static void numbers_are_decimal(void **state) {
    (void)state;
    check_number(0, "0");
    check_number(7, "7");
    check_number(1000, "1000");
    check_number(UINT64_MAX, "18446744073709551615");
}

/* What is formatted is whole, however long it is. */
static void long_formats_are_whole(void **state) {
    lode_output output = {0};

    (void)state;
    for (int length = 0; length < 700; length++) {
        lode_buffer_clear(&output.buffer);
        lode_output_format(&output, "a%*d", length, 5);
        assert_int_equal(output.buffer.length, 1 + (length ? length : 1));
        assert_int_equal(output.buffer.bytes[output.buffer.length - 1], '5');
        assert_int_equal(output.buffer.bytes[output.buffer.length], '\0');
    }
    lode_buffer_free(&output.buffer);
}

static void values_are_text(void **state) {
    lode_output output = {0};
    lode_value number = {.kind = LODE_VALUE_NUMBER};

    (void)state;
    assert_int_equal(lode_decimal_parse("56800000000000.50", 17, &number.number), LODE_OK);
    lode_output_value(&output, &number);
    lode_output_format(&output, " %d ", 5);
    lode_output_value(&output, &(lode_value){.kind = LODE_VALUE_TEXT, .text = "abc", .length = 2});
    lode_output_value(&output, &(lode_value){.kind = LODE_VALUE_NONE});
    lode_output_string(&output, ".");
    lode_output_write(&output, "xyz", 1);
    assert_string_equal(output.buffer.bytes, "56800000000000.5 5 ab.x");
    lode_buffer_free(&output.buffer);
}

/* A megabyte of quotes takes a moment, not a minute. */
static void long_strings_are_quick(void **state) {
    enum { LENGTH = 1 << 20 };
    char *text = malloc(LENGTH);
    lode_output output = {0};

    (void)state;
    assert_non_null(text);
    memset(text, '"', LENGTH);
    lode_output_json(&output, text, LENGTH);
    assert_int_equal(output.buffer.length, 2 * LENGTH + 2);
    lode_buffer_free(&output.buffer);
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(strings_are_json),       cmocka_unit_test(other_bytes_become_valid),
                                       cmocka_unit_test(values_are_text),        cmocka_unit_test(numbers_are_decimal),
                                       cmocka_unit_test(long_formats_are_whole), cmocka_unit_test(long_strings_are_quick)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
