/* SPDX-License-Identifier: MIT */
/* lode extract: documents in, entities out. */
#include "base/hash.h"
#include "batch/fingerprint.h"
#include "batch/part.h"
#include "batch/run.h"
#include "batch/selection.h"
#include "batch/target.h"
#include "cli/conversion.h"
#include "cli/summary.h"
#include "cli/types.h"
#include "cli/workers.h"
#include "pipeline/engine.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    KEY_COLOUR = LODE_KEY_LONG,
    KEY_WITH_TEXT,
    KEY_RESUME,
    KEY_OVERWRITE,
    KEY_IN_PROCESS,
    KEY_PROGRESS,
    KEY_FILES_FROM,
    KEY_INCLUDE,
    KEY_EXCLUDE,
    KEY_LIST_SKIPPED,
    KEY_TYPE,
    KEY_BOM,
    KEY_SHARD
};

enum { MAX_MEGABYTES = 128, MOST_SHARES = 100000 };

static const lode_option own_options[] = {
    {'f', "format", "NAME",
     "how to write: jsonl, table, csv, tsv, ... (default: as the ending of -o says, else a table to a terminal, else jsonl)"},
    {'o', "output", "FILE", "write to a file, which is FILE.part until it is whole (default: standard output)"},
    {KEY_TYPE, "type", "T[,T...]", "write these types alone, and the entities that facts among them point to"},
    {KEY_BOM, "bom", NULL, "csv and tsv begin with a byte order mark, which some spreadsheets need"},
    {KEY_OVERWRITE, "overwrite", NULL, "with -o: replace a file that is there when the new one is whole"},
    {KEY_WITH_TEXT, "with-text", NULL, "write each document's text along, and where its sentences are"},
    {KEY_RESUME, "resume", NULL, "with -o: go on where an unfinished run stopped"},
    {KEY_SHARD, "shard", "K/N", "with -o: share K of N of the inputs, as a part for 'lode merge', with PART.shard beside it"},
    {KEY_IN_PROCESS, "in-process", NULL, "no workers: a plugin that crashes ends the run, and no time or memory limit holds"},
    LODE_WORKER_OPTIONS("that a document may have; K, M, G; 0: no limit (default: 128M)"),
    {KEY_FILES_FROM, "files-from", "FILE", "take the names of more files from a file, a line each; '-': standard input"},
    {'0', "null", NULL, "with --files-from: names end with a NUL rather than a line end"},
    {KEY_INCLUDE, "include", "GLOB", "in folders, take files with such names only; may be given again"},
    {KEY_EXCLUDE, "exclude", "GLOB", "in folders, pass over files and folders with such names; may be given again"},
    {KEY_LIST_SKIPPED, "list-skipped", NULL, "name on standard error all that is passed over, and why"},
    {KEY_PROGRESS, "progress", "WHEN", "show progress and a summary on standard error: auto, always or never (default: auto)"},
    {KEY_COLOUR, "color", "WHEN", "colours: auto, always or never (default: auto; NO_COLOR is obeyed)"},
    {0}};

typedef struct extract_options {
    lode_setup setup;
    lode_batch_options batch;
    lode_string_list include, exclude;
    const char *format;
    const char *output; /* NULL: standard output */
    const char *files_from;
    const char *converted; /* what the output is converted to in the end; NULL: it is not */
    lode_string_list types;
    lode_share share; /* count 0: all inputs */
    bool bom, with_text, null_ended, resume, overwrite, list_skipped;
    lode_when colour, progress;
} extract_options;

static bool take_share(const char *value, lode_share *share) {
    char *end = NULL;
    unsigned long number = strtoul(value, &end, 10), count = *end == '/' ? strtoul(end + 1, &end, 10) : 0;

    if (value[0] < '0' || value[0] > '9' || *end || end[-1] == '/' || number < 1 || number > count || count > MOST_SHARES) {
        lode_usage_error("write the share and how many there are, such as 2/5", "'--shard %s' is no share", value);
        return false;
    }
    *share = (lode_share){.number = (uint32_t)number, .count = (uint32_t)count};
    return true;
}

