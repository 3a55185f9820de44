/* SPDX-License-Identifier: MIT */
/* What the rules of a pack are read with. */
#ifndef LODE_RULES_RULE_READER_H
#define LODE_RULES_RULE_READER_H

#include "rules/cell.h"
#include "rules/fact.h"
#include "rules/template.h"

typedef struct lode_rule_reader {
    lode_loading *loading;
    const lode_source *source;
    lode_template *template;
    lode_strings ids;
    const lode_yaml_node **id_nodes;
} lode_rule_reader;

/* beside.c: reads what a rule, whose pattern was read, says of one side; adds the types that it refers to to the rule's. NULL:
 * reported. */
const lode_rule *lode_load_beside(lode_rule_reader *reader, lode_rule *rule, const lode_yaml_node *node, size_t side);

/* beside.c: reads the pattern of an item in the matches of a rule whose pattern was read; adds its fields to the rule's, with
 * room for so many constants, and the types that it refers to. NULL: reported. */
const lode_rule *lode_load_each(lode_rule_reader *reader, lode_rule *rule, const lode_yaml_node *node, size_t constants);

/* set.c: reads `set:` of a rule whose fields have room for what it sets. */
void lode_load_set(lode_loading *loading, lode_rule *rule, const lode_yaml_node *set);

/* rules.c: expands a pattern (`key` names it: "'is'") into a new rule that belongs to `rule`, with its fields, captures and
 * references; its pattern is NULL where it is wrong, which is reported. NULL: memory ran out. */
lode_rule *lode_rule_read_part(lode_rule_reader *reader, const lode_rule *rule, const lode_yaml_node *node, const char *key);

/* rules.c: makes a pattern match all of a text or nothing. */
void lode_rule_enclose(lode_loading *loading, lode_rule *rule);

/* beside.c: gives the fields of a part to a rule, with room for so many constants; its captures are for these then. False:
 * memory ran out. */
bool lode_rule_take_fields(lode_loading *loading, lode_rule *rule, const lode_rule *part, size_t constants);

/* cells.c: reports what a rule with `cell:` cannot have besides; reads it. NULL: reported. */
void lode_load_cell_type(lode_loading *loading, const lode_yaml_node *const *values);
const lode_cell_rule *lode_load_cell(lode_rule_reader *reader, const lode_rule *rule, const lode_yaml_node *node);

/* facts.c: reports what a rule with `fact:` cannot have besides. */
void lode_load_fact_type(lode_loading *loading, const lode_yaml_node *const *values);

/* facts.c: reads `parts:` and `needs:` of a rule (either may be NULL) whose pattern and constants were read; adds the types
 * that its parts refer to to its references. NULL: reported. */
const lode_fact_rule *lode_load_fact(lode_rule_reader *reader, lode_rule *rule, const lode_yaml_node *parts,
                                     const lode_yaml_node *needs);

#endif
