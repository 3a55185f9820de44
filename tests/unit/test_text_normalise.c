/* SPDX-License-Identifier: MIT */
/* Normalising: NFC as utf8proc has it, line ends, and the way back. */
#include "text/nfc.h"
#include "text/text.h"
#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include <cmocka.h>

static lode_text normalise(lode_arena *arena, const char *bytes, size_t length, const lode_folds *folds) {
    lode_text text;
    lode_error error;

    assert_int_equal(lode_text_decode(&text, arena, (const unsigned char *)bytes, length, "UTF-8", &error), LODE_OK);
    assert_int_equal(lode_text_compose(&text, arena, &error), LODE_OK);
    assert_int_equal(lode_text_normalise(&text, arena, NULL, folds, &error), LODE_OK);
    return text;
}

static void check_normal(const char *bytes, size_t length, const char *expected, size_t expected_length) {
    lode_arena arena = {0};
    lode_text text = normalise(&arena, bytes, length, NULL);

    assert_int_equal(text.length, expected_length);
    assert_memory_equal(text.bytes, expected, expected_length);
    lode_arena_free(&arena);
}

static void check_string(const char *text, const char *expected) {
    check_normal(text, strlen(text), expected, strlen(expected));
}

/* What utf8proc makes of the whole. */
static void check_as_utf8proc(const char *bytes, size_t length) {
    utf8proc_uint8_t *expected = NULL;
    utf8proc_ssize_t size =
        utf8proc_map((const utf8proc_uint8_t *)bytes, (utf8proc_ssize_t)length, &expected, UTF8PROC_STABLE | UTF8PROC_COMPOSE);

    assert_true(size >= 0);
    check_normal(bytes, length, (const char *)expected, (size_t)size);
    free(expected);
}

static void test_line_ends(void **state) {
    (void)state;
    check_string("", "");
    check_string("a\r\nb\rc\nd\r\r\n\r", "a\nb\nc\nd\n\n\n");
    check_normal("\0\r\0", 3, "\0\n\0", 3);
    check_string("e\r\n\xCC\x81", "e\n\xCC\x81");
    check_string("e\r\xCC\xA3\xCC\x81", "e\n\xCC\xA3\xCC\x81");
    check_string("e\r\xCC\x81\xCC\xA3", "e\n\xCC\xA3\xCC\x81");
}

static void test_composition(void **state) {
    (void)state;
    check_string("Vie\xCC\xA3\xCC\x82t Nam", "Việt Nam");
    check_string("Vie\xCC\x82\xCC\xA3t Nam", "Việt Nam");
    check_string("Vi\xC3\xAA\xCC\xA3t Nam", "Việt Nam");
    check_string("Vi\xE1\xBA\xB9\xCC\x82t Nam", "Việt Nam");
    check_string("\xCC\x81x", "\xCC\x81x");
    check_string("\xE2\x84\xAB \xE2\x84\xAA \xE2\x84\xA6", "Å K Ω");                    /* singletons */
    check_string("\xE2\x80\x80\xE2\x80\x81", "\xE2\x80\x82\xE2\x80\x83");               /* en and em quad */
    check_string("\xE0\xA5\x98", "\xE0\xA4\x95\xE0\xA4\xBC");                           /* excluded from composition */
    check_string("\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB\xE1\x84\x80", "한\xE1\x84\x80"); /* Hangul */
    check_string("\xED\x95\x98\xE1\x86\xAB", "한");
    check_string("\xE0\xA7\x87\xE0\xA6\xBE", "\xE0\xA7\x8B"); /* a mark of class 0 that composes */
    check_string("\xF0\x91\x84\xB1\xF0\x91\x84\xA7", "\xF0\x91\x84\xAE");
}

/* Every assigned code point, alone, after a letter, before a mark and at both sides of a block's edge. */
static void test_every_code_point(void **state) {
    (void)state;
    for (utf8proc_int32_t code_point = 0; code_point <= 0x10FFFF; code_point++) {
        char bytes[160] = "";
        char character[4];
        size_t size = (size_t)utf8proc_encode_char(code_point, (utf8proc_uint8_t *)character);
        utf8proc_category_t category = utf8proc_category(code_point);
        size_t length = 0;

        /* U+FEFF at the start is a byte order mark. */
        if (code_point == '\r' || code_point == 0xFEFF || category == UTF8PROC_CATEGORY_CN ||
            category == UTF8PROC_CATEGORY_CS || category == UTF8PROC_CATEGORY_CO)
            continue;
        memcpy(bytes, character, size);
        length = size;
        bytes[length++] = 'a';
        memcpy(bytes + length, character, size);
        memcpy(bytes + length + size, "\xCC\xA3\xCC\x82", 4);
        length += size + 4;
        memcpy(bytes + length, character, size);
        length += size;
        memset(bytes + length, 'x', 80);
        memcpy(bytes + 58 + code_point % 8, character, size);
        check_as_utf8proc(bytes, 140);
    }
}