static bool take(void *context, int key, const char *value) {
    extract_options *options = context;

    switch (key) {
    case 'f':
        options->format = value;
        return true;
    case 'o':
        options->output = value;
        return true;
    case '0':
        options->null_ended = true;
        return true;
    case KEY_COLOUR:
        return lode_when_read("color", value, &options->colour);
    case KEY_PROGRESS:
        return lode_when_read("progress", value, &options->progress);
    case KEY_WITH_TEXT:
        options->with_text = true;
        return true;
    case KEY_RESUME:
        options->resume = true;
        return true;
    case KEY_LIST_SKIPPED:
        options->list_skipped = true;
        return true;
    case KEY_OVERWRITE:
        options->overwrite = true;
        return true;
    case KEY_TYPE:
        return lode_types_take(&options->types, value);
    case KEY_BOM:
        options->bom = true;
        return true;
    case KEY_SHARD:
        return take_share(value, &options->share);
    case KEY_IN_PROCESS:
        options->batch.workers = 0;
        return true;
    case KEY_FILES_FROM:
        options->files_from = value;
        return true;
    case KEY_INCLUDE:
        return lode_string_list_add(&options->include, value);
    case KEY_EXCLUDE:
        return lode_string_list_add(&options->exclude, value);
    default:
        return key == 'j' || key >= LODE_KEY_WORKERS ? lode_workers_take(&options->batch, key, value)
                                                     : lode_setup_take(&options->setup, key, value);
    }
}

static void list_skipped(void *context, const char *name, lode_skip why) {
    const lode_batch *batch = context;

    lode_progress_clear(batch->progress);
    lode_summary_list_skipped(name, why);
}

static uint64_t fingerprint(const extract_options *options, const lode_batch *batch, bool anywhere) {
    const lode_fingerprint_options facts = {.engine = &options->setup.options,
                                            .about = &batch->about,
                                            .format = options->format,
                                            .types = options->types.items,
                                            .bom = options->bom,
                                            .max_bytes = options->batch.max_bytes,
                                            .colour = options->colour == LODE_WHEN_ALWAYS,
                                            .with_text = options->with_text,
                                            .anywhere = anywhere};

    return lode_fingerprint(batch->engine, &facts);
}

/* A run is of one share. */
static uint64_t run_fingerprint(const extract_options *options, const lode_batch *batch) {
    const uint32_t share[] = {options->share.number, options->share.count};
    uint64_t hash = fingerprint(options, batch, false);

    return options->share.count ? lode_hash(hash, share, sizeof share) : hash;
}

/* The packs of an engine, to be freed; NULL where memory ran out. */
static lode_writer_pack *packs_of(const lode *engine, size_t *count) {
    lode_writer_pack *packs = calloc(lode_pack_count(engine) + 1, sizeof *packs);

    *count = lode_pack_count(engine);
    for (size_t i = 0; packs && i < *count; i++)
        packs[i] = (lode_writer_pack){lode_pack_at(engine, i)->name, lode_pack_at(engine, i)->digest};
    return packs;
}

/* Leaves what a merge must know beside the part. */
static lode_status note_part(const extract_options *options, const lode_batch *batch, const lode_share *share,
                             const lode_sink *sink, lode_error *error) {
    size_t count;
    lode_writer_pack *packs = packs_of(batch->engine, &count);
    const lode_part part = {.number = share->number,
                            .count = share->count,
                            .rules = fingerprint(options, batch, true),
                            .files = share->files,
                            .inputs = share->hash,
                            .bytes = sink->length,
                            .hash = sink->hash,
                            .types = options->types.items,
                            .packs = packs,
                            .packs_count = count};
    lode_status status =
        packs ? lode_part_write(&part, options->output, error) : lode_error_set(error, LODE_ERROR_MEMORY, "memory ran out");

    free(packs);
    return status;
}

static lode_status measure_share(const lode_string_list *paths, const lode_registry *registry, const lode_input_filter *filter,
                                 const lode_own_files *own, lode_share *share, lode_error *error) {
    lode_inputs *inputs;
    lode_status status = lode_inputs_open(paths->items, paths->count, registry, filter, own, &inputs, error);

    if (status == LODE_OK)
        status = lode_share_measure(share, inputs, error);
    lode_inputs_close(inputs);
    return status;
}

