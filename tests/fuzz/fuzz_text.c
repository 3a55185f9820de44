/* SPDX-License-Identifier: MIT */
/* Any bytes, in any encoding: what is decoded and normalised is valid UTF-8 in NFC, and every position has its place. The first
 * byte of the input chooses the encoding. */
#include "must.h"
#include "text/text.h"
#include "text/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

static const char *const encodings[] = {NULL,        NULL,     "UTF-8",      "UTF-16",        "UTF-16LE", "UTF-32",
                                        "CP1258",    "VISCII", "TCVN5712-1", "GB18030",       "EUC-KR",   "ISO-2022-JP",
                                        "SHIFT_JIS", "UTF-7",  "BIG5-HKSCS", "SHIFT_JISX0213"};

static lode_folds *make_folds(void) {
    static const char *const list[][2] = {{"oá", "óa"}, {"oà", "òa"}, {"uỷ", "ủy"}, {"\xC2\xAD", ""}, {"a", "bb"}};
    lode_folds *folds = lode_folds_create();

    for (size_t i = 0; folds && i < sizeof list / sizeof *list; i++)
        must(lode_folds_add(folds, i < 3 ? LODE_FOLD_WORD_END : LODE_FOLD_ANYWHERE, list[i][0], list[i][1], NULL) == LODE_OK,
             "folds are taken");
    return folds;
}

static void check_normal(const lode_text *text, bool folded) {
    utf8proc_uint8_t *normal = NULL;
    utf8proc_ssize_t length = utf8proc_map((const utf8proc_uint8_t *)text->bytes, (utf8proc_ssize_t)text->length, &normal,
                                           UTF8PROC_STABLE | UTF8PROC_COMPOSE);

    must(lode_utf8_check(text->bytes, text->length) == text->length, "normalised text is valid UTF-8");
    must(length >= 0 && (size_t)length == text->length && !memcmp(normal, text->bytes, text->length),
         "normalised text is in NFC");
    must(folded || text->length == 0 || !memchr(text->bytes, '\r', text->length), "line ends are \\n");
    free(normal);
}

static void check_spans(const lode_text *text, size_t source_length) {
    lode_text_counter counter;
    size_t last_start = 0, last_end = 0, last_source = 0, start, end;

    lode_text_counter_start(&counter, text, LODE_OFFSETS_BYTE);
    for (size_t at = 0; at <= text->length; at++) {
        size_t source;

        lode_text_decoded_span(text, at, at, &start, &end);
        must(start <= end && end <= text->decoded_length, "spans are within the decoded text");
        must(start >= last_start && end >= last_end, "positions rise with positions");
        must(lode_utf8_is_boundary(text->decoded, text->decoded_length, start) ||
                 !lode_utf8_is_boundary(text->bytes, text->length, at),
             "characters begin at characters");
        source = lode_text_count(&counter, start);
        must(source >= last_source && source <= source_length, "positions are within the source and rise");
        last_start = start;
        last_end = end;
        last_source = source;
    }
}

static void check_whole(const lode_text *text) {
    size_t start, end;

    lode_text_decoded_span(text, 0, text->length, &start, &end);
    must(start == 0 && end == text->decoded_length, "the whole stands for the whole");
}

static void check_counts(const lode_text *text) {
    lode_text_counter points, units;
    size_t at = 0, count = 0, extra = 0;

    lode_text_counter_start(&points, text, LODE_OFFSETS_CODEPOINT);
    lode_text_counter_start(&units, text, LODE_OFFSETS_UTF16);
    while (at < text->decoded_length) {
        extra += lode_utf8_next(text->decoded, text->decoded_length, &at) > 0xFFFF;
        count++;
        must(lode_text_count(&points, at) == count, "code points are counted");
        must(lode_text_count(&units, at) == count + extra, "UTF-16 units are counted");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    lode_arena arena = {0};
    lode_text text;
    lode_error error = {0};
    lode_folds *folds;

    if (!size)
        return 0;
    if (lode_text_decode(&text, &arena, data + 1, size - 1, encodings[data[0] % (sizeof encodings / sizeof *encodings)],
                         &error) != LODE_OK) {
        must(error.status == LODE_ERROR_ENCODING && error.message[0] && error.advice[0], "a refusal has its reason and advice");
        lode_arena_free(&arena);
        return 0;
    }
    must(lode_utf8_check(text.decoded, text.decoded_length) == text.decoded_length, "decoded text is valid UTF-8");
    check_counts(&text);
    must(lode_text_compose(&text, &arena, &error) == LODE_OK, "text is composed");
    check_normal(&text, false);
    check_spans(&text, size - 1);
    check_whole(&text);
    folds = make_folds();
    must(folds && lode_text_normalise(&text, &arena, NULL, folds, &error) == LODE_OK, "text is folded");
    check_normal(&text, true);
    check_spans(&text, size - 1);
    for (lode_line_ends line_ends = LODE_LINE_ENDS_AUTO; line_ends <= LODE_LINE_ENDS_JOIN; line_ends++) {
        const lode_paragraph_options layout = {.line_ends = line_ends, .hyphenation = size % 2};

        must(lode_text_compose(&text, &arena, &error) == LODE_OK &&
                 lode_text_normalise(&text, &arena, &layout, NULL, &error) == LODE_OK,
             "layout goes");
        check_normal(&text, false);
        check_spans(&text, size - 1);
    }
    lode_folds_free(folds);
    lode_arena_free(&arena);
    return 0;
}
