/* SPDX-License-Identifier: MIT */
/* Numbers of spreadsheet cells as decimal digits, so that what is shown is exact. */
#ifndef LODE_OFFICE_DIGITS_H
#define LODE_OFFICE_DIGITS_H

#include "bytes.h"

#include <stdbool.h>
#include <stddef.h>

enum { DIGITS_MOST = 40, DIGITS_POINT_MOST = 400 /* as far as numbers of cells (IEEE 754 doubles) reach */ };

/* 0.d1 d2 d3 ... times ten to the power of `point`; zero has no digits. */
typedef struct digits {
    char digit[DIGITS_MOST];
    int count, point;
    bool negative;
} digits;

/* Reads "-12.5E-3", rounded to the 15 digits that are shown of a cell; false where it is no number. */
bool digits_read(const char *text, size_t length, digits *read);

/* Rounds to so many places behind the point, halves up. */
void digits_round(digits *number, int places);

/* Its whole part, as far as one fits in 10 digits, or -1; and the part of a day behind it, in seconds. */
long long digits_whole(const digits *number);
long long digits_seconds(const digits *number);

/* Writes it without sign: at least `whole` digits before the point, at least `least` behind it; thousands divided by `group`
 * where that is not 0. */
void digits_write(const digits *number, int whole, int least, char group, char point, byte_buffer *to);

#endif
