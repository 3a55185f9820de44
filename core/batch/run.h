/* SPDX-License-Identifier: MIT */
/* Running a batch, in workers or in this process. */
#ifndef LODE_BATCH_RUN_H
#define LODE_BATCH_RUN_H

#include "batch/batch.h"

/* Runs to the end, or until SIGINT or SIGTERM, after which what is in flight is finished; a second one stops at once. LODE_OK
 * also where documents failed or a signal came; LODE_END where whoever read the output went away; what else comes back stopped
 * the batch: LODE_ERROR_IO (the output), LODE_ERROR_MEMORY, LODE_ERROR_PLUGIN (a reader or writer), LODE_ERROR_USAGE (the
 * inputs are not those of the run that is resumed). */
lode_status lode_batch_run(lode_batch *batch, lode_error *error);

#endif