/* No code point taken for a boundary ever composes with, or moves before, what stands before it. */
static void test_boundaries_hold(void **state) {
    (void)state;
    for (utf8proc_int32_t code_point = 0; code_point <= 0x10FFFF; code_point++) {
        utf8proc_int32_t points[4];
        utf8proc_ssize_t count;

        if ((code_point >= 0xD800 && code_point <= 0xDFFF) || !lode_nfc_is_boundary((uint32_t)code_point))
            continue;
        count = utf8proc_decompose_char(code_point, points, 4, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE, NULL);
        assert_true(count > 0);
        assert_int_equal(utf8proc_get_property(points[0])->combining_class, 0);
        assert_true(lode_nfc_is_boundary((uint32_t)points[0]));
    }
    /* The second halves of all primary composites. */
    for (utf8proc_int32_t code_point = 0; code_point <= 0x10FFFF; code_point++) {
        const utf8proc_property_t *property = utf8proc_get_property(code_point);
        utf8proc_int32_t points[4];
        utf8proc_ssize_t count;

        if (property->decomp_seqindex == UINT16_MAX || property->decomp_type)
            continue;
        count = utf8proc_decompose_char(code_point, points, 4, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE, NULL);
        for (utf8proc_ssize_t i = 1; i < count; i++)
            assert_false(lode_nfc_is_boundary((uint32_t)points[i]));
    }
}

static const char *const pieces[] = {
    "a",
    "e",
    "o",
    "u",
    "x",
    " ",
    "ê",
    "ế",
    "ộ",
    "đ",
    "ư",
    "ă",
    "K",
    "漢",
    "😀",
    "ก",
    "и",
    "ά",
    "\xCC\x80",
    "\xCC\x81",
    "\xCC\x82",
    "\xCC\x83",
    "\xCC\x86",
    "\xCC\x89",
    "\xCC\x9B",
    "\xCC\xA3",
    "\xCC\xB0",
    "\xCD\x84", /* decomposes into two marks */
    "\xE2\x84\xAB",
    "\xE2\x84\xAA", /* singletons */
    "\xE1\x84\x80",
    "\xE1\x85\xA1",
    "\xE1\x86\xA8",
    "\xEA\xB0\x80", /* Hangul L, V, T, LV */
    "\xE0\xA5\x98",
    "\xE0\xA4\x95",
    "\xE0\xA4\xBC", /* composition exclusion and its parts */
    "\xE0\xA7\x87",
    "\xE0\xA6\xBE",
    "\xE0\xA7\x97", /* Bengali two-part vowels */
    "\xE0\xBD\xB1",
    "\xE0\xBD\xB2",
    "\xE0\xBD\xB3", /* Tibetan marks of many classes */
    "\xF0\x91\x84\xB1",
    "\xF0\x91\x84\xA7",
    "\xF0\x9D\x85\x9E", /* Chakma; a musical symbol that grows threefold */
    "\xE3\x81\x8B",
    "\xE3\x82\x99",
    "\xEF\xAC\xAC",
    "\xE2\x80\x80", /* kana and voicing; a Hebrew exclusion; en quad */
    "\xC2\xAD",
};
enum { PIECES = sizeof pieces / sizeof *pieces, LONGEST_TEXT = 600 };

static size_t random_text(char *bytes, size_t pieces_wanted) {
    size_t length = 0;

    for (size_t i = 0; i < pieces_wanted; i++) {
        const char *piece = pieces[(size_t)rand() % PIECES];

        /* Runs of plain text between, so that the quick scan takes part. */
        if (rand() % 40 == 0) {
            memset(bytes + length, 'z', 70);
            length += 70;
        }
        memcpy(bytes + length, piece, strlen(piece));
        length += strlen(piece);
    }
    return length;
}

static void test_random_text_as_utf8proc(void **state) {
    char bytes[LONGEST_TEXT * 10];

    (void)state;
    srand(2);
    for (size_t round = 0; round < 10000; round++)
        check_as_utf8proc(bytes, random_text(bytes, round % 60));
}

/* The span of the decoded text behind a span, by the definition: normalising what lies before, within and after it apart
 * gives what lies before, within and after the span. */
