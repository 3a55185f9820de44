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
                                           {"10k tỷ", "10000000000000"},
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

/* Only the first part is read and matched. */
static void assert_prefixes(const language *of, const char *const (*cases)[3]) {
    for (; (*cases)[0]; cases++)
        assert_number(of, (*cases)[0], strlen((*cases)[1]), (*cases)[2]);
}

static void test_where_a_number_ends(void **state) {
    static const char *const vietnamese_cases[][3] = {{"hai ba trăm", "hai", "2"},
                                                      {"năm 2020", "năm", "5"},
                                                      {"mười năm", "mười", "10"},
                                                      {"hai mươi năm", "hai mươi", "20"},
                                                      {"một trăm năm", "một trăm", "100"},
                                                      {"trăm năm", "trăm", "100"},
                                                      {"hai trăm lẻ đồng", "hai trăm", "200"},
                                                      {"hai trăm linh", "hai trăm", "200"},
                                                      {"hai phẩy", "hai", "2"},
                                                      {"5 triệu-6 triệu", "5 triệu", "5000000"},
                                                      {"năm trăm-một nghìn", "năm trăm", "500"},
                                                      {"12 triệu 25 người", "12 triệu", "12000000"},
                                                      {"12 triệu 5/8", "12 triệu", "12000000"},
                                                      {"12 triệu 5%", "12 triệu", "12000000"},
                                                      {"2 tỷ 2020", "2 tỷ", "2000000000"},
                                                      {"5tr2345", "5", "5"},
                                                      {"10kg", "10", "10"},
                                                      {"10 kg", "10", "10"},
                                                      {"3m", "3", "3"},
                                                      {"5\n\ntỷ", "5", "5"},
                                                      {"12 2020", "12", "12"},
                                                      {"5 (hai)", "5", "5"},
                                                      {"hai trămx", "hai", "2"},
                                                      {"hai tỷ lệ", "hai tỷ", "2000000000"},
                                                      {NULL, NULL, NULL}};
    static const char *const english_cases[][3] = {{"three hundred and many", "three hundred", "300"},
                                                   {"five millions", "five", "5"},
                                                   {"2 million and 30 people", "2 million", "2000000"},
                                                   {"twenty twenty-one", "twenty", "20"},
                                                   {"two three", "two", "2"},
                                                   {"one hundred-two hundred", "one hundred", "100"},
                                                   {"5 million 300", "5 million", "5000000"},
                                                   {"5M", "5", "5"},
                                                   {"21st", "21", "21"},
                                                   {"three dozen five", "three dozen", "36"},
                                                   {NULL, NULL, NULL}};

    (void)state;
    assert_prefixes(&vi, vietnamese_cases);
    assert_prefixes(&en, english_cases);
}

/* What follows is read as far as it is a number, though the pattern, which knows no sizes, takes more. */
static void test_reading_knows_sizes(void **state) {
    (void)state;
    assert_reads(&vi, "năm triệu hai triệu", strlen("năm triệu"), "5000000");
    assert_reads(&vi, "1 triệu 2 triệu", strlen("1 triệu"), "1000000");
    assert_reads(&vi, "2,5 tỷ 300 triệu", strlen("2,5 tỷ"), "2500000000");
    assert_reads(&vi, "hai trăm ba trăm", strlen("hai trăm"), "200");
    assert_reads(&vi, "trăm trăm", strlen("trăm"), "100");
    assert_reads(&vi, "mười hai mươi", strlen("mười"), "10");
    assert_reads(&vi, "một triệu bốn nghìn hai", strlen("một triệu bốn nghìn hai"), "1004200");
    assert_reads(&en, "five thousand six million", strlen("five thousand six million"), "5006000000");
    assert_reads(&en, "five million and two million", strlen("five million"), "5000000");
    assert_reads(&en, "five million six million seven", strlen("five million"), "5000000");
    /* A scale that cannot stand alone does so nowhere. */
    assert_reads(&en, "two thousand hundred", strlen("two thousand"), "2000");
    assert_reads(&vi, "hai triệu nghìn", strlen("hai triệu"), "2000000");
    assert_reads(&fr, "deux mille cent", strlen("deux mille cent"), "2100");
}

