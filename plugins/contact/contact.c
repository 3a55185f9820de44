/* SPDX-License-Identifier: MIT */
/* The extractor `contact`: how to reach someone, in a form that compares. A rule captures `value` and sets `kind` to email, url
 * or phone. The pack's settings may name the country whose numbers are written without it:
 *
 *     settings:
 *       contact: {calling_code: '84', trunk_prefix: '0'}
 */
#include "normal.h"

#include <lode/plugin.h>
#include <stdlib.h>
#include <string.h>

typedef struct contact_binding {
    int kind, value;
    const char *calling_code, *trunk_prefix; /* NULL: not known; they live as long as the rule */
} contact_binding;

static lode_status check(const lode_rule *rule, int kind, int value, lode_error *error) {
    static const char *const kinds[] = {"email", "url", "phone", NULL};

    if (kind < 0 || value < 0)
        return lode_rule_refuse(error, "set the kind to email, url or phone, and capture the value",
                                "a contact rule needs the fields 'kind' and 'value'");
    return lode_rule_check_values(rule, kind, kinds, error);
}

static bool are_digits(const char *text) {
    return !text || (*text != '\0' && strlen(text) <= 4 && strspn(text, "0123456789") == strlen(text));
}

static lode_status bind(void *state, const lode_rule *rule, void **binding, lode_error *error) {
    (void)state;
    contact_binding made = {
        .kind = lode_rule_field(rule, "kind"),
        .value = lode_rule_field(rule, "value"),
        .calling_code = lode_rule_setting(rule, "contact", "calling_code"),
        .trunk_prefix = lode_rule_setting(rule, "contact", "trunk_prefix"),
    };
    lode_status status = check(rule, made.kind, made.value, error);
    if (status != LODE_OK)
        return status;
    if (!are_digits(made.calling_code) || !are_digits(made.trunk_prefix)) {
        lode_error_set(error, LODE_ERROR_RULES, "the settings calling_code and trunk_prefix must be one to four digits");
        return LODE_ERROR_RULES;
    }
    contact_binding *kept = malloc(sizeof *kept);
    if (!kept)
        return lode_error_no_memory(error);
    *kept = made;
    *binding = kept;
    return LODE_OK;
}

static lode_status set_lowered(lode_draft *draft, const lode_value *value, bool email) {
    char *copy = malloc(value->length + 1);
    if (!copy)
        return LODE_ERROR_MEMORY;
    memcpy(copy, value->text, value->length);
    if (email)
        contact_lower_email(copy, value->length);
    else
        contact_lower_url(copy, value->length);
    lode_status status = lode_draft_set_text(draft, "value", copy, value->length);
    free(copy);
    return status;
}

static lode_status accept(void *state, void *bound, const lode_match *match, lode_draft *draft, lode_error *error) {
    (void)state;
    const contact_binding *binding = bound;
    const lode_value *kind = lode_match_value(match, binding->kind), *value = lode_match_value(match, binding->value);
    char phone[CONTACT_PHONE_MAX];
    if (kind->kind != LODE_VALUE_TEXT || value->kind != LODE_VALUE_TEXT)
        return lode_error_set(error, LODE_DECLINED, "it has no kind or value");
    lode_status status = lode_draft_set_text(draft, "kind", kind->text, kind->length);
    if (status == LODE_OK && lode_value_is(kind, "phone")) {
        if (!contact_phone(value->text, value->length, binding->calling_code, binding->trunk_prefix, phone))
            return lode_error_set(error, LODE_DECLINED, "its digits are too few or too many for a telephone number");
        status = lode_draft_set_text(draft, "value", phone, strlen(phone));
    } else if (status == LODE_OK) {
        status = set_lowered(draft, value, lode_value_is(kind, "email"));
    }
    return status == LODE_OK ? LODE_OK : lode_error_no_memory(error);
}

static void unbind(void *state, void *binding) {
    (void)state;
    free(binding);
}

static const lode_extractor extractor = {.bind = bind, .accept = accept, .unbind = unbind};

LODE_PLUGIN(contact, "1.0", "e-mail and web addresses, phone numbers in E.164", .extractor = &extractor)
