/* SPDX-License-Identifier: MIT */
/* What extractors ask of rules in bind. */
#include "base/suggest.h"
#include "rules/rule.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { LISTED_MAX = 200, SHOWN_MAX = 60 };

bool lode_value_is(const lode_value *value, const char *text) {
    size_t length = strlen(text);

    return value->kind == LODE_VALUE_TEXT && value->length == length && memcmp(value->text, text, length) == 0;
}

lode_status lode_rule_refuse(lode_error *error, const char *advice, const char *format, ...) {
    char message[sizeof error->message];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    lode_error_set(error, LODE_ERROR_RULES, "%s", message);
    if (advice)
        lode_error_advise(error, "%s", advice);
    return LODE_ERROR_RULES;
}

static void list(const char *const *names, char listed[LISTED_MAX]) {
    listed[0] = '\0';
    for (; *names; names++) {
        size_t used = strlen(listed);

        snprintf(listed + used, LISTED_MAX - used, "%s%s", used ? ", " : "", *names);
    }
}

static bool is_known(const char *name, const char *const *known) {
    for (; *known; known++)
        if (strcmp(*known, name) == 0)
            return true;
    return name[0] == '_' || strchr(name, '.');
}

lode_status lode_rule_check_fields(const lode_rule *rule, const char *const *known, lode_error *error) {
    lode_suggestion suggestion = {0};
    char unknown[LISTED_MAX] = "", advice[LISTED_MAX + 32], listed[LISTED_MAX];
    const lode_field *place = NULL;

    for (size_t i = 0; i < rule->field_count; i++) {
        const char *name = rule->fields[i].name;
        size_t used = strlen(unknown);

        if (is_known(name, known))
            continue;
        snprintf(unknown + used, sizeof unknown - used, "%s'%s'", used ? ", nor " : "", name);
        if (!place)
            place = &rule->fields[i];
    }
    if (!place)
        return LODE_OK;
    suggestion.word = place->name;
    for (size_t i = 0; known[i]; i++)
        lode_suggestion_offer(&suggestion, known[i]);
    list(known, listed);
    snprintf(advice, sizeof advice, suggestion.best ? "did you mean '%s'?" : "use %s",
             suggestion.best ? suggestion.best : listed);
    lode_rule_refuse(error, advice, "%s has no field %s", rule->extractor, unknown);
    lode_error_at(error, place->file, place->line, place->column);
    return LODE_ERROR_RULES;
}

static bool is_one_of(const lode_value *value, const char *const *allowed) {
    for (; *allowed; allowed++)
        if (lode_value_is(value, *allowed))
            return true;
    return false;
}

lode_status lode_rule_check_values(const lode_rule *rule, int field, const char *const *allowed, lode_error *error) {
    size_t count = field < 0 ? 0 : lode_rule_field_value_count(rule, (size_t)field);

    for (size_t i = 0; i < count; i++) {
        const lode_value *value = lode_rule_field_value(rule, (size_t)field, i);
        char advice[LISTED_MAX + 32], listed[LISTED_MAX];

        if (is_one_of(value, allowed))
            continue;
        list(allowed, listed);
        snprintf(advice, sizeof advice, "it must be one of %s", listed);
        return lode_rule_refuse(error, advice, "'%s' cannot be '%.*s'", lode_rule_field_name(rule, (size_t)field),
                                value->length > SHOWN_MAX ? SHOWN_MAX : (int)value->length, value->text);
    }
    return LODE_OK;
}
