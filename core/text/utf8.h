/* SPDX-License-Identifier: MIT */
/* UTF-8: code points, their classes, validity. Properties are those of utf8proc's Unicode version. */
#ifndef LODE_TEXT_UTF8_H
#define LODE_TEXT_UTF8_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { LODE_UTF8_REPLACEMENT = 0xFFFD };

/* The code point that begins at *offset, which moves past it. *offset < length. What is no character of UTF-8 there gives
 * LODE_UTF8_REPLACEMENT and a step of one byte. */
uint32_t lode_utf8_next(const char *text, size_t length, size_t *offset);

/* The code point that ends at *offset, which moves to its first byte. *offset > 0. What is no character of UTF-8 there gives
 * LODE_UTF8_REPLACEMENT and a step of one byte. */
uint32_t lode_utf8_previous(const char *text, size_t *offset);

/* The offset of the first byte that begins no character of RFC 3629 (no overlong forms, no surrogates, nothing above U+10FFFF,
 * nothing cut short); `length` where all is well. */
size_t lode_utf8_check(const char *text, size_t length);

/* Appends text in which every byte that lode_utf8_check would stop at is U+FFFD. False where memory ran out. */
bool lode_utf8_append_valid(lode_buffer *buffer, const char *text, size_t length);

/* Whether a character of valid UTF-8 begins or the text ends at an offset; false beyond the end. */
bool lode_utf8_is_boundary(const char *text, size_t length, size_t offset);

/* Letters, marks and numbers: general categories L, M and N. */
bool lode_utf8_is_word(uint32_t code_point);

/* General categories L and M. */
bool lode_utf8_is_letter_or_mark(uint32_t code_point);

#endif
