/* SPDX-License-Identifier: MIT */
/* What a person at a terminal sees of a batch while it runs, and its summary at the end; both go to standard error. */
#ifndef LODE_BATCH_PROGRESS_H
#define LODE_BATCH_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

typedef struct lode_progress {
    bool lines;      /* not a terminal: a line now and then rather than one that is written over */
    uint64_t total;  /* bytes to read, where known; 0: not known */
    int64_t started; /* CLOCK_MONOTONIC, milliseconds */
    int64_t shown;
    bool on_screen; /* a line waits to be written over */
} lode_progress;

void lode_progress_start(lode_progress *progress, bool lines, uint64_t total);

/* So many of the bytes were read by a run before. */
void lode_progress_pass_over(lode_progress *progress, uint64_t bytes);

/* Shows how far it is, a few times a second at most. */
void lode_progress_show(lode_progress *progress, uint64_t documents, uint64_t failed, uint64_t bytes);

/* Clears the line, so that something else can be printed. */
void lode_progress_clear(lode_progress *progress);

#endif
