/* SPDX-License-Identifier: MIT */
/* lode test: runs the examples in the rules, in a process of their own: a plugin that ends it costs its example. */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS */

#include "batch/blame.h"
#include "batch/sandbox.h"
#include "cli/examples.h"
#include "cli/setup.h"
#include "cli/test_print.h"
#include "pipeline/engine.h"

#include <errno.h>
#include <fnmatch.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

/* What the process that runs the examples shares with the one that waits for it. */
typedef struct test_run {
    lode_activity activity;
    size_t at;             /* the example at work, of all */
    size_t passed, failed; /* so far */
    bool over;             /* the process ends because it is done */
} test_run;

/* What is asked for. */
typedef struct test_options {
    lode_setup setup;
    const char *rules; /* a glob for their ids; NULL: all */
    bool tap;          /* as TAP says, for programs */
} test_options;

enum { KEY_RULE = LODE_KEY_LONG, KEY_TAP };

static const lode_option own_options[] = {{KEY_RULE, "rule", "GLOB", "run the examples of rules with such ids only"},
                                          {KEY_TAP, "tap", NULL, "write a line an example, as the Test Anything Protocol says"},
                                          {0}};

static bool take(void *context, int key, const char *value) {
    test_options *options = context;

    if (key == KEY_RULE)
        options->rules = value;
    else if (key == KEY_TAP)
        options->tap = true;
    else
        return lode_setup_take(&options->setup, key, value);
    return true;
}

/* TAP's line for the example at work; all are counted, also those that other rules have. */
static void print_tap(const test_options *options, const test_run *run, bool holds, const lode_rule *rule,
                      const lode_example *example) {
    if (options->tap)
        printf("%s %zu - %s, %s:%u\n", holds ? "ok" : "not ok", run->passed + run->failed, rule->id, rule->file, example->line);
}

static lode_status run_example(lode *engine, const test_options *options, const lode_rule *rule, const lode_example *example,
                               test_run *done, lode_error *error) {
    lode_about about = {.date = example->date, .language = rule->pack->language};
    const lode_result *result;
    lode_status status = lode_extract_text(engine, example->text, example->length, &about, &result, error);
    bool holds = status == LODE_OK && lode_example_holds(rule, example, result);

    if (status != LODE_OK) {
        lode_error_at(error, rule->file, example->line, 0);
        return status;
    }
    done->passed += holds;
    done->failed += !holds;
    print_tap(options, done, holds, rule, example);
    if (holds)
        return LODE_OK;
    lode_test_print_failing(options->tap, rule, example);
    if (result->status == LODE_OK) {
        lode_test_print_found(options->tap, rule, result);
        return lode_test_print_reasons(engine, options->tap, rule, example, &about, error);
    }
    lode_test_print_line_start(options->tap);
    printf("  failed:   %s\n", result->message);
    return LODE_OK;
}

/* The example of a number, counted through all rules, and its rule; NULL: there are no more. */
static const lode_example *find_example(const lode *engine, size_t number, const lode_rule **rule) {
    for (size_t i = 0; i < lode_pack_count(engine); i++) {
        const lode_pack *pack = lode_pack_at(engine, i);

        for (size_t j = 0; j < pack->rule_count; number -= pack->rules[j++].example_count)
            if (number < pack->rules[j].example_count) {
                *rule = &pack->rules[j];
                return &pack->rules[j].examples[number];
            }
    }
    return NULL;
}

/* Runs the examples from the one at work on. Returns what to end with. */
static int run_from(lode *engine, const test_options *options, test_run *run) {
    const lode_rule *rule = NULL;
    const lode_example *example;

    lode_engine_watch(engine, &run->activity);
    for (; (example = find_example(engine, run->at, &rule)); run->at++) {
        lode_error error;
        lode_status status;

        if (options->rules && fnmatch(options->rules, rule->id, 0) != 0)
            continue;
        status = run_example(engine, options, rule, example, run, &error);

        fflush(stdout);
        if (status != LODE_OK) {
            lode_print_error(NULL, &error);
            return lode_exit_status(status);
        }
    }
    return LODE_EXIT_OK;
}

