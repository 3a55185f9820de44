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

void lode_summary_passed_over(const lode_inputs *inputs, const lode_batch_counts *counts) {
    uint64_t count = lode_inputs_passed_over(inputs);

    if (count)
        fprintf(stderr,
                "lode: %" PRIu64 " files in the folders have endings that no reader takes and were passed over; name them, or "
                "give --include, to read them\n",
                count);
    if (counts->passed_over)
        fprintf(stderr,
                "lode: %" PRIu64 " files inside others (archives, mails) have endings that no reader takes and were passed "
                "over\n",
                counts->passed_over);
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
    struct timespec now;
    double seconds;

    clock_gettime(CLOCK_MONOTONIC, &now);
    seconds = (double)now.tv_sec + (double)now.tv_nsec / 1e9 - (double)started / 1e3;
    fprintf(stderr, "lode: %" PRIu64 " documents, %.1f MB, %.1f s, %" PRIu64 " failed\n", counts->documents,
            (double)counts->bytes / 1e6, seconds, counts->failed);
    print_tally("found", &counts->types);
    print_tally("failed", &counts->failures);
    print_sandbox(batch);
}
