/* SPDX-License-Identifier: MIT */
/* Decoding: byte order marks, what is found without being told, named encodings, refusals, positions in the source. */
#include "text/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define BYTES(literal) (const unsigned char *)(literal), sizeof(literal) - 1

static void check(const unsigned char *bytes, size_t length, const char *encoding, const char *expected,
                  size_t expected_length) {
    lode_arena arena = {0};
    lode_text text;
    lode_error error = {0};
    /* A copy of the exact size lets the sanitizers see a read outside it. */
    unsigned char *copy = malloc(length ? length : 1);

    assert_non_null(copy);
    memcpy(copy, bytes, length);
    if (lode_text_decode(&text, &arena, copy, length, encoding, &error) != LODE_OK)
        fail_msg("%s", error.message);
    assert_int_equal(text.decoded_length, expected_length);
    assert_memory_equal(text.decoded, expected, expected_length);
    assert_int_equal(lode_text_compose(&text, &arena, &error), LODE_OK);
    assert_int_equal(lode_text_normalise(&text, &arena, NULL, NULL, &error), LODE_OK);
    lode_arena_free(&arena);
    free(copy);
}

/* Decodes and puts the text in NFC. */
static void check_normal(const unsigned char *bytes, size_t length, const char *encoding, const char *expected) {
    lode_arena arena = {0};
    lode_text text;
    lode_error error = {0};

    if (lode_text_decode(&text, &arena, bytes, length, encoding, &error) != LODE_OK)
        fail_msg("%s", error.message);
    assert_int_equal(lode_text_compose(&text, &arena, &error), LODE_OK);
    assert_int_equal(lode_text_normalise(&text, &arena, NULL, NULL, &error), LODE_OK);
    assert_int_equal(text.length, strlen(expected));
    assert_memory_equal(text.bytes, expected, text.length);
    lode_arena_free(&arena);
}

static void check_refused(const unsigned char *bytes, size_t length, const char *encoding, const char *message) {
    lode_arena arena = {0};
    lode_text text;
    lode_error error = {0};

    assert_int_equal(lode_text_decode(&text, &arena, bytes, length, encoding, &error), LODE_ERROR_ENCODING);
    assert_int_equal(error.status, LODE_ERROR_ENCODING);
    assert_string_equal(error.message, message);
    assert_non_null(strstr(error.advice, encoding && strstr(message, "unknown") ? "iconv -l" : "--encoding"));
    lode_arena_free(&arena);
}

static void test_utf8(void **state) {
    (void)state;
    check(BYTES(""), NULL, "", 0);
    check(BYTES(""), "UTF-8", "", 0);
    check(BYTES("a"), NULL, "a", 1);
    check(BYTES("tỷ đồng"), NULL, "tỷ đồng", strlen("tỷ đồng"));
    check(BYTES("\xEF\xBB\xBFtỷ"), NULL, "tỷ", strlen("tỷ"));
    check(BYTES("\xEF\xBB\xBFtỷ"), "utf-8", "tỷ", strlen("tỷ"));
    check(BYTES("\xEF\xBB\xBF"), NULL, "", 0);
    /* Only the first mark is no text. */
    check(BYTES("\xEF\xBB\xBF\xEF\xBB\xBFx"), NULL, "\xEF\xBB\xBFx", 4);
    check(BYTES("a\0b"), NULL, "a\0b", 3);
    check(BYTES("ab\0\0"), NULL, "ab\0\0", 4);
    check(BYTES("\0"), NULL, "\0", 1);
}

static void test_utf8_is_not_copied(void **state) {
    static const unsigned char bytes[] = "\xEF\xBB\xBFtỷ";
    lode_arena arena = {0};
    lode_text text;
    lode_error error;

    (void)state;
    assert_int_equal(lode_text_decode(&text, &arena, bytes, sizeof bytes - 1, NULL, &error), LODE_OK);
    assert_ptr_equal(text.decoded, bytes + 3);
    assert_ptr_equal(text.bytes, text.decoded);
    assert_int_equal(text.length, text.decoded_length);
    assert_int_equal(text.source_shift, 3);
    assert_null(text.source_map);
    lode_arena_free(&arena);
}

