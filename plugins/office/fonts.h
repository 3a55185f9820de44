/* SPDX-License-Identifier: MIT */
/* Fonts that show other characters than the text says: those made for Vietnamese before Unicode. */
#ifndef LODE_OFFICE_FONTS_H
#define LODE_OFFICE_FONTS_H

#include "bytes.h"

typedef enum font_coding {
    FONT_UNSAID, /* no font is named */
    FONT_UNICODE,
    FONT_TCVN3,          /* the codes of TCVN 5712:1993, VN3 */
    FONT_TCVN3_CAPITALS, /* the same, small letters shown as capitals */
    FONT_VNI             /* a letter and a code for the marks on it */
} font_coding;

/* By the font's name: ".VnTime", ".VnArialH", "VNI-Times". */
font_coding font_coding_of(const char *name, size_t length);

/* Adds what UTF-8 text in such a font shows. A text with letters beyond the font's codes is Unicode, whatever its font. False
 * where memory ran out. */
bool font_decode(font_coding coding, const char *text, size_t length, byte_buffer *to);

#endif
