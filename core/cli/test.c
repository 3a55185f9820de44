/* lode test: runs the examples in the rules. */
#include "cli/examples.h"
#include "cli/setup.h"
#include "pipeline/engine.h"

#include <stdio.h>
#include <string.h>

typedef struct tally {
    size_t passed, failed;
} tally;

static bool take(void *context, int key, const char *value) {
    return lode_setup_take(context, key, value);
}

static void print_attributes(const lode_attribute *attributes, size_t count) {
    for (size_t i = 0; i < count; i++) {
        char number[LODE_DECIMAL_TEXT_MAX];
        size_t length;
        const char *text = lode_value_text(&attributes[i].value, number, &length);

        printf(" %s=", attributes[i].name);
        if (attributes[i].value.kind == LODE_VALUE_NONE)
            printf("(none)");
        else
            fwrite(text, 1, length, stdout);
    }
    printf("\n");
}

static void print_expected(const lode_rule *rule, const lode_example *example) {
    if (example->expected_count == 0)
        printf("  expected: nothing from this rule\n");
    for (size_t i = 0; i < example->expected_count; i++) {
        const lode_expected *expected = &example->expected[i];

        printf("  expected: %zu-%zu %s [%.*s]", expected->start, expected->end, rule->type,
               (int)(expected->end - expected->start), example->text + expected->start);
        print_attributes(expected->attributes, expected->attribute_count);
    }
}

static void print_found(const lode_rule *rule, const lode_result *result) {
    size_t shown = 0;

    for (size_t i = 0; i < result->entity_count; i++) {
        const lode_entity *entity = &result->entities[i];

        if (strcmp(entity->type, rule->type) != 0)
            continue;
        printf("  found:    %zu-%zu %s [%.*s] (%s)", entity->start, entity->end, entity->type, (int)entity->length,
               entity->text, entity->rule);
        print_attributes(entity->attributes, entity->attribute_count);
        shown++;
    }
    if (!shown)
        printf("  found:    no %s\n", rule->type);
    for (size_t i = 0; i < result->problem_count; i++)
        printf("  problem:  %s: %s\n", lode_status_name(result->problems[i].status), result->problems[i].message);
}

static lode_status run_example(lode *engine, const lode_rule *rule, const lode_example *example, tally *done,
                               lode_error *error) {
    lode_about about = {.date = example->date, .language = rule->pack->language};
    const lode_result *result;
    lode_status status = lode_extract_text(engine, example->text, example->length, &about, &result, error);

    if (status != LODE_OK) {
        lode_error_at(error, rule->file, example->line, 0);
        return status;
    }
    if (result->status == LODE_OK && result->problem_count == 0 && lode_example_holds(rule, example, result)) {
        done->passed++;
        return LODE_OK;
    }
    done->failed++;
    printf("%s:%u: %s fails: %.*s\n", rule->file, example->line, rule->id, (int)example->length, example->text);
    print_expected(rule, example);
    if (result->status == LODE_OK)
        print_found(rule, result);
    else
        printf("  failed:   %s\n", result->message);
    return LODE_OK;
}

static int run_examples(lode *engine) {
    tally done = {0};

    for (size_t i = 0; i < lode_pack_count(engine); i++) {
        const lode_pack *pack = lode_pack_at(engine, i);

        for (size_t j = 0; j < pack->rule_count; j++)
            for (size_t k = 0; k < pack->rules[j].example_count; k++) {
                lode_error error;
                lode_status status = run_example(engine, &pack->rules[j], &pack->rules[j].examples[k], &done, &error);

                if (status != LODE_OK) {
                    lode_print_error(NULL, &error);
                    return lode_exit_status(status);
                }
            }
    }
    printf("%zu examples passed, %zu failed\n", done.passed, done.failed);
    return done.failed ? LODE_EXIT_FAILED : LODE_EXIT_OK;
}

static int run(const lode_command *command, int argc, char **argv) {
    lode_setup setup;
    lode *engine = NULL;
    int operands, status;

    lode_setup_start(&setup);
    status = lode_options_read(command, argc, argv, take, &setup, &operands);
    if (status < 0 && operands < argc)
        status = lode_usage_error("name rules with -r", "'%s' is one word too many", argv[operands]);
    if (status < 0)
        status = lode_setup_load(&setup, &engine);
    if (engine)
        status = lode_finish_output(run_examples(engine));
    lode_close(engine);
    lode_setup_free(&setup);
    return status;
}

const lode_command lode_command_test = {.name = "test",
                                        .arguments = "",
                                        .summary = "Runs the examples and counterexamples in the rules.",
                                        .details =
                                            "Prints each that fails with its place, what was expected and what was found. "
                                            "Exit status: 0 all pass,\n1 some fail, 2 usage, rules or plugins.",
                                        .general_options = lode_rule_options,
                                        .run = run};
