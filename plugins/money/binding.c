/* SPDX-License-Identifier: MIT */
#include "binding.h"

#include <stdlib.h>
#include <string.h>

static const char *const field_names[MONEY_FIELD_COUNT + 1] = {
    [MONEY_AMOUNT] = "amount",     [MONEY_MIN] = "min",
    [MONEY_MAX] = "max",           [MONEY_SCALE] = "scale",
    [MONEY_MINOR] = "minor",       [MONEY_DIVISOR] = "divisor",
    [MONEY_CURRENCY] = "currency", [MONEY_MIN_CURRENCY] = "min_currency",
    [MONEY_MOD] = "mod",           [MONEY_PER] = "per",
    [MONEY_PER_NEXT] = "per_next",
};

static const char *const mods[] = {"approx", "less", "more", NULL};

/* ISO 4217: three capital letters. */
static bool is_currency_code(const lode_value *value) {
    return value->kind == LODE_VALUE_TEXT && value->length == 3 && value->text[0] >= 'A' && value->text[0] <= 'Z' &&
           value->text[1] >= 'A' && value->text[1] <= 'Z' && value->text[2] >= 'A' && value->text[2] <= 'Z';
}

static bool is_positive(const lode_value *value) {
    return value->kind == LODE_VALUE_NUMBER && lode_decimal_compare(value->number, lode_decimal_from_integer(0)) > 0;
}

typedef bool value_check(const lode_value *value);

static lode_status check_values(const lode_rule *rule, int field, value_check *check, const char *wanted, lode_error *error) {
    size_t count = field < 0 ? 0 : lode_rule_field_value_count(rule, (size_t)field);

    for (size_t i = 0; i < count; i++) {
        const lode_value *value = lode_rule_field_value(rule, (size_t)field, i);
        if (!check(value)) {
            lode_rule_refuse(error, NULL, "'%s' cannot be '%.*s'", lode_rule_field_name(rule, (size_t)field),
                             value->length > 60 ? 60 : (int)value->length, value->text);
            lode_error_advise(error, "it must be %s", wanted);
            return LODE_ERROR_RULES;
        }
    }
    return LODE_OK;
}

static lode_status check_rule(const lode_rule *rule, const int *fields, lode_error *error) {
    if (fields[MONEY_CURRENCY] < 0)
        return lode_rule_refuse(error, "capture it from a table of ISO 4217 codes, or give it under 'set:'",
                                "a money rule needs the field 'currency'");
    if (fields[MONEY_AMOUNT] < 0 && (fields[MONEY_MIN] < 0 || fields[MONEY_MAX] < 0))
        return lode_rule_refuse(error, "capture it with %{number:amount}, or give it under 'set:'",
                                "a money rule needs the field 'amount', or 'min' and 'max'");
    if (fields[MONEY_MINOR] >= 0 && fields[MONEY_DIVISOR] < 0)
        return lode_rule_refuse(error, "give it under 'set:', such as divisor: 100",
                                "'minor' needs the field 'divisor': how many of them make one of the currency");
    static const struct {
        money_field field;
        value_check *check;
        const char *wanted;
    } checks[] = {
        {MONEY_CURRENCY, is_currency_code, "an ISO 4217 code of three capital letters"},
        {MONEY_MIN_CURRENCY, is_currency_code, "an ISO 4217 code of three capital letters"},
        {MONEY_SCALE, is_positive, "a number above zero"},
        {MONEY_DIVISOR, is_positive, "a number above zero"},
    };
    for (size_t i = 0; i < sizeof checks / sizeof checks[0]; i++) {
        lode_status status = check_values(rule, fields[checks[i].field], checks[i].check, checks[i].wanted, error);
        if (status != LODE_OK)
            return status;
    }
    return lode_rule_check_values(rule, fields[MONEY_MOD], mods, error);
}

lode_status money_bind(const lode_rule *rule, money_binding **binding, lode_error *error) {
    money_binding made;
    for (size_t i = 0; i < MONEY_FIELD_COUNT; i++)
        made.fields[i] = lode_rule_field(rule, field_names[i]);
    lode_status status = lode_rule_check_fields(rule, field_names, error);
    if (status == LODE_OK)
        status = check_rule(rule, made.fields, error);
    if (status != LODE_OK)
        return status;
    *binding = malloc(sizeof **binding);
    if (!*binding)
        return lode_error_no_memory(error);
    **binding = made;
    return LODE_OK;
}