static void test_spans_of_random_text(void **state) {
    char bytes[LONGEST_TEXT * 10];

    (void)state;
    srand(3);
    for (size_t round = 0; round < 1000; round++) {
        lode_arena arena = {0};
        size_t length = random_text(bytes, round % 40);
        lode_text text = normalise(&arena, bytes, length, NULL);
        size_t last_start = 0, last_end = 0, start, end;

        for (size_t at = 0; at <= text.length; at++) {
            lode_text_decoded_span(&text, at, at, &start, &end);
            assert_true(start <= end && end <= length);
            assert_true(start >= last_start && end >= last_end);
            last_start = start;
            last_end = end;
            if (start == end && start < length && lode_utf8_is_boundary(text.bytes, text.length, at))
                check_normal(bytes + start, length - start, text.bytes + at, text.length - at);
        }
        lode_text_decoded_span(&text, 0, text.length, &start, &end);
        assert_int_equal(start, 0);
        assert_int_equal(end, length);
        lode_arena_free(&arena);
    }
}

static void test_spans_go_outward(void **state) {
    static const char bytes[] = "xa\xCC\xA3\xCC\x82y\r\nz"; /* xậy\nz */
    static const size_t starts[] = {0, 1, 1, 1, 6, 7, 9, 10};
    static const size_t ends[] = {0, 1, 6, 6, 6, 7, 9, 10};
    lode_arena arena = {0};
    lode_text text = normalise(&arena, bytes, strlen(bytes), NULL);

    (void)state;
    assert_int_equal(text.length, 7);
    for (size_t at = 0; at <= text.length; at++) {
        size_t start, end;

        lode_text_decoded_span(&text, at, at, &start, &end);
        assert_int_equal(start, starts[at]);
        assert_int_equal(end, ends[at]);
    }
    lode_arena_free(&arena);
}

static void test_normal_text_is_not_copied(void **state) {
    static const char bytes[] = "Tỉnh Thừa Thiên Huế – “đô thị”…\n\xC2\xA0₫ 1.250 tỷ 漢字 😀 мир สวัสดี";
    lode_arena arena = {0};
    lode_text text = normalise(&arena, bytes, strlen(bytes), NULL);
    size_t start, end;

    (void)state;
    assert_ptr_equal(text.decoded, bytes);
    assert_ptr_equal(text.bytes, bytes);
    assert_int_equal(text.length, strlen(bytes));
    assert_null(text.normal_map);
    lode_text_decoded_span(&text, 5, 9, &start, &end);
    assert_int_equal(start, 5);
    assert_int_equal(end, 9);
    lode_arena_free(&arena);
}

/* A million marks in the worst order: with sorting by insertion this would take hours. */
static void test_long_run_of_marks(void **state) {
    enum { MARKS = 1000000 };
    lode_arena arena = {0};
    char *bytes = malloc(1 + 2 * MARKS);
    lode_text text;

    (void)state;
    assert_non_null(bytes);
    bytes[0] = 'a';
    for (size_t i = 0; i < MARKS; i++)
        memcpy(bytes + 1 + 2 * i, i < MARKS / 2 ? "\xCC\x81" : "\xCC\xA3", 2);
    text = normalise(&arena, bytes, 1 + 2 * MARKS, NULL);
    /* One dot composes to U+1EA1; the acutes follow the other dots. */
    assert_int_equal(text.length, 3 + 2 * (MARKS - 1));
    assert_memory_equal(text.bytes, "ạ\xCC\xA3", 5);
    assert_memory_equal(text.bytes + text.length - 2, "\xCC\x81", 2);
    lode_arena_free(&arena);
    free(bytes);
}

/* Many edits: the index of the map is searched. */
static void test_spans_of_a_long_text(void **state) {
    enum { WORDS = 5000 };
    static const char word[] = "Vie\xCC\xA3\xCC\x82t\r\n"; /* Việt\n: 10 bytes for 7 */
    lode_arena arena = {0};
    char *bytes = malloc(WORDS * 10);
    lode_text text;

    (void)state;
    assert_non_null(bytes);
    for (size_t i = 0; i < WORDS; i++)
        memcpy(bytes + i * 10, word, 10);
    text = normalise(&arena, bytes, WORDS * 10, NULL);
    assert_int_equal(text.length, WORDS * 7);
    for (size_t i = 0; i < WORDS; i++) {
        size_t start, end;

        lode_text_decoded_span(&text, i * 7 + 2, i * 7 + 6, &start, &end);
        assert_int_equal(start, i * 10 + 2);
        assert_int_equal(end, i * 10 + 8);
    }
    lode_arena_free(&arena);
    free(bytes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_line_ends),
        cmocka_unit_test(test_composition),
        cmocka_unit_test(test_every_code_point),
        cmocka_unit_test(test_boundaries_hold),
        cmocka_unit_test(test_random_text_as_utf8proc),
        cmocka_unit_test(test_spans_of_random_text),
        cmocka_unit_test(test_spans_go_outward),
        cmocka_unit_test(test_normal_text_is_not_copied),
        cmocka_unit_test(test_long_run_of_marks),
        cmocka_unit_test(test_spans_of_a_long_text),
    };

    return cmocka_run_group_tests_name("text_normalise", tests, NULL, NULL);
}
