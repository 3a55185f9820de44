/* lode convert: from results that were written as JSON Lines to tables, databases, reports. */
#include "cli/conversion.h"

#include <stdlib.h>

enum { KEY_OVERWRITE = LODE_KEY_LONG, KEY_PLUGIN_DIR, KEY_SET, KEY_COLOUR, KEY_TYPE, KEY_BOM };

static const lode_option own_options[] = {
    {'o', "output", "FILE",
     "write to a file; its ending says how, where --to does not (default: standard output); with a '/' at "
     "the end, to a folder with a file a type"},
    {'t', "to", "FORMAT", "how to write: csv, tsv, sqlite, xlsx, html, ... ('lode list plugins' names the writers)"},
    {KEY_TYPE, "type", "T[,T...]", "write these types alone; as csv or tsv, one type has a column for each attribute or part"},
    {KEY_BOM, "bom", NULL, "csv and tsv begin with a byte order mark, which some spreadsheets need"},
    {KEY_OVERWRITE, "overwrite", NULL, "replace a file that is there when the new one is whole"},
    {KEY_SET, "set", "NAME.SETTING=VALUE", "a setting of the writer; may be given again"},
    {KEY_COLOUR, "color", "WHEN", "colours: auto, always or never (default: auto; NO_COLOR is obeyed)"},
    {KEY_PLUGIN_DIR, "plugin-dir", "DIR", "look for plugins here first; may be given again"},
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
        size_t bad = 0;
        lode_status came;

        options.conversion.types = options.types.items;
        if (!options.conversion.format)
            options.conversion.format = format_of(options.conversion.output);
        came = lode_conversion_run(engine, &options.conversion, named ? (const char *const *)argv + operands : standard_input,
                                   named ? (size_t)(argc - operands) : 1, &bad, &error);
        if (came == LODE_OK || came == LODE_END) {
            status = lode_finish_output(bad ? LODE_EXIT_FAILED : LODE_EXIT_OK);
        } else {
            lode_print_error(NULL, &error);
            status = lode_exit_status(came);
        }
    }
    lode_close(engine);
    lode_types_free(&options.types);
    lode_setup_free(&options.setup);
    return status;
}

const lode_command lode_command_convert = {.name = "convert",
                                           .arguments = "[OPTION]... FOUND.jsonl...",
                                           .summary = "write results as a table, database or report",
                                           .options = own_options,
                                           .run = run};
