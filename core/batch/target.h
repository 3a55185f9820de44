/* SPDX-License-Identifier: MIT */
/* Where a batch writes to: standard output; a pipe or a device, as it is; or a file. A file is made as FILE.part, with the
 * journal FILE.journal beside it, and takes its name when it is whole, so that nothing that was there is lost before. */
#ifndef LODE_BATCH_TARGET_H
#define LODE_BATCH_TARGET_H

#include "batch/inputs.h"
#include "batch/journal.h"
#include "batch/sink.h"

/* Start with lode_target_find; lode_target_close in any case. */
typedef struct lode_target {
    char *file;    /* links followed; NULL: standard output */
    char *part;    /* what FILE is called until it is whole; NULL: it is no file, and cannot be gone on with */
    char *notes;   /* the journal's name; NULL with `part` */
    bool replaces; /* FILE may be there already */
    bool finished; /* by a run before: there is nothing to do */
    bool made;     /* the part is open or was made */
    lode_sink sink;
    lode_journal journal; /* where there is a part */
} lode_target;

/* Finds out what a name stands for (NULL: standard output) and opens nothing. `path` must live as long. With `replaces` a file
 * that is there may be replaced. LODE_OK, LODE_ERROR_IO, LODE_ERROR_MEMORY. */
lode_status lode_target_find(lode_target *target, const char *path, bool replaces, lode_error *error);

/* LODE_ERROR_USAGE where one of the inputs named is what would be written to (the same file, by whatever name). */
lode_status lode_target_refuse_inputs(const lode_target *target, const char *const *paths, size_t count, lode_error *error);

/* Opens it for a run with that fingerprint; with `resume`, to go on where a run before stopped, if one did. Where that one had
 * done all there was to do, what is left is done and `finished` is set. LODE_OK; LODE_ERROR_USAGE where something is in the
 * way, with what to do; LODE_ERROR_IO, LODE_ERROR_MEMORY. */
lode_status lode_target_open(lode_target *target, uint64_t fingerprint, bool resume, lode_error *error);

/* The name of a file that lies beside an output: its path with an ending, to be freed. NULL: memory ran out. */
char *lode_target_beside(const char *path, const char *ending);

/* The files that a batch into an open target must not take for inputs. */
void lode_target_own_files(const lode_target *target, lode_own_files *own);

/* All is written: makes it durable and gives the file its name. LODE_OK or as lode_sink_write. */
lode_status lode_target_complete(lode_target *target, const lode_journal_position *position, lode_error *error);

/* What can be gone on with stays; what cannot goes away. */
void lode_target_close(lode_target *target);

#endif
