#define PCRE2_CODE_UNIT_WIDTH 8
#include "number_words.h"
#include "values/numbers.h"
#include "values/roman.h"

#include <pcre2.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A language, ready: its numbers and their patterns. */
typedef struct language {
    lode_numbers *numbers;
    pcre2_code *pattern;
    pcre2_code *digits;
} language;

static language vi, en, fr;

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

static pcre2_code *compile(const lode_buffer *pattern, uint32_t options) {
    int problem;
    size_t place;
    pcre2_code *code =
        pcre2_compile((PCRE2_SPTR)pattern->bytes, pattern->length, PCRE2_UTF | PCRE2_UCP | options, &problem, &place, NULL);

    if (!code)
        fail_msg("error %d at %zu of %s", problem, place, pattern->bytes);
    pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
    return code;
}

static language make(const words *list, const char *decimal_marks, const char *group_marks, bool tenths) {
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
    if (getenv("SHOW"))
        printf("%zu: %s\n", pattern.length, pattern.bytes);
    lode_buffer_clear(&pattern);
    assert_true(lode_numbers_pattern_digits(made.numbers, &pattern));
    made.digits = compile(&pattern, 0);
    lode_buffer_free(&pattern);
    return made;
}

static void drop(language *of) {
    lode_numbers_free(of->numbers);
    pcre2_code_free(of->pattern);
    pcre2_code_free(of->digits);
}

static int setup(void **state) {
    (void)state;
    vi = make(vietnamese, ",.", ". ", true);
    en = make(english, ".", ",", false);
    fr = make(french, ",", " .", false);
    return 0;
}

static int teardown(void **state) {
    (void)state;
    drop(&vi);
    drop(&en);
    drop(&fr);
    return 0;
}