static lode_status run_batch(const extract_options *options, lode_batch *batch, const lode_string_list *paths,
                             lode_target *target, bool gathers, lode_error *error) {
    const lode_registry *registry = options->setup.about.reader ? NULL : lode_engine_registry(batch->engine);
    lode_writer_options writer_options = lode_terminal_options(target->sink.descriptor, options->colour);
    const lode_input_filter filter = {options->include.items, options->exclude.items};
    lode_share share = options->share;
    lode_own_files own;
    lode_status status;

    writer_options.with_text = options->with_text;
    writer_options.file = target->part ? target->part : options->output;
    writer_options.types = options->types.items;
    writer_options.bom = options->bom;
    lode_target_own_files(target, &own);
    own.count += options->converted && stat(options->converted, &own.files[own.count]) == 0;
    status = lode_inputs_open(paths->items, paths->count, registry, &filter, &own, &batch->inputs, error);
    if (status == LODE_OK && share.count)
        status = measure_share(paths, registry, &filter, &own, &share, error);
    batch->share = share.count ? &share : NULL;
    if (status == LODE_OK && options->list_skipped) {
        lode_inputs_skipped(batch->inputs)->tell = list_skipped;
        lode_inputs_skipped(batch->inputs)->context = batch;
    }
    batch->journal = target->part && !gathers ? &target->journal : NULL;
    /* What comes before the first document is there already. */
    target->sink.discards = batch->journal && batch->journal->resumed.documents;
    if (status == LODE_OK)
        status = lode_writing_open(batch->writing, batch->engine, options->format, &writer_options, &target->sink, error);
    target->sink.discards = false;
    if (status == LODE_OK)
        status = lode_batch_run(batch, error);
    lode_writing_close(batch->writing);
    batch->share = NULL;
    if (status == LODE_OK && !batch->interrupted && share.count)
        status = note_part(options, batch, &share, &target->sink, error);
    if (status == LODE_OK && !batch->interrupted)
        status = lode_target_complete(target, &batch->position, error);
    return status;
}

/* A writer that owns its file needs one; where one that gathers results stands is known to it alone. */
static lode_status check_gathered(const extract_options *options, const lode_target *target, bool owned, lode_error *error) {
    if (owned && !target->part) {
        lode_error_set(error, LODE_ERROR_USAGE, "the format '%s' is a file of its own", options->format);
        lode_error_advise(error, "name the file with -o");
        return LODE_ERROR_USAGE;
    }
    if (!options->resume)
        return LODE_OK;
    lode_error_set(error, LODE_ERROR_USAGE, "a run into the format '%s' cannot be resumed", options->format);
    lode_error_advise(error, "extract to jsonl, which can, and make the other of that with 'lode convert'");
    return LODE_ERROR_USAGE;
}

/* Opens the output, runs and closes it. */
static lode_status with_output(const extract_options *options, lode_batch *batch, const lode_string_list *paths,
                               lode_error *error) {
    const lode_plugin *plugin = lode_registry_writer(lode_engine_registry(batch->engine), options->format);
    const lode_writer_options how = {.size = sizeof how, .file = options->output, .types = options->types.items};
    bool gathers = lode_writing_gathers(batch->engine, options->format, &how);
    lode_target target;
    lode_status status = lode_target_find(&target, options->output, options->overwrite, error);

    if (plugin && plugin->writer->needs_text)
        lode_engine_tell_sentences(batch->engine);
    if (status == LODE_OK && gathers)
        status = check_gathered(options, &target, plugin->writer->owns_file, error);
    if (status == LODE_OK)
        status = lode_target_refuse_inputs(&target, paths->items, paths->count, error);
    if (status == LODE_OK)
        status = lode_target_open(&target, run_fingerprint(options, batch), options->resume, error);
    if (status == LODE_OK && target.finished) {
        if (!options->converted)
            fprintf(stderr, "lode: %s: it is finished, there is nothing to go on with\n", options->output);
    } else if (status == LODE_OK) {
        status = run_batch(options, batch, paths, &target, gathers, error);
    }
    lode_target_close(&target);
    return status;
}

/* ---- Formats that need all results ---------------------------------------------------------------------------------- */

static lode_status convert(const lode *engine, lode_conversion_options *options, const char *kept, lode_error *error) {
    const char *const paths[] = {kept};
    lode_writer_pack *packs = packs_of(engine, &options->pack_count);
    size_t bad;
    lode_status status;

    if (!packs)
        return lode_error_set(error, LODE_ERROR_MEMORY, "memory ran out");
    options->packs = packs;
    status = lode_conversion_run(engine, options, paths, 1, &bad, error);
    free(packs);
    return status;
}

