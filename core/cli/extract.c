/* lode extract: documents in, entities out. */
#include "batch/batch.h"
#include "cli/setup.h"
#include "cli/terminal.h"
#include "pipeline/engine.h"

#include <stdio.h>
#include <sys/stat.h>

enum { KEY_COLOUR = LODE_KEY_LONG };

static const lode_option own_options[] = {
    {'f', "format", "NAME", "how to write the entities: jsonl, table, csv, ... (default: jsonl)"},
    {'o', "output", "FILE", "write to a file (default: standard output)"},
    {KEY_COLOUR, "color", "WHEN", "colours: auto, always or never (default: auto; NO_COLOR is obeyed)"},
    {0}};

typedef struct extract_options {
    lode_setup setup;
    const char *format;
    const char *output; /* NULL: standard output */
    lode_colour colour;
} extract_options;

static bool take(void *context, int key, const char *value) {
    extract_options *options = context;

    switch (key) {
    case 'f':
        options->format = value;
        return true;
    case 'o':
        options->output = value;
        return true;
    case KEY_COLOUR:
        return lode_colour_read(value, &options->colour);
    default:
        return lode_setup_take(&options->setup, key, value);
    }
}

static void report_passed_over(const lode_inputs *inputs) {
    uint64_t count = lode_inputs_passed_over(inputs);

    if (count)
        fprintf(
            stderr,
            "lode: %ju files in the folders have endings that no reader takes and were passed over; name them to read them\n",
            (uintmax_t)count);
}

static lode_status run_batch(const extract_options *options, lode_batch *batch, const char *const *paths, size_t count,
                             lode_sink *sink, lode_error *error) {
    const lode_registry *registry = lode_engine_registry(batch->engine);
    lode_writer_options writer_options = lode_terminal_options(sink->descriptor, options->colour);
    struct stat info;
    bool file = fstat(sink->descriptor, &info) == 0 && S_ISREG(info.st_mode);
    lode_status status = lode_inputs_open(paths, count, options->setup.about.reader ? NULL : registry, file ? &info : NULL,
                                          &batch->inputs, error);

    if (status == LODE_OK)
        status = lode_writing_open(batch->writing, registry, options->format, &writer_options, sink, error);
    if (status == LODE_OK)
        status = lode_batch_run(batch, error);
    if (status == LODE_OK)
        report_passed_over(batch->inputs);
    lode_writing_close(batch->writing);
    lode_inputs_close(batch->inputs);
    return status;
}

static int extract(const extract_options *options, lode *engine, const char *const *paths, size_t count) {
    lode_writing writing = {0};
    lode_batch batch = {.engine = engine, .writing = &writing, .about = options->setup.about, .report = lode_print_error};
    lode_sink sink;
    lode_error error;
    lode_status status = lode_sink_open(&sink, options->output, &error);

    if (status == LODE_OK) {
        lode_status closed;
        lode_error reason;

        status = run_batch(options, &batch, paths, count, &sink, &error);
        closed = lode_sink_close(&sink, &reason);
        if (status == LODE_OK && closed != LODE_OK) {
            status = closed;
            error = reason;
        }
    }
    if (status != LODE_OK && status != LODE_END)
        lode_print_error(NULL, &error);
    return status == LODE_OK && batch.failed ? LODE_EXIT_FAILED : lode_exit_status(status);
}

static int run(const lode_command *command, int argc, char **argv) {
    extract_options options = {.format = "jsonl"};
    lode *engine = NULL;
    int operands, status;

    lode_setup_start(&options.setup);
    status = lode_options_read(command, argc, argv, take, &options, &operands);
    if (status < 0 && operands == argc)
        status = lode_usage_error("name files or folders, or '-' for standard input", "there is nothing to extract from");
    if (status < 0)
        status = lode_setup_load(&options.setup, &engine);
    if (engine)
        status = extract(&options, engine, (const char *const *)argv + operands, (size_t)(argc - operands));
    lode_close(engine);
    lode_setup_free(&options.setup);
    return status;
}

const lode_command lode_command_extract = {
    .name = "extract",
    .arguments = "FILE|DIR|-...",
    .summary = "Finds entities in documents and writes them, a line a document.",
    .details =
        "Folders are gone through in the order of names; hidden files are passed over, and files whose ending no reader\n"
        "takes. Exit status: 0 all well, 1 some documents failed or the output's reader went away, 2 usage, rules or\n"
        "plugins, 3 out of memory or disk.",
    .options = own_options,
    .general_options = lode_document_options,
    .run = run};
