/* SPDX-License-Identifier: MIT */
/* Results out of the lines that they were written as. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <lode/results.h>
#include <stdio.h>
#include <string.h>

static lode_result_reader *reader;

static const lode_result *read_line(const char *line) {
    const lode_result *result;
    lode_error error;

    assert_int_equal(lode_result_reader_read(reader, line, strlen(line), &result, &error), LODE_OK);
    return result;
}

static int open_reader(void **state) {
    (void)state;
    return lode_result_reader_open(&reader, NULL) == LODE_OK ? 0 : -1;
}

static int close_reader(void **state) {
    (void)state;
    lode_result_reader_close(reader);
    lode_result_reader_close(NULL);
    return 0;
}

static void a_line_is_a_result(void **state) {
    const lode_result *result =
        read_line("{\"document\":\"a\",\"line\":3,\"entities\":[{\"type\":\"money\",\"start\":1,\"end\":9,\"text\":\"\\u0111\","
                  "\"rule\":\"r\",\"attributes\":{\"amount\":12345678901234567890.5}}],\"facts\":[]}\n");
    lode_decimal amount;

    (void)state;
    assert_string_equal(result->document, "a");
    assert_int_equal(result->line, 3);
    assert_int_equal(result->entity_count, 1);
    assert_int_equal(result->entities[0].end, 9);
    assert_string_equal(result->entities[0].text, "\xC4\x91");
    assert_non_null(result->facts);
    assert_int_equal(lode_decimal_parse("12345678901234567890.5", 22, &amount), LODE_OK);
    assert_int_equal(lode_decimal_compare(result->entities[0].attributes[0].value.number, amount), 0);
}

static void a_failed_document_is_one(void **state) {
    const lode_result *result =
        read_line("{\"document\":\"b\",\"error\":{\"code\":\"timeout\",\"message\":\"it took more than 1 s\"}}");

    (void)state;
    assert_int_equal(result->status, LODE_ERROR_TIMEOUT);
    assert_string_equal(result->message, "it took more than 1 s");
    assert_null(result->facts);
}

/* Its entity stands at the same place in every unit, its sentences do not. */
static void sentences_are_whole_in_any_unit(void **state) {
    static const char *const sentences[] = {"[[0,16],[17,24]]", "[[0,13],[14,19]]", "[[0,14],[15,20]]"}; /* bytes, ... */
    char line[256];

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        const lode_result *result;

        snprintf(
            line, sizeof line,
            "{\"document\":\"a\",\"text\":\"In 2019 \xF0\x9D\x84\x9E up. Vi\xE1\xBB\x87t.\\n\",\"sentences\":%s,\"entities\":"
            "[{\"type\":\"date\",\"start\":3,\"end\":7,\"text\":\"2019\"}]}",
            sentences[i]);
        result = read_line(line);
        assert_int_equal(result->text_offsets[0], 3);
        assert_int_equal(result->sentence_count, 2);
        assert_int_equal(result->sentences[1].length, 7);
        assert_memory_equal(result->sentences[1].text, "Vi\xE1\xBB\x87t.", 7);
    }
}

/* And the next line is read all the same; what is given stays as it was. */
static void what_is_no_result_is_told(void **state) {
    static const char line[] = "{\"document\":\"a\\n\",}";
    char given[sizeof line];
    const lode_result *result;
    lode_error error;

    (void)state;
    memcpy(given, line, sizeof line);
    assert_int_equal(lode_result_reader_read(reader, given, strlen(given), &result, &error), LODE_ERROR_SYNTAX);
    assert_null(result);
    assert_memory_equal(given, line, sizeof line);
    assert_int_equal(error.column, 19);
    assert_int_equal(lode_result_reader_read(reader, "", 0, &result, &error), LODE_ERROR_SYNTAX);
    assert_string_equal(read_line("{\"document\":\"c\",\"entities\":[]}")->document, "c");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_is_a_result),
        cmocka_unit_test(a_failed_document_is_one),
        cmocka_unit_test(sentences_are_whole_in_any_unit),
        cmocka_unit_test(what_is_no_result_is_told),
    };

    return cmocka_run_group_tests(tests, open_reader, close_reader);
}
