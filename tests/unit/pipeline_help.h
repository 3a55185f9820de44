/* SPDX-License-Identifier: MIT */
/* For tests of the pipeline: an engine with rules written in the test, and what it finds as one line of text. */
#ifndef LODE_TESTS_PIPELINE_HELP_H
#define LODE_TESTS_PIPELINE_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <lode.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FOUND_SIZE = 4096 };

/* What was reported, a line each. */
static char reported[FOUND_SIZE];

static void collect_report(void *context, const lode_error *error) {
    size_t length = strlen(reported);

    (void)context;
    snprintf(reported + length, sizeof reported - length, "%u: %s%s%s\n", error->line, error->message,
             error->advice[0] ? "; " : "", error->advice);
}

static lode_options test_options(void) {
    lode_options options = lode_options_default();

    reported[0] = '\0';
    options.cache = false;
    options.report = collect_report;
    return options;
}

/* Loads rules as a pack of this name. */
static lode_status load_rules(lode *engine, const char *name, const char *rules, lode_error *error) {
    char folder[] = "/tmp/lode-test-XXXXXX", path[128];
    FILE *file;
    lode_status status;

    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/%s.yaml", folder, name);
    file = fopen(path, "w");
    assert_non_null(file);
    fputs(rules, file);
    fclose(file);
    status = lode_load(engine, path, error);
    unlink(path);
    rmdir(folder);
    return status;
}

static lode *open_engine(const lode_options *options, const char *rules) {
    lode_error error = {0};
    lode *engine;

    assert_int_equal(lode_open(options, &engine, &error), LODE_OK);
    if (rules && load_rules(engine, "pack", rules, &error) != LODE_OK)
        fail_msg("%s\n%s", error.message, reported);
    return engine;
}

static void append_value(char *found, const lode_value *value) {
    char number[LODE_DECIMAL_TEXT_MAX];
    size_t length = strlen(found);

    if (value->kind == LODE_VALUE_NUMBER) {
        lode_decimal_format(value->number, number);
        snprintf(found + length, FOUND_SIZE - length, "#%s", number);
    } else
        snprintf(found + length, FOUND_SIZE - length, "%.*s", (int)value->length, value->text);
}

/* "type START-END [text] name=value ...; ..." with a # before numbers; then "! plugin rule message" for each problem. */
static const char *describe(const lode_result *result) {
    static char found[FOUND_SIZE];

    found[0] = '\0';
    for (size_t i = 0; i < result->entity_count; i++) {
        const lode_entity *entity = &result->entities[i];

        assert_memory_equal(result->text + result->text_offsets[i], entity->text, entity->length);
        snprintf(found + strlen(found), FOUND_SIZE - strlen(found), "%s%s %zu-%zu [%.*s]", i ? "; " : "", entity->type,
                 entity->start, entity->end, (int)entity->length, entity->text);
        for (size_t j = 0; j < entity->attribute_count; j++) {
            snprintf(found + strlen(found), FOUND_SIZE - strlen(found), " %s=", entity->attributes[j].name);
            append_value(found, &entity->attributes[j].value);
        }
    }
    for (size_t i = 0; i < result->problem_count; i++)
        snprintf(found + strlen(found), FOUND_SIZE - strlen(found), "! %s %s %s %s",
                 lode_status_name(result->problems[i].status), result->problems[i].plugin ? result->problems[i].plugin : "-",
                 result->problems[i].rule ? result->problems[i].rule : "-", result->problems[i].message);
    return found;
}

static const char *extract(lode *engine, const char *text, const lode_about *about) {
    const lode_result *result;
    lode_error error = {0};

    if (lode_extract_text(engine, text, strlen(text), about, &result, &error) != LODE_OK)
        fail_msg("%s\n%s", error.message, reported);
    if (result->status != LODE_OK)
        return result->message;
    return describe(result);
}

#endif
