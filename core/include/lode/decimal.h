/* SPDX-License-Identifier: MIT */
/* lode/decimal.h - exact decimal numbers: a 128-bit coefficient and a power of ten.
 *
 * Nothing is ever rounded: an operation that cannot give the exact result returns LODE_ERROR_OVERFLOW and leaves its
 * output as it was. Values compare by number (1.0 equals 1); results are kept as short as they can be. */
#ifndef LODE_DECIMAL_H
#define LODE_DECIMAL_H

#include <lode/error.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* coefficient * 10^exponent, the coefficient being high * 2^64 + low. Zero is all zero, never negative. */
typedef struct lode_decimal {
    uint64_t high;
    uint64_t low;
    int32_t exponent; /* -LODE_DECIMAL_EXPONENT_MAX .. LODE_DECIMAL_EXPONENT_MAX */
    int32_t negative; /* 0 or 1 */
} lode_decimal;

enum {
    LODE_DECIMAL_EXPONENT_MAX = 64,
    LODE_DECIMAL_TEXT_MAX = 128 /* bytes that any decimal's plain text needs, its NUL included */
};

/* The decimal of an integer. */
LODE_API lode_decimal lode_decimal_from_integer(int64_t integer);

/* Reads plain notation: an optional sign (+ or -), ASCII digits, an optional '.' and digits ("-12.5", ".77").
 * Returns LODE_OK, LODE_ERROR_SYNTAX, or LODE_ERROR_OVERFLOW where it has more digits than can be exact. */
LODE_API lode_status lode_decimal_parse(const char *text, size_t length, lode_decimal *decimal);

/* Writes plain notation, without an exponent, trailing zeros after the point or a needless point ("56800000000000",
 * "0.77"). `text` has room for LODE_DECIMAL_TEXT_MAX bytes. Returns the length without the NUL. */
LODE_API size_t lode_decimal_format(lode_decimal decimal, char *text);

/* sum = a + b; product = a * b; scaled = a * 10^power. Return LODE_OK or LODE_ERROR_OVERFLOW. */
LODE_API lode_status lode_decimal_add(lode_decimal a, lode_decimal b, lode_decimal *sum);
LODE_API lode_status lode_decimal_multiply(lode_decimal a, lode_decimal b, lode_decimal *product);
LODE_API lode_status lode_decimal_shift(lode_decimal a, int power, lode_decimal *scaled);

/* quotient = a / b where that is exact within the coefficient; LODE_ERROR_OVERFLOW where it is not (1/3),
 * LODE_ERROR_USAGE where b is zero. */
LODE_API lode_status lode_decimal_divide(lode_decimal a, lode_decimal b, lode_decimal *quotient);

LODE_API lode_decimal lode_decimal_negate(lode_decimal a);

/* < 0, 0 or > 0 as a is less than, equal to or greater than b. */
LODE_API int lode_decimal_compare(lode_decimal a, lode_decimal b);

/* Whether the decimal is a whole number that fits; then it is stored in `integer`. */
LODE_API bool lode_decimal_to_integer(lode_decimal a, int64_t *integer);

#ifdef __cplusplus
}
#endif
#endif
