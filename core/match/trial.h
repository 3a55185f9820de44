/* SPDX-License-Identifier: MIT */
/* How far a rule's pattern comes from a place of a text, and what it wants there: PCRE2 tells of each item before it tries it.
 */
#ifndef LODE_MATCH_TRIAL_H
#define LODE_MATCH_TRIAL_H

#include "base/buffer.h"
#include "match/matcher.h"

typedef struct lode_trials lode_trials;

typedef struct lode_trial {
    size_t reached; /* the furthest place that was looked at next, in bytes of the text */
    bool matched;
    /* What the pattern would have taken there, as it is written in the expanded pattern, one after another with ", " between;
     * lives until the next trial. Empty where it matched, or is too large for PCRE2 to tell. */
    const char *wanted;
    size_t wanted_length;
} lode_trial;

/* Compiles a rule's pattern for trials; the rule has one. LODE_OK, or as lode_pattern_check. Close it in any case. */
lode_status lode_trials_open(const lode_rule *rule, const lode_matcher_options *options, lode_trials **trials,
                             lode_error *error);

/* Tries at one place of a text (valid UTF-8). LODE_OK, LODE_ERROR_LIMIT where a limit was reached, LODE_ERROR_MEMORY. */
lode_status lode_trials_run(lode_trials *trials, const char *text, size_t length, size_t at, lode_trial *trial);

void lode_trials_close(lode_trials *trials);

#endif
