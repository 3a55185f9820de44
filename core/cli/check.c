/* SPDX-License-Identifier: MIT */
/* lode check: mistakes in packs, and advice on what no mistake tells. */
#include "cli/check.h"

#include "cli/option_values.h"
#include "cli/setup.h"
#include "pipeline/output.h"
#include "pipeline/places.h"

#include <stdio.h>
#include <string.h>

static const lode_option own_options[] = {{'f', "format", "NAME", "text for people, or json for editors (default: text)"}, {0}};

typedef struct check_run {
    lode_setup setup;
    lode_mistakes mistakes, advice;
    bool json;
    lode_error last;                         /* what was printed last */
    size_t mistakes_printed, advice_printed; /* a file that several packs use is told of once */
} check_run;

static bool take(void *context, int key, const char *value) {
    check_run *run = context;

    if (key != 'f')
        return lode_setup_take(&run->setup, key, value);
    return lode_json_read(value, "text", &run->json);
}

/* ---- What is found -------------------------------------------------------------------------------------------------- */

static void keep_mistake(void *context, const lode_error *error) {
    check_run *run = context;

    lode_mistake(&run->mistakes, (lode_place){error->file, error->line, error->column}, error->advice[0] ? error->advice : NULL,
                 "%s", error->message);
}

lode_status lode_check_packs(lode *engine, char *const *files, size_t file_count, lode_mistakes *advice, lode_error *error) {
    const lode_pack_places places = lode_places_of(engine);
    lode_status status = LODE_OK;

    for (size_t i = 0; i < lode_pack_count(engine) && status == LODE_OK; i++)
        status = lode_pack_advise(lode_pack_at(engine, i)->path, &places, advice, error);
    if (status == LODE_OK)
        status = lode_check_order(engine, files, file_count, advice, error);
    if (status == LODE_OK)
        status = lode_check_patterns(engine, advice, error);
    if (status == LODE_OK && advice->memory)
        status = lode_error_no_memory(error);
    return status;
}

static int advise(check_run *run, lode *engine, char *const *files, size_t file_count) {
    lode_error error;
    lode_status status = lode_check_packs(engine, files, file_count, &run->advice, &error);

    if (status != LODE_OK)
        lode_print_error(NULL, &error);
    return lode_exit_status(status);
}

/* ---- Printing ------------------------------------------------------------------------------------------------------- */

static void print_text(const lode_error *error) {
    if (error->file[0])
        fputs(error->file, stdout);
    if (error->file[0] && error->line)
        printf(":%u:%u", error->line, error->column ? error->column : 1);
    printf("%s%s%s%s\n", error->file[0] ? ": " : "", error->message, error->advice[0] ? "; " : "", error->advice);
}

static void put_string(lode_output *output, const char *key, const char *text) {
    lode_output_format(output, ",\"%s\":", key);
    lode_output_json(output, text, strlen(text));
}

static void print_json(const check_run *run, const char *level, const lode_error *error) {
    lode_output output = {0};

    lode_output_format(&output, "%s{\"level\":\"%s\"", run->mistakes_printed + run->advice_printed ? "," : "", level);
    if (error->file[0])
        put_string(&output, "file", error->file);
    if (error->line)
        lode_output_format(&output, ",\"line\":%u,\"column\":%u", error->line, error->column ? error->column : 1);
    put_string(&output, "message", error->message);
    if (error->advice[0])
        put_string(&output, "advice", error->advice);
    lode_output_string(&output, "}\n");
    fwrite(output.buffer.bytes, 1, output.buffer.length, stdout);
    lode_buffer_free(&output.buffer);
}

static bool is_last(const check_run *run, const lode_error *error) {
    return run->last.line == error->line && run->last.column == error->column && strcmp(run->last.file, error->file) == 0 &&
           strcmp(run->last.message, error->message) == 0;
}

static void print(check_run *run, const char *level, const lode_error *error, size_t *printed) {
    if (*printed && is_last(run, error))
        return;
    if (run->json)
        print_json(run, level, error);
    else
        print_text(error);
    run->last = *error;
    ++*printed;
}

static void print_mistake(void *context, const lode_error *error) {
    check_run *run = context;

    print(run, "mistake", error, &run->mistakes_printed);
}

static void print_advice(void *context, const lode_error *error) {
    check_run *run = context;

    print(run, "advice", error, &run->advice_printed);
}

static void print_all(check_run *run) {
    if (run->json)
        putchar('[');
    lode_mistakes_report(&run->mistakes, print_mistake, run);
    lode_mistakes_report(&run->advice, print_advice, run);
    if (run->json)
        puts("]");
    else if (run->mistakes.count || run->advice.count)
        printf("%zu mistake%s, %zu piece%s of advice\n", run->mistakes_printed, run->mistakes_printed == 1 ? "" : "s",
               run->advice_printed, run->advice_printed == 1 ? "" : "s");
    else
        puts("nothing to mend");
}

static int run(const lode_command *command, int argc, char **argv) {
    check_run run = {0};
    lode *engine = NULL;
    int operands, status;

    lode_setup_start(&run.setup);
    run.setup.options.report = keep_mistake;
    run.setup.options.report_context = &run;
    status = lode_options_read(command, argc, argv, take, &run, &operands);
    if (status < 0) {
        status = lode_setup_load(&run.setup, &engine);
        if (engine)
            status = advise(&run, engine, argv + operands, (size_t)(argc - operands));
        if (status == LODE_EXIT_OK || run.mistakes.count)
            print_all(&run);
        if (status == LODE_EXIT_OK && run.advice.count)
            status = LODE_EXIT_FAILED;
        status = lode_finish_output(status);
    }
    lode_close(engine);
    lode_setup_free(&run.setup);
    lode_mistakes_free(&run.mistakes);
    lode_mistakes_free(&run.advice);
    return status;
}

const lode_command lode_command_check = {
    .name = "check",
    .arguments = "[FILE...]",
    .summary = "Tells what is wrong in rule packs, and what could be better.",
    .details =
        "A line each: the place, what it is, and what to do. Advice is given on rules that find one text and of which only\n"
        "the order decides (in the examples, and in the files that are named), rules that find nothing, alternatives without\n"
        "an example, patterns that a text can make very slow, names that nothing uses, entries that stand twice, tables\n"
        "without a source, and lines of more than 120 characters. Exit status: 0 there is nothing, 1 there is advice,\n"
        "2 mistakes, 3 out of memory or disk.",
    .options = own_options,
    .general_options = lode_rule_options,
    .run = run};
