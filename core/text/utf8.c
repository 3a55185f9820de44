/* SPDX-License-Identifier: MIT */
#include "text/utf8.h"

#include <string.h>
#include <utf8proc.h>

enum { LONGEST_CHARACTER = 4 };

static bool is_continuation(char byte) {
    return ((unsigned char)byte & 0xC0) == 0x80;
}

uint32_t lode_utf8_next(const char *text, size_t length, size_t *offset) {
    const unsigned char *bytes = (const unsigned char *)text + *offset;
    size_t left = length - *offset;
    utf8proc_int32_t code_point;
    utf8proc_ssize_t size;

    if (bytes[0] < 0x80) {
        *offset += 1;
        return bytes[0];
    }
    size = utf8proc_iterate(bytes, left < LONGEST_CHARACTER ? (utf8proc_ssize_t)left : LONGEST_CHARACTER, &code_point);
    if (size <= 0) {
        *offset += 1;
        return LODE_UTF8_REPLACEMENT;
    }
    *offset += (size_t)size;
    return (uint32_t)code_point;
}

uint32_t lode_utf8_previous(const char *text, size_t *offset) {
    size_t end = *offset, start = end - 1, again;
    uint32_t code_point;

    while (start > 0 && end - start < LONGEST_CHARACTER && is_continuation(text[start]))
        start--;
    again = start;
    code_point = lode_utf8_next(text, end, &again);
    if (again != end) {
        start = end - 1;
        code_point = LODE_UTF8_REPLACEMENT;
    }
    *offset = start;
    return code_point;
}

bool lode_utf8_append_valid(lode_buffer *buffer, const char *text, size_t length) {
    for (size_t at = 0; at < length;) {
        size_t valid = lode_utf8_check(text + at, length - at);

        lode_buffer_append(buffer, text + at, valid);
        at += valid;
        if (at < length) {
            lode_buffer_string(buffer, "\xEF\xBF\xBD");
            at++;
        }
    }
    return !buffer->failed;
}

bool lode_utf8_is_boundary(const char *text, size_t length, size_t offset) {
    return offset < length ? !is_continuation(text[offset]) : offset == length;
}

bool lode_utf8_is_letter_or_mark(uint32_t code_point) {
    utf8proc_category_t category;

    if (code_point < 0x80)
        return (code_point | 0x20) >= 'a' && (code_point | 0x20) <= 'z';
    category = utf8proc_category((utf8proc_int32_t)code_point);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_ME;
}

bool lode_utf8_is_word(uint32_t code_point) {
    utf8proc_category_t category;

    if (code_point < 0x80)
        return lode_utf8_is_letter_or_mark(code_point) || (code_point >= '0' && code_point <= '9');
    category = utf8proc_category((utf8proc_int32_t)code_point);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO;
}

/* Whether no byte of a block is out of place by RFC 3629, given the three bytes before it. One formula for every byte, without
 * branches or tables, so that compilers turn the loop into vector instructions. */
enum { BLOCK = 64, LOOK_BACK = LONGEST_CHARACTER - 1 };

static bool block_is_valid(const unsigned char *before) {
    unsigned char bad = 0;

    for (size_t i = 0; i < BLOCK; i++) {
        unsigned char byte = before[i + 3], last = before[i + 2], second_last = before[i + 1], third_last = before[i];
        unsigned char is_inner = (byte & 0xC0) == 0x80;
        unsigned char wants_inner = (last >= 0xC0) | (second_last >= 0xE0) | (third_last >= 0xF0);
        unsigned char never = (byte == 0xC0) | (byte == 0xC1) | (byte >= 0xF5);
        unsigned char overlong = ((last == 0xE0) & (byte < 0xA0)) | ((last == 0xF0) & (byte < 0x90));
        unsigned char surrogate = (last == 0xED) & (byte >= 0xA0);
        unsigned char too_high = (last == 0xF4) & (byte >= 0x90);

        bad |= (unsigned char)((is_inner ^ wants_inner) | never | overlong | surrogate | too_high);
    }
    return !bad;
}

/* utf8proc_iterate follows RFC 3629; a character of more bytes than are left is cut short. */
static size_t check_character(const unsigned char *bytes, size_t left) {
    utf8proc_int32_t code_point;
    utf8proc_ssize_t size =
        utf8proc_iterate(bytes, left < LONGEST_CHARACTER ? (utf8proc_ssize_t)left : LONGEST_CHARACTER, &code_point);

    return size > 0 ? (size_t)size : 0;
}

size_t lode_utf8_check(const char *text, size_t length) {
    const unsigned char *bytes = (const unsigned char *)text;
    size_t at = 0;

    while (at < length) {
        size_t size;

        if (at >= LOOK_BACK && length - at >= BLOCK && block_is_valid(bytes + at - LOOK_BACK)) {
            at += BLOCK;
            while (length - at >= BLOCK && block_is_valid(bytes + at - LOOK_BACK))
                at += BLOCK;
            /* The last character may reach beyond the block: go on from its first byte. */
            while (bytes[at - 1] >= 0x80 && bytes[--at] < 0xC0)
                ;
        }
        if (at == length)
            break;
        size = check_character(bytes + at, length - at);
        if (!size)
            return at;
        at += size;
    }
    return length;
}
