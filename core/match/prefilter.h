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

/* Makes the states, of one that has none, to which the rules' examples lead: texts are much like these, and a scan then finds
 * most states made. LODE_OK, LODE_ERROR_MEMORY. */
lode_status lode_prefilter_learn(lode_prefilter *prefilter, const lode_rule *const *rules, lode_error *error);

/* One for `count` rules whose pieces are to be filled in by the caller, who frees them after it. LODE_OK, LODE_ERROR_MEMORY. */
lode_status lode_prefilter_create_empty(size_t count, lode_prefilter **prefilter, lode_error *error);

/* All that it is made of, which may be stored and restored as it is. */
enum { LODE_PREFILTER_PIECES = 19 };
void lode_prefilter_list_pieces(lode_prefilter *prefilter, lode_buffer *pieces[LODE_PREFILTER_PIECES]);

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

/* Finds the places of all rules in a text (valid UTF-8). False: it could not be done (memory ran out, or it took more work than
 * it would save), and any rule may match anywhere. */
bool lode_prefilter_scan(lode_prefilter_scratch *scratch, const char *text, size_t length);

/* Where a rule may match in the text scanned last: in bytes, ascending. Every match starts at one of them. False: it may match
 * anywhere. */
bool lode_prefilter_places(const lode_prefilter_scratch *scratch, size_t rule, const size_t **places, size_t *count);

#endif
