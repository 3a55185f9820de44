/* SPDX-License-Identifier: MIT */
/* lode extract: documents in, entities out. */
#include "base/hash.h"
#include "batch/fingerprint.h"
#include "batch/part.h"
#include "batch/run.h"
#include "batch/selection.h"
#include "batch/target.h"
#include "cli/conversion.h"
#include "cli/extract_options.h"
#include "cli/summary.h"
#include "pipeline/engine.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void list_skipped(void *context, const char *name, lode_skip why) {
    const lode_batch *batch = context;

    lode_progress_clear(batch->progress);
    lode_summary_list_skipped(name, why);
}

static uint64_t fingerprint(const lode_extract_options *options, const lode_batch *batch, bool anywhere) {
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
static uint64_t run_fingerprint(const lode_extract_options *options, const lode_batch *batch) {
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
static lode_status note_part(const lode_extract_options *options, const lode_batch *batch, const lode_share *share,
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
    lode_status status = packs ? lode_part_write(&part, options->output, error) : lode_error_no_memory(error);

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

static lode_status run_batch(const lode_extract_options *options, lode_batch *batch, const lode_string_list *paths,
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
static lode_status check_gathered(const lode_extract_options *options, const lode_target *target, bool owned,
                                  lode_error *error) {
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
static lode_status with_output(const lode_extract_options *options, lode_batch *batch, const lode_string_list *paths,
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
        return lode_error_no_memory(error);
    options->packs = packs;
    status = lode_conversion_run(engine, options, paths, 1, &bad, error);
    free(packs);
    return status;
}

/* Extracts to JSON Lines, which can be gone on with, and converts these once they are whole. */
static lode_status with_conversion(const lode_extract_options *options, lode_batch *batch, const lode_string_list *paths,
                                   lode_error *error) {
    lode_conversion_options conversion = {.output = options->output,
                                          .format = options->format,
                                          .types = options->types.items,
                                          .colour = options->colour,
                                          .overwrite = options->overwrite,
                                          .bom = options->bom,
                                          .anew = options->resume};
    const lode_plugin *plugin = lode_registry_writer(lode_engine_registry(batch->engine), options->format);
    lode_extract_options kept = *options;
    char *name = lode_output_beside(options->output, ".jsonl");
    struct stat info;
    lode_status status;

    if (!name)
        return lode_error_no_memory(error);
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
static bool find_way(lode_extract_options *options, const lode *engine) {
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
static lode_status check_part(const lode_extract_options *options, bool folder, lode_error *error) {
    if (!options->share.count || (strcmp(options->format, "jsonl") == 0 && !folder))
        return LODE_OK;
    lode_error_set(error, LODE_ERROR_USAGE, "a part is JSON Lines, not '%s'", options->format);
    lode_error_advise(error, "name it so, and give -o OUT or --to FORMAT to 'lode merge'");
    return LODE_ERROR_USAGE;
}

static int extract(lode_extract_options *options, lode *engine, const lode_string_list *paths) {
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

static int open_engine(lode_extract_options *options, lode **engine) {
    options->setup.options.max_bytes = options->batch.max_bytes;
    options->setup.options.sentences = options->with_text;
    return lode_setup_load(&options->setup, engine);
}

static int run(const lode_command *command, int argc, char **argv) {
    lode_extract_options options;
    lode_string_list paths = {0};
    char *names = NULL;
    lode *engine = NULL;
    int operands, status;

    lode_extract_options_start(&options);
    status = lode_options_read(command, argc, argv, lode_extract_options_take, &options, &operands);
    for (int i = operands; status < 0 && i < argc; i++)
        if (!lode_string_list_add(&paths, argv[i]))
            status = LODE_EXIT_RESOURCES;
    if (status < 0 && options.files_from)
        status = lode_names_read(options.files_from, options.null_ended, &names, &paths);
    if (status < 0)
        status = lode_extract_options_check(&options, &paths);
    if (status < 0)
        status = open_engine(&options, &engine);
    if (engine)
        status = extract(&options, engine, &paths);
    lode_close(engine);
    free(names);
    free(paths.items);
    lode_extract_options_free(&options);
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
    .options = lode_extract_own_options,
    .general_options = lode_document_options,
    .run = run};
