/* SPDX-License-Identifier: MIT */
/* The plugin's fields by name: what each may hold and where it goes. Only for fields.c. */
#ifndef LODE_DATE_FIELD_SPECS_H
#define LODE_DATE_FIELD_SPECS_H

#include "expression.h"

typedef enum field_kind { KIND_INTEGER, KIND_CODE, KIND_COUNT, KIND_SPAN_UNIT, KIND_FOUND, KIND_TEXT } field_kind;

/* Where the value of a field that is no whole number goes. */
enum {
    OTHER_COUNT,
    OTHER_FRACTION,
    OTHER_AND_COUNT,
    OTHER_ALSO_COUNT,
    OTHER_SHIFT_COUNT,
    OTHER_LENGTH_COUNT,
    OTHER_FOUND,
    OTHER_FOUND_TIME,
    OTHER_FOUND_HOURS,
    OTHER_FOUND_SHIFT,
    OTHER_FOUND_LENGTH,
    OTHER_HOLIDAY,
    OTHER_ZONE,
    OTHER_DAY_FIRST,
    OTHER_MONTH_FIRST
};

typedef struct field_spec {
    const char *name;
    field_kind kind;
    int target;               /* a date_field, or an OTHER_ number for counts and texts */
    int32_t least, most;      /* KIND_INTEGER */
    const char *const *codes; /* KIND_CODE: the first stands for 1 */
} field_spec;

enum { SPEC_COUNT = 56 };

/* All fields, in the order in which they are read. */
extern const field_spec date_field_specs[SPEC_COUNT];

#endif
