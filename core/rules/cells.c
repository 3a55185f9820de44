/* SPDX-License-Identifier: MIT */
/* `cell:` of a rule for cells of tables. */
#include "rules/rule_reader.h"
#include "rules/scalar.h"

#include <string.h>

void lode_load_cell_type(lode_loading *loading, const lode_yaml_node *const *values) {
    static const int KEYS[] = {KEY_FACT,  KEY_ROLE,       KEY_LOOKUP,    KEY_STAGE, KEY_RULE_BEFORE,
                               KEY_AFTER, KEY_NOT_BEFORE, KEY_NOT_AFTER, KEY_EACH};
    const char *const *names = lode_keys(LODE_KEYS_RULE);

    for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++)
        if (values[KEYS[i]])
            lode_mistake(&loading->mistakes, lode_yaml_place(values[KEYS[i]]), "take it out", "a rule with 'cell' has no '%s'",
                         names[KEYS[i]]);
}

static const lode_rule *read_head(lode_rule_reader *reader, const lode_rule *rule, const lode_yaml_node *node,
                                  const char *key) {
    lode_rule *pattern = node ? lode_rule_read_part(reader, rule, node, key) : NULL;

    if (pattern && pattern->reference_count)
        lode_mistake(&reader->loading->mistakes, lode_yaml_place(node), "write what stands there",
                     "%s cannot refer to entities", key);
    return pattern && pattern->pattern ? pattern : NULL;
}

const lode_cell_rule *lode_load_cell(lode_rule_reader *reader, const lode_rule *rule, const lode_yaml_node *node) {
    lode_loading *loading = reader->loading;
    const lode_yaml_node *values[LODE_KEYS_MAX];
    lode_cell_rule *cell = lode_mistakes_check(&loading->mistakes, lode_arena_array(loading->arena, 1, sizeof *cell));
    const char *period;

    if (!cell || !lode_keys_sort(LODE_KEYS_CELL, node, "'cell'", values, &loading->mistakes))
        return NULL;
    if (!values[KEY_CELL_UNIT]) {
        lode_mistake(&loading->mistakes, lode_yaml_place(node), "add unit: 'pattern'", "'cell' has no 'unit'");
        return NULL;
    }
    cell->unit = read_head(reader, rule, values[KEY_CELL_UNIT], "'unit'");
    cell->except = read_head(reader, rule, values[KEY_CELL_EXCEPT], "'except'");
    if (cell->except && cell->except->field_count)
        lode_mistake(&loading->mistakes, lode_yaml_place(values[KEY_CELL_EXCEPT]), "take the names out",
                     "'except' captures something");
    period = values[KEY_CELL_PERIOD] ? lode_scalar_text(values[KEY_CELL_PERIOD], "'period'", &loading->mistakes) : NULL;
    if (period)
        cell->period = lode_mistakes_check(&loading->mistakes, lode_arena_copy(loading->arena, period, strlen(period)));
    return cell->unit ? cell : NULL;
}
