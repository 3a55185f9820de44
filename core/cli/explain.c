/* lode explain: every place where a rule matched, what won, what lost and to what. */
#include "batch/frames.h"
#include "batch/inputs.h"
#include "cli/types.h"
#include "pipeline/engine.h"

#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const lode_option own_options[] = {
    {'t', "type", "T[,T...]", "show these types alone, and the entities that facts among them point to"}, {0}};

/* What was told of the document at work, which lives as long as its result. */
typedef struct explaining {
    lode_string_list types; /* to show; none: all */
    lode_outcome *outcomes;
    lode_fact_outcome *facts;
    size_t outcome_count, outcome_capacity, fact_count, fact_capacity;
    bool well, out_of_memory;
} explaining;

typedef struct explain_options {
    lode_setup setup;
    lode_string_list types;
} explain_options;

static bool take(void *context, int key, const char *value) {
    explain_options *options = context;

    return key == 't' ? lode_types_take(&options->types, value) : lode_setup_take(&options->setup, key, value);
}

static void note_outcome(void *context, const lode_outcome *outcome) {
    explaining *at = context;

    if (at->outcome_count == at->outcome_capacity) {
        size_t capacity = at->outcome_capacity ? at->outcome_capacity * 2 : 256;
        lode_outcome *outcomes = realloc(at->outcomes, capacity * sizeof *outcomes);

        if (!outcomes) {
            at->out_of_memory = true;
            return;
        }
        at->outcomes = outcomes;
        at->outcome_capacity = capacity;
    }
    at->outcomes[at->outcome_count++] = *outcome;
}

static void note_fact(void *context, const lode_fact_outcome *outcome) {
    explaining *at = context;

    if (at->fact_count == at->fact_capacity) {
        size_t capacity = at->fact_capacity ? at->fact_capacity * 2 : 64;
        lode_fact_outcome *facts = realloc(at->facts, capacity * sizeof *facts);

        if (!facts) {
            at->out_of_memory = true;
            return;
        }
        at->facts = facts;
        at->fact_capacity = capacity;
    }
    at->facts[at->fact_count++] = *outcome;
}

/* ---- Lines ---------------------------------------------------------------------------------------------------------- */

static void print_text(const char *text, size_t length) {
    putchar('"');
    for (size_t i = 0; i < length; i++)
        putchar((unsigned char)text[i] < 0x20 || text[i] == 0x7F ? ' ' : text[i]);
    putchar('"');
}

static void print_outcome(const lode_outcome *outcome) {
    static const char *const names[] = {"won", "lost", "declined", "failed"};
    char span[48];

    snprintf(span, sizeof span, "%zu-%zu", outcome->start, outcome->end);
    printf("%-13s %-8s  %s %s  ", span, names[outcome->fate], outcome->rule->type, outcome->rule->id);
    print_text(outcome->text, outcome->length);
    if (outcome->winner)
        printf("  to %s at %zu-%zu", outcome->winner->id, outcome->winner_start, outcome->winner_end);
    if (outcome->reason)
        printf("  because: %s", outcome->reason);
    putchar('\n');
}

static void print_part(const lode_part_outcome *part) {
    static const char *const verdicts[] = {[LODE_PART_TAKEN] = "the nearest that fits",
                                           [LODE_PART_LISTED] = "one more of the list",
                                           [LODE_PART_UNLIKE] = "passed over, its text does not fit",
                                           [LODE_PART_UNFIT] = "passed over",
                                           [LODE_PART_IN_USE] = "passed over, in another part already",
                                           [LODE_PART_NONE] = "there is none",
                                           [LODE_PART_NO_FROM] = "not looked for"};
    char span[48] = "-";

    if (part->text)
        snprintf(span, sizeof span, "%zu-%zu", part->start, part->end);
    printf("    %-13s %-12s  ", span, part->part);
    if (part->text)
        print_text(part->text, part->length);
    printf("%s%s: %s %s", part->text ? "  " : "", verdicts[part->verdict], part->side, part->from ? part->from : "the match");
    if (part->verdict == LODE_PART_NO_FROM)
        fputs(", which was not found", stdout);
    if (part->between_length) {
        fputs(part->verdict == LODE_PART_UNFIT ? ", not over " : ", over ", stdout);
        print_text(part->between, part->between_length);
    }
    putchar('\n');
}

