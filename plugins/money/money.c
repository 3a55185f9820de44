/* SPDX-License-Identifier: MIT */
/* The extractor `money`: amounts and ranges of amounts in a currency. What the words are is for the rules to say; see
 * docs/money.md for the fields that a rule gives it. */
#include "amount.h"
#include "binding.h"

#include <stdlib.h>
#include <string.h>

static const lode_value none = {.kind = LODE_VALUE_NONE};

static const lode_value *field_value(const money_binding *binding, const lode_match *match, money_field field) {
    return binding->fields[field] < 0 ? &none : lode_match_value(match, binding->fields[field]);
}

/* The number that a field captured; NULL: none. */
static const lode_decimal *field_number(const money_binding *binding, const lode_match *match, money_field field) {
    const lode_value *value = field_value(binding, match, field);
    return value->kind == LODE_VALUE_NUMBER ? &value->number : NULL;
}

static lode_status set_amount(const money_binding *binding, const lode_match *match, lode_draft *draft) {
    const lode_decimal *amount = field_number(binding, match, MONEY_AMOUNT);
    const lode_decimal *min = field_number(binding, match, MONEY_MIN);
    const lode_decimal *max = field_number(binding, match, MONEY_MAX);
    const lode_decimal *scale = field_number(binding, match, MONEY_SCALE);
    lode_decimal result, high;
    lode_status status = LODE_DECLINED;
    if (amount) {
        const lode_decimal *minor = field_number(binding, match, MONEY_MINOR);
        /* In a rule for both units a missing minor part leaves nothing for the divisor to divide. */
        bool divides = binding->fields[MONEY_MINOR] < 0 || minor;
        status = money_amount(*amount, scale, minor, divides ? field_number(binding, match, MONEY_DIVISOR) : NULL, &result);
        return status == LODE_OK ? lode_draft_set_number(draft, "amount", result) : status;
    }
    if (min && max)
        status = money_range(*min, *max, scale, &result, &high);
    if (status == LODE_OK)
        status = lode_draft_set_number(draft, "amount_min", result);
    if (status == LODE_OK)
        status = lode_draft_set_number(draft, "amount_max", high);
    return status;
}

static lode_status set_currency(const money_binding *binding, const lode_match *match, lode_draft *draft, lode_error *error) {
    const lode_value *currency = field_value(binding, match, MONEY_CURRENCY);
    const lode_value *of_min = field_value(binding, match, MONEY_MIN_CURRENCY);
    if (currency->kind != LODE_VALUE_TEXT)
        return lode_error_set(error, LODE_DECLINED, "its currency is not known");
    if (of_min->kind == LODE_VALUE_TEXT &&
        (of_min->length != currency->length || memcmp(of_min->text, currency->text, currency->length) != 0))
        return lode_error_set(error, LODE_DECLINED, "its two ends are in different currencies");
    return lode_draft_set_text(draft, "currency", currency->text, currency->length);
}

static lode_status set_per(const money_binding *binding, const lode_match *match, lode_draft *draft) {
    const lode_value *per = field_value(binding, match, MONEY_PER);
    const lode_value *next = field_value(binding, match, MONEY_PER_NEXT);
    if (per->kind != LODE_VALUE_TEXT)
        return LODE_OK;
    if (next->kind != LODE_VALUE_TEXT)
        return lode_draft_set_text(draft, "per", per->text, per->length);
    size_t length = per->length + 1 + next->length;
    char *both = malloc(length);
    if (!both)
        return LODE_ERROR_MEMORY;
    memcpy(both, per->text, per->length);
    both[per->length] = '/';
    memcpy(both + per->length + 1, next->text, next->length);
    lode_status status = lode_draft_set_text(draft, "per", both, length);
    free(both);
    return status;
}

static lode_status bind(void *state, const lode_rule *rule, void **binding, lode_error *error) {
    (void)state;
    money_binding *made = NULL;
    lode_status status = money_bind(rule, &made, error);
    *binding = made;
    return status;
}

static lode_status accept(void *state, void *bound, const lode_match *match, lode_draft *draft, lode_error *error) {
    (void)state;
    const money_binding *binding = bound;
    const lode_value *mod = field_value(binding, match, MONEY_MOD);
    lode_status status = set_amount(binding, match, draft);
    if (status == LODE_DECLINED)
        lode_error_set(error, status, "its amount cannot be exact, or is no rising range");
    if (status == LODE_OK)
        status = set_currency(binding, match, draft, error);
    if (status == LODE_OK && mod->kind == LODE_VALUE_TEXT)
        status = lode_draft_set_text(draft, "mod", mod->text, mod->length);
    if (status == LODE_OK)
        status = set_per(binding, match, draft);
    if (status == LODE_ERROR_MEMORY)
        return lode_error_no_memory(error);
    return status;
}

static void unbind(void *state, void *binding) {
    (void)state;
    free(binding);
}

static const lode_extractor extractor = {.bind = bind, .accept = accept, .unbind = unbind};

LODE_PLUGIN(money, "1.0", "amounts of money: exact amount or range, currency, limits, rates", .extractor = &extractor)
