/* SPDX-License-Identifier: MIT */
/* How cells show days and times: number formats with their letters. */
#ifndef LODE_OFFICE_DATE_FORMAT_H
#define LODE_OFFICE_DATE_FORMAT_H

#include "digits.h"

/* Whether a format's code is one for days or times. */
bool date_format_is(const char *code);

/* Adds a number of days as the code shows it, in figures and with the whole year; where the code asks for names of days or
 * months, which are a language's, as YYYY-MM-DD. False, and nothing is added, for a number that is no day. */
bool date_format_write(const char *code, const digits *number, bool from_1904, byte_buffer *to);

#endif
