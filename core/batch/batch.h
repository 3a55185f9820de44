/* SPDX-License-Identifier: MIT */
/* A batch: all documents of all inputs, each extracted and written, or named with the reason why not. */
#ifndef LODE_BATCH_BATCH_H
#define LODE_BATCH_BATCH_H

#include "batch/inputs.h"
#include "batch/journal.h"
#include "batch/progress.h"
#include "batch/sandbox.h"
#include "batch/share.h"
#include "batch/tally.h"
#include "batch/writing.h"

typedef struct lode_batch_options {
    unsigned workers;     /* processes; 0: everything in this one, without isolation, time or memory limits */
    uint32_t timeout;     /* milliseconds that a document may take; 0: no limit */
    size_t max_bytes;     /* that a document may have; 0: no limit */
    lode_sandbox sandbox; /* of the workers */
    bool one_by_one;      /* workers get a document only when they have none: slower, but none waits behind a slow one */
} lode_batch_options;

/* What came of a batch so far, in this run. */
typedef struct lode_batch_counts {
    uint64_t documents;
    uint64_t failed;     /* of them: failed, or with a part that could not be done */
    uint64_t bytes;      /* read for them */
    lode_tally types;    /* entities by type */
    lode_tally failures; /* failed documents by code */
} lode_batch_counts;

typedef struct lode_batch {
    lode *engine;
    lode_inputs *inputs;
    lode_share *share; /* of the inputs, measured; NULL: all */
    lode_writing *writing;
    lode_journal *journal;   /* NULL: none is kept */
    lode_progress *progress; /* NULL: not shown */
    lode_about about;        /* the same for all documents; no name */
    lode_batch_options options;
    lode_report_function *report; /* is told of each document that failed and each part that could not be done; may be NULL */
    void *report_context;
    lode_batch_counts counts;
    lode_confinement confinement; /* of the workers; all false before the first is ready */
    bool confinement_known;
    lode_journal_position before;   /* what was written by the run that this one goes on from */
    lode_journal_position position; /* of what is written */
    int interrupted;                /* the signal that ended it early; 0: none */
} lode_batch;

/* Notes a frame whose documents are written in the journal and shows the progress. `inputs_hash` is the source's as of this
 * frame. */
lode_status lode_batch_written(lode_batch *batch, uint64_t done, uint64_t inputs_hash, lode_error *error);

/* Frees the counts. */
void lode_batch_free(lode_batch *batch);

#endif
