/* SPDX-License-Identifier: MIT */
/* lode explain: every place where a rule matched, what won, what lost and to what. */
#include "base/suggest.h"
#include "batch/frames.h"
#include "batch/inputs.h"
#include "batch/selection.h"
#include "cli/explain_lines.h"
#include "cli/explanation.h"
#include "cli/told.h"
#include "cli/types.h"
#include "pipeline/engine.h"

#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEY_RULE = LODE_KEY_LONG, KEY_TEXT, KEY_AT, KEY_FORMAT };

/* What is asked for, and what was told of the document at work. */
typedef struct explain_run {
    lode_setup setup;
    const char *text;       /* NULL: not given */
    lode_string_list types; /* none: all */
    bool json;
    lode_trial_request trials; /* of the rule */
    lode_told told;
    lode_output tried; /* lines of text */
    lode_explanation explanation;
    bool memory, failed; /* it ran out; something could not be done */
} explain_run;

static bool take_place(explain_run *run, const char *value) {
    char *end;

    errno = 0;
    run->trials.at = (size_t)strtoull(value, &end, 10);
    if (errno == 0 && *end == '\0' && value[0] >= '0' && value[0] <= '9')
        return true;
    lode_usage_error("count in bytes of the document, from 0", "'%s' is no place", value);
    return false;
}

static bool take(void *context, int key, const char *value) {
    explain_run *run = context;

    switch (key) {
    case 't':
        return lode_types_take(&run->types, value);
    case KEY_RULE:
        run->told.rule = value;
        return true;
    case KEY_TEXT:
        run->text = value;
        return true;
    case KEY_AT:
        return take_place(run, value);
    case KEY_FORMAT:
        run->json = strcmp(value, "jsonl") == 0;
        if (run->json || strcmp(value, "text") == 0)
            return true;
        lode_usage_error("choose text or jsonl", "there is no format '%s'", value);
        return false;
    default:
        return lode_setup_take(&run->setup, key, value);
    }
}

static void take_trial(void *context, const lode_trial_outcome *outcome) {
    explain_run *run = context;

    if (run->json)
        lode_explanation_trial(&run->explanation, outcome);
    else
        lode_explain_trial(&run->tried, run->trials.rule, outcome);
}

static void print_heading(const lode_input *input) {
    fputs(input->file, stdout);
    if (input->line)
        printf(":%" PRIu64, input->line);
    putchar('\n');
}

/* What was known of the document in the end. */
static void print_about(const lode_result *result) {
    if (result->part)
        printf("part %s\n", result->part);
    if (result->title)
        printf("title %s\n", result->title);
    if (result->id)
        printf("id %s\n", result->id);
    if (result->language)
        printf("language %s\n", result->language);
    if (result->date)
        printf("date %s\n", result->date);
}

/* What comes after the outcomes: what could not be done. */
static bool print_failures(const lode_result *result) {
    if (result->status != LODE_OK)
        printf("%s: %s\n", lode_status_name(result->status), result->message);
    for (size_t i = 0; i < result->problem_count; i++) {
        const lode_problem *problem = &result->problems[i];

        printf("%s: %s%s%s\n", lode_status_name(problem->status), problem->rule ? problem->rule : "", problem->rule ? ": " : "",
               problem->message);
    }
    return result->status == LODE_OK && result->problem_count == 0;
}

typedef lode_status frames_step(lode_frames *frames, lode_input *input, lode_error *error);

/* Takes a step, waiting where there is nothing to read yet. */
static lode_status wait_for(frames_step *step, lode_frames *frames, lode_input *input, lode_error *error) {
    lode_status status;

    while ((status = step(frames, input, error)) == LODE_DECLINED)
        poll(&(struct pollfd){.fd = frames->descriptor, .events = POLLIN}, 1, -1);
    return status;
}

static void flush(lode_output *output) {
    fwrite(output->buffer.length ? output->buffer.bytes : "", 1, output->buffer.length, stdout);
    lode_buffer_clear(&output->buffer);
}

