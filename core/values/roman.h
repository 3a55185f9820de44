/* SPDX-License-Identifier: MIT */
/* Roman numerals. */
#ifndef LODE_VALUES_ROMAN_H
#define LODE_VALUES_ROMAN_H

#include <lode/decimal.h>
#include <lode/error.h>

/* The PCRE2 pattern, without any guard at its edges, of what lode_roman_read takes. */
#define LODE_ROMAN_PATTERN "(?-i:(?=[IVXLCDM])M{0,3}(?:C[MD]|D?C{0,3})(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3}))"

/* Reads a whole text as a numeral from I to MMMCMXCIX, in capitals and as they are written today: IV, not IIII; XCIX, not IC.
 * LODE_OK or LODE_DECLINED. */
lode_status lode_roman_read(const char *text, size_t length, lode_decimal *number);

#endif
