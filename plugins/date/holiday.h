/* SPDX-License-Identifier: MIT */
/* Holidays: days that the pack knows by name. */
#ifndef LODE_DATE_HOLIDAY_H
#define LODE_DATE_HOLIDAY_H

#include "expression.h"

/* Whether a holiday's value has one of the forms of docs/date.md: "09-02", "12-24/12-26", "11/4/4" (month, nth, weekday) or
 * "@easter", which names a section of settings that has a day or days under each year; "+1" behind the last two moves them. */
bool date_holiday_is_valid(const lode_value *holiday);

/* Turns the holiday that an expression names, if any, into its month and day, or into an interval. Where the days move and the
 * year or its entry is missing, month and day stay unknown. LODE_OK or LODE_DECLINED. */
lode_status date_holiday_apply(const lode_rule *rule, date_expression *expression, const lode_day *today);

#endif