static void print_outcomes(explain_run *run) {
    lode_output lines = {0};

    for (size_t i = 0; i < run->told.match_count; i++)
        lode_explain_outcome(&lines, &run->told.matches[i]);
    for (size_t i = 0; i < run->told.fact_count; i++)
        lode_explain_fact(&lines, &run->told.facts[i]);
    if (run->trials.rule && lines.buffer.length + run->tried.buffer.length == 0)
        lode_output_format(&lines, "%-13s %-8s  %s %s  %s\n", "-", "tried", run->trials.rule->type, run->trials.rule->id,
                           run->trials.rule->pattern ? "nowhere does the text begin as its pattern does"
                                                     : "no entry of its table is in the text");
    run->memory = run->memory || lines.buffer.failed || run->tried.buffer.failed;
    flush(&lines);
    flush(&run->tried);
    lode_buffer_free(&lines.buffer);
}

static void put_member(lode_output *output, const char *key, const char *text) {
    if (!text)
        return;
    lode_output_format(output, "\"%s\":", key);
    lode_output_json(output, text, strlen(text));
    lode_output_string(output, ",");
}

static void print_json(explain_run *run, const lode_result *result) {
    lode_output line = {0};

    for (size_t i = 0; i < run->told.match_count; i++)
        lode_explanation_match(&run->explanation, &run->told.matches[i]);
    for (size_t i = 0; i < run->told.fact_count; i++)
        lode_explanation_fact(&run->explanation, &run->told.facts[i]);
    lode_output_string(&line, "{");
    put_member(&line, "document", result->document);
    put_member(&line, "part", result->part);
    if (result->line)
        lode_output_format(&line, "\"line\":%" PRIu64 ",", result->line);
    put_member(&line, "id", result->id);
    put_member(&line, "language", result->language);
    put_member(&line, "date", result->date);
    if (result->status != LODE_OK)
        put_member(&line, "failed", result->message);
    lode_explanation_put(&run->explanation, &line);
    lode_output_string(&line, "}\n");
    run->memory = run->memory || line.buffer.failed;
    flush(&line);
    lode_buffer_free(&line.buffer);
}

static lode_status explain_document(void *context, const lode_result *result, lode_error *error) {
    explain_run *run = context;

    lode_told_choose(&run->told, &run->types, result);
    if (run->json) {
        print_json(run, result);
        run->failed = run->failed || result->status != LODE_OK;
    } else {
        print_outcomes(run);
        print_about(result);
        run->failed = !print_failures(result) || run->failed;
        putchar('\n');
    }
    lode_told_forget(&run->told);
    return run->memory || run->told.memory ? lode_error_no_memory(error) : LODE_OK;
}

static lode_status explain_text(lode *engine, explain_run *run, lode_error *error) {
    const lode_result *result;
    lode_status status = lode_extract_text(engine, run->text, strlen(run->text), &run->setup.about, &result, error);

    return status == LODE_OK ? explain_document(run, result, error) : status;
}

static lode_status explain_file(lode *engine, explain_run *run, const char *path, lode_error *error) {
    const lode_about *about = &run->setup.about;
    lode_frames frames = {0};
    lode_input input;
    lode_status status = lode_frames_open(&frames, path, error);

    if (status == LODE_OK)
        status = wait_for(lode_frames_head, &frames, &input, error);
    if (status == LODE_OK)
        status = lode_engine_framing(engine, about->reader, &input, &frames.framing, error);
    while (status == LODE_OK) {
        status = wait_for(lode_frames_next, &frames, &input, error);
        if (status == LODE_OK) {
            if (!run->json)
                print_heading(&input);
            status = lode_extract(engine, &input, about, explain_document, run, error);
        }
    }
    lode_frames_close(&frames);
    lode_frames_free(&frames);
    return status == LODE_END ? LODE_OK : status;
}

