/* SPDX-License-Identifier: MIT */
/* What a rule with `cell:` has beyond its pattern: what the heads of a table must say of a cell. */
#ifndef LODE_RULES_CELL_H
#define LODE_RULES_CELL_H

#include "rules/rule.h"

/* The patterns are rules without a type, so that what reads matches reads theirs. A pointer that is added here needs a member
 * in layouts.c. */
typedef struct lode_cell_rule {
    const lode_rule *unit;   /* looked for in the heads; its captures fill fields of the rule */
    const lode_rule *except; /* what no head may have; NULL: anything goes */
    const char *period;      /* the type of entities in heads that tell the time of a cell; NULL: it is not sought */
} lode_cell_rule;

#endif
