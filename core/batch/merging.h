/* SPDX-License-Identifier: MIT */
/* The parts of one run, put together. */
#ifndef LODE_BATCH_MERGING_H
#define LODE_BATCH_MERGING_H

#include "batch/part.h"

typedef struct lode_merging {
    lode_arena arena;
    lode_part *parts;   /* in their order */
    const char **paths; /* of them; the strings are the caller's */
    size_t count;
} lode_merging;

/* Reads the notes of parts, named in any order, and checks that they are all the parts of one run. Each that is missing,
 * doubled, damaged, not finished or of another run is told to `report`. LODE_OK; LODE_ERROR_USAGE where they are not,
 * LODE_ERROR_MEMORY. lode_merging_close in any case. */
lode_status lode_merging_open(lode_merging *merging, const char *const *paths, size_t count, lode_report_function *report,
                              void *context, lode_error *error);

/* Writes the bytes of all parts to a file, or to standard output (NULL). LODE_OK, or as lode_target_open and lode_sink_write.
 */
lode_status lode_merging_write(const lode_merging *merging, const char *output, bool overwrite, lode_error *error);

void lode_merging_close(lode_merging *merging);

#endif
