/* SPDX-License-Identifier: MIT */
/* What happened in a document, as lines for people. */
#ifndef LODE_CLI_EXPLAIN_LINES_H
#define LODE_CLI_EXPLAIN_LINES_H

#include "pipeline/observer.h"
#include "pipeline/output.h"

/* A line for a match; for a fact, with one for each place that was tried for its parts under it; for a trial of a rule. */
void lode_explain_outcome(lode_output *output, const lode_outcome *outcome);
void lode_explain_fact(lode_output *output, const lode_fact_outcome *outcome);
void lode_explain_trial(lode_output *output, const lode_rule *rule, const lode_trial_outcome *outcome);

#endif
