/* SPDX-License-Identifier: MIT */
/* Folds: where they apply and where not, which one wins, what may be one, and the way back. */
#include "text/folds.h"
#include "text/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include <cmocka.h>

typedef struct fold {
    lode_fold_place place;
    const char *from, *to;
} fold;

static lode_folds *make(const fold *list, size_t count) {
    lode_folds *folds = lode_folds_create();
    lode_error error = {0};

    assert_non_null(folds);
    for (size_t i = 0; i < count; i++)
        if (lode_folds_add(folds, list[i].place, list[i].from, list[i].to, &error) != LODE_OK)
            fail_msg("%s", error.message);
    return folds;
}

static void check(const lode_folds *folds, const char *text, const char *expected) {
    lode_buffer folded = {0};
    lode_error error;
    lode_arena arena = {0};
    lode_text as_text;
    size_t length = strlen(text);

    assert_int_equal(lode_folds_apply(folds, text, length, &folded, &error), LODE_OK);
    assert_string_equal(folded.bytes, expected);
    lode_buffer_free(&folded);
    /* A text is treated no differently. */
    assert_int_equal(lode_text_decode(&as_text, &arena, (const unsigned char *)text, length, "UTF-8", &error), LODE_OK);
    assert_int_equal(lode_text_compose(&as_text, &arena, &error), LODE_OK);
    assert_int_equal(lode_text_normalise(&as_text, &arena, NULL, folds, &error), LODE_OK);
    assert_int_equal(as_text.length, strlen(expected));
    assert_memory_equal(as_text.bytes, expected, as_text.length);
    lode_arena_free(&arena);
}

static const fold tones[] = {
    {LODE_FOLD_WORD_END, "oá", "óa"}, {LODE_FOLD_WORD_END, "oà", "òa"}, {LODE_FOLD_WORD_END, "uỷ", "ủy"},
    {LODE_FOLD_WORD_END, "uý", "úy"}, {LODE_FOLD_WORD_END, "Uỷ", "Ủy"}, {LODE_FOLD_WORD_END, "oẹ", "ọe"},
};

static void test_word_end(void **state) {
    lode_folds *folds = make(tones, sizeof tones / sizeof *tones);

    (void)state;
    check(folds, "", "");
    check(folds, "Thanh Hoá", "Thanh Hóa");
    check(folds, "Thanh Hoá, Khánh Hoà.", "Thanh Hóa, Khánh Hòa.");
    check(folds, "Uỷ ban; uỷ\nquyền", "Ủy ban; ủy\nquyền");
    check(folds, "hoàn thoát uỷnh", "hoàn thoát uỷnh");
    check(folds, "hoà2 hoà_ hoà-hoà", "hòa2 hòa_ hòa-hòa");
    check(folds, "Thanh Hóa", "Thanh Hóa");
    /* Decomposed, in both orders of the parts. */
    check(folds, "Hoa\xCC\x81 Hoa\xCC\x80n", "Hóa Hoàn");
    check(folds, "\x75y\xCC\x89 ban", "ủy ban");
    /* A mark that does not compose still belongs to the letter. */
    check(folds, "Hoá\xCC\xB0", "Hoá\xCC\xB0");
    lode_folds_free(folds);
}

static void test_none(void **state) {
    lode_folds *folds = lode_folds_create();

    (void)state;
    check(NULL, "Hoa\xCC\x81\r\n", "Hoá\n");
    check(folds, "Hoa\xCC\x81\r\n", "Hoá\n");
    lode_folds_free(folds);
    lode_folds_free(NULL);
}

static void test_anywhere(void **state) {
    static const fold list[] = {{LODE_FOLD_ANYWHERE, "’", "'"},     {LODE_FOLD_ANYWHERE, "\xC2\xAD", ""},
                                {LODE_FOLD_ANYWHERE, "Ð", "Đ"},     {LODE_FOLD_ANYWHERE, "a", "ab"},
                                {LODE_FOLD_ANYWHERE, "\r\n", "; "}, {LODE_FOLD_ANYWHERE, "…", "..."}};
    lode_folds *folds = make(list, sizeof list / sizeof *list);

    (void)state;
    check(folds, "x’y’", "x'y'");
    check(folds, "x\xC2\xADy\xC2\xAD\xC2\xAD", "xy");
    check(folds, "Ðồng Ðô", "Đồng Đô");
    check(folds, "aaa", "ababab");  /* what a fold gives is not folded again */
    check(folds, "x\r\ny", "x; y"); /* line ends come first, in folds too */
    check(folds, "x…", "x...");
    check(folds, "xa\xCC\xB0", "xa\xCC\xB0"); /* not without its mark */
    check(folds, "e\xC2\xAD\xCC\x81", "e\xC2\xAD\xCC\x81");
    lode_folds_free(folds);
}

