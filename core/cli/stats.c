/* SPDX-License-Identifier: MIT */
/* lode stats: figures over what was found, and over the rules that find it. */
#include "cli/stats.h"

#include "cli/option_values.h"
#include "cli/types.h"
#include "found/found.h"

enum { KEY_BY = LODE_KEY_LONG, KEY_TOP, KEY_RULES, DEFAULT_TOP = 10 };

static const lode_option own_options[] = {
    {'f', "format", "NAME", "table for people, or json (default: table)"},
    {'t', "type", "T[,T...]", "these types of entities and facts alone"},
    {KEY_BY, "by", "PERIOD", "sums by year or by quarter of the document's date or, for facts, of theirs (default: year)"},
    {KEY_TOP, "top", "N", "show so many names of each type, the most frequent first (default: 10)"},
    {KEY_RULES, "rules", NULL,
     "extract from documents, and say of each rule how often it matched, won and lost, and how long it took"},
    {0}};

typedef struct stats_options {
    lode_setup setup;
    lode_stats_options stats;
    bool rules;
    bool setup_used; /* something was said that only extraction asks for */
} stats_options;

static bool take(void *context, int key, const char *value) {
    static const char *const periods[] = {"year", "quarter", NULL};
    stats_options *options = context;
    int choice;

    switch (key) {
    case 'f':
        return lode_json_read(value, "table", &options->stats.json);
    case 't':
        return lode_types_take(&options->stats.types, value);
    case KEY_BY:
        if (!lode_choice_read("by", value, periods, "choose year or quarter", &choice))
            return false;
        options->stats.period = (lode_period)choice;
        return true;
    case KEY_TOP:
        return lode_count_read("top", value, &options->stats.top);
    case KEY_RULES:
        options->rules = true;
        return true;
    default:
        options->setup_used = true;
        return lode_setup_take(&options->setup, key, value);
    }
}

/* Counts the results of one file. A line that is no result is told and counted; the others count. */
static lode_status count_file(lode_stats *stats, const char *path, size_t *bad, lode_error *error) {
    const lode_result *result;
    lode_found *found;
    lode_status status = lode_found_open(path, &found, error);

    while (status == LODE_OK) {
        status = lode_found_next(found, &result, error);
        if (status == LODE_OK) {
            lode_stats_count(stats, result);
        } else if (status == LODE_ERROR_SYNTAX) {
            lode_print_error(NULL, error);
            ++*bad;
            status = LODE_OK;
        }
        if (stats->out_of_memory)
            status = lode_error_no_memory(error);
    }
    lode_found_close(found);
    return status == LODE_END ? LODE_OK : status;
}

static int count_files(const lode_stats_options *options, const lode_string_list *paths) {
    lode_stats stats = {.options = options};
    lode_error error;
    lode_status status = LODE_OK;
    size_t bad = 0;

    for (size_t i = 0; status == LODE_OK && i < paths->count; i++)
        status = count_file(&stats, paths->items[i], &bad, &error);
    if (status == LODE_OK) {
        if (options->json)
            lode_stats_print_json(&stats);
        else
            lode_stats_print(&stats);
        if (stats.out_of_memory)
            status = lode_error_no_memory(&error);
    }
    lode_stats_free(&stats);
    if (status == LODE_OK)
        return lode_finish_output(bad ? LODE_EXIT_FAILED : LODE_EXIT_OK);
    lode_print_error(NULL, &error);
    return lode_exit_status(status);
}

static int run(const lode_command *command, int argc, char **argv) {
    stats_options options = {.stats.top = DEFAULT_TOP};
    lode_string_list paths = {0};
    int operands, status;

    lode_setup_start(&options.setup);
    status = lode_options_read(command, argc, argv, take, &options, &operands);
    if (status < 0)
        paths = (lode_string_list){(const char **)(argv + operands), (size_t)(argc - operands)};
    if (status < 0 && !paths.count)
        status = lode_usage_error(options.rules ? "name documents or folders, or '-' for standard input"
                                                : "name what 'lode extract' wrote, or '-' for standard input",
                                  "there is nothing to count");
    if (status < 0 && options.setup_used && !options.rules)
        status = lode_usage_error("give --rules and documents, or leave them out",
                                  "options for rules and documents say nothing about results that are there");
    if (status < 0)
        status =
            options.rules ? lode_stats_rules(&options.setup, &paths, options.stats.json) : count_files(&options.stats, &paths);
    lode_types_free(&options.stats.types);
    lode_setup_free(&options.setup);
    return status;
}

const lode_command lode_command_stats = {
    .name = "stats",
    .arguments = "FOUND.jsonl...",
    .summary = "Shows counts, sums and frequent names of what is found, or how rules do.",
    .details =
        "Counts entities and facts by type, adds amounts up exactly by currency and period, and lists the most frequent\n"
        "names (the attribute 'name', else the text). Ranges and rates (so much a month) are counted and left out of sums.\n"
        "With --rules it takes documents and folders in place of results, and extracts from them in its own process; the\n"
        "other options below say how, as for 'lode extract'.",
    .options = own_options,
    .general_options = lode_document_options,
    .run = run};