/* Says at which example the process ended, and by whose fault. */
static void print_end(const lode *engine, const test_options *options, const test_run *run, const lode_end *end) {
    const lode_rule *tested = NULL, *rule = lode_blame_rule(engine, &run->activity);
    const lode_plugin *plugin = lode_blame_plugin(engine, &run->activity);
    const lode_example *example = find_example(engine, run->at, &tested);
    lode_blame blame = {0};

    if (!example)
        return;
    print_tap(options, run, false, tested, example);
    lode_test_print_failing(options->tap, tested, example);
    lode_test_print_line_start(options->tap);
    printf("  failed:   the process ended with %s", lode_blame_end(&blame, end));
    if (plugin)
        printf(" in the plugin '%s'", plugin->name);
    if (rule)
        printf(", at the rule '%s'", lode_rule_id(rule));
    printf("\n");
}

/* Runs the examples from the one at work on in a process; false: that cannot be had. */
static bool run_apart(lode *engine, const test_options *options, test_run *run, lode_end *end) {
    pid_t process;

    fflush(stdout);
    process = fork();
    if (process == 0) {
        lode_confinement confined;
        int exit_status;

        lode_sandbox_enter(&(lode_sandbox){0}, &confined, NULL); /* it ends with its parent, and leaves no core */
        exit_status = run_from(engine, options, run);
        run->over = true;
        _exit(fflush(stdout) == 0 ? exit_status : LODE_EXIT_RESOURCES);
    }
    *end = (lode_end){0};
    while (process > 0 && waitpid(process, &end->status, 0) < 0)
        if (errno != EINTR)
            return false;
    return process > 0;
}

static int run_examples(lode *engine, const test_options *options) {
    test_run *run = mmap(NULL, sizeof *run, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    int exit_status = LODE_EXIT_OK;

    if (run == MAP_FAILED)
        return lode_usage_error(NULL, "memory ran out");
    while (!run->over) {
        lode_end end;

        if (!run_apart(engine, options, run, &end)) {
            exit_status = run_from(engine, options, run);
            break;
        }
        if (run->over) {
            exit_status = WIFEXITED(end.status) ? WEXITSTATUS(end.status) : LODE_EXIT_RESOURCES;
        } else {
            run->failed++;
            print_end(engine, options, run, &end);
            run->at++;
        }
    }
    if (exit_status == LODE_EXIT_OK) {
        if (options->tap)
            printf("1..%zu\n", run->passed + run->failed);
        else
            printf("%zu examples passed, %zu failed\n", run->passed, run->failed);
        exit_status = run->failed ? LODE_EXIT_FAILED : LODE_EXIT_OK;
    }
    munmap(run, sizeof *run);
    return exit_status;
}

static int run(const lode_command *command, int argc, char **argv) {
    test_options options = {0};
    lode *engine = NULL;
    int operands, status;

    lode_setup_start(&options.setup);
    status = lode_options_read(command, argc, argv, take, &options, &operands);
    if (status < 0 && operands < argc)
        status = lode_usage_error("name rules with -r", "'%s' is one word too many", argv[operands]);
    if (status < 0)
        status = lode_setup_load(&options.setup, &engine);
    if (engine)
        status = lode_finish_output(run_examples(engine, &options));
    lode_close(engine);
    lode_setup_free(&options.setup);
    return status;
}

const lode_command lode_command_test = {
    .name = "test",
    .arguments = "",
    .summary = "Runs the examples and counterexamples in the rules.",
    .details = "Prints each that fails with its place, what was expected and what was found, and why: what the\n"
               "rule's own match lost to, or how far the rule came. Of one at which a plugin ends the process, which plugin "
               "and rule that\n"
               "were. Exit status: 0 all pass, 1 some fail, 2 usage, rules "
               "or plugins,\n3 out of memory or disk.",
    .options = own_options,
    .general_options = lode_rule_options,
    .run = run};
