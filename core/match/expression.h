/* From a rule's pattern to the expressions that the prefilter searches for in its stead. */
#ifndef LODE_MATCH_EXPRESSION_H
#define LODE_MATCH_EXPRESSION_H

#include "match/automaton.h"
#include "rules/rule.h"

/* The automata of a rule, by number. */
typedef struct lode_expression_automata {
    uint32_t backwards; /* from where an expression ends to where a match may start */
    uint32_t forwards;  /* from there, whether one does; LODE_EXPRESSION_NO_AUTOMATON: it is too large */
} lode_expression_automata;

#define LODE_EXPRESSION_NO_AUTOMATON UINT32_MAX

/* Writes expressions in Vectorscan's syntax for bytes, a NUL behind each, and adds automata: every match of the pattern starts
 * where the one leads that reads backwards from the end of something found. LODE_OK; LODE_DECLINED, with *reason (a string
 * literal) saying why: there is none, or none that would be of use; LODE_ERROR_MEMORY. */
lode_status lode_expression_of(const lode_rule *rule, lode_charsets *charsets, lode_buffer *expressions,
                               lode_automata *automata, lode_expression_automata *numbers, const char **reason);

#endif
