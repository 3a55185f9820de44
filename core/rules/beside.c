/* SPDX-License-Identifier: MIT */
/* The patterns of a rule besides `match:`: `before:`, `after:`, `not_before:`, `not_after:` for the text beside a match,
 * `each:` for the items in it. */
#include "rules/rule_reader.h"
#include "rules/scalar.h"

#include <stdio.h>
#include <string.h>

/* Adds the types that a pattern refers to to its rule's. */
static void take_references(lode_loading *loading, lode_rule *rule, const lode_rule *pattern) {
    size_t count = rule->reference_count;
    const char **references = lode_mistakes_check(
        &loading->mistakes, lode_arena_array(loading->arena, count + pattern->reference_count, sizeof *references));

    if (!references || !pattern->reference_count)
        return;
    if (count)
        memcpy(references, rule->references, count * sizeof *references);
    for (size_t i = 0; i < pattern->reference_count; i++) {
        size_t j = 0;

        while (j < count && strcmp(references[j], pattern->references[i]) != 0)
            j++;
        if (j == count)
            references[count++] = pattern->references[i];
    }
    rule->references = references;
    rule->reference_count = count;
}

/* Reads a pattern; NULL: reported. */
static lode_rule *read_pattern(lode_rule_reader *reader, lode_rule *rule, const lode_yaml_node *node, const char *key) {
    lode_rule *pattern = lode_rule_read_part(reader, rule, node, key);

    if (!pattern || !pattern->pattern)
        return NULL;
    take_references(reader->loading, rule, pattern);
    return pattern;
}

const lode_rule *lode_load_beside(lode_rule_reader *reader, lode_rule *rule, const lode_yaml_node *node, size_t side) {
    const lode_rule *condition;
    char key[16];

    snprintf(key, sizeof key, "'%s'", lode_side_name(side));
    condition = read_pattern(reader, rule, node, key);
    if (condition && (condition->field_count || condition->span_group))
        lode_mistake(&reader->loading->mistakes, lode_yaml_place(node),
                     "what is captured belongs in 'match', with (?<span>...) around what is to be found",
                     "%s captures something", key);
    return condition;
}

/* The field of a rule by the name that one of its parts has; it is added where it is new. */
static uint32_t take_field(lode_rule *rule, const lode_field *field) {
    lode_field *fields = (lode_field *)rule->fields;

    for (size_t i = 0; i < rule->field_count; i++)
        if (strcmp(fields[i].name, field->name) == 0)
            return (uint32_t)i;
    fields[rule->field_count] = *field;
    return (uint32_t)rule->field_count++;
}

bool lode_rule_take_fields(lode_loading *loading, lode_rule *rule, const lode_rule *part, size_t constants) {
    lode_capture *captures = (lode_capture *)part->captures;
    lode_field *fields = lode_mistakes_check(
        &loading->mistakes,
        lode_arena_array(loading->arena, rule->field_count + part->field_count + constants, sizeof *fields));

    if (!fields)
        return false;
    if (rule->field_count)
        memcpy(fields, rule->fields, rule->field_count * sizeof *fields);
    rule->fields = fields;
    for (size_t i = 0; i < part->capture_count; i++) {
        uint32_t *columns = (uint32_t *)captures[i].columns;

        if (captures[i].field >= 0)
            captures[i].field = (int)take_field(rule, &part->fields[captures[i].field]);
        for (size_t j = 0; j < captures[i].column_count; j++)
            columns[j] = take_field(rule, &part->fields[columns[j]]);
    }
    return true;
}

const lode_rule *lode_load_each(lode_rule_reader *reader, lode_rule *rule, const lode_yaml_node *node, size_t constants) {
    lode_rule *item = read_pattern(reader, rule, node, "'each'");

    return item && rule->pattern && lode_rule_take_fields(reader->loading, rule, item, constants) ? item : NULL;
}
