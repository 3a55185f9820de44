/* SPDX-License-Identifier: MIT */
#include "cli/conversion.h"

#include "batch/selection.h"
#include "batch/target.h"
#include "batch/writing.h"
#include "cli/folder.h"
#include "found/found.h"
#include "pipeline/engine.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool lode_output_is_folder(const char *path) {
    return path && path[0] && path[strlen(path) - 1] == '/';
}

char *lode_output_beside(const char *path, const char *ending) {
    size_t length = strlen(path), room = length + strlen(ending) + 1;
    char *name = malloc(room);

    while (length > 1 && path[length - 1] == '/')
        length--;
    if (name)
        snprintf(name, room, "%.*s%s", (int)length, path, ending);
    return name;
}

const char *lode_format_by_path(const char *path) {
    const char *slash = path ? strrchr(path, '/') : NULL;
    const char *dot = path ? strrchr(slash ? slash : path, '.') : NULL;

    if (lode_output_is_folder(path))
        return "csv";
    return dot && dot[1] ? dot + 1 : NULL;
}

/* ---- The output --------------------------------------------------------------------------------------------------- */

/* A conversion at work. The writer is opened with the first result, which tells whether the results have texts. */
typedef struct conversion {
    const lode_conversion_options *options;
    const lode *engine;
    lode_target target;
    char *folder; /* in the making, with its '/'; NULL: the output is no folder */
    lode_writing writing;
    bool opened;
    bool *seen; /* which of the types */
    size_t bad;
} conversion;

static lode_status refuse(const char *path, const char *message, const char *advice, lode_error *error) {
    lode_error_set(error, LODE_ERROR_USAGE, "%s", message);
    lode_error_at(error, path, 0, 0);
    lode_error_advise(error, "%s", advice);
    return LODE_ERROR_USAGE;
}

static lode_status fail(const char *path, lode_error *error) {
    lode_error_set(error, LODE_ERROR_IO, "the output cannot be written: %s", strerror(errno));
    lode_error_at(error, path, 0, 0);
    return LODE_ERROR_IO;
}

static lode_status check_folder(const char *path, lode_error *error) {
    struct stat info;

    return lstat(path, &info) == 0 ? refuse(path, "the folder is there already", "name another, or remove it", error) : LODE_OK;
}

static lode_status open_output(conversion *at, const char *const *paths, size_t count, lode_error *error) {
    const char *output = at->options->output;
    lode_status status;

    if (lode_output_is_folder(output)) {
        at->target = (lode_target){.sink = {.descriptor = -1, .discards = true}, .journal.descriptor = -1};
        at->folder = lode_output_beside(output, ".part/");
        if (!at->folder)
            return lode_error_no_memory(error);
        status = check_folder(output, error);
        if (status == LODE_OK && mkdir(at->folder, 0777)) {
            status = errno == EEXIST
                         ? refuse(at->folder, "this is in the way: the output is made under this name until it is whole",
                                  "remove it, or write to another folder", error)
                         : fail(at->folder, error);
            free(at->folder);
            at->folder = NULL;
        }
        return status;
    }
    status = lode_target_find(&at->target, output, at->options->overwrite, error);
    if (status == LODE_OK && at->options->anew && at->target.part) {
        unlink(at->target.part);
        unlink(at->target.notes);
    }
    if (status == LODE_OK)
        status = lode_target_refuse_inputs(&at->target, paths, count, error);
    return status == LODE_OK ? lode_target_open(&at->target, 0, false, error) : status;
}

/* All is written: the output gets its name. */
static lode_status complete(conversion *at, lode_error *error) {
    lode_journal_position position = {.bytes = at->target.sink.length};
    char *name = NULL;
    lode_status status = LODE_OK;

    if (!at->folder)
        return lode_target_complete(&at->target, &position, error);
    name = lode_output_beside(at->options->output, "");
    if (!name)
        status = lode_error_no_memory(error);
    else if (rename(at->folder, name))
        status = fail(name, error);
    free(name);
    return status;
}

static lode_writer_options writer_options(const lode_conversion_options *options, int descriptor) {
    lode_writer_options how = lode_terminal_options(descriptor, options->colour);

    how.types = options->types;
    how.bom = options->bom;
    how.packs = options->packs;
    how.pack_count = options->pack_count;
    return how;
}

