/* SPDX-License-Identifier: MIT */
#include "cli/summary.h"

#include <inttypes.h>
#include <stdio.h>
#include <sys/stat.h>
#include <time.h>

uint64_t lode_summary_total(const lode_string_list *paths) {
    uint64_t total = 0;
    struct stat info;

    for (size_t i = 0; i < paths->count; i++) {
        if (stat(paths->items[i], &info) || !S_ISREG(info.st_mode))
            return 0;
        total += (uint64_t)info.st_size;
    }
    return total;
}

static const struct {
    const char *one, *many, *advice;
    const char *where; /* NULL: in folders */
} skips[LODE_SKIPS] = {
    [LODE_SKIP_UNREAD] = {"file that no reader takes", "files that no reader takes",
                          "name them, or give --include, to read them", NULL},
    [LODE_SKIP_PIPE] = {"named pipe", "named pipes", NULL, NULL},
    [LODE_SKIP_SOCKET] = {"socket", "sockets", NULL, NULL},
    [LODE_SKIP_DEVICE] = {"device", "devices", NULL, NULL},
    [LODE_SKIP_REPLACED] = {"file that the output takes the place of", "files that the output takes the place of", NULL, NULL},
    [LODE_SKIP_INSIDE] = {"file that no reader takes", "files that no reader takes", NULL, "in other files"}};

void lode_summary_list_skipped(const char *name, lode_skip why) {
    fprintf(stderr, "lode: %s: passed over, a %s\n", name, skips[why].one);
}

static void print_names(char *const names[LODE_SKIP_NAMES], uint64_t count, bool bounded) {
    for (int i = 0; i < LODE_SKIP_NAMES && names[i]; i++)
        fprintf(stderr, "%s %s", i ? "," : ":", names[i]);
    if (count > LODE_SKIP_NAMES)
        fprintf(stderr, ", ...; --list-skipped names %s", bounded ? "more" : "all");
}

void lode_summary_skipped(const lode_skipped *skipped, bool listed) {
    for (int i = 0; i < LODE_SKIPS; i++) {
        uint64_t count = skipped->counts[i];

        if (!count)
            continue;
        fprintf(stderr, "lode: %" PRIu64 " %s passed over %s", count, count == 1 ? skips[i].one : skips[i].many,
                skips[i].where ? skips[i].where : "in folders");
        if (!listed)
            print_names(skipped->names[i], count, i == LODE_SKIP_INSIDE);
        if (skips[i].advice)
            fprintf(stderr, "; %s", skips[i].advice);
        fputc('\n', stderr);
    }
}

static void print_tally(const char *what, lode_tally *tally) {
    bool any = false;

    lode_tally_sort(tally);
    for (size_t i = 0; i < tally->count; i++) {
        const lode_tally_entry *entry = &tally->entries[i];

        if (!entry->count)
            continue;
        if (!any)
            fprintf(stderr, "lode: %s:", what);
        fprintf(stderr, "%s %s %" PRIu64, any ? "," : "", entry->name, entry->count);
        any = true;
    }
    if (any)
        fputc('\n', stderr);
}

static void print_sandbox(const lode_batch *batch) {
    const lode_confinement *confined = &batch->confinement;
    const char *what = "none";

    if (batch->options.workers && !batch->confinement_known)
        return; /* there was nothing to do */
    if (!batch->options.workers)
        what = "none, since all was done in this process";
    else if (batch->options.sandbox.mode == LODE_SANDBOX_OFF)
        what = "off";
    else if (confined->calls)
        what = confined->files ? "system calls and files" : "system calls, but not files: there is no Landlock";
    else if (confined->files)
        what = "files, but not system calls";
    fprintf(stderr, "lode: sandbox: %s\n", what);
}

void lode_summary_print(lode_batch *batch, int64_t started) {
    lode_batch_counts *counts = &batch->counts;
    bool resumed = batch->before.documents > 0;
    struct timespec now;
    double seconds;

    clock_gettime(CLOCK_MONOTONIC, &now);
    seconds = (double)now.tv_sec + (double)now.tv_nsec / 1e9 - (double)started / 1e3;
    fprintf(stderr, "lode: %s%" PRIu64 " documents, %.1f MB, %.1f s, %" PRIu64 " failed\n", resumed ? "this run: " : "",
            counts->documents, (double)counts->bytes / 1e6, seconds, counts->failed);
    print_tally(resumed ? "found in this run" : "found", &counts->types);
    print_tally(resumed ? "failed in this run" : "failed", &counts->failures);
    if (resumed)
        fprintf(stderr, "lode: with the runs before: %" PRIu64 " documents, %" PRIu64 " failed\n", batch->position.written,
                batch->position.failed);
    print_sandbox(batch);
}
