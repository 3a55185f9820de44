/* SPDX-License-Identifier: MIT */
/* How cells show their numbers: number formats of spreadsheets (ISO/IEC 29500-1, 18.8.30 and 18.8.31). */
#ifndef LODE_OFFICE_NUMBER_FORMAT_H
#define LODE_OFFICE_NUMBER_FORMAT_H

#include "bytes.h"

#include <stdint.h>

enum { NUMBER_FORMAT_LENGTH = 128 };

/* What of a workbook it takes to show a number. */
typedef struct number_manner {
    bool comma;     /* the comma stands before decimals and the point between thousands, not the other way round */
    bool from_1904; /* days are counted from 1904 */
} number_manner;

/* The code of a format that has only a number; "": as it is. */
const char *number_format_built_in(uint32_t id);

/* Adds a cell's number as it is shown: rounded, with thousands, percent, and the words and signs of the format around it; days
 * and times in figures, the year whole. What is no number is added as it is. */
void number_format_write(const char *code, const char *text, size_t length, const number_manner *manner, byte_buffer *to);

#endif
