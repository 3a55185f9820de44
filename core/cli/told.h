/* SPDX-License-Identifier: MIT */
/* What an engine tells of a document while it extracts, kept until its result is there. */
#ifndef LODE_CLI_TOLD_H
#define LODE_CLI_TOLD_H

#include "cli/setup.h"
#include "pipeline/observer.h"

/* Start from {.rule}; free with lode_told_free. What is kept lives as long as the document's result. */
typedef struct lode_told {
    const char *rule; /* the id of the rule that is asked for; NULL: all */
    lode_outcome *matches;
    lode_fact_outcome *facts;
    size_t match_count, match_capacity, fact_count, fact_capacity;
    bool memory; /* it ran out */
} lode_told;

/* A lode_observer and a lode_fact_observer, the context being what is told. */
void lode_told_match(void *context, const lode_outcome *outcome);
void lode_told_fact(void *context, const lode_fact_outcome *outcome);

/* Leaves what is of these types, and the matches that their facts point to, in the order in which they are shown: what lost
 * under what it lost to, all else by place. */
void lode_told_choose(lode_told *told, const lode_string_list *types, const lode_result *result);

void lode_told_forget(lode_told *told);
void lode_told_free(lode_told *told);

#endif