/* Extracts to JSON Lines, which can be gone on with, and converts these once they are whole. */
static lode_status with_conversion(const extract_options *options, lode_batch *batch, const lode_string_list *paths,
                                   lode_error *error) {
    lode_conversion_options conversion = {.output = options->output,
                                          .format = options->format,
                                          .types = options->types.items,
                                          .colour = options->colour,
                                          .overwrite = options->overwrite,
                                          .bom = options->bom,
                                          .anew = options->resume};
    const lode_plugin *plugin = lode_registry_writer(lode_engine_registry(batch->engine), options->format);
    extract_options kept = *options;
    char *name = lode_output_beside(options->output, ".jsonl");
    struct stat info;
    lode_status status;

    if (!name)
        return lode_error_set(error, LODE_ERROR_MEMORY, "memory ran out");
    if (options->resume && !options->overwrite && stat(options->output, &info) == 0 && stat(name, &info) == 0) {
        fprintf(stderr, "lode: %s: it is finished, there is nothing to go on with\n", options->output);
        free(name);
        return LODE_OK;
    }
    status = lode_conversion_check(batch->engine, &conversion, error);
    if (status != LODE_OK) {
        free(name);
        return status;
    }
    kept.output = name;
    kept.converted = options->output;
    kept.format = "jsonl";
    kept.with_text = options->with_text || (plugin && plugin->writer->needs_text);
    if (kept.with_text)
        lode_engine_tell_sentences(batch->engine);
    status = with_output(&kept, batch, paths, error);
    if (status == LODE_OK && !batch->interrupted)
        status = convert(batch->engine, &conversion, name, error);
    free(name);
    return status;
}

/* The format, where it is not given: what the output's ending names, where that is a format; else JSON Lines. Then results that
 * must all be there before anything is written are kept, so that the run can be gone on with; as are those for a folder. */
static bool find_way(extract_options *options, const lode *engine) {
    lode_writer_options how = {.size = sizeof how, .file = options->output, .types = options->types.items};
    const char *format = lode_format_by_path(options->output);
    bool named = options->format != NULL;

    if (!named)
        options->format = format && lode_registry_writer(lode_engine_registry(engine), format) ? format
                          : !options->output && isatty(STDOUT_FILENO)                          ? "table"
                                                                                               : "jsonl";
    return lode_output_is_folder(options->output) ||
           (options->output && !named && lode_writing_gathers(engine, options->format, &how));
}

/* Parts are JSON Lines, of which a merge makes what is asked for. */
static lode_status check_part(const extract_options *options, bool folder, lode_error *error) {
    if (!options->share.count || (strcmp(options->format, "jsonl") == 0 && !folder))
        return LODE_OK;
    lode_error_set(error, LODE_ERROR_USAGE, "a part is JSON Lines, not '%s'", options->format);
    lode_error_advise(error, "name it so, and give -o OUT or --to FORMAT to 'lode merge'");
    return LODE_ERROR_USAGE;
}

static int extract(extract_options *options, lode *engine, const lode_string_list *paths) {
    lode_writing writing = {0};
    lode_progress progress;
    lode_batch batch = {.engine = engine,
                        .writing = &writing,
                        .about = options->setup.about,
                        .options = options->batch,
                        .report = lode_print_error};
    bool shown = lode_terminal_shows(STDERR_FILENO, options->progress);
    bool converts = false;
    lode_error error;
    lode_status status = lode_selection_check(options->types.items, engine, &error);
    int exit_status;

    if (status == LODE_OK)
        converts = find_way(options, engine);
    if (status == LODE_OK)
        status = check_part(options, converts, &error);
    if (shown) {
        lode_progress_start(&progress, !isatty(STDERR_FILENO), lode_summary_total(paths));
        batch.progress = &progress;
    }
    if (status == LODE_OK)
        status = converts ? with_conversion(options, &batch, paths, &error) : with_output(options, &batch, paths, &error);
    if (status != LODE_OK && status != LODE_END)
        lode_print_error(NULL, &error);
    if (status == LODE_OK && batch.inputs)
        lode_summary_skipped(lode_inputs_skipped(batch.inputs), options->list_skipped);
    if (shown && batch.inputs && (status == LODE_OK || batch.interrupted))
        lode_summary_print(&batch, progress.started);
    exit_status = status == LODE_OK && batch.position.failed ? LODE_EXIT_FAILED : lode_exit_status(status);
    if (status == LODE_OK && batch.interrupted) {
        fprintf(stderr, "lode: stopped by a signal; %s\n",
                batch.journal     ? "the same command with --resume goes on from here"
                : options->output ? "nothing is kept of a file that its writer owns"
                                  : "with -o FILE a run can be resumed with --resume");
        exit_status = 128 + batch.interrupted;
    }
    lode_inputs_close(batch.inputs);
    lode_batch_free(&batch);
    return exit_status;
}

