/* A batch: all documents of all inputs, each extracted and written, or named with the reason why not. */
#ifndef LODE_BATCH_BATCH_H
#define LODE_BATCH_BATCH_H

#include "batch/inputs.h"
#include "batch/writing.h"

typedef struct lode_batch {
    lode *engine;
    lode_inputs *inputs;
    lode_writing *writing;
    lode_about about;             /* the same for all documents; no name */
    lode_report_function *report; /* is told of each document that failed and each part that could not be done; may be NULL */
    void *report_context;
    uint64_t documents; /* counted while it runs */
    uint64_t failed;    /* of them: failed, or with a part that could not be done */
} lode_batch;

/* Runs to the end. LODE_OK also where documents failed; LODE_END where whoever read the output went away; what else comes back
 * stopped the batch: LODE_ERROR_IO (the output), LODE_ERROR_MEMORY, LODE_ERROR_PLUGIN (a reader or writer), LODE_ERROR_USAGE.
 */
lode_status lode_batch_run(lode_batch *batch, lode_error *error);

#endif
