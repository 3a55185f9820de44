/* SPDX-License-Identifier: MIT */
#include "text/detect.h"

#include "text/utf8.h"
#include "text/wide.h"

#include <string.h>
#include <uchardet/uchardet.h>

enum { SAMPLE = 64 * 1024, UCHARDET_SAMPLE = 1024 * 1024, CONTEXT = 1024, FEWEST_UNITS = 2 };

static const struct {
    lode_encoding_form form;
    size_t length;
    unsigned char bytes[4];
} marks[] = {
    /* The mark of UTF-32LE begins with that of UTF-16LE. */
    {LODE_FORM_UTF32LE, 4, {0xFF, 0xFE, 0x00, 0x00}},
    {LODE_FORM_UTF32BE, 4, {0x00, 0x00, 0xFE, 0xFF}},
    {LODE_FORM_UTF8, 3, {0xEF, 0xBB, 0xBF}},
    {LODE_FORM_UTF16LE, 2, {0xFF, 0xFE}},
    {LODE_FORM_UTF16BE, 2, {0xFE, 0xFF}},
};

static bool is_plausible(const unsigned char *bytes, size_t length, lode_encoding_form form) {
    size_t unit_size = form == LODE_FORM_UTF16LE || form == LODE_FORM_UTF16BE ? 2 : 4;
    size_t at = 0, count = 0, latin = 0;

    if (length % unit_size)
        return false;
    while (at < length && at < SAMPLE) {
        size_t size;
        int32_t code_point = lode_wide_decode(bytes, length, at, form, &size);

        if (code_point <= 0)
            return false;
        at += size;
        count++;
        latin += code_point < 0x100;
    }
    return unit_size == 2 ? latin >= FEWEST_UNITS && latin >= count - latin : count >= FEWEST_UNITS;
}

size_t lode_detect_mark(const unsigned char *bytes, size_t length, lode_encoding_form form) {
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (marks[i].form == form && length >= marks[i].length && !memcmp(bytes, marks[i].bytes, marks[i].length))
            return marks[i].length;
    return 0;
}

/* FF FE 00 00 could be UTF-16 with a NUL first, but is taken for that only where it can be no UTF-32. */
static bool find_marked(const unsigned char *bytes, size_t length, lode_encoding_form *form) {
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (lode_detect_mark(bytes, length, marks[i].form) &&
            (marks[i].form != LODE_FORM_UTF32LE || length == marks[i].length ||
             is_plausible(bytes, length, LODE_FORM_UTF32LE))) {
            *form = marks[i].form;
            return true;
        }
    return false;
}

static bool find_evident(const unsigned char *bytes, size_t length, lode_encoding_form *form) {
    static const lode_encoding_form forms[] = {LODE_FORM_UTF32LE, LODE_FORM_UTF32BE, LODE_FORM_UTF16LE, LODE_FORM_UTF16BE};

    /* What either takes for evident has bytes of zero. */
    if (!length || !memchr(bytes, 0, length < SAMPLE ? length : SAMPLE))
        return false;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (is_plausible(bytes, length, forms[i])) {
            *form = forms[i];
            return true;
        }
    return false;
}

bool lode_detect_unicode(const unsigned char *bytes, size_t length, lode_encoding_form *form) {
    return find_marked(bytes, length, form) || find_evident(bytes, length, form);
}

bool lode_detect_damaged_utf8(const unsigned char *bytes, size_t length) {
    size_t good = 0, bad = 0, at = 0;

    while (at < length) {
        size_t start = at;
        uint32_t code_point = lode_utf8_next((const char *)bytes, length, &at);

        good += at - start > 1;
        bad += at - start == 1 && code_point == LODE_UTF8_REPLACEMENT;
    }
    return good > bad;
}

lode_encoding_form lode_detect_order(const unsigned char *bytes, size_t length, lode_encoding_form form) {
    bool is_wide = form == LODE_FORM_UTF32;
    lode_encoding_form little = is_wide ? LODE_FORM_UTF32LE : LODE_FORM_UTF16LE;
    lode_encoding_form big = is_wide ? LODE_FORM_UTF32BE : LODE_FORM_UTF16BE;

    if (lode_detect_mark(bytes, length, big))
        return big;
    return lode_detect_mark(bytes, length, little) || is_plausible(bytes, length, little) ? little : big;
}

bool lode_detect_legacy(const unsigned char *bytes, size_t length, char name[LODE_LONGEST_GUESS]) {
    uchardet_t detector = uchardet_new();
    size_t start = 0, size;
    bool found = false;

    if (!detector)
        return false;
    while (start < length && bytes[start] < 0x80)
        start++;
    start -= start < CONTEXT ? start : CONTEXT;
    size = length - start < UCHARDET_SAMPLE ? length - start : UCHARDET_SAMPLE;
    if (uchardet_handle_data(detector, (const char *)bytes + start, size) == 0) {
        const char *guess;

        uchardet_data_end(detector);
        guess = uchardet_get_charset(detector);
        found = *guess && strlen(guess) < LODE_LONGEST_GUESS;
        if (found)
            strcpy(name, guess);
    }
    uchardet_delete(detector);
    return found;
}
