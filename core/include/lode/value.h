/* SPDX-License-Identifier: MIT */
/* lode/value.h - values: texts and exact numbers, and attributes, which have a name. */
#ifndef LODE_VALUE_H
#define LODE_VALUE_H

#include <lode/decimal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum lode_value_kind {
    LODE_VALUE_NONE = 0, /* a group that took no part in the match */
    LODE_VALUE_TEXT = 1,
    LODE_VALUE_NUMBER = 2
} lode_value_kind;

/* A captured or computed value. `text` is UTF-8, not NUL-terminated; for a number it is what was read as one. */
typedef struct lode_value {
    lode_value_kind kind;
    const char *text;
    size_t length; /* of text, in bytes */
    lode_decimal number;
} lode_value;

typedef struct lode_attribute {
    const char *name; /* NUL-terminated */
    lode_value value;
} lode_attribute;

#ifdef __cplusplus
}
#endif
#endif
