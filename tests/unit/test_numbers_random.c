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
    for (int round = 0; round < 5000; round++) {
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

/* What was read in its place is read so from a copy that ends there. */
static void assert_alone(const language *of, const char *text, size_t length, lode_decimal expected) {
    char *copy = malloc(length);
    lode_decimal number;
    size_t read;

    assert_non_null(copy);
    memcpy(copy, text, length);
    assert_int_equal(lode_numbers_read(of->numbers, copy, length, &number, &read), LODE_OK);
    assert_int_equal(read, length);
    assert_int_equal(lode_decimal_compare(number, expected), 0);
    free(copy);
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
    for (int round = 0; round < 15000; round++) {
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

            if (status == LODE_OK && read == end - start)
                assert_alone(of, text + start, read, number);
            else if (status == LODE_OK && read > end - start)
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

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_any_number_comes_back),
        cmocka_unit_test(test_pattern_reaches_as_far_as_reading),
    };

    return cmocka_run_group_tests(tests, make_languages, drop_languages);
}
