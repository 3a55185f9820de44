/* SPDX-License-Identifier: MIT */
/* What happened in a document, as JSON: an observer of the engine that keeps what it is told. */
#ifndef LODE_CLI_EXPLANATION_H
#define LODE_CLI_EXPLANATION_H

#include "pipeline/observer.h"
#include "pipeline/output.h"

/* Start from {0}; free with lode_explanation_free. */
typedef struct lode_explanation {
    lode_output matches, facts, trials; /* items of JSON arrays */
} lode_explanation;

/* A lode_observer, a lode_fact_observer and a lode_trial_observer, the context being an explanation. */
void lode_explanation_match(void *context, const lode_outcome *outcome);
void lode_explanation_fact(void *context, const lode_fact_outcome *outcome);
void lode_explanation_trial(void *context, const lode_trial_outcome *outcome);

/* Appends what was told as members of an object, `"matches":[...],"facts":[...],"trials":[...]`, and forgets it. */
void lode_explanation_put(lode_explanation *explanation, lode_output *output);

void lode_explanation_free(lode_explanation *explanation);

/* The names of a fate ("won", "lost", "declined", "failed"), and of what became of a part ("the nearest that fits"). */
const char *lode_fate_name(lode_fate fate);
const char *lode_part_verdict_name(lode_part_verdict verdict);

/* What became of a fact: "fact", "lost", "declined". */
const char *lode_fact_outcome_name(const lode_fact_outcome *outcome);

#endif
