/* From a rule's pattern to the expression that the prefilter searches for in its stead. */
#ifndef LODE_MATCH_EXPRESSION_H
#define LODE_MATCH_EXPRESSION_H

#include "base/buffer.h"
#include "match/charset.h"
#include "match/extent.h"
#include "rules/rule.h"

/* Writes the expression, NUL-terminated, in Vectorscan's syntax for bytes. Every match of the pattern goes through the end of
 * one of the expression's, at most `extent` before which it starts. False, with *reason (a string literal) saying why: it has
 * none, or none that would be of use. */
bool lode_expression_of(const lode_rule *rule, lode_charsets *charsets, lode_buffer *expression, lode_extent *extent,
                        const char **reason);

#endif
