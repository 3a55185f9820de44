/* SPDX-License-Identifier: MIT */
#include "batch/batch.h"

lode_status lode_batch_written(lode_batch *batch, uint64_t done, uint64_t inputs_hash, lode_error *error) {
    lode_status status = LODE_OK;

    batch->position = (lode_journal_position){.documents = done,
                                              .bytes = batch->writing->sink->length,
                                              .inputs_hash = inputs_hash,
                                              .output_hash = batch->writing->sink->hash,
                                              .written = batch->before.written + batch->counts.documents,
                                              .failed = batch->before.failed + batch->counts.failed};
    if (batch->progress)
        lode_progress_show(batch->progress, batch->counts.documents, batch->counts.failed, batch->counts.bytes);
    if (batch->journal)
        status = lode_journal_note(batch->journal, batch->writing->sink, &batch->position, false, error);
    return status;
}

void lode_batch_free(lode_batch *batch) {
    lode_tally_free(&batch->counts.types);
    lode_tally_free(&batch->counts.failures);
}
