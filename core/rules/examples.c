/* SPDX-License-Identifier: MIT */
/* Examples: texts with the spans that must be found in brackets, or with the facts. */
#include "rules/loading.h"
#include "rules/rule.h"
#include "rules/scalar.h"

#include <lode/calendar.h>
#include <string.h>

/* Where the brackets of an example's text stand. */
struct brackets {
    lode_example *example;
    lode_expected *expected;
    size_t open; /* SIZE_MAX: none */
};

static size_t count_brackets(const lode_yaml_node *node) {
    size_t count = 0;

    for (size_t i = 0; i < node->length; i++)
        count += node->text[i] == '[';
    return count;
}

static bool take_bracket(lode_loading *loading, struct brackets *brackets, const lode_yaml_node *node, size_t at,
                         bool counterexample) {
    lode_example *example = brackets->example;
    bool opens = node->text[at] == '[';
    const char *wrong = NULL;

    if (counterexample)
        wrong = "a bracket in a counterexample, in which nothing may be found";
    else if (opens && brackets->open != SIZE_MAX)
        wrong = "a bracket inside brackets";
    else if (!opens && brackets->open == SIZE_MAX)
        wrong = "a bracket is closed that was not opened";
    else if (!opens && brackets->open == example->length)
        wrong = "there is nothing between the brackets";
    if (wrong) {
        lode_mistake(&loading->mistakes, lode_yaml_place_inside(node, at), "write \\[ and \\] for the characters", "%s", wrong);
        return false;
    }
    if (opens) {
        brackets->open = example->length;
    } else {
        brackets->expected[example->expected_count++] = (lode_expected){.start = brackets->open, .end = example->length};
        brackets->open = SIZE_MAX;
    }
    return true;
}

/* Reads the text without its brackets. */
static bool read_text(lode_loading *loading, lode_example *example, const lode_yaml_node *node, bool counterexample) {
    char *text = lode_arena_allocate(loading->arena, node->length + 1);
    struct brackets brackets = {.example = example, .open = SIZE_MAX};

    brackets.expected = lode_arena_array(loading->arena, count_brackets(node), sizeof *brackets.expected);
    if (!text || !brackets.expected) {
        loading->mistakes.memory = true;
        return false;
    }
    for (size_t i = 0; i < node->length; i++) {
        char byte = node->text[i];

        if (byte == '\\' && i + 1 < node->length && strchr("[]\\", node->text[i + 1]))
            text[example->length++] = node->text[++i];
        else if (byte != '[' && byte != ']')
            text[example->length++] = byte;
        else if (!take_bracket(loading, &brackets, node, i, counterexample))
            return false;
    }
    text[example->length] = '\0';
    example->text = text;
    example->expected = brackets.expected;
    if (brackets.open != SIZE_MAX)
        lode_mistake(&loading->mistakes, lode_yaml_place(node), "close it, or write \\[ for the character",
                     "a bracket is not closed");
    else if (!counterexample && !example->expected_count)
        lode_mistake(&loading->mistakes, lode_yaml_place(node),
                     "put [ ] around what must be found, or move it to 'counterexamples'", "an example without brackets");
    else
        return true;
    return false;
}

/* Reads a value under a name; false where there is none or memory ran out. */
static bool read_attribute(lode_loading *loading, const lode_yaml_node *key, const lode_yaml_node *node,
                           lode_attribute *attribute) {
    lode_value *value = &attribute->value;

    if (key->kind != LODE_YAML_SCALAR || !lode_scalar_value(node, "a value", value, &loading->mistakes))
        return false;
    attribute->name = lode_mistakes_check(&loading->mistakes, lode_arena_copy(loading->arena, key->text, key->length));
    value->text = lode_mistakes_check(&loading->mistakes, lode_arena_copy(loading->arena, value->text, value->length));
    return attribute->name && value->text;
}

static void read_attributes(lode_loading *loading, lode_expected *expected, const lode_yaml_node *mapping) {
    lode_attribute *attributes;

    if (!lode_is_mapping(mapping, "the values of a bracket", &loading->mistakes))
        return;
    attributes = lode_mistakes_check(&loading->mistakes, lode_arena_array(loading->arena, mapping->count, sizeof *attributes));
    expected->attributes = attributes;
    for (const lode_yaml_node *key = attributes ? mapping->first : NULL; key; key = key->next->next)
        expected->attribute_count += read_attribute(loading, key, key->next, &attributes[expected->attribute_count]);
}

static size_t count_parts(const lode_yaml_node *mapping) {
    size_t count = 0;

    for (const lode_yaml_node *key = mapping->first; key; key = key->next->next)
        count += key->next->kind == LODE_YAML_SEQUENCE ? key->next->count : 1;
    return count;
}

static void read_fact(lode_loading *loading, lode_expected_fact *fact, const lode_yaml_node *mapping) {
    lode_attribute *parts;

    if (!lode_is_mapping(mapping, "a fact", &loading->mistakes))
        return;
    parts = lode_mistakes_check(&loading->mistakes, lode_arena_array(loading->arena, count_parts(mapping), sizeof *parts));
    fact->parts = parts;
    for (const lode_yaml_node *key = parts ? mapping->first : NULL; key; key = key->next->next) {
        bool list = key->next->kind == LODE_YAML_SEQUENCE;

        for (const lode_yaml_node *item = list ? key->next->first : key->next; item; item = list ? item->next : NULL)
            fact->part_count += read_attribute(loading, key, item, &parts[fact->part_count]);
    }
}