/* The matches in a text, with bars between them. */
static void assert_found(const pcre2_code *pattern, const char *text, const char *expected) {
    char found[512] = "";
    size_t start = 0, end = 0;

    for (size_t from = 0; find(pattern, text, from, &start, &end); from = end) {
        assert_true(end > start);
        snprintf(found + strlen(found), sizeof found - strlen(found), "%s%.*s", *found ? "|" : "", (int)(end - start),
                 text + start);
    }
    if (strcmp(found, expected) != 0)
        fail_msg("in '%s' found '%s', not '%s'", text, found, expected);
}

static void test_what_is_no_number(void **state) {
    static const char *const cases[][2] = {{"ngày 5.8.2020 và 5.8.20", ""},
                                           {"phiên bản v1.2.3", ""},
                                           {"1,2,3", ""},
                                           {"1.200.00", ""},
                                           {"A4 H5N1 Rsx20 hai1", ""},
                                           {"mốt mới, đầu tư, lăm le", ""},
                                           {"hàitrăm trămx xtrăm haitrăm", ""},
                                           {"một\u0301", ""},
                                           {"đầu tư 5 tỷ", "5 tỷ"},
                                           {"10-20", "10|20"},
                                           {"2016-2020", "2016|2020"},
                                           {"2016–2020", "2016|2020"},
                                           {"10 - 20 hoặc 10 -20", "10|20|10|20"},
                                           {"COVID-19", "19"},
                                           {"(5)-3", "5|3"},
                                           {"x -5, (-6) và =-7", "-5|-6|-7"},
                                           {"Dự án A - 5 triệu", "5 triệu"},
                                           {"Gồm:\n- 5 dự án\n- 6 dự án", "5|6"},
                                           {"-Hai dự án", "Hai"},
                                           {"VND1000-VND2000, Rs20, ABCD1", "1000|2000|20"},
                                           {"huyện A ,5 người", "5"},
                                           {"...5 người", "5"},
                                           {"hai, ba và năm tỷ", "hai|ba|năm tỷ"},
                                           {"từ 1.000 đến 2.000", "1.000|2.000"},
                                           {"15/01 - 19/01/2018", "15|01|19|01|2018"},
                                           {"triệu đồng, tỷ đồng, trăm người", "trăm"},
                                           {NULL, NULL}};

    (void)state;
    for (const char *const(*row)[2] = cases; (*row)[0]; row++)
        assert_found(vi.pattern, (*row)[0], (*row)[1]);
    assert_found(en.pattern, "fortytwo million, hundred thousand, dozen, a million, half million", "a million|half million");
    assert_found(fr.pattern, "mille euros, millions, cents", "mille");
}

static void test_nothing_to_read(void **state) {
    static const char *const texts[] = {"",      " 5", "x",     "mốt",      "lẻ hai",  "rưỡi", "phẩy năm",  "-",
                                        "- hai", "âm", "âmhai", "5.8.2020", "haitrăm", "\xFF", "một\u0301", "."};
    lode_decimal number = lode_decimal_from_integer(42);
    size_t used = 42;

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (lode_numbers_read(vi.numbers, texts[i], strlen(texts[i]), &number, &used) != LODE_DECLINED)
            fail_msg("'%s' was read", texts[i]);
    assert_int_equal(used, 42);
    assert_int_equal(number.low, 42);
}

static void test_too_large(void **state) {
    static const char *const texts[] = {"123456789012345678901234567890123456789012345678901234567890",
                                        "340282366920938463463374607431768211456",
                                        "340282366920938463463374607431768211451 tỷ 7"};
    char zeros[2000];
    lode_decimal number;

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_int_equal(lode_numbers_read(vi.numbers, texts[i], strlen(texts[i]), &number, NULL), LODE_ERROR_OVERFLOW);
    memset(zeros, '0', sizeof zeros);
    zeros[0] = '1';
    assert_int_equal(lode_numbers_read(vi.numbers, zeros, sizeof zeros, &number, NULL), LODE_ERROR_OVERFLOW);
}

static void test_digits(void **state) {
    (void)state;
    assert_found(vi.digits, "1.200.000,5 hai -3 A4 5tr", "1.200.000,5|3|4|5");
    assert_found(vi.digits, "5.8.2020", "");
    assert_found(vi.digits, "Rs20 và (,77)", "20|,77");
    assert_found(en.digits, "1,200.5 and 2,5", "1,200.5");
}

/* Without any word: plain digits and marks. */
static void test_a_language_without_words(void **state) {
    static const words none[] = {{0, NULL}};
    language plain = make_language(none, "", "", false);

    (void)state;
    assert_number(&plain, "1,234.5", 7, "1234.5");
    assert_number(&plain, "12 million", 2, "12");
    assert_found(plain.pattern, "-5 and 1.2.3", "5");
    drop_language(&plain);
}

