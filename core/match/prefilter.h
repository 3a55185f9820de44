/* SPDX-License-Identifier: MIT */
/* One pass over a text for all patterns at once, for the places where each may match. */
#ifndef LODE_MATCH_PREFILTER_H
#define LODE_MATCH_PREFILTER_H

#include "match/program.h"
#include "match/tokens.h"
#include "rules/rule.h"

#include <lode.h>

typedef struct lode_prefilter lode_prefilter;                 /* not changed by scanning */
typedef struct lode_prefilter_scratch lode_prefilter_scratch; /* the memory of one scan at a time */

/* Makes automata of the rules' patterns, which PCRE2 is known to accept. LODE_OK, also where no rule can be taken;
 * LODE_ERROR_MEMORY. */
lode_status lode_prefilter_create(const lode_rule *const *rules, size_t count, lode_prefilter **prefilter, lode_error *error);

/* The same from the cache folder, NULL where it is not there. And keeps one there. */
lode_status lode_prefilter_restore(const char *directory, const lode_rule *const *rules, size_t count,
                                   lode_prefilter **prefilter, lode_error *error);
void lode_prefilter_store(lode_prefilter *prefilter, const char *directory, const lode_rule *const *rules);

/* Has states, of one that has none, so that a scan finds most that it needs made: those that are kept in the cache folder, or
 * those to which the rules' examples lead, which texts are much like; they are kept then. LODE_OK, LODE_ERROR_MEMORY. */
lode_status lode_prefilter_learn(lode_prefilter *prefilter, const char *directory, const lode_rule *const *rules,
                                 lode_error *error);

void lode_prefilter_free(lode_prefilter *prefilter);

/* The rules' programs, by their index. */
const lode_program *lode_prefilter_program(const lode_prefilter *prefilter);

/* Why the rule with this index is not taken; NULL: it is. */
const char *lode_prefilter_reason(const lode_prefilter *prefilter, size_t rule);

/* Why there is no program of a rule that is taken, so that PCRE2 tries it; NULL: there is one. */
const char *lode_prefilter_refusal(const lode_prefilter *prefilter, size_t rule);

/* `tokens`: as in lode_states_create. */
lode_status lode_prefilter_scratch_create(const lode_prefilter *prefilter, lode_tokens *tokens,
                                          lode_prefilter_scratch **scratch, lode_error *error);
void lode_prefilter_scratch_free(lode_prefilter_scratch *scratch);

/* Keeps the states that were made so far in place of those that are kept in the folder, where that took long, they are more,
 * and not too many. */
void lode_prefilter_scratch_keep(const lode_prefilter_scratch *scratch, const char *directory, const lode_rule *const *rules);

/* Finds the places of all rules in a text (valid UTF-8). False: it could not be done (memory ran out, or it took more work than
 * it would save), and any rule may match anywhere. */
bool lode_prefilter_scan(lode_prefilter_scratch *scratch, const char *text, size_t length);

/* Where a rule may match in the text scanned last: in bytes, ascending. Every match starts at one of them. False: it may match
 * anywhere. */
bool lode_prefilter_places(const lode_prefilter_scratch *scratch, size_t rule, const size_t **places, size_t *count);

#endif
