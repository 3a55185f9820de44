/* SPDX-License-Identifier: MIT */
/* The journal of a batch, beside its output: how much of the output belongs to which documents, so that a run that was ended at
 * any instant can go on. A text file; each line ends in a checksum, and one that is torn does not count. */
#ifndef LODE_BATCH_JOURNAL_H
#define LODE_BATCH_JOURNAL_H

#include "batch/sink.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct lode_journal_position {
    uint64_t documents;   /* of the inputs, done: each is a file, or a line of one */
    uint64_t bytes;       /* of the output that belong to them */
    uint64_t inputs_hash; /* the source's, after them */
    uint64_t output_hash; /* the sink's, after them */
    uint64_t written;     /* documents in the output: a file may hold several */
    uint64_t failed;      /* of them */
} lode_journal_position;

/* Start with lode_journal_open. */
typedef struct lode_journal {
    const char *path;
    int descriptor;
    uint64_t fingerprint;          /* of rules and options */
    lode_journal_position resumed; /* where the run goes on; all zero: at the beginning */
    bool whole;                    /* all was written before: `resumed` is the end */
    int64_t good;                  /* bytes of the journal that are whole */
    bool noted;                    /* there is something in it to go on from */
    uint64_t noted_bytes;
    int64_t noted_at; /* CLOCK_MONOTONIC, milliseconds */
    int failure;      /* errno of the first call that failed: after it nothing is noted; 0: none did */
} lode_journal;

/* Reads what a run before left, for a journal with its fingerprint set: where to go on, and how many bytes of it are good.
 * `text` ends at its first NUL and is written over. LODE_OK; LODE_END where the run had not yet written a whole head: nothing
 * was done then; LODE_ERROR_USAGE where it is none, or that of another run. */
lode_status lode_journal_read(lode_journal *journal, char *text, lode_error *error);

/* Opens the journal at `path`, which must live as long. With `resume`, one that is there tells where to go on; without, it is
 * refused (LODE_ERROR_USAGE), as one that was made with another fingerprint is, or that another run holds. LODE_ERROR_IO,
 * LODE_ERROR_MEMORY. */
lode_status lode_journal_open(lode_journal *journal, const char *path, uint64_t fingerprint, bool resume, lode_error *error);

/* Notes that all up to `position` is written, at most four times a second or every 16 MiB, or `now`. The output is made durable
 * before the note is. LODE_OK or LODE_ERROR_IO. */
lode_status lode_journal_note(lode_journal *journal, lode_sink *output, const lode_journal_position *position, bool now,
                              lode_error *error);

/* Notes that the output is whole. As above. */
lode_status lode_journal_finish(lode_journal *journal, lode_sink *output, const lode_journal_position *position,
                                lode_error *error);

/* Closes it; when the batch is `complete`, or nothing was noted so far, the file goes away. */
void lode_journal_close(lode_journal *journal, bool complete);

#endif
