/* SPDX-License-Identifier: MIT */
#include "cli/explanation.h"

#include "rules/rule.h"

#include <string.h>

const char *lode_fate_name(lode_fate fate) {
    static const char *const names[] = {
        [LODE_FATE_WON] = "won", [LODE_FATE_LOST] = "lost", [LODE_FATE_DECLINED] = "declined", [LODE_FATE_FAILED] = "failed"};

    return names[fate];
}

const char *lode_part_verdict_name(lode_part_verdict verdict) {
    static const char *const names[] = {[LODE_PART_TAKEN] = "the nearest that fits",
                                        [LODE_PART_LISTED] = "one more of the list",
                                        [LODE_PART_UNLIKE] = "passed over, its text does not fit",
                                        [LODE_PART_UNFIT] = "passed over",
                                        [LODE_PART_IN_USE] = "passed over, in another part already",
                                        [LODE_PART_NONE] = "there is none",
                                        [LODE_PART_NO_FROM] = "not looked for"};

    return names[verdict];
}

const char *lode_fact_outcome_name(const lode_fact_outcome *outcome) {
    return outcome->winner ? "lost" : outcome->reason ? "declined" : "fact";
}

/* ---- JSON ------------------------------------------------------------------------------------------------------- */

/* Begins an item of a list with its first member, the span. */
static void begin(lode_output *list, size_t start, size_t end) {
    lode_output_format(list, "%s{\"start\":%zu,\"end\":%zu", list->buffer.length ? "," : "", start, end);
}

static void put_text(lode_output *output, const char *key, const char *text, size_t length) {
    lode_output_format(output, ",\"%s\":", key);
    lode_output_json(output, text, length);
}

/* A member that is left out where there is nothing to say. */
static void put_string(lode_output *output, const char *key, const char *text) {
    if (text)
        put_text(output, key, text, strlen(text));
}

static void put_list(lode_output *output, const char *key, lode_output *list) {
    lode_output_format(output, "\"%s\":[", key);
    lode_output_write(output, list->buffer.bytes, list->buffer.length);
    lode_output_string(output, "]");
    lode_buffer_clear(&list->buffer);
}

void lode_explanation_match(void *context, const lode_outcome *outcome) {
    lode_output *matches = &((lode_explanation *)context)->matches;

    begin(matches, outcome->start, outcome->end);
    put_string(matches, "fate", lode_fate_name(outcome->fate));
    put_string(matches, "type", outcome->rule->type);
    put_string(matches, "rule", outcome->rule->id);
    put_text(matches, "text", outcome->text, outcome->length);
    put_string(matches, "reason", outcome->reason);
    if (outcome->winner) {
        put_string(matches, "winner", outcome->winner->id);
        lode_output_format(matches, ",\"winner_start\":%zu,\"winner_end\":%zu", outcome->winner_start, outcome->winner_end);
    }
    lode_output_string(matches, "}");
}

static void put_part(lode_output *facts, const lode_part_outcome *part) {
    lode_output_string(facts, "{\"part\":");
    lode_output_json(facts, part->part, strlen(part->part));
    put_string(facts, "verdict", lode_part_verdict_name(part->verdict));
    put_string(facts, "side", part->side);
    put_string(facts, "from", part->from);
    if (part->text) {
        lode_output_format(facts, ",\"start\":%zu,\"end\":%zu", part->start, part->end);
        put_text(facts, "text", part->text, part->length);
    }
    if (part->between_length)
        put_text(facts, "between", part->between, part->between_length);
    lode_output_string(facts, "}");
}

void lode_explanation_fact(void *context, const lode_fact_outcome *outcome) {
    lode_output *facts = &((lode_explanation *)context)->facts;

    begin(facts, outcome->start, outcome->end);
    put_string(facts, "fate", lode_fact_outcome_name(outcome));
    put_string(facts, "type", outcome->rule->type);
    put_string(facts, "rule", outcome->rule->id);
    put_text(facts, "text", outcome->text, outcome->length);
    put_string(facts, "reason", outcome->reason);
    put_string(facts, "winner", outcome->winner ? outcome->winner->id : NULL);
    lode_output_string(facts, ",\"parts\":[");
    for (size_t i = 0; i < outcome->part_count; i++) {
        if (i)
            lode_output_string(facts, ",");
        put_part(facts, &outcome->parts[i]);
    }
    lode_output_string(facts, "]}");
}

void lode_explanation_trial(void *context, const lode_trial_outcome *outcome) {
    lode_output *trials = &((lode_explanation *)context)->trials;

    begin(trials, outcome->start, outcome->reached);
    lode_output_format(trials, ",\"matched\":%s", outcome->matched ? "true" : "false");
    put_text(trials, "text", outcome->text, outcome->length);
    put_text(trials, "rest", outcome->rest, outcome->rest_length);
    put_text(trials, "wanted", outcome->wanted, outcome->wanted_length);
    lode_output_string(trials, "}");
}

void lode_explanation_put(lode_explanation *explanation, lode_output *output) {
    put_list(output, "matches", &explanation->matches);
    lode_output_string(output, ",");
    put_list(output, "facts", &explanation->facts);
    lode_output_string(output, ",");
    put_list(output, "trials", &explanation->trials);
}

void lode_explanation_free(lode_explanation *explanation) {
    lode_buffer_free(&explanation->matches.buffer);
    lode_buffer_free(&explanation->facts.buffer);
    lode_buffer_free(&explanation->trials.buffer);
}
