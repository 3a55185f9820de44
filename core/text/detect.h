/* SPDX-License-Identifier: MIT */
/* In which encoding some bytes are. */
#ifndef LODE_TEXT_DETECT_H
#define LODE_TEXT_DETECT_H

#include "text/encoding.h"

#include <stddef.h>

/* The Unicode form of some bytes, by the first of these that holds; false where none does:
 * 1. a byte order mark of UTF-8, UTF-16 or UTF-32;
 * 2. UTF-32: whole units, at least two, all of them code points but NUL;
 * 3. UTF-16: whole units, no surrogate without its other half, none of them NUL, and at least half of them, and two, below
 *    U+0100, as in any text in Latin letters. (Only the first 64 KiB are looked at in 2 and 3.) */
bool lode_detect_unicode(const unsigned char *bytes, size_t length, lode_encoding_form *form);

/* Whether bytes that are not valid UTF-8 look like damaged UTF-8: more good characters beyond ASCII than bytes out of place. To
 * guess at an old encoding there would hide the damage. */
bool lode_detect_damaged_utf8(const unsigned char *bytes, size_t length);

/* The byte order in which bytes said to be UTF-16 or UTF-32 are: by mark, by evidence, else big-endian. */
lode_encoding_form lode_detect_order(const unsigned char *bytes, size_t length, lode_encoding_form form);

/* The bytes of the byte order mark of a form that some bytes begin with; 0 where they begin with none. */
size_t lode_detect_mark(const unsigned char *bytes, size_t length, lode_encoding_form form);

/* The iconv name of what uchardet takes the text to be, from 1 MiB that begins near its first byte beyond ASCII. False where it
 * cannot tell. Little text makes a poor guess. */
enum { LODE_LONGEST_GUESS = 64 };
bool lode_detect_legacy(const unsigned char *bytes, size_t length, char name[LODE_LONGEST_GUESS]);

#endif
