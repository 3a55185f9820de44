/* SPDX-License-Identifier: MIT */
#include "number_language.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

language vi, en, fr;

static void add_words(lode_numbers *numbers, const words *list) {
    for (; list->list; list++) {
        char copy[1024], *rest;

        snprintf(copy, sizeof copy, "%s", list->list);
        for (char *word = strtok_r(copy, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
            char *value = strchr(word, '=');
            lode_decimal decimal = lode_decimal_from_integer(value ? atoll(value + 1) : 0);

            if (value)
                *value = '\0';
            for (char *space = strchr(word, '_'); space; space = strchr(space, '_'))
                *space = ' ';
            assert_int_equal(lode_numbers_add(numbers, list->kind, word, decimal, NULL), LODE_OK);
        }
    }
}

pcre2_code *compile(const lode_buffer *pattern, uint32_t options) {
    int problem;
    size_t place;
    pcre2_code *code =
        pcre2_compile((PCRE2_SPTR)pattern->bytes, pattern->length, PCRE2_UTF | PCRE2_UCP | options, &problem, &place, NULL);

    if (!code)
        fail_msg("error %d at %zu of %s", problem, place, pattern->bytes);
    pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
    return code;
}

language make_language(const words *list, const char *decimal_marks, const char *group_marks, bool tenths) {
    language made = {.numbers = lode_numbers_create()};
    lode_buffer pattern = {0};

    assert_non_null(made.numbers);
    add_words(made.numbers, list);
    for (const char *mark = decimal_marks; *mark; mark++)
        assert_int_equal(lode_numbers_add_mark(made.numbers, true, (char[]){*mark, '\0'}, NULL), LODE_OK);
    for (const char *mark = group_marks; *mark; mark++)
        assert_int_equal(lode_numbers_add_mark(made.numbers, false, (char[]){*mark, '\0'}, NULL), LODE_OK);
    lode_numbers_set_tenths(made.numbers, tenths);
    assert_int_equal(lode_numbers_prepare(made.numbers, NULL), LODE_OK);
    assert_true(lode_numbers_pattern(made.numbers, &pattern));
    made.pattern = compile(&pattern, 0);
    lode_buffer_clear(&pattern);
    assert_true(lode_numbers_pattern_digits(made.numbers, &pattern));
    made.digits = compile(&pattern, 0);
    lode_buffer_free(&pattern);
    return made;
}

void drop_language(language *of) {
    lode_numbers_free(of->numbers);
    pcre2_code_free(of->pattern);
    pcre2_code_free(of->digits);
}

int make_languages(void **state) {
    (void)state;
    vi = make_language(vietnamese, ",.", ". ", true);
    en = make_language(english, ".", ",", false);
    fr = make_language(french, ",", " .", false);
    return 0;
}

int drop_languages(void **state) {
    (void)state;
    drop_language(&vi);
    drop_language(&en);
    drop_language(&fr);
    return 0;
}

bool find(const pcre2_code *pattern, const char *text, size_t from, size_t *start, size_t *end) {
    pcre2_match_data *data = pcre2_match_data_create_from_pattern(pattern, NULL);
    int found = pcre2_match(pattern, (PCRE2_SPTR)text, strlen(text), from, 0, data, NULL);

    assert_true(found == PCRE2_ERROR_NOMATCH || found > 0);
    if (found > 0) {
        *start = pcre2_get_ovector_pointer(data)[0];
        *end = pcre2_get_ovector_pointer(data)[1];
    }
    pcre2_match_data_free(data);
    return found > 0;
}

void assert_reads(const language *of, const char *text, size_t used, const char *value) {
    lode_decimal number;
    char found[LODE_DECIMAL_TEXT_MAX];
    size_t read = 0;
    lode_status status = lode_numbers_read(of->numbers, text, strlen(text), &number, &read);

    if (status != LODE_OK)
        fail_msg("'%s': %s", text, lode_status_name(status));
    lode_decimal_format(number, found);
    if (strcmp(found, value) != 0 || read != used)
        fail_msg("'%s' is %s by %zu bytes, not %s by %zu", text, found, read, value, used);
}

void assert_number(const language *of, const char *text, size_t used, const char *value) {
    size_t start, end;

    assert_reads(of, text, used, value);
    if (!find(of->pattern, text, 0, &start, &end) || start != 0 || end != used)
        fail_msg("'%s' is matched from %zu to %zu, not %zu", text, start, end, used);
}
