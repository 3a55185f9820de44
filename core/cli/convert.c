/* lode convert: from results that were written as JSON Lines to tables, databases, reports. */
#include "batch/target.h"
#include "batch/writing.h"
#include "cli/setup.h"
#include "cli/terminal.h"
#include "found/found.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEY_OVERWRITE = LODE_KEY_LONG, KEY_PLUGIN_DIR, KEY_SET, KEY_COLOUR };

static const lode_option own_options[] = {
    {'o', "output", "FILE", "write to a file; its ending says how, where --to does not (default: standard output)"},
    {'t', "to", "FORMAT", "how to write: csv, tsv, sqlite, xlsx, html, ... ('lode list plugins' names the writers)"},
    {KEY_OVERWRITE, "overwrite", NULL, "replace a file that is there when the new one is whole"},
    {KEY_SET, "set", "NAME.SETTING=VALUE", "a setting of the writer; may be given again"},
    {KEY_COLOUR, "color", "WHEN", "colours: auto, always or never (default: auto; NO_COLOR is obeyed)"},
    {KEY_PLUGIN_DIR, "plugin-dir", "DIR", "look for plugins here first; may be given again"},
    {0}};

typedef struct convert_options {
    lode_setup setup;
    const char *output, *format;
    lode_when colour;
    bool overwrite;
} convert_options;

static bool take(void *context, int key, const char *value) {
    convert_options *options = context;

    switch (key) {
    case 'o':
        options->output = value;
        return true;
    case 't':
        options->format = value;
        return true;
    case KEY_OVERWRITE:
        options->overwrite = true;
        return true;
    case KEY_COLOUR:
        return lode_when_read("color", value, &options->colour);
    case KEY_SET:
        return lode_string_list_add(&options->setup.settings, value);
    case KEY_PLUGIN_DIR:
        return lode_string_list_add(&options->setup.plugin_directories, value);
    default:
        return false;
    }
}

/* The format of a file by its ending; for people where it has none. */
static const char *format_of(const char *path) {
    const char *slash = path ? strrchr(path, '/') : NULL;
    const char *dot = path ? strrchr(slash ? slash : path, '.') : NULL;

    return dot && dot[1] ? dot + 1 : "table";
}

/* A conversion at work. The writer is opened with the first result, which tells whether the results have texts. */
typedef struct conversion {
    const convert_options *options;
    lode *engine;
    const char *format;
    lode_target target;
    lode_writing writing;
    bool opened;
    size_t bad; /* lines that are no result */
} conversion;

static lode_status open_writer(conversion *at, bool with_text, lode_error *error) {
    lode_writer_options how = lode_terminal_options(at->target.sink.descriptor, at->options->colour);

    how.with_text = with_text;
    how.file = at->target.part ? at->target.part : at->options->output;
    at->opened = true;
    return lode_writing_open(&at->writing, at->engine, at->format, &how, &at->target.sink, error);
}

static lode_status write_result(conversion *at, const char *path, const lode_result *result, lode_error *error) {
    lode_status status = at->opened ? LODE_OK : open_writer(at, result->text != NULL, error);

    if (status == LODE_OK && at->writing.plugin->writer->needs_text && !result->text && result->status == LODE_OK) {
        lode_error_set(error, LODE_ERROR_USAGE, "the format '%s' needs the documents' texts", at->format);
        lode_error_at(error, path, 0, 0);
        lode_error_advise(error, "extract with --with-text");
        return LODE_ERROR_USAGE;
    }
    return status == LODE_OK ? lode_writing_document(&at->writing, result, error) : status;
}

/* Writes all results of one file. A line that is no result is told and counted; the others are written. */
static lode_status convert_file(conversion *at, const char *path, lode_error *error) {
    const lode_result *result;
    lode_found *found;
    lode_status status = lode_found_open(path, &found, error);

    while (status == LODE_OK) {
        status = lode_found_next(found, &result, error);
        if (status == LODE_ERROR_SYNTAX) {
            lode_print_error(NULL, error);
            at->bad++;
            status = LODE_OK;
        } else if (status == LODE_OK) {
            status = write_result(at, path, result, error);
        }
    }
    lode_found_close(found);
    return status == LODE_END ? LODE_OK : status;
}

static lode_status convert(conversion *at, const char *const *paths, size_t count, lode_error *error) {
    lode_journal_position position = {0};
    lode_status status = lode_target_find(&at->target, at->options->output, at->options->overwrite, error);

    if (status == LODE_OK)
        status = lode_target_refuse_inputs(&at->target, paths, count, error);
    if (status == LODE_OK)
        status = lode_target_open(&at->target, 0, false, error);
    for (size_t i = 0; status == LODE_OK && i < count; i++)
        status = convert_file(at, paths[i], error);
    if (status == LODE_OK && !at->opened)
        status = open_writer(at, false, error);
    if (status == LODE_OK)
        status = lode_writing_end(&at->writing, error);
    lode_writing_close(&at->writing);
    position.bytes = at->target.sink.length;
    if (status == LODE_OK)
        status = lode_target_complete(&at->target, &position, error);
    lode_target_close(&at->target);
    return status;
}

static int run(const lode_command *command, int argc, char **argv) {
    static const char *const standard_input[] = {"-"};
    convert_options options = {0};
    lode *engine = NULL;
    lode_error error;
    int operands, status;

    lode_setup_start(&options.setup);
    status = lode_options_read(command, argc, argv, take, &options, &operands);
    if (status < 0)
        status = lode_setup_open(&options.setup, &engine);
    if (status == LODE_EXIT_OK && engine) {
        bool named = operands < argc;
        conversion at = {
            .options = &options, .engine = engine, .format = options.format ? options.format : format_of(options.output)};
        lode_status came = convert(&at, named ? (const char *const *)argv + operands : standard_input,
                                   named ? (size_t)(argc - operands) : 1, &error);

        if (came == LODE_OK || came == LODE_END) {
            status = lode_finish_output(at.bad ? LODE_EXIT_FAILED : LODE_EXIT_OK);
        } else {
            lode_print_error(NULL, &error);
            status = lode_exit_status(came);
        }
    }
    lode_close(engine);
    lode_setup_free(&options.setup);
    return status;
}

const lode_command lode_command_convert = {.name = "convert",
                                           .arguments = "[OPTION]... FOUND.jsonl...",
                                           .summary = "write results as a table, database or report",
                                           .options = own_options,
                                           .run = run};
