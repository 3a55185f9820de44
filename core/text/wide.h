/* SPDX-License-Identifier: MIT */
/* UTF-16 and UTF-32. */
#ifndef LODE_TEXT_WIDE_H
#define LODE_TEXT_WIDE_H

#include "text/encoding.h"

#include <stddef.h>
#include <stdint.h>

enum { LODE_WIDE_CUT = -1, LODE_WIDE_INVALID = -2 };

/* The code point that begins at an offset of bytes in one of the forms UTF16LE to UTF32BE; *size becomes the bytes it takes.
 * LODE_WIDE_CUT where the bytes end within it, LODE_WIDE_INVALID where it is a lone surrogate or above U+10FFFF. */
int32_t lode_wide_decode(const unsigned char *bytes, size_t length, size_t at, lode_encoding_form form, size_t *size);

#endif
