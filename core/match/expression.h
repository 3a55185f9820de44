/* From a rule's pattern to the expressions that the prefilter searches for in its stead. */
#ifndef LODE_MATCH_EXPRESSION_H
#define LODE_MATCH_EXPRESSION_H

#include "base/buffer.h"
#include "match/charset.h"
#include "match/reverse.h"
#include "rules/rule.h"

/* Writes expressions in Vectorscan's syntax for bytes, a NUL behind each, and adds the automaton that finds where a match may
 * start from where one of them ends: every match of the pattern goes through such an end, and from there its start is found.
 * LODE_OK; LODE_DECLINED, with *reason (a string literal) saying why: there is none, or none that would be of use;
 * LODE_ERROR_MEMORY. */
lode_status lode_expression_of(const lode_rule *rule, lode_charsets *charsets, lode_buffer *expressions, lode_reverse *reverse,
                               uint32_t *entry, const char **reason);

#endif