static void read_facts(lode_loading *loading, lode_example *example, const lode_yaml_node *list) {
    lode_expected_fact *facts;

    if (!lode_is_sequence(list, "'facts'", &loading->mistakes))
        return;
    if (!list->first)
        lode_mistake(&loading->mistakes, lode_yaml_place(list), "move the text to 'counterexamples'",
                     "an example without facts");
    facts = lode_mistakes_check(&loading->mistakes, lode_arena_array(loading->arena, list->count, sizeof *facts));
    example->facts = facts;
    for (const lode_yaml_node *item = facts ? list->first : NULL; item; item = item->next)
        read_fact(loading, &facts[example->fact_count++], item);
}

/* The text of an example of facts, in which brackets are characters like others. */
static bool read_plain_text(lode_loading *loading, lode_example *example, const lode_yaml_node *node) {
    example->text = lode_mistakes_check(&loading->mistakes, lode_arena_copy(loading->arena, node->text, node->length));
    example->length = node->length;
    return example->text != NULL;
}

static void read_values(lode_loading *loading, lode_example *example, const lode_yaml_node *list) {
    lode_expected *expected = (lode_expected *)example->expected;
    size_t i = 0;

    if (!lode_is_sequence(list, "'values'", &loading->mistakes))
        return;
    if (list->count != example->expected_count) {
        lode_mistake(&loading->mistakes, lode_yaml_place(list),
                     "write one '{...}' for each pair of brackets, {} to leave one open",
                     "%zu values for %zu pairs of brackets", list->count, example->expected_count);
        return;
    }
    for (const lode_yaml_node *item = list->first; item; item = item->next)
        read_attributes(loading, &expected[i++], item);
}

static void read_date(lode_loading *loading, lode_example *example, const lode_yaml_node *node) {
    lode_day day;

    if (node->kind != LODE_YAML_SCALAR || lode_day_parse(node->text, node->length, &day) != LODE_OK)
        lode_mistake(&loading->mistakes, lode_yaml_place(node), "write it as YYYY-MM-DD, or YYYY-MM-DDThh:mm with the time",
                     "'date' must be a day that exists");
    else
        example->date = lode_mistakes_check(&loading->mistakes, lode_arena_copy(loading->arena, node->text, node->length));
}

static void read_example(lode_loading *loading, lode_example *example, const lode_yaml_node *node, bool counterexample,
                         bool of_facts) {
    const lode_yaml_node *values[LODE_KEYS_MAX] = {NULL};

    example->line = node->line;
    if (node->kind == LODE_YAML_SCALAR)
        values[KEY_TEXT] = node;
    else if (!lode_keys_sort(counterexample ? LODE_KEYS_COUNTEREXAMPLE : LODE_KEYS_EXAMPLE, node,
                             counterexample ? "a counterexample" : "an example", values, &loading->mistakes))
        return;
    if (!values[KEY_TEXT]) {
        lode_mistake(&loading->mistakes, lode_yaml_place(node), NULL, "an example without 'text'");
        return;
    }
    if (!lode_scalar_text(values[KEY_TEXT], "an example", &loading->mistakes) ||
        !(of_facts ? read_plain_text(loading, example, values[KEY_TEXT])
                   : read_text(loading, example, values[KEY_TEXT], counterexample)))
        return;
    if (values[KEY_DATE])
        read_date(loading, example, values[KEY_DATE]);
    if (values[of_facts ? KEY_VALUES : KEY_FACTS])
        lode_mistake(&loading->mistakes, lode_yaml_place(values[of_facts ? KEY_VALUES : KEY_FACTS]),
                     of_facts ? "write facts: [{part: its text}]" : "put [ ] around what must be found, and write 'values'",
                     of_facts ? "an example of facts has no 'values'" : "this rule finds entities, no facts");
    else if (!counterexample && values[KEY_VALUES])
        read_values(loading, example, values[KEY_VALUES]);
    else if (values[KEY_FACTS])
        read_facts(loading, example, values[KEY_FACTS]);
    else if (!counterexample && of_facts)
        lode_mistake(&loading->mistakes, lode_yaml_place(node), "write text: and facts: [{part: its text}]",
                     "an example without 'facts'");
}

const lode_example *lode_load_examples(lode_loading *loading, const lode_yaml_node *examples,
                                       const lode_yaml_node *counterexamples, bool of_facts, size_t *count) {
    bool some = examples && lode_is_sequence(examples, "'examples'", &loading->mistakes);
    bool counter = counterexamples && lode_is_sequence(counterexamples, "'counterexamples'", &loading->mistakes);
    size_t total = (some ? examples->count : 0) + (counter ? counterexamples->count : 0);
    lode_example *list = lode_mistakes_check(&loading->mistakes, lode_arena_array(loading->arena, total, sizeof *list));

    *count = 0;
    if (!list)
        return NULL;
    for (const lode_yaml_node *item = some ? examples->first : NULL; item; item = item->next)
        read_example(loading, &list[(*count)++], item, false, of_facts);
    for (const lode_yaml_node *item = counter ? counterexamples->first : NULL; item; item = item->next)
        read_example(loading, &list[(*count)++], item, true, of_facts);
    return list;
}
