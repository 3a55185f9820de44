/* SPDX-License-Identifier: MIT */
#include "cli/examples.h"

#include <string.h>

const char *lode_value_text(const lode_value *value, char number[LODE_DECIMAL_TEXT_MAX], size_t *length) {
    if (value->kind == LODE_VALUE_NUMBER) {
        *length = lode_decimal_format(value->number, number);
        return number;
    }
    *length = value->length;
    return value->text;
}

static bool same_text(const char *a, size_t a_length, const char *b, size_t b_length) {
    return a_length == b_length && (a_length == 0 || memcmp(a, b, a_length) == 0);
}

/* Values are compared as text. What is found in a text is normalised as the pack says, so what is expected may be written
 * either way. */
static bool same_value(const lode_folds *folds, const lode_value *expected, const lode_value *found) {
    char expected_number[LODE_DECIMAL_TEXT_MAX], found_number[LODE_DECIMAL_TEXT_MAX];
    size_t expected_length, found_length;
    const char *expected_text = lode_value_text(expected, expected_number, &expected_length);
    const char *found_text = lode_value_text(found, found_number, &found_length);
    lode_buffer folded = {0};
    bool same;

    if (same_text(expected_text, expected_length, found_text, found_length) ||
        same_text(expected->text, expected->length, found_text, found_length))
        return true;
    same = lode_folds_apply(folds, expected_text, expected_length, &folded, NULL) == LODE_OK &&
           same_text(folded.bytes, folded.length, found_text, found_length);
    lode_buffer_free(&folded);
    return same;
}

static const lode_value *find_attribute(const lode_entity *entity, const char *name) {
    for (size_t i = 0; i < entity->attribute_count; i++)
        if (strcmp(entity->attributes[i].name, name) == 0)
            return &entity->attributes[i].value;
    return NULL;
}

static bool has_attributes(const lode_rule *rule, const lode_expected *expected, const lode_entity *entity) {
    for (size_t i = 0; i < expected->attribute_count; i++) {
        const lode_attribute *attribute = &expected->attributes[i];
        const lode_value *found = find_attribute(entity, attribute->name);

        if (attribute->value.kind == LODE_VALUE_NONE ? found != NULL
                                                     : !found || !same_value(rule->pack->folds, &attribute->value, found))
            return false;
    }
    return true;
}

/* Whether what an example says of a part is what was found: its value, or else its text. */
static bool same_part(const lode_folds *folds, const lode_attribute *expected, const lode_fact_part *found) {
    lode_value text = {.kind = LODE_VALUE_TEXT, .text = found->text, .length = found->length};

    return strcmp(expected->name, found->name) == 0 &&
           same_value(folds, &expected->value, found->value.kind == LODE_VALUE_NONE ? &text : &found->value);
}

/* Parts of one name are in the order of the text on both sides; names may be in any. */
static bool same_fact(const lode_rule *rule, const lode_expected_fact *expected, const lode_fact *found) {
    size_t matched = 0;

    for (size_t i = 0; i < found->part_count; i++) {
        const char *name = found->parts[i].name;
        size_t before = 0, j = 0;

        while (i > before && strcmp(found->parts[i - before - 1].name, name) == 0)
            before++;
        for (size_t skip = before; j < expected->part_count; j++)
            if (strcmp(expected->parts[j].name, name) == 0 && skip-- == 0)
                break;
        if (j == expected->part_count || !same_part(rule->pack->folds, &expected->parts[j], &found->parts[i]))
            return false;
        matched++;
    }
    return matched == expected->part_count;
}

/* All facts of the rule's type, in the order of the text, at least one of them the rule's own. */
static bool facts_hold(const lode_rule *rule, const lode_example *example, const lode_result *result) {
    size_t of_type = 0, own = 0;

    for (size_t i = 0; i < result->fact_count; i++) {
        const lode_fact *fact = &result->facts[i];

        own += strcmp(fact->rule, rule->id) == 0;
        if (example->fact_count == 0 || strcmp(fact->type, rule->type) != 0)
            continue;
        if (of_type == example->fact_count || !same_fact(rule, &example->facts[of_type++], fact))
            return false;
    }
    return example->fact_count == 0 ? own == 0 : of_type == example->fact_count && own > 0;
}

bool lode_example_holds(const lode_rule *rule, const lode_example *example, const lode_result *result) {
    size_t of_type = 0, own = 0;

    if (result->status != LODE_OK || result->problem_count)
        return false;
    if (rule->fact)
        return facts_hold(rule, example, result);
    for (size_t i = 0; i < result->entity_count; i++) {
        const lode_entity *entity = &result->entities[i];

        own += strcmp(entity->rule, rule->id) == 0;
        if (example->expected_count == 0 || strcmp(entity->type, rule->type) != 0)
            continue;
        if (of_type == example->expected_count || entity->start != example->expected[of_type].start ||
            entity->end != example->expected[of_type].end || !has_attributes(rule, &example->expected[of_type], entity))
            return false;
        of_type++;
    }
    if (example->expected_count == 0)
        return own == 0;
    return of_type == example->expected_count && own > 0;
}