static void print_fact(const lode_fact_outcome *outcome) {
    char span[48];

    snprintf(span, sizeof span, "%zu-%zu", outcome->start, outcome->end);
    printf("%-13s %-8s  %s %s  ", span,
           outcome->winner   ? "lost"
           : outcome->reason ? "declined"
                             : "fact",
           outcome->rule->type, outcome->rule->id);
    print_text(outcome->text, outcome->length);
    if (outcome->winner)
        printf("  to %s", outcome->winner->id);
    if (outcome->reason)
        printf("  because: %s", outcome->reason);
    putchar('\n');
    for (size_t i = 0; i < outcome->part_count; i++)
        print_part(&outcome->parts[i]);
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

static bool is_wanted(const explaining *at, const char *type) {
    for (size_t i = 0; i < at->types.count; i++)
        if (strcmp(at->types.items[i], type) == 0)
            return true;
    return at->types.count == 0;
}

/* Whether an outcome is of an entity that a wanted fact points to. */
static bool is_pointed_to(const explaining *at, const lode_result *result, const lode_outcome *outcome) {
    for (size_t i = 0; outcome->fate == LODE_FATE_WON && i < result->fact_count; i++)
        for (size_t j = 0; is_wanted(at, result->facts[i].type) && j < result->facts[i].part_count; j++) {
            ptrdiff_t place = result->facts[i].parts[j].entity;
            const lode_entity *entity = place >= 0 ? &result->entities[place] : NULL;

            if (entity && entity->start == outcome->start && entity->end == outcome->end &&
                strcmp(entity->type, outcome->rule->type) == 0)
                return true;
        }
    return false;
}

static lode_status explain_document(void *context, const lode_result *result, lode_error *error) {
    explaining *at = context;

    for (size_t i = 0; i < at->outcome_count; i++)
        if (is_wanted(at, at->outcomes[i].rule->type) || is_pointed_to(at, result, &at->outcomes[i]))
            print_outcome(&at->outcomes[i]);
    for (size_t i = 0; i < at->fact_count; i++)
        if (is_wanted(at, at->facts[i].rule->type))
            print_fact(&at->facts[i]);
    at->outcome_count = at->fact_count = 0;
    print_about(result);
    at->well = print_failures(result) && at->well;
    putchar('\n');
    return at->out_of_memory ? lode_error_set(error, LODE_ERROR_MEMORY, "memory ran out") : LODE_OK;
}

static lode_status explain_file(lode *engine, const lode_about *about, const char *path, explaining *at, lode_error *error) {
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
            print_heading(&input);
            status = lode_extract(engine, &input, about, explain_document, at, error);
        }
    }
    lode_frames_close(&frames);
    lode_frames_free(&frames);
    return status == LODE_END ? LODE_OK : status;
}

static int explain(lode *engine, const explain_options *options, char **paths, size_t count) {
    explaining at = {.types = options->types, .well = true};
    lode_error error;
    lode_status status = lode_types_check(&options->types, engine, &error);

    if (status != LODE_OK)
        lode_print_error(NULL, &error);
    lode_observe(engine, note_outcome, note_fact, &at);
    for (size_t i = 0; status == LODE_OK && i < count; i++) {
        status = explain_file(engine, &options->setup.about, paths[i], &at, &error);
        if (status == LODE_OK)
            continue;
        lode_print_error(NULL, &error);
        at.well = false;
        status = status == LODE_ERROR_IO ? LODE_OK : status;
    }
    free(at.outcomes);
    free(at.facts);
    return status == LODE_OK && !at.well ? LODE_EXIT_FAILED : lode_exit_status(status);
}

static int run(const lode_command *command, int argc, char **argv) {
    explain_options options = {0};
    lode *engine = NULL;
    int operands, status;

    lode_setup_start(&options.setup);
    status = lode_options_read(command, argc, argv, take, &options, &operands);
    if (status < 0 && operands == argc)
        status = lode_usage_error("name a file, or '-' for standard input", "there is nothing to explain");
    if (status < 0)
        status = lode_setup_load(&options.setup, &engine);
    if (engine)
        status = lode_finish_output(explain(engine, &options, argv + operands, (size_t)(argc - operands)));
    lode_close(engine);
    lode_types_free(&options.types);
    lode_setup_free(&options.setup);
    return status;
}

const lode_command lode_command_explain = {
    .name = "explain",
    .arguments = "FILE...",
    .summary = "Shows every place where a rule matched, what won, what lost and to what.",
    .details =
        "A line each: its span, won, lost, declined (by the rule's extractor) or failed, the type and rule, the text, and\n"
        "what it lost to or why it was declined. Behind the entities of a document come the matches of rules for facts, and\n"
        "under each the places that were tried for its parts.",
    .options = own_options,
    .general_options = lode_document_options,
    .run = run};
