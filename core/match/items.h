/* SPDX-License-Identifier: MIT */
/* The items of a list: rules with `each` find one entity for each item in a match. */
#ifndef LODE_MATCH_ITEMS_H
#define LODE_MATCH_ITEMS_H

#include "match/options.h"
#include "rules/rule.h"

typedef struct lode_items lode_items; /* the memory of one search at a time */

/* One for all rules of a matcher, whose patterns are compiled when they are first needed. LODE_OK, with NULL where no rule has
 * items; LODE_ERROR_MEMORY. */
lode_status lode_items_create(const lode_rule *const *rules, size_t count, const lode_matcher_options *options,
                              lode_items **items, lode_error *error);
void lode_items_free(lode_items *items);

/* Finds the next item from *at on, in a match of the rule with this index, which ends at `end`; moves *at behind it. Sets what
 * its groups took, as in a lode_hit, until the next search; *count 0: there is none. LODE_OK; else what failed, and in `error`
 * how. */
lode_status lode_items_next(lode_items *items, size_t rule, const char *text, size_t end, size_t *at, const size_t **groups,
                            size_t *count, lode_error *error);

#endif
