/* A rule's pattern, compiled by PCRE2, and the memory to match it in. */
#ifndef LODE_MATCH_PATTERN_H
#define LODE_MATCH_PATTERN_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "match/matcher.h"

/* Compiles a rule's pattern, by JIT where that is to be had. `offset_limit`: matching will limit where a match may start.
 * LODE_OK, LODE_ERROR_RULES with the rule's place and PCRE2's message, LODE_ERROR_MEMORY. Free it with pcre2_code_free. */
lode_status lode_pattern_compile(const lode_rule *rule, bool offset_limit, pcre2_code **code, lode_error *error);

/* What a match works in: PCRE2's limits, room for `groups` groups besides the whole match, and a stack for the JIT. */
typedef struct lode_pattern_scratch {
    pcre2_match_data *data;
    pcre2_match_context *context;
    pcre2_jit_stack *stack;
} lode_pattern_scratch;

lode_status lode_pattern_scratch_create(const lode_matcher_options *options, uint32_t groups, lode_pattern_scratch *scratch,
                                        lode_error *error);
void lode_pattern_scratch_free(lode_pattern_scratch *scratch);

/* The status for what pcre2_match returned other than a match or none. */
lode_status lode_pattern_problem(int code, char *message, size_t size);

#endif
