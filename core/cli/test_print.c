/* SPDX-License-Identifier: MIT */
#include "cli/test_print.h"

#include "cli/examples.h"
#include "cli/explain_lines.h"
#include "pipeline/engine.h"

#include <stdio.h>
#include <string.h>

void lode_test_print_line_start(bool tap) {
    if (tap)
        fputs("# ", stdout);
}

static void print_attribute(const lode_attribute *attribute) {
    char number[LODE_DECIMAL_TEXT_MAX];
    size_t length;
    const char *text = lode_value_text(&attribute->value, number, &length);

    printf(" %s=", attribute->name);
    if (attribute->value.kind == LODE_VALUE_NONE)
        printf("(none)");
    else
        fwrite(text, 1, length, stdout);
}

static void print_attributes(const lode_attribute *attributes, size_t count) {
    for (size_t i = 0; i < count; i++)
        print_attribute(&attributes[i]);
    printf("\n");
}

static void print_expected(bool tap, const lode_rule *rule, const lode_example *example) {
    for (size_t i = 0; i < example->fact_count; i++) {
        lode_test_print_line_start(tap);
        printf("  expected: %s", rule->type);
        print_attributes(example->facts[i].parts, example->facts[i].part_count);
    }
    if (example->expected_count + example->fact_count == 0) {
        lode_test_print_line_start(tap);
        printf("  expected: nothing from this rule\n");
    }
    for (size_t i = 0; i < example->expected_count; i++) {
        const lode_expected *expected = &example->expected[i];

        lode_test_print_line_start(tap);
        printf("  expected: %zu-%zu %s [%.*s]", expected->start, expected->end, rule->type,
               (int)(expected->end - expected->start), example->text + expected->start);
        print_attributes(expected->attributes, expected->attribute_count);
    }
}

static size_t print_facts(bool tap, const lode_rule *rule, const lode_result *result) {
    size_t shown = 0;

    for (size_t i = 0; i < result->fact_count; i++) {
        const lode_fact *fact = &result->facts[i];

        if (strcmp(fact->type, rule->type) != 0)
            continue;
        lode_test_print_line_start(tap);
        printf("  found:    %s (%s)", fact->type, fact->rule);
        for (size_t j = 0; j < fact->part_count; j++) {
            lode_attribute part = {.name = fact->parts[j].name, .value = fact->parts[j].value};

            if (part.value.kind == LODE_VALUE_NONE)
                part.value =
                    (lode_value){.kind = LODE_VALUE_TEXT, .text = fact->parts[j].text, .length = fact->parts[j].length};
            print_attribute(&part);
        }
        putchar('\n');
        shown++;
    }
    return shown;
}

static size_t print_entities(bool tap, const lode_rule *rule, const lode_result *result) {
    size_t shown = 0;

    for (size_t i = 0; i < result->entity_count; i++) {
        const lode_entity *entity = &result->entities[i];

        if (strcmp(entity->type, rule->type) != 0)
            continue;
        lode_test_print_line_start(tap);
        printf("  found:    %zu-%zu %s [%.*s] (%s)", entity->start, entity->end, entity->type, (int)entity->length,
               entity->text, entity->rule);
        print_attributes(entity->attributes, entity->attribute_count);
        shown++;
    }
    return shown;
}

void lode_test_print_found(bool tap, const lode_rule *rule, const lode_result *result) {
    if (!(rule->fact ? print_facts : print_entities)(tap, rule, result)) {
        lode_test_print_line_start(tap);
        printf("  found:    no %s\n", rule->type);
    }
    for (size_t i = 0; i < result->problem_count; i++) {
        lode_test_print_line_start(tap);
        printf("  problem:  %s: %s\n", lode_status_name(result->problems[i].status), result->problems[i].message);
    }
}

void lode_test_print_failing(bool tap, const lode_rule *rule, const lode_example *example) {
    lode_test_print_line_start(tap);
    printf("%s:%u: %s fails: %.*s\n", rule->file, example->line, rule->id, (int)example->length, example->text);
    print_expected(tap, rule, example);
}

/* ---- Why ------------------------------------------------------------------------------------------------------------ */

/* Prints what became of the rule's own matches, and how far it came where there are none. */
typedef struct test_reasons {
    bool tap;
    const lode_rule *rule;
    size_t told;
    lode_output line;
} test_reasons;

static void print_reason(test_reasons *reasons) {
    lode_test_print_line_start(reasons->tap);
    printf("  why:      ");
    fwrite(reasons->line.buffer.bytes, 1, reasons->line.buffer.length, stdout);
    lode_buffer_clear(&reasons->line.buffer);
    reasons->told++;
}

static void tell_outcome(void *context, const lode_outcome *outcome) {
    test_reasons *reasons = context;

    if (outcome->rule != reasons->rule || outcome->fate == LODE_FATE_WON)
        return;
    lode_explain_outcome(&reasons->line, outcome);
    print_reason(reasons);
}

static void tell_trial(void *context, const lode_trial_outcome *outcome) {
    test_reasons *reasons = context;

    if (outcome->matched || outcome->length == 0)
        return;
    lode_explain_trial(&reasons->line, reasons->rule, outcome);
    print_reason(reasons);
}

lode_status lode_test_print_reasons(lode *engine, bool tap, const lode_rule *rule, const lode_example *example,
                                    const lode_about *about, lode_error *error) {
    test_reasons reasons = {.tap = tap, .rule = rule};
    const lode_trial_request trials = {.rule = rule, .at = SIZE_MAX, .observer = tell_trial, .context = &reasons};
    const lode_result *result;
    lode_status status;

    if (example->expected_count + example->fact_count == 0)
        return LODE_OK;
    lode_observe(engine, tell_outcome, NULL, &reasons);
    status = lode_extract_text(engine, example->text, example->length, about, &result, error);
    lode_observe(engine, NULL, NULL, NULL);
    if (status == LODE_OK && reasons.told == 0) {
        lode_observe_trials(engine, &trials);
        status = lode_extract_text(engine, example->text, example->length, about, &result, error);
        lode_observe_trials(engine, NULL);
    }
    lode_buffer_free(&reasons.line.buffer);
    return status;
}
