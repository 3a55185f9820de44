/* SPDX-License-Identifier: MIT */
/* What a rule with `fact:` has beyond its pattern: the parts that are looked for beside what the pattern matched. */
#ifndef LODE_RULES_FACT_H
#define LODE_RULES_FACT_H

#include "rules/rule.h"

/* Where a part stands, seen from the one that it is looked for beside. */
typedef enum lode_fact_side { LODE_SIDE_EITHER, LODE_SIDE_BEHIND, LODE_SIDE_BEFORE, LODE_SIDE_INSIDE } lode_fact_side;

/* One way to find a part. Patterns are rules without a type, so that what reads matches reads theirs. */
typedef struct lode_part_rule {
    size_t name; /* in the rule's names */
    lode_fact_side side;
    const size_t *from; /* names, the first of which that was found counts; none: what the rule's pattern matched */
    size_t from_count;
    const lode_rule *is;
    const size_t *fields; /* the names of the parts that `is` captures itself, by its fields */
    size_t field_count;
    const lode_rule *has;  /* what stands in its text; NULL: anything */
    const lode_rule *over; /* all that stands between; NULL: anything */
    const lode_rule *list; /* what stands between the items of a list; NULL: the part is one */
    bool each;             /* a fact for each item */
    bool many;             /* this or another way to find the part makes a list of it */
} lode_part_rule;

/* One of these parts must be there; the second need of the same part needs two of it. */
typedef struct lode_part_need {
    const size_t *names;
    size_t count;
} lode_part_need;

/* A pointer that is added here needs a member in layouts.c. */
typedef struct lode_fact_rule {
    const char *const *names; /* of parts, in the order of the output; those that begin with _ are not put out */
    size_t name_count;
    const lode_part_rule *parts;
    size_t part_count;
    const lode_part_need *needs;
    size_t need_count;
    const uint64_t *entities; /* sets of types, a bit for each of the rule's references: a sentence that lacks all of one has no
 fact */
    size_t entity_count;
} lode_fact_rule;

#endif