static lode_status open_writer(conversion *at, bool with_text, lode_error *error) {
    lode_writer_options how = writer_options(at->options, at->target.sink.descriptor);

    how.with_text = with_text;
    how.file = at->folder ? at->folder : at->target.part ? at->target.part : at->options->output;
    at->opened = true;
    return lode_writing_open(&at->writing, at->engine, at->options->format, &how, &at->target.sink, error);
}

static lode_status lacks_text(const char *format, const char *path, lode_error *error) {
    lode_error_set(error, LODE_ERROR_USAGE, "the format '%s' needs the documents' texts", format);
    lode_error_at(error, path, 0, 0);
    lode_error_advise(error, "extract with --with-text");
    return LODE_ERROR_USAGE;
}

lode_status lode_conversion_check(const lode *engine, const lode_conversion_options *options, lode_error *error) {
    const lode_plugin *plugin = lode_registry_writer(lode_engine_registry(engine), options->format);
    struct stat info;

    if (plugin && plugin->writer->owns_file && !options->output) {
        lode_error_set(error, LODE_ERROR_USAGE, "the format '%s' is a file of its own", options->format);
        lode_error_advise(error, "name it with -o");
        return LODE_ERROR_USAGE;
    }
    if (lode_output_is_folder(options->output)) {
        lode_writer_options how = {.size = sizeof how, .file = options->output};

        if (plugin && !lode_writing_gathers(engine, options->format, &how))
            return refuse(options->output, "this format cannot be written as a folder", "write to a file", error);
        return check_folder(options->output, error);
    }
    if (options->output && !options->overwrite && stat(options->output, &info) == 0 && S_ISREG(info.st_mode))
        return refuse(options->output, "the file is there already",
                      "write to another, or give --overwrite to replace it when the new one is whole", error);
    return LODE_OK;
}

/* ---- Results ------------------------------------------------------------------------------------------------------ */

static void note_types(conversion *at, const lode_result *result) {
    for (size_t i = 0; at->seen && at->options->types[i]; i++) {
        const char *const one[] = {at->options->types[i], NULL};

        for (size_t j = 0; !at->seen[i] && j < result->entity_count; j++)
            at->seen[i] = lode_selection_has(one, result->entities[j].type);
        for (size_t j = 0; !at->seen[i] && j < result->fact_count; j++)
            at->seen[i] = lode_selection_has(one, result->facts[j].type);
    }
}

static lode_status write_result(conversion *at, const char *path, const lode_result *result, lode_error *error) {
    lode_status status = at->opened ? LODE_OK : open_writer(at, result->text != NULL, error);

    if (status == LODE_OK && at->writing.plugin->writer->needs_text && !result->text && result->status == LODE_OK)
        return lacks_text(at->options->format, path, error);
    note_types(at, result);
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

/* A type that nothing is of may be misspelt. */
static void tell_unseen(const conversion *at) {
    for (size_t i = 0; at->seen && at->options->types[i]; i++)
        if (!at->seen[i])
            fprintf(stderr, "lode: nothing of the type '%s' was found\n", at->options->types[i]);
}

lode_status lode_conversion_run(const lode *engine, const lode_conversion_options *options, const char *const *paths,
                                size_t count, size_t *bad, lode_error *error) {
    conversion at = {.options = options, .engine = engine};
    lode_status status = lode_conversion_check(engine, options, error);
    size_t types = 0;

    while (options->types && options->types[types])
        types++;
    if (types)
        at.seen = calloc(types, sizeof *at.seen);
    at.target = (lode_target){.sink.descriptor = -1, .journal.descriptor = -1};
    if (status == LODE_OK)
        status = open_output(&at, paths, count, error);
    for (size_t i = 0; status == LODE_OK && i < count; i++)
        status = convert_file(&at, paths[i], error);
    if (status == LODE_OK && !at.opened)
        status = open_writer(&at, false, error);
    if (status == LODE_OK)
        status = lode_writing_end(&at.writing, error);
    lode_writing_close(&at.writing);
    if (status == LODE_OK)
        status = complete(&at, error);
    if (status != LODE_OK && at.folder)
        lode_folder_remove(at.folder);
    lode_target_close(&at.target);
    if (status == LODE_OK)
        tell_unseen(&at);
    free(at.folder);
    free(at.seen);
    *bad = at.bad;
    return status;
}