static void test_byte_order_marks(void **state) {
    (void)state;
    check(BYTES("\xFF\xFEt\0\xF7\x1E"), NULL, "tỷ", 4);
    check(BYTES("\xFE\xFF\0t\x1E\xF7"), NULL, "tỷ", 4);
    check(BYTES("\xFF\xFE\0\0t\0\0\0\xF7\x1E\0\0"), NULL, "tỷ", 4);
    check(BYTES("\0\0\xFE\xFF\0\0\0t\0\0\x1E\xF7"), NULL, "tỷ", 4);
    check(BYTES("\xFF\xFE"), NULL, "", 0);
    check(BYTES("\xFF\xFE\0\0"), NULL, "", 0);
    /* Can be no UTF-32: UTF-16 that begins with NUL. */
    check(BYTES("\xFF\xFE\0\0t\0"), NULL, "\0t", 2);
    check(BYTES("\xFF\xFE\x3D\xD8\x00\xDE"), NULL, "😀", 4);
    /* With a mark, also what is not evident without. */
    check(BYTES("\xFF\xFE\x22\x6F\x57\x5B"), NULL, "漢字", 6);
    check(BYTES("\xFF\xFE\xFF\xFEx\0"), NULL, "\xEF\xBB\xBFx", 4);
}

static void test_evident_utf16_and_utf32(void **state) {
    (void)state;
    check(BYTES("t\0\xF7\x1E \0x\0"), NULL, "tỷ x", 6);
    check(BYTES("\0t\x1E\xF7\0 \0x"), NULL, "tỷ x", 6);
    check(BYTES("t\0\0\0\xF7\x1E\0\0"), NULL, "tỷ", 4);
    check(BYTES("\0\0\0t\0\0\x1E\xF7"), NULL, "tỷ", 4);
    /* One unit is not evidence, nor are NULs here and there. */
    check(BYTES("a\0"), NULL, "a\0", 2);
    check(BYTES("abcd\0efg"), NULL, "abcd\0efg", 8);
}

static void test_named_unicode_forms(void **state) {
    (void)state;
    check(BYTES("\x22\x6F\x57\x5B"), "UTF-16LE", "漢字", 6);
    check(BYTES("\x6F\x22\x5B\x57"), "utf16be", "漢字", 6);
    check(BYTES("\x6F\x22\x5B\x57"), "UTF-16", "漢字", 6); /* big-endian where nothing tells */
    check(BYTES("\xFF\xFE\x22\x6F\x57\x5B"), "UTF-16", "漢字", 6);
    check(BYTES("a\0b\0"), "UTF-16", "ab", 2);
    check(BYTES("\xFF\xFE"
                "a\0"),
          "UTF-16LE", "a", 1);
    check(BYTES("\0\0\x6F\x22"), "UTF-32", "漢", 3);
    check(BYTES("\x22\x6F\0\0"), "UTF-32LE", "漢", 3);
}

/* "Ủy ban nhân dân tỉnh Quảng Trị: 1.250 tỷ đồng" */
static const char committee[] = "Ủy ban nhân dân tỉnh Quảng Trị: 1.250 tỷ đồng";
static const char committee_1258[] = "U\xD2y ban nh\xE2n d\xE2n ti\xD2nh Qua\xD2ng Tri\xF2: 1.250 ty\xD2 \xF0\xF4\xCCng";
static const char committee_viscii[] = "\x9Cy ban nh\xE2n d\xE2n t\xEFnh Qu\xE4ng Tr\xB8: 1.250 t\xD6 \xF0\xB0ng";
static const char committee_tcvn[] = "\x9Ey ban nh\xA9n d\xA9n t\xD8nh Qu\xB6ng Tr\xDE: 1.250 t\xFB \xAE\xE5ng";

static void test_vietnamese_encodings(void **state) {
    static const char *const names_1258[] = {"windows-1258", "CP1258", "WINDOWS1258", "win-1258"};
    static const char *const names_tcvn[] = {"TCVN-5712",      "TCVN5712-1", "tcvn",           "TCVN3",
                                             "TCVN 5712:1993", "VSCII",      "TCVN5712-1:1993"};

    (void)state;
    for (size_t i = 0; i < sizeof names_1258 / sizeof *names_1258; i++)
        check_normal(BYTES(committee_1258), names_1258[i], committee);
    for (size_t i = 0; i < sizeof names_tcvn / sizeof *names_tcvn; i++)
        check_normal(BYTES(committee_tcvn), names_tcvn[i], committee);
    check_normal(BYTES(committee_viscii), "VISCII", committee);
    check_normal(BYTES(committee_viscii), "csVISCII", committee);
}