static void test_longest_wins(void **state) {
    static const fold list[] = {{LODE_FOLD_ANYWHERE, "ab", "1"},
                                {LODE_FOLD_WORD_END, "abcd", "2"},
                                {LODE_FOLD_ANYWHERE, "abc", "3"},
                                {LODE_FOLD_ANYWHERE, "b", "4"}};
    lode_folds *folds = make(list, sizeof list / sizeof *list);

    (void)state;
    check(folds, "ab abc abcd abcde abb", "1 3 2 3de 14");
    lode_folds_free(folds);
}

/* More first bytes than are told apart in the quick scan; a place at every distance from a block's edge. */
static void test_many_folds(void **state) {
    lode_folds *folds = lode_folds_create();
    lode_error error;

    (void)state;
    assert_non_null(folds);
    for (char first = 'z'; first >= 'a'; first = (char)(first - 2))
        for (char second = '0'; second <= '9'; second++) {
            const char from[] = {first, second, '\0'}, to[] = {second, second, first, '\0'};

            assert_int_equal(lode_folds_add(folds, LODE_FOLD_WORD_END, from, to, &error), LODE_OK);
        }
    for (size_t place = 0; place < 200; place++) {
        char text[256], expected[256];

        memset(text, '-', place);
        memset(expected, '-', place);
        strcpy(text + place, "b7 b7x a7 z0x z1");
        strcpy(expected + place, "77b b7x a7 z0x 11z");
        check(folds, text, expected);
    }
    lode_folds_free(folds);
}

static void check_refused(lode_folds *folds, const char *from, const char *to, const char *message) {
    lode_error error = {0};

    assert_int_equal(lode_folds_add(folds, LODE_FOLD_ANYWHERE, from, to, &error), LODE_ERROR_USAGE);
    assert_string_equal(error.message, message);
}

static void test_refused(void **state) {
    lode_folds *folds = make(tones, sizeof tones / sizeof *tones);
    lode_error error = {0};
    lode_buffer buffer = {0};

    (void)state;
    check_refused(folds, "", "x", "the spelling to be folded is empty");
    check_refused(folds, "oá", "óa", "'oá' is already folded to 'óa'");
    check_refused(folds, "oa\xCC\x81", "x", "'oá' is already folded to 'óa'");
    check_refused(folds, "\xFF", "x", "a spelling in a fold is not valid UTF-8");
    check_refused(folds, "x", "\xFF", "a spelling in a fold is not valid UTF-8");
    check_refused(folds, "\xCC\x81", "x", "the spelling '\xCC\x81' in a fold begins with a combining mark");
    check_refused(folds, "x", "\xCC\x81", "the spelling '\xCC\x81' in a fold begins with a combining mark");
    check_refused(folds, "123456789012345678901234567890123", "x",
                  "the spelling to be folded, '123456789012345678901234567890123', is longer than 32 bytes");
    assert_int_equal(lode_folds_add(folds, LODE_FOLD_ANYWHERE, "12345678901234567890123456789012", "x", &error), LODE_OK);
    check(folds, "12345678901234567890123456789012 x oá", "x x óa");
    assert_int_equal(lode_folds_apply(folds, "ab\xFF", 3, &buffer, &error), LODE_ERROR_ENCODING);
    assert_string_equal(error.message, "byte 0xFF at offset 2 is not valid UTF-8");
    lode_buffer_free(&buffer);
    lode_folds_free(folds);
}

static void check_span(const lode_text *text, size_t start, size_t end, size_t expected_start, size_t expected_end) {
    size_t decoded_start, decoded_end;

    lode_text_decoded_span(text, start, end, &decoded_start, &decoded_end);
    assert_int_equal(decoded_start, expected_start);
    assert_int_equal(decoded_end, expected_end);
}

