/* SPDX-License-Identifier: MIT */
/* What must stand beside a match, or must not: the conditions of rules, asked of each match that a pattern comes to. */
#ifndef LODE_MATCH_BESIDE_H
#define LODE_MATCH_BESIDE_H

#include "match/options.h"
#include "rules/rule.h"

typedef struct lode_beside lode_beside; /* the memory of one question at a time */

/* One for all rules of a matcher, whose patterns are compiled when they are first needed. LODE_OK, with NULL where no rule has
 * a condition; LODE_ERROR_MEMORY. */
lode_status lode_beside_create(const lode_rule *const *rules, size_t count, const lode_matcher_options *options,
                               lode_beside **beside, lode_error *error);
void lode_beside_free(lode_beside *beside);

/* Whether PCRE2 takes the patterns of a rule's conditions, as lode_pattern_check. */
lode_status lode_beside_check(const lode_rule *rule, lode_error *error);

/* Asks the conditions of the rule with this index about a match of it from `start` to `end`. LODE_OK, with the name of the one
 * that refuses it in *refusal or NULL there; else what failed, and in `error` how. `beside` may be NULL. */
lode_status lode_beside_ask(lode_beside *beside, size_t rule, const char *text, size_t length, size_t start, size_t end,
                            const char **refusal, lode_error *error);

#endif