static void test_found_vietnamese_encodings(void **state) {
    (void)state;
    check_normal(BYTES(committee_1258), NULL, committee);
    check_normal(BYTES(committee_viscii), NULL, committee);
}

static void test_other_encodings(void **state) {
    (void)state;
    check(BYTES("caf\xE9"), "ISO-8859-1", "café", 5);
    check(BYTES("\xB0\xA1"
                "a\xB3\xAA"),
          "EUC-KR", "가a나", 7);
    check(BYTES("\x93\xFA\x96{a"), "SHIFT_JIS", "日本a", 7);
    check(BYTES("\xC4\xE3\x81\x30\x81\x30"), "GB18030", "你\xC2\x80", 5);
    check(BYTES("\xC1\xC2"), "IBM037", "AB", 2);
    /* Shifts between sets. */
    check(BYTES("a\x1B$BF|K\\\x1B(Bb"), "ISO-2022-JP", "a日本b", 8);
    check(BYTES("a+Hvc-b"), "UTF-7", "aỷb", 5);
    check(BYTES("\x84\x31\x95\x33x"), "GB18030", "x", 1);
    check(BYTES("a\0b"), "ISO-8859-1", "a\0b", 3);
    check(BYTES(""), "ISO-8859-1", "", 0);
    check(BYTES(""), "ISO-2022-JP", "", 0);
}

static void test_refused_utf8(void **state) {
    (void)state;
    check_refused(BYTES("tỷ \xFFz"), "UTF-8", "byte 0xFF at offset 5 begins no character of UTF-8");
    check_refused(BYTES("\xEF\xBB\xBF"
                        "a\xC3"),
                  NULL, "the text ends within a character of UTF-8 that begins at offset 4");
    check_refused(BYTES("\xED\xA0\x80"), "UTF-8", "byte 0xED at offset 0 begins no character of UTF-8");
    check_refused(BYTES("\xC0\x80"), "UTF-8", "byte 0xC0 at offset 0 begins no character of UTF-8");
    check_refused(BYTES("\xF4\x90\x80\x80"), "UTF-8", "byte 0xF4 at offset 0 begins no character of UTF-8");
    check_refused(BYTES("a\xE1\xBB"), "UTF-8", "the text ends within a character of UTF-8 that begins at offset 1");
}

static void test_damaged_utf8_is_not_guessed_at(void **state) {
    (void)state;
    check_refused(BYTES("một tỷ đồng\xE1\xBB"), NULL, "the text ends within a character of UTF-8 that begins at offset 18");
    check_refused(BYTES("một tỷ \x93"
                        "đồng"),
                  NULL, "byte 0x93 at offset 11 begins no character of UTF-8");
}

static void test_refused_wide(void **state) {
    (void)state;
    check_refused(BYTES("\xFF\xFE"
                        "a\0b"),
                  NULL, "the text ends within a character of UTF-16 that begins at offset 4");
    check_refused(BYTES("\xFF\xFE\x3D\xD8"), NULL, "the text ends within a character of UTF-16 that begins at offset 2");
    check_refused(BYTES("\xFF\xFE\x3D\xD8"
                        "a\0"),
                  NULL, "byte 0x3D at offset 2 begins no character of UTF-16");
    check_refused(BYTES("\xFF\xFE\x00\xDE"
                        "a\0"),
                  NULL, "byte 0x00 at offset 2 begins no character of UTF-16");
    check_refused(BYTES("\0\x11\0\0"), "UTF-32BE", "byte 0x00 at offset 0 begins no character of UTF-32");
    check_refused(BYTES("\0\0\xD8\0"), "UTF-32BE", "byte 0x00 at offset 0 begins no character of UTF-32");
    check_refused(BYTES("\0\0\0a\0"), "UTF-32BE", "the text ends within a character of UTF-32 that begins at offset 4");
}

static void test_refused_by_iconv(void **state) {
    (void)state;
    check_refused(BYTES("ab\x80"), "ASCII", "byte 0x80 at offset 2 begins no character of ASCII");
    check_refused(BYTES("ab\xB0"), "EUC-KR", "the text ends within a character of EUC-KR that begins at offset 2");
    check_refused(BYTES("ab\xB0 "), "EUC-KR", "byte 0xB0 at offset 2 begins no character of EUC-KR");
    check_refused(BYTES("ab\x1B$BF"), "ISO-2022-JP", "the text ends within a character of ISO-2022-JP that begins at offset 5");
    check_refused(BYTES("x"), "no-such-encoding", "unknown encoding 'no-such-encoding'");
    check_refused(BYTES("x"), "", "unknown encoding ''");
    check_refused(BYTES("x"), "ASCII//TRANSLIT", "unknown encoding 'ASCII//TRANSLIT'");
}

