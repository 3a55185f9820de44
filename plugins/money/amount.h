/* SPDX-License-Identifier: MIT */
/* The arithmetic of amounts: scales, minor units, ranges. All exact. */
#ifndef MONEY_AMOUNT_H
#define MONEY_AMOUNT_H

#include <lode/plugin.h>

/* amount * scale, with `minor` of which `divisor` make one unit added (2 dollars 23 cents is 2.23). Without `minor` (NULL) a
 * `divisor` divides the amount itself (50 cents is 0.5). `scale` and `divisor` may be NULL: 1. Returns LODE_OK; LODE_DECLINED
 * where there are as many minor units as make one, or where the result cannot be exact. */
lode_status money_amount(lode_decimal amount, const lode_decimal *scale, const lode_decimal *minor, const lode_decimal *divisor,
                         lode_decimal *result);

/* The bounds of a range in units of the currency; a `scale` (NULL: 1) counts for both. Where the lower one would then be the
 * larger, it is meant a thousand times smaller ("500 to 1 million": 500,000). LODE_OK, or LODE_DECLINED where this is no
 * rising range or cannot be exact. */
lode_status money_range(lode_decimal min, lode_decimal max, const lode_decimal *scale, lode_decimal *low, lode_decimal *high);

#endif
