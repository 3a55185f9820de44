/* `before:`, `after:`, `not_before:`, `not_after:`: what a rule says of the text beside a match. */
#include "rules/rule_reader.h"
#include "rules/scalar.h"

#include <stdio.h>
#include <string.h>

/* Adds the types that a condition refers to to its rule's. */
static void take_references(lode_loading *loading, lode_rule *rule, const lode_rule *condition) {
    size_t count = rule->reference_count;
    const char **references = lode_mistakes_check(
        &loading->mistakes, lode_arena_array(loading->arena, count + condition->reference_count, sizeof *references));

    if (!references || !condition->reference_count)
        return;
    if (count)
        memcpy(references, rule->references, count * sizeof *references);
    for (size_t i = 0; i < condition->reference_count; i++) {
        size_t j = 0;

        while (j < count && strcmp(references[j], condition->references[i]) != 0)
            j++;
        if (j == count)
            references[count++] = condition->references[i];
    }
    rule->references = references;
    rule->reference_count = count;
}

const lode_rule *lode_load_beside(lode_rule_reader *reader, lode_rule *rule, const lode_yaml_node *node, size_t side) {
    lode_loading *loading = reader->loading;
    lode_rule *condition = lode_mistakes_check(&loading->mistakes, lode_arena_array(loading->arena, 1, sizeof *condition));
    char key[16];

    if (!condition)
        return NULL;
    *condition = (lode_rule){.id = rule->id,
                             .type = rule->type,
                             .file = rule->file,
                             .line = rule->line,
                             .stage = rule->stage,
                             .caseless = rule->caseless,
                             .pack = rule->pack};
    snprintf(key, sizeof key, "'%s'", lode_side_name(side));
    lode_rule_read_pattern(reader, condition, node, key, 0);
    if (!condition->pattern)
        return NULL;
    if (condition->field_count || condition->span_group)
        lode_mistake(&loading->mistakes, lode_yaml_place(node),
                     "what is captured belongs in 'match', with (?<span>...) around what is to be found",
                     "%s captures something", key);
    take_references(loading, rule, condition);
    return condition;
}
