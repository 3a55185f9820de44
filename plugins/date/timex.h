/* SPDX-License-Identifier: MIT */
/* Values as TIMEX3 writes them. */
#ifndef LODE_DATE_TIMEX_H
#define LODE_DATE_TIMEX_H

#include "point.h"

enum { DATE_VALUE_MAX = 256 }; /* room that any value needs, its NUL included */

/* A value in the making; what would not fit marks it as too long. */
typedef struct date_value {
    char text[DATE_VALUE_MAX];
    size_t length;
    bool too_long;
} date_value;

/* Appends formatted text. */
void date_value_add(date_value *value, const char *format, ...) LODE_PRINTF(2, 3);

/* Appends a point: "2018-08-08", "2021-Q1", "199" (a decade), "XXXX-04-03TAF". */
void date_value_add_point(date_value *value, const date_point *point);

#endif
