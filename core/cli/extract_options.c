/* SPDX-License-Identifier: MIT */
#include "cli/extract_options.h"

#include "cli/types.h"
#include "cli/workers.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

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

const lode_option lode_extract_own_options[] = {
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

void lode_extract_options_start(lode_extract_options *options) {
    *options = (lode_extract_options){.batch = lode_workers_default(MAX_MEGABYTES)};
    lode_setup_start(&options->setup);
}

void lode_extract_options_free(lode_extract_options *options) {
    lode_types_free(&options->types);
    free(options->include.items);
    free(options->exclude.items);
    lode_setup_free(&options->setup);
}

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

bool lode_extract_options_take(void *context, int key, const char *value) {
    lode_extract_options *options = context;

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

int lode_extract_options_check(const lode_extract_options *options, const lode_string_list *paths) {
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
