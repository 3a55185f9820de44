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
                                                      {"nghìn năm", "nghìn", "1000"},
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
                                           {"A4 H5N1 Rs20 hai1", ""},
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
                                           {"VND1000-VND2000, ABCD1", "1000|2000"},
                                           {"huyện A ,5 người", "5"},
                                           {"...5 người", "5"},
                                           {"hai, ba và năm tỷ", "hai|ba|năm tỷ"},
                                           {"từ 1.000 đến 2.000", "1.000|2.000"},
                                           {"15/01 - 19/01/2018", "15|01|19|01|2018"},
                                           {NULL, NULL}};

    (void)state;
    for (const char *const(*row)[2] = cases; (*row)[0]; row++)
        assert_found(vi.pattern, (*row)[0], (*row)[1]);
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
    language plain = make(none, "", "", false);

    (void)state;
    assert_number(&plain, "1,234.5", 7, "1234.5");
    assert_number(&plain, "12 million", 2, "12");
    assert_found(plain.pattern, "-5 and 1.2.3", "5");
    drop(&plain);
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
                 {LODE_NUMBER_HALF, "x", half, LODE_OK}};
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

/* ---- Numbers made into words by rules of their own, and read back ---- */

static uint64_t seed = 20211013;

static uint64_t draw(uint64_t below) {
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (seed >> 11) % below;
}

static void say(char *text, const char *word) {
    static const char *const gaps[] = {" ", " ", " ", " ", "  ", "\n", "\u00A0", " \n "};

    if (*text)
        strcat(text, gaps[draw(8)]);
    strcat(text, word);
}

static const char *const vietnamese_ones[] = {"không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"};

/* Three digits; `full` also where the first are zero. */
static void say_vietnamese_group(char *text, unsigned group, bool full) {
    unsigned hundreds = group / 100, tens = group / 10 % 10, ones = group % 10;

    if (hundreds || full) {
        say(text, vietnamese_ones[hundreds]);
        say(text, "trăm");
    }
    if (tens > 1) {
        say(text, vietnamese_ones[tens]);
        say(text, "mươi");
    } else if (tens == 1) {
        say(text, "mười");
    } else if (ones && (hundreds || full)) {
        say(text, draw(2) ? "linh" : "lẻ");
    }
    if (ones == 5 && tens)
        say(text, draw(2) ? "lăm" : "nhăm");
    else if (ones == 1 && tens > 1)
        say(text, "mốt");
    else if (ones == 4 && tens > 1)
        say(text, draw(2) ? "tư" : "bốn");
    else if (ones)
        say(text, vietnamese_ones[ones]);
}

/* Each group of three that is said has all of its digits but the first, so that nothing is left open. */
static void say_vietnamese(char *text, uint64_t number) {
    static const char *const scales[] = {"", "nghìn", "triệu"};
    bool begun = false;

    *text = '\0';
    for (int billions = 1; billions >= 0; billions--) {
        uint64_t part = billions ? number / 1000000000 : number % 1000000000;
        bool any = part > 0;

        for (int scale = 2; scale >= 0; scale--) {
            unsigned group = (unsigned)(part / (scale == 2 ? 1000000 : scale == 1 ? 1000 : 1) % 1000);

            if (!group)
                continue;
            say_vietnamese_group(text, group, begun);
            begun = true;
            if (scale)
                say(text, scales[scale]);
        }
        if (billions && any)
            say(text, draw(2) ? "tỷ" : "tỉ");
    }
    if (!number)
        say(text, "không");
}