static void test_what_cannot_be_added(void **state) {
    const lode_decimal one = lode_decimal_from_integer(1), hundred = lode_decimal_from_integer(100);
    const lode_decimal half = {0, 5, -1, 0}, minus = lode_decimal_from_integer(-1);
    const struct {
        lode_number_word kind;
        const char *word;
        lode_decimal value;
        lode_status status;
    } cases[] = {{LODE_NUMBER_UNIT, "one", one, LODE_OK},
                 {LODE_NUMBER_UNIT, "ONE", one, LODE_OK},
                 {LODE_NUMBER_UNIT, "one", hundred, LODE_ERROR_USAGE},
                 {LODE_NUMBER_SCALE, "one", hundred, LODE_ERROR_USAGE},
                 {LODE_NUMBER_JOINER, "One", one, LODE_ERROR_USAGE},
                 {LODE_NUMBER_SUFFIX, "one", hundred, LODE_OK},
                 {LODE_NUMBER_SUFFIX, "M", hundred, LODE_OK},
                 {LODE_NUMBER_SUFFIX, "m", lode_decimal_from_integer(1000), LODE_OK},
                 {LODE_NUMBER_SUFFIX, "m", hundred, LODE_ERROR_USAGE},
                 {LODE_NUMBER_UNIT, "", one, LODE_ERROR_USAGE},
                 {LODE_NUMBER_UNIT, " \t", one, LODE_ERROR_USAGE},
                 {LODE_NUMBER_UNIT, "\xFF", one, LODE_ERROR_USAGE},
                 {LODE_NUMBER_UNIT, "2nd", one, LODE_ERROR_USAGE},
                 {LODE_NUMBER_UNIT, "x", half, LODE_ERROR_USAGE},
                 {LODE_NUMBER_UNIT, "x", minus, LODE_ERROR_USAGE},
                 {LODE_NUMBER_SCALE, "x", one, LODE_ERROR_USAGE},
                 {LODE_NUMBER_SUFFIX, "x", lode_decimal_from_integer(0), LODE_ERROR_USAGE},
                 {LODE_NUMBER_HALF, "x", half, LODE_OK},
                 {LODE_NUMBER_PART, "half", half, LODE_OK},
                 {LODE_NUMBER_PART, "half", lode_decimal_from_integer(0), LODE_ERROR_USAGE},
                 {LODE_NUMBER_PART, "y", lode_decimal_from_integer(0), LODE_ERROR_USAGE},
                 {LODE_NUMBER_PART, "y", lode_decimal_negate(half), LODE_ERROR_USAGE},
                 {LODE_NUMBER_PART, "y", one, LODE_ERROR_USAGE}};
    static const char *const marks[] = {"", "ab", "5", "x", "\xFF", " "};
    lode_numbers *numbers = lode_numbers_create();

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        lode_error error = {.status = LODE_OK};
        lode_status status = lode_numbers_add(numbers, cases[i].kind, cases[i].word, cases[i].value, &error);

        if (status != cases[i].status || error.status != cases[i].status)
            fail_msg("case %zu, '%s': %s", i, cases[i].word, lode_status_name(status));
    }
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        assert_int_equal(lode_numbers_add_mark(numbers, true, marks[i], NULL), LODE_ERROR_USAGE);
    assert_int_equal(lode_numbers_add_mark(numbers, false, "\u00A0", NULL), LODE_OK);
    assert_int_equal(lode_numbers_add_mark(numbers, false, "'", NULL), LODE_OK);
    assert_int_equal(lode_numbers_prepare(numbers, NULL), LODE_OK);
    lode_numbers_free(numbers);
    lode_numbers_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_vietnamese),
        cmocka_unit_test(test_english),
        cmocka_unit_test(test_french),
        cmocka_unit_test(test_where_a_number_ends),
        cmocka_unit_test(test_reading_knows_sizes),
        cmocka_unit_test(test_what_is_no_number),
        cmocka_unit_test(test_nothing_to_read),
        cmocka_unit_test(test_too_large),
        cmocka_unit_test(test_digits),
        cmocka_unit_test(test_a_language_without_words),
        cmocka_unit_test(test_what_cannot_be_added),
    };

    return cmocka_run_group_tests(tests, make_languages, drop_languages);
}