/* What cannot go together. Returns -1 where all does. */
static int check(const extract_options *options, const lode_string_list *paths) {
    struct stat info;

    if (!paths->count)
        return lode_usage_error("name files or folders, or '-' for standard input", "there is nothing to extract from");
    if (options->resume && !options->output)
        return lode_usage_error("say where the unfinished run wrote to with -o", "'--resume' needs an output");
    if (options->overwrite && !options->output)
        return lode_usage_error("name the file with -o", "'--overwrite' needs an output");
    if (options->resume && stat(options->output, &info) == 0 && !S_ISDIR(info.st_mode) && !S_ISREG(info.st_mode))
        return lode_usage_error("write to a file", "'%s' cannot be resumed: it is no file", options->output);
    if (options->share.count && (!options->output || (stat(options->output, &info) == 0 && !S_ISREG(info.st_mode))))
        return lode_usage_error("name the file of the part with -o", "'--shard' needs an output that is a file");
    if (options->null_ended && !options->files_from)
        return lode_usage_error("give the file of names with --files-from", "'--null' needs '--files-from'");
    if (options->batch.sandbox.mode == LODE_SANDBOX_REQUIRED && !options->batch.workers)
        return lode_usage_error("leave out one of them", "'--sandbox required' needs workers, and '--in-process' has none");
    for (size_t i = 0; (options->resume || options->share.count) && i < paths->count; i++)
        if (strcmp(paths->items[i], "-") == 0)
            return lode_usage_error("put what was piped into a file", "standard input cannot be %s",
                                    options->resume ? "resumed" : "shared out");
    return -1;
}

static int open_engine(extract_options *options, lode **engine) {
    options->setup.options.max_bytes = options->batch.max_bytes;
    options->setup.options.sentences = options->with_text;
    return lode_setup_load(&options->setup, engine);
}

static int run(const lode_command *command, int argc, char **argv) {
    extract_options options = {.batch = lode_workers_default(MAX_MEGABYTES)};
    lode_string_list paths = {0};
    char *names = NULL;
    lode *engine = NULL;
    int operands, status;

    lode_setup_start(&options.setup);
    status = lode_options_read(command, argc, argv, take, &options, &operands);
    for (int i = operands; status < 0 && i < argc; i++)
        if (!lode_string_list_add(&paths, argv[i]))
            status = LODE_EXIT_RESOURCES;
    if (status < 0 && options.files_from)
        status = lode_names_read(options.files_from, options.null_ended, &names, &paths);
    if (status < 0)
        status = check(&options, &paths);
    if (status < 0)
        status = open_engine(&options, &engine);
    if (engine)
        status = extract(&options, engine, &paths);
    lode_close(engine);
    free(names);
    free(paths.items);
    lode_types_free(&options.types);
    free(options.include.items);
    free(options.exclude.items);
    lode_setup_free(&options.setup);
    return status;
}

const lode_command lode_command_extract = {
    .name = "extract",
    .arguments = "FILE|DIR|-...",
    .summary = "Finds entities in documents and writes them, a line a document.",
    .details =
        "Folders are gone through in the order of names; hidden files are passed over. What no reader takes, and what is no\n"
        "file, is passed over and counted; --list-skipped names it all. A document that cannot be done is named in the output\n"
        "with the reason. A signal stops the run when what is at work is done. Exit status: 0 all well, 1 some documents\n"
        "failed or the output's reader went away, 2 usage, rules or plugins, 3 out of memory or disk, 130 or 143 stopped by a\n"
        "signal.",
    .options = own_options,
    .general_options = lode_document_options,
    .run = run};