static void say_english(char *text, uint64_t number) {
    static const char *const small[] = {"zero",     "one",     "two",     "three",     "four",     "five",    "six",
                                        "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",  "thirteen",
                                        "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
    static const char *const tens[] = {"", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};
    static const char *const scales[] = {"", "thousand", "million", "billion", "trillion"};
    uint64_t unit = 1000000000000;

    *text = '\0';
    for (int scale = 4; scale >= 0; scale--, unit /= 1000) {
        unsigned group = (unsigned)(number / unit % 1000), rest = group % 100;

        if (!group)
            continue;
        if (group >= 100) {
            say(text, small[group / 100]);
            say(text, "hundred");
        }
        if (rest && *text && draw(2) && (group >= 100 || scale == 0))
            say(text, "and");
        if (rest >= 20) {
            say(text, tens[rest / 10]);
            if (rest % 10) {
                strcat(text, draw(2) ? "-" : " ");
                strcat(text, small[rest % 10]);
            }
        } else if (rest) {
            say(text, small[rest]);
        }
        if (scale)
            say(text, scales[scale]);
    }
    if (!number)
        say(text, small[0]);
}

static void say_digits(char *text, uint64_t number, const char *mark) {
    char digits[32];
    size_t length = (size_t)snprintf(digits, sizeof digits, "%llu", (unsigned long long)number);

    *text = '\0';
    for (size_t i = 0; i < length; i++) {
        if (i && (length - i) % 3 == 0)
            strcat(text, mark);
        strncat(text, digits + i, 1);
    }
}

static void test_any_number_comes_back(void **state) {
    (void)state;
    for (int round = 0; round < 20000; round++) {
        uint64_t below = 1, number;
        char text[1024], value[32];

        for (uint64_t digits = draw(16); digits; digits--)
            below *= 10;
        number = draw(below);
        if (draw(3) == 0) /* with zeros within and behind */
            number = number / 1000 * 1000 + (draw(2) ? draw(10) : 0);
        snprintf(value, sizeof value, "%llu", (unsigned long long)number);
        say_vietnamese(text, number);
        assert_number(&vi, text, strlen(text), value);
        say_english(text, number);
        assert_number(&en, text, strlen(text), value);
        say_digits(text, number, draw(2) ? "." : " ");
        assert_number(&vi, text, strlen(text), value);
        say_digits(text, number, ",");
        assert_number(&en, text, strlen(text), value);
        say_digits(text, number, "\u202F");
        assert_number(&fr, text, strlen(text), value);
    }
}

/* Words and digits at random: where the pattern matches, reading does not go further than it. */
static void assert_pattern_reaches(const language *of, const words *list) {
    static const char *const others[] = {"5", "1.200", "2,5", "1,200.50", "300", "17", "-",
                                         ",", ".",     "x",   "12.5.3",   ":",   "(",  "%"};
    enum { OTHERS = sizeof others / sizeof *others };
    static char storage[4096];
    const char *all[200];
    size_t count = 0, used = 0;

    for (; list->list; list++)
        for (const char *word = list->list; *word;) {
            size_t length = strcspn(word, " ="), rest = strcspn(word, " ");

            all[count++] = storage + used;
            for (size_t i = 0; i < length; i++)
                storage[used++] = word[i] == '_' ? ' ' : word[i];
            storage[used++] = '\0';
            word += rest + (word[rest] == ' ');
        }
    for (int round = 0; round < 50000; round++) {
        char text[512] = "";
        size_t start = 0, end = 0;

        for (uint64_t parts = 2 + draw(7); parts; parts--) {
            uint64_t pick = draw(count + OTHERS);

            strcat(text, pick < count ? all[pick] : others[pick - count]);
            strcat(text, draw(6) ? " " : draw(4) ? "" : draw(2) ? "-" : "\n");
        }
        for (size_t from = 0; find(of->pattern, text, from, &start, &end); from = end) {
            lode_decimal number;
            size_t read = 0;
            lode_status status = lode_numbers_read(of->numbers, text + start, strlen(text + start), &number, &read);

            if (status == LODE_OK && read > end - start)
                fail_msg("'%s': matched '%.*s', read '%.*s'", text, (int)(end - start), text + start, (int)read, text + start);
        }
    }
}

static void test_pattern_reaches_as_far_as_reading(void **state) {
    (void)state;
    assert_pattern_reaches(&vi, vietnamese);
    assert_pattern_reaches(&en, english);
    assert_pattern_reaches(&fr, french);
}

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
        cmocka_unit_test(test_any_number_comes_back),
        cmocka_unit_test(test_pattern_reaches_as_far_as_reading),
        cmocka_unit_test(test_roman),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
