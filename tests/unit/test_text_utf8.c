/* SPDX-License-Identifier: MIT */
/* UTF-8 helpers: decoding both ways, validity, classes, case folding. */
#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The size of the character that begins some bytes, by the table in section 4 of RFC 3629; 0: none does. */
static size_t character_size(const unsigned char *bytes, size_t left) {
    unsigned char low = 0x80, high = 0xBF;
    size_t size;

    if (bytes[0] < 0x80)
        return 1;
    if (bytes[0] < 0xC2 || bytes[0] > 0xF4)
        return 0;
    size = bytes[0] < 0xE0 ? 2 : bytes[0] < 0xF0 ? 3 : 4;
    if (size > left)
        return 0;
    if (bytes[0] == 0xE0)
        low = 0xA0;
    if (bytes[0] == 0xED)
        high = 0x9F;
    if (bytes[0] == 0xF0)
        low = 0x90;
    if (bytes[0] == 0xF4)
        high = 0x8F;
    if (bytes[1] < low || bytes[1] > high)
        return 0;
    for (size_t i = 2; i < size; i++)
        if (bytes[i] < 0x80 || bytes[i] > 0xBF)
            return 0;
    return size;
}

static size_t first_bad_byte(const unsigned char *bytes, size_t length) {
    size_t at = 0;

    while (at < length) {
        size_t size = character_size(bytes + at, length - at);

        if (!size)
            break;
        at += size;
    }
    return at;
}

static void check_agrees(const char *bytes, size_t length) {
    /* A copy of the exact size lets the sanitizers see a read outside it. */
    char *copy = malloc(length ? length : 1);

    assert_non_null(copy);
    memcpy(copy, bytes, length);
    assert_int_equal(lode_utf8_check(copy, length), first_bad_byte((const unsigned char *)bytes, length));
    free(copy);
}

static void test_check_every_short_sequence(void **state) {
    /* Every four bytes from the edges of each row of the table, alone and at each place around a block's edge. */
    static const unsigned char edges[] = {'a',  0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC1,
                                          0xC2, 0xDF, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xF5};
    enum { COUNT = sizeof edges };
    char text[200];

    (void)state;
    for (size_t number = 0; number < COUNT * COUNT * COUNT * COUNT; number++) {
        char sequence[4] = {(char)edges[number % COUNT], (char)edges[number / COUNT % COUNT],
                            (char)edges[number / COUNT / COUNT % COUNT], (char)edges[number / COUNT / COUNT / COUNT]};
        size_t place = number % 140;

        memset(text, 'x', sizeof text);
        memcpy(text + place, sequence, sizeof sequence);
        check_agrees(sequence, sizeof sequence);
        check_agrees(text, sizeof text);
        check_agrees(text, place + 3);
    }
}

static void test_check_mutated_text(void **state) {
    static const char *const pieces[] = {"a", " ", "ế", "đ", "ư", "ộ", "€", "漢", "😀", "\xF4\x8F\xBF\xBF", "\xEF\xBF\xBF"};
    enum { SIZE = 400 };
    char text[SIZE + 4];

    (void)state;
    srand(1);
    for (int round = 0; round < 10000; round++) {
        size_t length = 0;

        while (length < (size_t)(round % SIZE)) {
            const char *piece = pieces[(size_t)rand() % (sizeof pieces / sizeof *pieces)];

            memcpy(text + length, piece, strlen(piece));
            length += strlen(piece);
        }
        check_agrees(text, length);
        if (length) {
            text[(size_t)rand() % length] = (char)rand();
            check_agrees(text, length);
            check_agrees(text, (size_t)rand() % length);
        }
    }
}

static void test_next_and_previous(void **state) {
    static const char text[] = "aế\0đ😀";
    static const uint32_t points[] = {'a', 0x1EBF, 0, 0x111, 0x1F600};
    size_t length = sizeof text - 1, at = 0;

    (void)state;
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(lode_utf8_next(text, length, &at), points[i]);
    assert_int_equal(at, length);
    for (size_t i = 5; i-- > 0;)
        assert_int_equal(lode_utf8_previous(text, &at), points[i]);
    assert_int_equal(at, 0);
}

static void test_next_and_previous_in_what_is_no_utf8(void **state) {
    static const char text[] = "\x80\xE1\xBA";
    size_t at = 0;

    (void)state;
    for (size_t i = 1; i <= 3; i++) {
        assert_int_equal(lode_utf8_next(text, 3, &at), LODE_UTF8_REPLACEMENT);
        assert_int_equal(at, i);
    }
    for (size_t i = 3; i-- > 0;) {
        assert_int_equal(lode_utf8_previous(text, &at), LODE_UTF8_REPLACEMENT);
        assert_int_equal(at, i);
    }
    at = 4;
    assert_int_equal(lode_utf8_previous("\x80\x80\x80\x80", &at), LODE_UTF8_REPLACEMENT);
    assert_int_equal(at, 3);
}

static void test_boundaries(void **state) {
    static const char text[] = "aế";
    static const bool expected[] = {true, true, false, false, true, false};

    (void)state;
    for (size_t i = 0; i < sizeof expected; i++)
        assert_int_equal(lode_utf8_is_boundary(text, 4, i), expected[i]);
}

static void test_classes(void **state) {
    (void)state;
    for (uint32_t code_point = 0; code_point < 0x80; code_point++) {
        bool letter = (code_point >= 'a' && code_point <= 'z') || (code_point >= 'A' && code_point <= 'Z');

        assert_int_equal(lode_utf8_is_letter_or_mark(code_point), letter);
        assert_int_equal(lode_utf8_is_word(code_point), letter || (code_point >= '0' && code_point <= '9'));
    }
    assert_true(lode_utf8_is_letter_or_mark(0x1EBF)); /* ế */
    assert_true(lode_utf8_is_letter_or_mark(0x301));  /* combining acute */
    assert_true(lode_utf8_is_letter_or_mark(0x20DD)); /* enclosing circle, Me */
    assert_false(lode_utf8_is_letter_or_mark(0x2160));
    assert_true(lode_utf8_is_word(0x2160)); /* Roman one, Nl */
    assert_true(lode_utf8_is_word(0xB2));   /* superscript two, No */
    assert_true(lode_utf8_is_word(0x661));  /* Arabic-Indic one, Nd */
    assert_false(lode_utf8_is_word(0x20AB));
    assert_false(lode_utf8_is_word(0xA0));
    assert_false(lode_utf8_is_word(0x203F)); /* undertie, Pc */
    assert_false(lode_utf8_is_word(0x110000));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_check_every_short_sequence),
        cmocka_unit_test(test_check_mutated_text),
        cmocka_unit_test(test_next_and_previous),
        cmocka_unit_test(test_next_and_previous_in_what_is_no_utf8),
        cmocka_unit_test(test_boundaries),
        cmocka_unit_test(test_classes),
    };

    return cmocka_run_group_tests_name("text_utf8", tests, NULL, NULL);
}
