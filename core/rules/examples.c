/* Examples: texts with the spans that must be found in brackets. */
#include "rules/loading.h"
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

static void read_attributes(lode_loading *loading, lode_expected *expected, const lode_yaml_node *mapping) {
    lode_attribute *attributes;
    size_t count = 0;

    if (!lode_is_mapping(mapping, "the values of a bracket", &loading->mistakes))
        return;
    attributes = lode_mistakes_check(&loading->mistakes, lode_arena_array(loading->arena, mapping->count, sizeof *attributes));
    if (!attributes)
        return;
    for (const lode_yaml_node *key = mapping->first; key; key = key->next->next) {
        lode_value *value = &attributes[count].value;

        if (key->kind != LODE_YAML_SCALAR || !lode_scalar_value(key->next, "a value", value, &loading->mistakes))
            continue;
        attributes[count].name = lode_arena_copy(loading->arena, key->text, key->length);
        value->text = lode_arena_copy(loading->arena, value->text, value->length);
        if (!attributes[count].name || !value->text) {
            loading->mistakes.memory = true;
            return;
        }
        count++;
    }
    expected->attributes = attributes;
    expected->attribute_count = count;
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

static void read_example(lode_loading *loading, lode_example *example, const lode_yaml_node *node, bool counterexample) {
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
        !read_text(loading, example, values[KEY_TEXT], counterexample))
        return;
    if (values[KEY_DATE])
        read_date(loading, example, values[KEY_DATE]);
    if (!counterexample && values[KEY_VALUES])
        read_values(loading, example, values[KEY_VALUES]);
}

const lode_example *lode_load_examples(lode_loading *loading, const lode_yaml_node *examples,
                                       const lode_yaml_node *counterexamples, size_t *count) {
    bool some = examples && lode_is_sequence(examples, "'examples'", &loading->mistakes);
    bool counter = counterexamples && lode_is_sequence(counterexamples, "'counterexamples'", &loading->mistakes);
    size_t total = (some ? examples->count : 0) + (counter ? counterexamples->count : 0);
    lode_example *list = lode_mistakes_check(&loading->mistakes, lode_arena_array(loading->arena, total, sizeof *list));

    *count = 0;
    if (!list)
        return NULL;
    for (const lode_yaml_node *item = some ? examples->first : NULL; item; item = item->next)
        read_example(loading, &list[(*count)++], item, false);
    for (const lode_yaml_node *item = counter ? counterexamples->first : NULL; item; item = item->next)
        read_example(loading, &list[(*count)++], item, true);
    return list;
}
