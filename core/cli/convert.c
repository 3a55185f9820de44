/* SPDX-License-Identifier: MIT */
/* lode convert: from results that were written as JSON Lines to tables, databases, reports. lode merge: likewise from the parts
 * of one run. */
#include "batch/merging.h"
#include "cli/conversion.h"
#include "cli/types.h"

#include "pipeline/engine.h"

#include <stdlib.h>
#include <string.h>

enum { KEY_OVERWRITE = LODE_KEY_LONG, KEY_PLUGIN_DIR, KEY_SET, KEY_COLOUR, KEY_TYPE, KEY_BOM };

#define BOTH_OPTIONS                                                                                                           \
    {KEY_BOM, "bom", NULL, "csv and tsv begin with a byte order mark, which some spreadsheets need"},                          \
        {KEY_OVERWRITE, "overwrite", NULL, "replace a file that is there when the new one is whole"},                          \
        {KEY_SET, "set", "NAME.SETTING=VALUE", "a setting of the writer; may be given again"},                                 \
        {KEY_COLOUR, "color", "WHEN", "colours: auto, always or never (default: auto; NO_COLOR is obeyed)"}, {                 \
        KEY_PLUGIN_DIR, "plugin-dir", "DIR", "look for plugins here first; may be given again"                                 \
    }

static const lode_option merge_options[] = {
    {'o', "output", "FILE",
     "write to a file; its ending says how, where --to does not (default: standard output); with a '/' at "
     "the end, to a folder with a file a type"},
    {'t', "to", "FORMAT", "how to write (default: as the ending of -o says, else jsonl)"},
    BOTH_OPTIONS,
    {0}};

static const lode_option own_options[] = {
    {'o', "output", "FILE",
     "write to a file; its ending says how, where --to does not (default: standard output); with a '/' at "
     "the end, to a folder with a file a type"},
    {'t', "to", "FORMAT",
     "how to write: csv, tsv, sqlite, xlsx, html, brat, conll, ... ('lode list plugins' names the writers)"},
    {KEY_TYPE, "type", "T[,T...]", "write these types alone; as csv or tsv, one type has a column for each attribute or part"},
    BOTH_OPTIONS,
    {0}};

typedef struct convert_options {
    lode_setup setup;
    lode_conversion_options conversion;
    lode_string_list types;
} convert_options;

static bool take(void *context, int key, const char *value) {
    convert_options *options = context;

    switch (key) {
    case 'o':
        options->conversion.output = value;
        return true;
    case 't':
        options->conversion.format = value;
        return true;
    case KEY_OVERWRITE:
        options->conversion.overwrite = true;
        return true;
    case KEY_COLOUR:
        return lode_when_read("color", value, &options->conversion.colour);
    case KEY_TYPE:
        return lode_types_take(&options->types, value);
    case KEY_BOM:
        options->conversion.bom = true;
        return true;
    case KEY_SET:
        return lode_string_list_add(&options->setup.settings, value);
    case KEY_PLUGIN_DIR:
        return lode_string_list_add(&options->setup.plugin_directories, value);
    default:
        return false;
    }
}

/* As a fallback for what has no ending: for people. */
static const char *format_of(const char *path) {
    const char *format = lode_format_by_path(path);

    return format ? format : "table";
}

/* What came of it, reported. */
static int finish(lode_status status, size_t bad, const lode_error *error) {
    if (status == LODE_OK || status == LODE_END)
        return lode_finish_output(bad ? LODE_EXIT_FAILED : LODE_EXIT_OK);
    lode_print_error(NULL, error);
    return lode_exit_status(status);
}

static int convert(convert_options *options, const lode *engine, const char *const *paths, size_t count) {
    static const char *const standard_input[] = {"-"};
    lode_error error;
    lode_status status;
    size_t bad = 0;

    options->conversion.types = options->types.items;
    if (!options->conversion.format)
        options->conversion.format = format_of(options->conversion.output);
    status = lode_conversion_run(engine, &options->conversion, count ? paths : standard_input, count ? count : 1, &bad, &error);
    return finish(status, bad, &error);
}

static int merge(convert_options *options, const lode *engine, const char *const *paths, size_t count) {
    lode_conversion_options *conversion = &options->conversion;
    const char *format = lode_format_by_path(conversion->output);
    lode_merging merging;
    lode_error error;
    lode_status status;
    size_t bad = 0;

    if (!count)
        return lode_usage_error("name the parts that 'lode extract --shard' made", "there is nothing to merge");
    if (!conversion->format)
        conversion->format = format && lode_registry_writer(lode_engine_registry(engine), format) ? format : "jsonl";
    status = lode_merging_open(&merging, paths, count, lode_print_error, NULL, &error);
    if (status == LODE_OK && strcmp(conversion->format, "jsonl") == 0) {
        status = lode_merging_write(&merging, conversion->output, conversion->overwrite, &error);
    } else if (status == LODE_OK) {
        conversion->types = merging.parts[0].types;
        conversion->packs = merging.parts[0].packs;
        conversion->pack_count = merging.parts[0].packs_count;
        status = lode_conversion_run(engine, conversion, merging.paths, count, &bad, &error);
    }
    lode_merging_close(&merging);
    return finish(status, bad, &error);
}

static int run(const lode_command *command, int argc, char **argv) {
    convert_options options = {0};
    lode *engine = NULL;
    int operands, status;

    lode_setup_start(&options.setup);
    status = lode_options_read(command, argc, argv, take, &options, &operands);
    if (status < 0)
        status = lode_setup_open(&options.setup, &engine);
    if (status == LODE_EXIT_OK && engine)
        status = (command == &lode_command_merge ? merge : convert)(&options, engine, (const char *const *)argv + operands,
                                                                    (size_t)(argc - operands));
    lode_close(engine);
    lode_types_free(&options.types);
    lode_setup_free(&options.setup);
    return status;
}

const lode_command lode_command_convert = {.name = "convert",
                                           .arguments = "FOUND.jsonl...",
                                           .summary = "Writes results as a table, database or report.",
                                           .options = own_options,
                                           .run = run};

const lode_command lode_command_merge = {
    .name = "merge",
    .arguments = "PART...",
    .summary = "Puts the parts of one run together, in any order.",
    .details =
        "The parts come from 'lode extract --shard K/N -o PART' with the same rules, options and inputs, one for each K.\n"
        "What is written is what one run would have written. Parts that are missing, doubled, damaged, unfinished or\n"
        "of another run are named, and nothing is written.",
    .options = merge_options,
    .run = run};
