/* SPDX-License-Identifier: MIT */
#include "batch/progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>

enum { EVERY_MILLISECONDS = 200, EVERY_MILLISECONDS_IN_LINES = 10000 };

static int64_t milliseconds(void) {
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void lode_progress_start(lode_progress *progress, bool lines, uint64_t total) {
    *progress = (lode_progress){.lines = lines, .total = total, .started = milliseconds()};
}

void lode_progress_pass_over(lode_progress *progress, uint64_t bytes) {
    progress->total -= bytes < progress->total ? bytes : progress->total;
}

static void print_time_left(const lode_progress *progress, int64_t passed, uint64_t bytes) {
    int64_t seconds;

    if (!progress->total || !bytes || bytes > progress->total)
        return;
    seconds = (int64_t)((double)passed / 1000 / (double)bytes * (double)(progress->total - bytes));
    fprintf(stderr, ", %" PRId64 ":%02" PRId64 " left", seconds / 60, seconds % 60);
}

void lode_progress_show(lode_progress *progress, uint64_t documents, uint64_t failed, uint64_t bytes) {
    int64_t now = milliseconds(), passed = now - progress->started;

    if (now - (progress->shown ? progress->shown : progress->started) <
        (progress->lines ? EVERY_MILLISECONDS_IN_LINES : EVERY_MILLISECONDS))
        return;
    progress->shown = now;
    fprintf(stderr, "%slode: %" PRIu64 " documents, %.1f MB, %.1f MB/s", progress->lines ? "" : "\r\033[K", documents,
            (double)bytes / 1e6, (double)bytes / 1e3 / (double)(passed ? passed : 1));
    if (failed)
        fprintf(stderr, ", %" PRIu64 " failed", failed);
    print_time_left(progress, passed, bytes);
    fputs(progress->lines ? "\n" : "", stderr);
    progress->on_screen = !progress->lines;
    fflush(stderr);
}

void lode_progress_clear(lode_progress *progress) {
    if (progress && progress->on_screen) {
        fputs("\r\033[K", stderr);
        progress->on_screen = false;
    }
}
