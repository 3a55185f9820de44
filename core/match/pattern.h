/* SPDX-License-Identifier: MIT */
/* A rule's pattern, compiled by PCRE2, and the memory to match it in. */
#ifndef LODE_MATCH_PATTERN_H
#define LODE_MATCH_PATTERN_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/buffer.h"
#include "match/options.h"
#include "rules/rule.h"

/* A compiled pattern. The JIT, which takes far longer than one match, compiles it only when it was tried often enough. */
typedef struct lode_pattern {
    pcre2_code *code;  /* NULL: not compiled */
    size_t tries_left; /* until then; 0: that is done */
    bool looks_behind; /* of lode_pattern_compile_before */
} lode_pattern;

/* Whether PCRE2 takes a rule's pattern: LODE_OK; LODE_ERROR_RULES with the rule's place and PCRE2's message, or
 * LODE_ERROR_LIMIT, with the same, where it is only too large; LODE_ERROR_MEMORY. */
lode_status lode_pattern_check(const lode_rule *rule, lode_error *error);

/* Whether it would, with a character in place of each table and number, which takes far less time. What differs then is how
 * wide they are, where the pattern looks behind, and how large it is. */
lode_status lode_pattern_check_outline(const lode_rule *rule, lode_error *error);

/* Reports a mistake of a pattern. The error says only that there are any, as what is reported need not be told again. */
void lode_pattern_report(const lode_error *mistake, lode_report_function *report, void *report_context, lode_error *error);

/* Compiles a rule's pattern; or as one that is tried at one place at a time, and matches there or not; or as such a one that,
 * where it `calls`, calls out at each of its items. As above. Free it with lode_pattern_free. */
lode_status lode_pattern_compile(const lode_rule *rule, lode_pattern *pattern, lode_error *error);
lode_status lode_pattern_compile_anchored(const lode_rule *rule, lode_pattern *pattern, lode_error *error);
lode_status lode_pattern_compile_trial(const lode_rule *rule, bool calls, lode_pattern *pattern, lode_error *error);

/* Compiles a pattern that is to match what ends where the text that it is given does. One that PCRE2 takes as a lookbehind is
 * tried at the end of that text, any other from the place on where the match may start. */
lode_status lode_pattern_compile_before(const lode_rule *rule, lode_pattern *pattern, lode_error *error);

void lode_pattern_free(lode_pattern *pattern);

/* What a match works in: PCRE2's limits, room for `groups` groups besides the whole match, and a stack for the JIT. */
typedef struct lode_pattern_scratch {
    pcre2_match_data *data;
    pcre2_match_context *context;
    pcre2_jit_stack *stack;
} lode_pattern_scratch;

lode_status lode_pattern_scratch_create(const lode_matcher_options *options, uint32_t groups, lode_pattern_scratch *scratch,
                                        lode_error *error);
void lode_pattern_scratch_free(lode_pattern_scratch *scratch);

/* Tries a pattern on a text from a place on; as pcre2_match. */
int lode_pattern_match(lode_pattern *pattern, const lode_pattern_scratch *scratch, const char *text, size_t length, size_t at);

/* The status for what pcre2_match returned other than a match or none. */
lode_status lode_pattern_problem(int code, char *message, size_t size);

#endif
