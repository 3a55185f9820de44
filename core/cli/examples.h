/* SPDX-License-Identifier: MIT */
/* Whether an example of a rule holds. */
#ifndef LODE_CLI_EXAMPLES_H
#define LODE_CLI_EXAMPLES_H

#include "rules/pack.h"
#include "rules/rule.h"

/* An example holds when the entities of the rule's type are exactly those expected, with the attributes expected, and one at
 * least is the rule's own; a counterexample when no entity is. Neither holds where the text or a rule failed. */
bool lode_example_holds(const lode_rule *rule, const lode_example *example, const lode_result *result);

/* A value as text. `number` has room for any number. */
const char *lode_value_text(const lode_value *value, char number[LODE_DECIMAL_TEXT_MAX], size_t *length);

#endif
