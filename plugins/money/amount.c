/* SPDX-License-Identifier: MIT */
#include "amount.h"

/* Scales that groups of three digits have in common: thousand, million, billion are a thousand apart. */
enum { SCALE_STEP_POWER = 3 };

static lode_status scaled(lode_decimal number, const lode_decimal *scale, lode_decimal *result) {
    if (!scale) {
        *result = number;
        return LODE_OK;
    }
    return lode_decimal_multiply(number, *scale, result);
}

lode_status money_amount(lode_decimal amount, const lode_decimal *scale, const lode_decimal *minor, const lode_decimal *divisor,
                         lode_decimal *result) {
    lode_decimal total, part;
    if (scaled(amount, scale, &total) != LODE_OK)
        return LODE_DECLINED;
    if (minor && divisor) {
        if (lode_decimal_compare(*minor, *divisor) >= 0 || lode_decimal_divide(*minor, *divisor, &part) != LODE_OK ||
            lode_decimal_add(total, part, &total) != LODE_OK)
            return LODE_DECLINED;
    } else if (divisor) {
        if (lode_decimal_divide(total, *divisor, &total) != LODE_OK)
            return LODE_DECLINED;
    }
    *result = total;
    return LODE_OK;
}

lode_status money_range(lode_decimal min, lode_decimal max, const lode_decimal *scale, lode_decimal *low, lode_decimal *high) {
    lode_decimal from, to;
    if (scaled(min, scale, &from) != LODE_OK || scaled(max, scale, &to) != LODE_OK)
        return LODE_DECLINED;
    if (lode_decimal_compare(from, to) > 0) {
        if (!scale || lode_decimal_shift(from, -SCALE_STEP_POWER, &from) != LODE_OK || lode_decimal_compare(from, to) > 0)
            return LODE_DECLINED;
    }
    *low = from;
    *high = to;
    return LODE_OK;
}