static void test_spans(void **state) {
    static const fold list[] = {
        {LODE_FOLD_WORD_END, "oá", "óa"}, {LODE_FOLD_ANYWHERE, "\xC2\xAD", ""}, {LODE_FOLD_ANYWHERE, "…", "..."}};
    /* Both steps change it: Ho, a with its acute apart, a dropped hyphen on each side of b, dots that grow. */
    static const char bytes[] = "Hoa\xCC\x81 \xC2\xAD"
                                "b\xC2\xAD…";
    lode_folds *folds = make(list, 3);
    lode_arena arena = {0};
    lode_text text;
    lode_error error;

    (void)state;
    assert_int_equal(lode_text_decode(&text, &arena, (const unsigned char *)bytes, strlen(bytes), NULL, &error), LODE_OK);
    assert_int_equal(lode_text_compose(&text, &arena, &error), LODE_OK);
    assert_int_equal(lode_text_normalise(&text, &arena, NULL, folds, &error), LODE_OK);
    assert_int_equal(text.length, strlen("Hóa b..."));
    assert_memory_equal(text.bytes, "Hóa b...", text.length);
    check_span(&text, 0, 4, 0, 5); /* Hóa */
    check_span(&text, 0, 3, 0, 5); /* inside the fold: outward */
    check_span(&text, 3, 4, 1, 5);
    check_span(&text, 5, 6, 8, 9); /* b: what was dropped beside it stays outside */
    check_span(&text, 4, 6, 5, 9);
    check_span(&text, 4, 9, 5, 14);
    check_span(&text, 7, 8, 11, 14);
    check_span(&text, 6, 6, 11, 11); /* an empty span where something was dropped */
    check_span(&text, 0, text.length, 0, strlen(bytes));
    lode_arena_free(&arena);
    lode_folds_free(folds);
}

static void test_text_that_needs_none_is_not_copied(void **state) {
    static const char bytes[] = "Thanh Hóa, hoàn thành, uỷnh quốc hoạt động toàn quốc và Thanh Hóa";
    lode_folds *folds = make(tones, sizeof tones / sizeof *tones);
    lode_arena arena = {0};
    lode_text text;
    lode_error error;

    (void)state;
    assert_int_equal(lode_text_decode(&text, &arena, (const unsigned char *)bytes, strlen(bytes), NULL, &error), LODE_OK);
    assert_int_equal(lode_text_compose(&text, &arena, &error), LODE_OK);
    assert_int_equal(lode_text_normalise(&text, &arena, NULL, folds, &error), LODE_OK);
    assert_ptr_equal(text.bytes, bytes);
    assert_null(text.normal_map);
    lode_arena_free(&arena);
    lode_folds_free(folds);
}

/* Whatever stands around a fold, the result is in NFC, and it is what folding the NFC at each place by hand gives. */
static void test_random_text_stays_normal(void **state) {
    static const char *const pieces[] = {"oá",           "oa\xCC\x81",   "o",   "á",        "a",  "\xCC\x81",
                                         "\xCC\xA3",     "\xCC\xB0",     " ",   "\xC2\xAD", "uỷ", "x",
                                         "\xE1\x84\x80", "\xE1\x85\xA1", "\r\n"};
    static const fold list[] = {{LODE_FOLD_WORD_END, "oá", "óa"},
                                {LODE_FOLD_ANYWHERE, "\xC2\xAD", ""},
                                {LODE_FOLD_ANYWHERE, "x", "\xE1\x84\x80"},
                                {LODE_FOLD_ANYWHERE, "uỷ", "ủy"}};
    lode_folds *folds = make(list, 4);

    (void)state;
    srand(4);
    for (size_t round = 0; round < 20000; round++) {
        char bytes[200] = "";
        lode_buffer folded = {0};
        lode_error error;
        utf8proc_uint8_t *normal;

        for (size_t i = 0; i < round % 25; i++)
            strcat(bytes, pieces[(size_t)rand() % (sizeof pieces / sizeof *pieces)]);
        assert_int_equal(lode_folds_apply(folds, bytes, strlen(bytes), &folded, &error), LODE_OK);
        normal = utf8proc_NFC((const utf8proc_uint8_t *)folded.bytes);
        assert_string_equal(folded.bytes, (const char *)normal);
        free(normal);
        lode_buffer_free(&folded);
    }
    lode_folds_free(folds);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_word_end),
        cmocka_unit_test(test_none),
        cmocka_unit_test(test_anywhere),
        cmocka_unit_test(test_longest_wins),
        cmocka_unit_test(test_many_folds),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_spans),
        cmocka_unit_test(test_text_that_needs_none_is_not_copied),
        cmocka_unit_test(test_random_text_stays_normal),
    };

    return cmocka_run_group_tests_name("text_folds", tests, NULL, NULL);
}
