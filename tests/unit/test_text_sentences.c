/* SPDX-License-Identifier: MIT */
/* Where sentences end. */
#include "text/sentences.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char *const abbreviations[] = {"Dr", "T.P", "TP"}; /* sorted */

static lode_sentence_marks make_marks(void) {
    lode_sentence_marks marks = lode_sentence_marks_default;

    marks.abbreviations = abbreviations;
    marks.abbreviation_count = sizeof abbreviations / sizeof *abbreviations;
    return marks;
}

/* That a text falls into sentences, which `expected` has with a | between them; what is in `whole` ends none. */
static void check(const char *text, const char *whole, const char *expected) {
    lode_sentence_marks marks = make_marks();
    lode_arena arena = {0};
    lode_sentence *sentences = NULL, span = {0};
    const char *place = whole ? strstr(text, whole) : NULL;
    char found[4096];
    size_t count = 0, used = 0;

    if (place)
        span = (lode_sentence){(size_t)(place - text), (size_t)(place - text) + strlen(whole)};
    assert_int_equal(
        lode_sentences_find(&marks, text, strlen(text), place ? &span : NULL, place != NULL, &arena, &sentences, &count),
        LODE_OK);
    found[0] = '\0';
    for (size_t i = 0; i < count; i++)
        used += (size_t)snprintf(found + used, sizeof found - used, "%s%.*s", i ? "|" : "",
                                 (int)(sentences[i].end - sentences[i].start), text + sentences[i].start);
    assert_string_equal(found, expected);
    lode_arena_free(&arena);
}

static void marks_end_sentences(void **state) {
    (void)state;
    check("", NULL, "");
    check(" \n ", NULL, "");
    check("One. Two! Three? Four", NULL, "One.|Two!|Three?|Four");
    check("He said \"No.\" Then he left (at 3.5 p.m. or so).", NULL, "He said \"No.\"|Then he left (at 3.5 p.m. or so).");
    check("Wait... Now… and so on.", NULL, "Wait...|Now… and so on.");
    check("Một.\xC2\xA0Hai", NULL, "Một.|Hai");
}

static void abbreviations_do_not(void **state) {
    (void)state;
    check("Dr. Reed and T.P. Vinh of TP. Huế met. Ann left.", NULL, "Dr. Reed and T.P. Vinh of TP. Huế met.|Ann left.");
    check("XDr. Reed", NULL, "XDr.|Reed");
}

static void entities_do_not(void **state) {
    (void)state;
    check("At Yahoo! Inc. Ann works.", NULL, "At Yahoo!|Inc.|Ann works.");
    check("At Yahoo! Inc. Ann works.", "Yahoo! Inc", "At Yahoo! Inc.|Ann works.");
    check("In Bà Rịa\nVũng Tàu it rains", "Bà Rịa\nVũng Tàu", "In Bà Rịa\nVũng Tàu it rains");
}

static void lines(void **state) {
    (void)state;
    check("A heading\nAnother line", NULL, "A heading|Another line");
    check("A line that\ngoes on.", NULL, "A line that\ngoes on.");
    check("A line\n\nthat ended", NULL, "A line|that ended");
    check("To do:\n1. Bread;\n2. Milk.\nDone", NULL, "To do:\n1. Bread;\n2. Milk.|Done");
    check("Such as:\n\n- Bread,\n\n- Milk\n\nDone", NULL, "Such as:\n\n- Bread,\n\n- Milk|Done");
}

static void long_ones_are_cut(void **state) {
    static char text[3 * LODE_SENTENCE_MAX];
    lode_sentence_marks marks = make_marks();
    lode_arena arena = {0};
    lode_sentence *sentences;
    size_t count, end = 0;

    (void)state;
    for (int spaces = 0; spaces < 2; spaces++) {
        for (size_t i = 0; i + 2 < sizeof text; i += 2)
            memcpy(text + i, spaces && i % 14 == 0 ? "  " : "\xC4\x91", 2);
        assert_int_equal(lode_sentences_find(&marks, text, sizeof text - 2, NULL, 0, &arena, &sentences, &count), LODE_OK);
        assert_in_range(count, 3, 4);
        end = 0;
        for (size_t i = 0; i < count; i++) {
            assert_in_range(sentences[i].end - sentences[i].start, 1, LODE_SENTENCE_MAX + 4);
            assert_true(sentences[i].start >= end);
            assert_int_not_equal((unsigned char)text[sentences[i].start] & 0xC0, 0x80);
            end = sentences[i].end;
        }
        assert_true(end + 4 >= sizeof text - 2);
    }
    lode_arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(marks_end_sentences), cmocka_unit_test(abbreviations_do_not),
                                       cmocka_unit_test(entities_do_not), cmocka_unit_test(lines),
                                       cmocka_unit_test(long_ones_are_cut)};

    return cmocka_run_group_tests_name("text: sentences", tests, NULL, NULL);
}
