/* SPDX-License-Identifier: MIT */
/* `set:`: values that a rule gives its fields, as they are or built from other fields. */
#include "rules/rule_reader.h"
#include "rules/scalar.h"

#include <stdio.h>
#include <string.h>

bool lode_built_next(const char *text, size_t length, size_t *at, lode_built_part *part) {
    size_t start = *at, name;

    if (start >= length)
        return false;
    *part = (lode_built_part){.text = text + start};
    if (text[start] == '\\' && start + 1 < length && (text[start + 1] == '{' || text[start + 1] == '\\')) {
        part->text++;
        part->length = 1;
        *at = start + 2;
        return true;
    }
    if (text[start] == '{') {
        const char *end = memchr(text + start, '}', length - start);

        part->text++;
        part->length = end ? (size_t)(end - part->text) : 0;
        part->is_field = true;
        *at = end ? (size_t)(end - text) + 1 : length;
        return true;
    }
    for (name = start + 1; name < length && text[name] != '{' && text[name] != '\\';)
        name++;
    part->length = name - start;
    *at = name;
    return true;
}

static bool is_built(const lode_value *value) {
    return value->kind == LODE_VALUE_TEXT && value->length && memchr(value->text, '{', value->length);
}

static size_t find_field(const lode_rule *rule, const char *name, size_t length) {
    for (size_t i = 0; i < rule->field_count; i++)
        if (strlen(rule->fields[i].name) == length && memcmp(rule->fields[i].name, name, length) == 0)
            return i;
    return SIZE_MAX;
}

/* Reports where what a value is built from are no fields, or built themselves. */
static void check_built(lode_loading *loading, const lode_rule *rule, const lode_field *field, const lode_yaml_node *node) {
    lode_place place = lode_yaml_place(node);
    lode_built_part part;

    for (size_t at = 0; lode_built_next(field->constant.text, field->constant.length, &at, &part);) {
        lode_suggestion suggestion = {0};
        char name[128];
        size_t index;

        if (!part.is_field)
            continue;
        index = find_field(rule, part.text, part.length);
        if (index != SIZE_MAX && !rule->fields[index].is_built)
            continue;
        snprintf(name, sizeof name, "%.*s", (int)part.length, part.text);
        suggestion.word = name;
        for (size_t i = 0; i < rule->field_count; i++)
            if (!rule->fields[i].is_built)
                lode_suggestion_offer(&suggestion, rule->fields[i].name);
        if (index != SIZE_MAX)
            lode_mistake(&loading->mistakes, place, "name fields that the pattern captures", "'{%s}' is built itself", name);
        else if (suggestion.best)
            lode_mistake(&loading->mistakes, place, NULL, "no field is called '%s', did you mean '%s'?", name, suggestion.best);
        else
            lode_mistake(&loading->mistakes, place, "write {field} for what the pattern captures, or \\{ for the character",
                         "no field is called '%s'", name);
        return;
    }
}

void lode_load_set(lode_loading *loading, lode_rule *rule, const lode_yaml_node *set) {
    lode_field *fields = (lode_field *)rule->fields;

    for (const lode_yaml_node *key = set->first; key && fields; key = key->next->next) {
        lode_value value;
        size_t i;

        if (key->kind != LODE_YAML_SCALAR || !lode_scalar_value(key->next, "what 'set' sets", &value, &loading->mistakes))
            continue;
        if (!lode_is_dotted_name(key->text) || value.kind == LODE_VALUE_NONE) {
            lode_mistake(&loading->mistakes, lode_yaml_place(key), "write 'name: value'", "'%s' under 'set' %s", key->text,
                         value.kind == LODE_VALUE_NONE ? "has no value" : "is no field's name");
            continue;
        }
        i = find_field(rule, key->text, key->length);
        if (i == SIZE_MAX) {
            i = rule->field_count++;
            fields[i].file = rule->file;
            fields[i].line = key->line;
            fields[i].column = key->column;
            fields[i].name = lode_mistakes_check(&loading->mistakes, lode_arena_copy(loading->arena, key->text, key->length));
        }
        fields[i].is_built = is_built(&value);
        value.text = lode_mistakes_check(&loading->mistakes, lode_arena_copy(loading->arena, value.text, value.length));
        fields[i].constant = value;
        if (loading->mistakes.memory)
            return;
    }
    for (const lode_yaml_node *key = set->first; key && fields; key = key->next->next) {
        size_t i = key->kind == LODE_YAML_SCALAR ? find_field(rule, key->text, key->length) : SIZE_MAX;

        if (i != SIZE_MAX && fields[i].is_built)
            check_built(loading, rule, &fields[i], key->next);
    }
}