static void test_refused_when_nothing_fits(void **state) {
    (void)state;
    check_refused(BYTES("\x89QNG\r\n\x1A\n\0\0\0\rIHDR"), NULL,
                  "no encoding was found that all of the text is valid in (as UTF-8 it is not from offset 0, 0x89, on)");
}

static void check_is_no_text(const unsigned char *bytes, size_t length, const char *what) {
    lode_arena arena = {0};
    lode_text text;
    lode_error error = {0};
    char message[256];

    snprintf(message, sizeof message, "this is %s and no text, and no reader for such files took it", what);
    assert_int_equal(lode_text_decode(&text, &arena, bytes, length, NULL, &error), LODE_ERROR_ENCODING);
    assert_string_equal(error.message, message);
    assert_non_null(strstr(error.advice, "--reader"));
    lode_arena_free(&arena);
}

#define ZIP_HEAD                                                                                                               \
    "PK\x03\x04\x14\0\0\x08\x08\0"                                                                                             \
    "01234567890123456789"

static void test_what_is_no_text_is_named(void **state) {
    (void)state;
    check_is_no_text(BYTES("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"), "a PDF document");
    check_is_no_text(BYTES("%PDF-1.4\nplain"), "a PDF document");
    check_is_no_text(BYTES("\x1F\x8B\x08\0"), "a gzip file");
    check_is_no_text(BYTES("BZh91AY&SY\x10"), "a bzip2 file");
    check_is_no_text(BYTES("{\\rtf1\\ansi x}"), "an RTF document");
    check_is_no_text(BYTES("\x89PNG\r\n\x1A\n\0\0\0\rIHDR"), "a PNG image");
    check_is_no_text(BYTES("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
                     "a document of an office program (OLE 2, such as .doc and .xls)");
    check_is_no_text(BYTES(ZIP_HEAD "a.txt"), "a ZIP archive");
    check_is_no_text(BYTES(ZIP_HEAD "[Content_Types].xml"),
                     "a document of an office program (Office Open XML, such as .docx and .xlsx)");
    check_is_no_text(BYTES(ZIP_HEAD "mimetypeapplication/vnd.oasis.opendocument.text"),
                     "a document of an office program (OpenDocument, such as .odt)");
    check(BYTES("BZh is no file"), NULL, "BZh is no file", 14);
    check(BYTES("PK"), NULL, "PK", 2);
    check(BYTES("%PDF-1.4"), "UTF-8", "%PDF-1.4", 8); /* who names the encoding means it */
}

static void check_counts(const unsigned char *bytes, size_t length, const char *encoding, lode_offsets unit,
                         const size_t *expected) {
    lode_arena arena = {0};
    lode_text text;
    lode_text_counter counter;
    lode_error error;
    size_t character = 0;

    assert_int_equal(lode_text_decode(&text, &arena, bytes, length, encoding, &error), LODE_OK);
    lode_text_counter_start(&counter, &text, unit);
    for (size_t at = 0; at <= text.decoded_length; at++)
        if (at == text.decoded_length || ((unsigned char)text.decoded[at] & 0xC0) != 0x80)
            assert_int_equal(lode_text_count(&counter, at), expected[character++]);
    for (size_t at = text.decoded_length; at-- > 0;)
        if (((unsigned char)text.decoded[at] & 0xC0) != 0x80)
            assert_int_equal(lode_text_count(&counter, at), expected[--character - 1]);
    assert_int_equal(lode_text_count(&counter, text.decoded_length) > 0, text.decoded_length > 0);
    lode_arena_free(&arena);
}

static void test_positions_in_the_source(void **state) {
    static const size_t utf8[] = {0, 1, 4, 8, 9};
    static const size_t utf8_marked[] = {3, 4, 7, 11, 12};
    static const size_t utf16[] = {2, 4, 6, 10, 12};
    static const size_t utf32[] = {4, 8, 12, 16, 20};
    static const size_t windows[] = {0, 1, 2, 3, 4, 5, 6}; /* t y ̉ - đ ô */
    static const size_t tcvn[] = {0, 1, 2, 3};
    static const size_t korean[] = {0, 2, 3, 5};
    static const size_t japanese[] = {0, 1, 6, 8, 12};

    (void)state;
    check_counts(BYTES("tỷ😀."), NULL, LODE_OFFSETS_BYTE, utf8);
    check_counts(BYTES("\xEF\xBB\xBFtỷ😀."), NULL, LODE_OFFSETS_BYTE, utf8_marked);
    check_counts(BYTES("\xFF\xFEt\0\xF7\x1E\x3D\xD8\x00\xDE.\0"), NULL, LODE_OFFSETS_BYTE, utf16);
    check_counts(BYTES("\0\0\xFE\xFF\0\0\0t\0\0\x1E\xF7\0\x01\xF6\0\0\0\0."), NULL, LODE_OFFSETS_BYTE, utf32);
    check_counts(BYTES("ty\xD2-\xF0\xF4"), "windows-1258", LODE_OFFSETS_BYTE, windows);
    check_counts(BYTES("t\xFB\xAE"), "TCVN-5712", LODE_OFFSETS_BYTE, tcvn);
    check_counts(BYTES("\xB0\xA1"
                       "a\xB3\xAA"),
                 "EUC-KR", LODE_OFFSETS_BYTE, korean);
    check_counts(BYTES("a\x1B$BF|K\\\x1B(Bb"), "ISO-2022-JP", LODE_OFFSETS_BYTE, japanese);
}

static void test_positions_in_code_points_and_utf16(void **state) {
    static const size_t points[] = {0, 1, 2, 3, 4};
    static const size_t units[] = {0, 1, 2, 4, 5};

    (void)state;
    check_counts(BYTES("tỷ😀."), NULL, LODE_OFFSETS_CODEPOINT, points);
    check_counts(BYTES("\xEF\xBB\xBFtỷ😀."), NULL, LODE_OFFSETS_CODEPOINT, points);
    check_counts(BYTES("\xFF\xFEt\0\xF7\x1E\x3D\xD8\x00\xDE.\0"), NULL, LODE_OFFSETS_CODEPOINT, points);
    check_counts(BYTES("tỷ😀."), NULL, LODE_OFFSETS_UTF16, units);
}

/* From what rules see to the source, through both maps: y and its hook are two bytes in windows-1258. */
static void test_normalised_spans_in_the_source(void **state) {
    lode_arena arena = {0};
    lode_text text;
    lode_text_counter counter;
    lode_error error;
    size_t start, end;

    (void)state;
    assert_int_equal(lode_text_decode(&text, &arena, BYTES("1 ty\xD2\r\n\xF0\xF4\xCCng"), "windows-1258", &error), LODE_OK);
    assert_int_equal(lode_text_compose(&text, &arena, &error), LODE_OK);
    assert_int_equal(lode_text_normalise(&text, &arena, NULL, NULL, &error), LODE_OK);
    assert_int_equal(text.length, strlen("1 tỷ\nđồng"));
    assert_memory_equal(text.bytes, "1 tỷ\nđồng", text.length);
    lode_text_counter_start(&counter, &text, LODE_OFFSETS_BYTE);
    lode_text_decoded_span(&text, 2, 6, &start, &end);
    assert_int_equal(lode_text_count(&counter, start), 2);
    assert_int_equal(lode_text_count(&counter, end), 5);
    lode_text_decoded_span(&text, 7, 14, &start, &end);
    assert_int_equal(lode_text_count(&counter, start), 7);
    assert_int_equal(lode_text_count(&counter, end), 12);
    lode_arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_utf8),
        cmocka_unit_test(test_utf8_is_not_copied),
        cmocka_unit_test(test_byte_order_marks),
        cmocka_unit_test(test_evident_utf16_and_utf32),
        cmocka_unit_test(test_named_unicode_forms),
        cmocka_unit_test(test_vietnamese_encodings),
        cmocka_unit_test(test_found_vietnamese_encodings),
        cmocka_unit_test(test_other_encodings),
        cmocka_unit_test(test_refused_utf8),
        cmocka_unit_test(test_damaged_utf8_is_not_guessed_at),
        cmocka_unit_test(test_refused_wide),
        cmocka_unit_test(test_refused_by_iconv),
        cmocka_unit_test(test_refused_when_nothing_fits),
        cmocka_unit_test(test_what_is_no_text_is_named),
        cmocka_unit_test(test_positions_in_the_source),
        cmocka_unit_test(test_positions_in_code_points_and_utf16),
        cmocka_unit_test(test_normalised_spans_in_the_source),
    };

    return cmocka_run_group_tests_name("text_decode", tests, NULL, NULL);
}