/* The next match at or after an offset; false: none. */
static bool find(const pcre2_code *pattern, const char *text, size_t from, size_t *start, size_t *end) {
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

static void assert_reads(const language *of, const char *text, size_t used, const char *value) {
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

/* Reading takes the first `used` bytes, and the pattern's first match is the same. */
static void assert_number(const language *of, const char *text, size_t used, const char *value) {
    size_t start, end;

    assert_reads(of, text, used, value);
    if (!find(of->pattern, text, 0, &start, &end) || start != 0 || end != used)
        fail_msg("'%s' is matched from %zu to %zu, not %zu", text, start, end, used);
}

static void assert_whole(const language *of, const char *const (*cases)[2]) {
    for (; (*cases)[0]; cases++)
        assert_number(of, (*cases)[0], strlen((*cases)[0]), (*cases)[1]);
}

static void test_vietnamese(void **state) {
    static const char *const cases[][2] = {{"hai mươi mốt nghìn không trăm mười một", "21011"},
                                           {"bảy trăm hai mươi mốt nghìn không trăm mười hai", "721012"},
                                           {"Hai Mươi TƯ", "24"},
                                           {"trăm", "100"},
                                           {"trăm rưỡi", "150"},
                                           {"hai tỷ rưỡi", "2500000000"},
                                           {"một triệu rưỡi", "1500000"},
                                           {"2 rưỡi", "2.5"},
                                           {"nửa triệu", "500000"},
                                           {"một nghìn tỷ rưỡi", "1500000000000"},
                                           {"56,8 nghìn tỷ", "56800000000000"},
                                           {"1.200 nghìn tỷ", "1200000000000000"},
                                           {"2 nghìn 500 tỷ", "2500000000000"},
                                           {"5 tỷ 300 triệu", "5300000000"},
                                           {"1 triệu 2", "1200000"},
                                           {"1 triệu 250", "1250000"},
                                           {"một triệu hai", "1200000"},
                                           {"một triệu hai lăm", "1250000"},
                                           {"trăm mốt", "110"},
                                           {"hai nghìn năm trăm", "2500"},
                                           {"một trăm linh hai", "102"},
                                           {"một trăm lẻ năm", "105"},
                                           {"hai nghìn không trăm linh tư", "2004"},
                                           {"hai lăm", "25"},
                                           {"ba chục", "30"},
                                           {"năm vạn", "50000"},
                                           {"mười bốn", "14"},
                                           {"mười lăm", "15"},
                                           {"không", "0"},
                                           {"hai mươi\nmốt", "21"},
                                           {"hai\u00A0mươi \n mốt", "21"},
                                           {"10k", "10000"},
                                           {"10 k", "10000"},
                                           {"5tr", "5000000"},
                                           {"1tr2", "1200000"},
                                           {"1tr25", "1250000"},
                                           {"1tr250", "1250000"},
                                           {"5tr300k", "5300000"},
                                           {"5 tr 300k", "5300000"},
                                           {"2tỷ5", "2500000000"},
                                           {"500nghìn", "500000"},
                                           {"3M", "3000000"},
                                           {"3000K", "3000000"},
                                           {"-1,2M", "-1200000"},
                                           {"-1200K", "-1200000"},
                                           {"-,0012G", "-1200000"},
                                           {"- 1.200.000", "-1200000"},
                                           {"−1200000", "-1200000"},
                                           {"âm 1.200.000", "-1200000"},
                                           {"âm hai", "-2"},
                                           {",77", "0.77"},
                                           {"0,77", "0.77"},
                                           {"0.500", "0.5"},
                                           {"1 200 000", "1200000"},
                                           {"1\u00A0200\u202F000,5", "1200000.5"},
                                           {"2.500 tỷ", "2500000000000"},
                                           {"2.5 tỷ", "2500000000"},
                                           {"1.200.000,50", "1200000.5"},
                                           {"1,200,000", "1200000"},
                                           {"1,200,000.5", "1200000.5"},
                                           {"1,200.5", "1200.5"},
                                           {"1,200", "1.2"},
                                           {"12.345", "12345"},
                                           {"12.3456", "12.3456"},
                                           {"1000000000000000000000", "1000000000000000000000"},
                                           {"hai phẩy năm triệu", "2500000"},
                                           {"hai phẩy không năm", "2.05"},
                                           {"hai phẩy bảy mươi lăm", "2.75"},
                                           {"hai phẩy năm mươi", "2.5"},
                                           {"hai mươi phẩy hai lăm", "20.25"},
                                           {"2 chấm 23", "2.23"},
                                           {"hai phẩy 23 tỷ", "2230000000"},
                                           {"ba trăm nghìn tỷ", "300000000000000"},
                                           {NULL, NULL}};

    (void)state;
    assert_whole(&vi, cases);
}

static void test_english(void **state) {
    static const char *const cases[][2] = {{"two and a half million", "2500000"},
                                           {"one hundred and five thousand", "105000"},
                                           {"twenty-one", "21"},
                                           {"Twenty one", "21"},
                                           {"a hundred", "100"},
                                           {"three dozen", "36"},
                                           {"2.5bn", "2500000000"},
                                           {"5-million", "5000000"},
                                           {"1,234.5", "1234.5"},
                                           {"1,200", "1200"},
                                           {"minus five", "-5"},
                                           {"two point five", "2.5"},
                                           {"two point seven five million", "2750000"},
                                           {"two point seventy-five", "2.75"},
                                           {"half a million", "500000"},
                                           {"half million", "500000"},
                                           {"a half billion", "500000000"},
                                           {"one and a half", "1.5"},
                                           {"a million and a half", "1500000"},
                                           {"one hundred and twenty-three million four hundred and fifty-six thousand seven "
                                            "hundred and eighty-nine",
                                            "123456789"},
                                           {"nineteen hundred", "1900"},
                                           {"one hundred five", "105"},
                                           {"5 million 300 thousand", "5300000"},
                                           {"2 million five hundred thousand", "2500000"},
                                           {"two thousand and a hundred", "2100"},
                                           {"zero", "0"},
                                           {NULL, NULL}};

    (void)state;
    assert_whole(&en, cases);
}

static void test_french(void **state) {
    static const char *const cases[][2] = {{"quatre-vingt-dix-sept", "97"},
                                           {"quatre-vingts", "80"},
                                           {"quatre-vingt-un", "81"},
                                           {"quatre mille", "4000"},
                                           {"deux mille trois cents", "2300"},
                                           {"mille cent", "1100"},
                                           {"un million et demi", "1500000"},
                                           {"1 200,50", "1200.5"},
                                           {"1.200,50", "1200.5"},
                                           {"vingt et un", "21"},
                                           {"soixante et onze mille", "71000"},
                                           {"deux-cent-trente", "230"},
                                           {"dix-sept", "17"},
                                           {"deux virgule cinq millions", "2500000"},
                                           {NULL, NULL}};

    (void)state;
    assert_whole(&fr, cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_vietnamese),
        cmocka_unit_test(test_english),
        cmocka_unit_test(test_french),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
