/* SPDX-License-Identifier: MIT */
#include "cli/explain_lines.h"

#include "cli/explanation.h"
#include "rules/rule.h"

#include <stdio.h>

static void put_quoted(lode_output *output, const char *text, size_t length) {
    lode_output_string(output, "\"");
    for (size_t i = 0; i < length; i++) {
        char shown = (unsigned char)text[i] < 0x20 || text[i] == 0x7F ? ' ' : text[i];

        lode_output_write(output, &shown, 1);
    }
    lode_output_string(output, "\"");
}

/* A line's beginning: a span, what became of it, the rule, the text in one line. */
static void put_head(lode_output *output, size_t start, size_t end, const char *fate, const lode_rule *rule, const char *text,
                     size_t length) {
    char span[48];

    snprintf(span, sizeof span, "%zu-%zu", start, end);
    lode_output_format(output, "%-13s %-8s  %s %s  ", span, fate, rule->type, rule->id);
    put_quoted(output, text, length);
}

void lode_explain_outcome(lode_output *output, const lode_outcome *outcome) {
    put_head(output, outcome->start, outcome->end, lode_fate_name(outcome->fate), outcome->rule, outcome->text,
             outcome->length);
    if (outcome->winner)
        lode_output_format(output, "  to %s at %zu-%zu", outcome->winner->id, outcome->winner_start, outcome->winner_end);
    if (outcome->reason)
        lode_output_format(output, "  because: %s", outcome->reason);
    lode_output_string(output, "\n");
}

static void put_part(lode_output *output, const lode_part_outcome *part) {
    char span[48] = "-";

    if (part->text)
        snprintf(span, sizeof span, "%zu-%zu", part->start, part->end);
    lode_output_format(output, "    %-13s %-12s  ", span, part->part);
    if (part->text)
        put_quoted(output, part->text, part->length);
    lode_output_format(output, "%s%s: %s %s", part->text ? "  " : "", lode_part_verdict_name(part->verdict), part->side,
                       part->from ? part->from : "the match");
    if (part->verdict == LODE_PART_NO_FROM)
        lode_output_string(output, ", which was not found");
    if (part->between_length) {
        lode_output_string(output, part->verdict == LODE_PART_UNFIT ? ", not over " : ", over ");
        put_quoted(output, part->between, part->between_length);
    }
    lode_output_string(output, "\n");
}

void lode_explain_fact(lode_output *output, const lode_fact_outcome *outcome) {
    put_head(output, outcome->start, outcome->end, lode_fact_outcome_name(outcome), outcome->rule, outcome->text,
             outcome->length);
    if (outcome->winner)
        lode_output_format(output, "  to %s", outcome->winner->id);
    if (outcome->reason)
        lode_output_format(output, "  because: %s", outcome->reason);
    lode_output_string(output, "\n");
    for (size_t i = 0; i < outcome->part_count; i++)
        put_part(output, &outcome->parts[i]);
}

void lode_explain_trial(lode_output *output, const lode_rule *rule, const lode_trial_outcome *outcome) {
    put_head(output, outcome->start, outcome->reached, outcome->matched ? "matches" : "tried", rule, outcome->text,
             outcome->length);
    if (!outcome->matched) {
        lode_output_string(output, "  then ");
        put_quoted(output, outcome->rest, outcome->rest_length);
    }
    if (outcome->wanted_length) {
        lode_output_string(output, "  wanted: ");
        lode_output_write(output, outcome->wanted, outcome->wanted_length);
    }
    lode_output_string(output, "\n");
}
