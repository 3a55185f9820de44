/* SPDX-License-Identifier: MIT */
/* What a rule for the money extractor captures and sets, and the checks on it. */
#ifndef MONEY_BINDING_H
#define MONEY_BINDING_H

#include <lode/plugin.h>

/* The fields a rule may have; docs/money.md says what each means. */
typedef enum money_field {
    MONEY_AMOUNT,
    MONEY_MIN,
    MONEY_MAX,
    MONEY_SCALE,
    MONEY_MINOR,
    MONEY_DIVISOR,
    MONEY_CURRENCY,
    MONEY_MIN_CURRENCY,
    MONEY_MOD,
    MONEY_PER,
    MONEY_PER_NEXT,
    MONEY_FIELD_COUNT
} money_field;

typedef struct money_binding {
    int fields[MONEY_FIELD_COUNT]; /* the rule's number of each; -1: the rule lacks it */
} money_binding;

/* Checks the rule and makes its binding, to be freed with free(). LODE_OK, LODE_ERROR_RULES with what is wrong and what
 * would be right, or LODE_ERROR_MEMORY. */
lode_status money_bind(const lode_rule *rule, money_binding **binding, lode_error *error);

#endif
