/* SPDX-License-Identifier: MIT */
/* The coordinator: hands documents to worker processes and writes their answers in the input's order. */
#ifndef LODE_BATCH_COORDINATOR_H
#define LODE_BATCH_COORDINATOR_H

#include "batch/batch.h"
#include "batch/source.h"

/* Runs a batch with batch->options.workers processes, from where `source` stands; `done` documents came before. As
 * lode_batch_run. */
lode_status lode_coordinate(lode_batch *batch, lode_source *source, uint64_t done, lode_error *error);

#endif
