/* SPDX-License-Identifier: MIT */
/* Matching: all places of a text where rules match, by whichever engine.
 *
 * The matches of one rule are those of a plain loop over its pattern: leftmost, not overlapping, the next search starting where
 * the last match ended (one code point further after an empty match, which is not reported). A match that what stands beside it
 * refuses is none: the next search starts one code point behind where it started. */
#ifndef LODE_MATCH_MATCHER_H
#define LODE_MATCH_MATCHER_H

#include "match/clock.h"
#include "match/options.h"
#include "match/tokens.h"
#include "rules/rule.h"

#include <lode.h>

typedef struct lode_matcher lode_matcher;                 /* compiled rules; not changed by matching */
typedef struct lode_matcher_scratch lode_matcher_scratch; /* the memory of one match at a time */

/* Compiles rules (all of one stage; the array is copied, the rules must outlive the matcher). Every pattern that PCRE2 refuses
 * is reported with the rule's place; then LODE_ERROR_RULES, with the first one's place where `report` is NULL. No rules at all
 * is fine. */
lode_status lode_matcher_create(const lode_rule *const *rules, size_t count, const lode_matcher_options *options,
                                lode_report_function *report, void *report_context, lode_matcher **matcher, lode_error *error);
void lode_matcher_free(lode_matcher *matcher);

/* Tokens may be shared by all that are used by turns: their `words` must be those of each text before it is scanned. NULL: it
 * has its own. */
lode_status lode_matcher_scratch_create(const lode_matcher *matcher, lode_tokens *tokens, lode_matcher_scratch **scratch,
                                        lode_error *error);
void lode_matcher_scratch_free(lode_matcher_scratch *scratch);

/* Keeps what was learnt from the texts so far in a cache folder (NULL: nowhere) for the next run, where that is worth it. */
void lode_matcher_scratch_keep(const lode_matcher_scratch *scratch, const lode_matcher *matcher, const char *directory);

/* From now on the rule being matched is noted there (NULL: nowhere), for a process that watches this one. */
void lode_matcher_scratch_watch(lode_matcher_scratch *scratch, const lode_rule *_Atomic *at_work);

/* From now on scans with this scratch tell a clock what they do (NULL: none), which must live as long. */
void lode_matcher_scratch_time(lode_matcher_scratch *scratch, lode_clock *clock);

/* One match: groups[2n] and groups[2n + 1] bound group n (n < group_count), group 0 being the whole match; SIZE_MAX where a
 * group took no part, as those from group_count on did. `value` is the entry's for a lookup rule, else NULL. */
typedef struct lode_hit {
    const lode_rule *rule;
    const size_t *groups;
    size_t group_count;
    const lode_value *value;
    const size_t *item; /* the groups of an item in a match of a rule with `each`; NULL: the match is the hit */
    size_t item_group_count;
    const char *refusal; /* the condition on what stands beside it that makes it none; NULL: it is one */
} lode_hit;

/* Takes a hit; a status other than LODE_OK ends the scan and is returned by it. */
typedef lode_status lode_hit_function(void *context, const lode_hit *hit);

/* Whether a rule is to be matched where a match of it may start. */
typedef bool lode_place_function(void *context, const lode_rule *rule, size_t at);

/* Is told of a rule that reached a limit or failed in this text; the other rules go on. */
typedef void lode_problem_function(void *context, const lode_rule *rule, lode_status status, const char *message);

/* What a scan asks and tells, each with the context. */
typedef struct lode_match_calls {
    lode_hit_function *hit;
    lode_problem_function *problem;
    lode_place_function *place; /* NULL: everywhere */
    void *context;
} lode_match_calls;

/* Finds all matches in a text (valid UTF-8), rule by rule in the order given to create, each rule's by start. */
lode_status lode_matcher_scan(const lode_matcher *matcher, lode_matcher_scratch *scratch, const char *text, size_t length,
                              const lode_match_calls *calls);

/* Why a rule is matched plainly rather than at the places where a match may start, for `lode list rules`; NULL: it is not. */
const char *lode_matcher_plain_reason(const lode_matcher *matcher, const lode_rule *rule);

/* Why one that is not is tried there by PCRE2 rather than by its program; NULL: it has one. */
const char *lode_matcher_pcre2_reason(const lode_matcher *matcher, const lode_rule *rule);

#endif