/* The rule that is asked for, with a pattern to try. */
static int find_rule(lode *engine, explain_run *run) {
    lode_suggestion suggestion = {.word = run->told.rule};

    if (!run->told.rule)
        return run->trials.at == SIZE_MAX ? LODE_EXIT_OK : lode_usage_error("name one by --rule", "'--at' is of a rule");
    run->trials.rule = lode_engine_rule(engine, run->told.rule);
    if (run->trials.rule) {
        lode_observe_trials(engine, &run->trials);
        return LODE_EXIT_OK;
    }
    for (size_t i = 0; i < lode_pack_count(engine); i++)
        for (size_t j = 0; j < lode_pack_at(engine, i)->rule_count; j++)
            lode_suggestion_offer(&suggestion, lode_pack_at(engine, i)->rules[j].id);
    if (suggestion.best) {
        lode_buffer advice = {0};

        lode_buffer_format(&advice, "did you mean '%s'?", suggestion.best);
        lode_usage_error(advice.length ? advice.bytes : NULL, "there is no rule '%s'", run->told.rule);
        lode_buffer_free(&advice);
        return LODE_EXIT_USAGE;
    }
    return lode_usage_error("'lode list rules' names them", "there is no rule '%s'", run->told.rule);
}

static int explain(lode *engine, explain_run *run, char **paths, size_t count) {
    int exit_status = find_rule(engine, run);
    lode_error error;
    lode_status status = lode_selection_check(run->types.items, engine, &error);

    if (status != LODE_OK) {
        lode_print_error(NULL, &error);
        return lode_exit_status(status);
    }
    if (exit_status != LODE_EXIT_OK)
        return exit_status;
    lode_observe(engine, lode_told_match, lode_told_fact, &run->told);
    if (run->text) {
        status = explain_text(engine, run, &error);
        if (status != LODE_OK) {
            lode_print_error(NULL, &error);
            return lode_exit_status(status);
        }
    }
    for (size_t i = 0; i < count; i++) {
        status = explain_file(engine, run, paths[i], &error);
        if (status == LODE_OK)
            continue;
        lode_print_error(NULL, &error);
        if (status != LODE_ERROR_IO)
            return lode_exit_status(status);
        run->failed = true;
    }
    return run->failed ? LODE_EXIT_FAILED : LODE_EXIT_OK;
}

static void free_run(explain_run *run) {
    lode_setup_free(&run->setup);
    lode_explanation_free(&run->explanation);
    lode_types_free(&run->types);
    lode_buffer_free(&run->tried.buffer);
    lode_told_free(&run->told);
}

static int run(const lode_command *command, int argc, char **argv) {
    explain_run made = {.trials = {.at = SIZE_MAX, .observer = take_trial, .context = &made}};
    lode *engine = NULL;
    int operands, status;

    lode_setup_start(&made.setup);
    status = lode_options_read(command, argc, argv, take, &made, &operands);
    if (status < 0 && operands == argc && !made.text)
        status = lode_usage_error("name a file, or '-' for standard input", "there is nothing to explain");
    if (status < 0)
        status = lode_setup_load(&made.setup, &engine);
    if (engine)
        status = lode_finish_output(explain(engine, &made, argv + operands, (size_t)(argc - operands)));
    lode_close(engine);
    free_run(&made);
    return status;
}

static const lode_option own_options[] = {
    {'t', "type", "T[,T...]", "show these types alone, and the entities that facts among them point to"},
    {KEY_RULE, "rule", "ID", "only this rule; where it found nothing, how far it came and what it wanted there"},
    {KEY_AT, "at", "PLACE", "with --rule: only what comes to this byte of the document, or starts in its line"},
    {KEY_TEXT, "text", "TEXT", "a text to explain, in place of a file or before them"},
    {KEY_FORMAT, "format", "FORMAT", "text or jsonl, a line a document (default: text)"},
    {0}};

const lode_command lode_command_explain = {
    .name = "explain",
    .arguments = "FILE...",
    .summary = "Shows every place where a rule matched, what won, what lost and to what.",
    .details =
        "A line each: its span, won, lost, declined (by the rule's extractor) or failed, the type and rule, the text, and\n"
        "what it lost to or why it was declined. What lost stands under what it lost to. Behind the entities of a document\n"
        "come the matches of rules for facts, and under each the places that were tried for its parts. With --rule, lines\n"
        "that say 'tried' show how far its pattern came, what stands there, and what it wanted instead.",
    .options = own_options,
    .general_options = lode_document_options,
    .run = run};
