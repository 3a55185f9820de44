/* SPDX-License-Identifier: MIT */
#include "batch/run.h"

#include "base/hash.h"
#include "batch/coordinator.h"
#include "batch/delivery.h"
#include "batch/interrupt.h"
#include "pipeline/engine.h"

static void count_result(lode_batch *batch, const lode_result *result) {
    bool failed = lode_result_failed(result);

    batch->counts.documents++;
    batch->counts.failed += failed;
    for (size_t i = 0; i < result->entity_count; i++)
        lode_tally_add(&batch->counts.types, result->entities[i].type, 1);
    if (failed)
        lode_tally_add(&batch->counts.failures, lode_failure_code(result), 1);
}

static lode_status take_result(void *context, const lode_result *result, lode_error *error) {
    lode_batch *batch = context;

    count_result(batch, result);
    lode_report_result(result, batch->report, batch->report_context);
    return lode_writing_document(batch->writing, result, error);
}

static void pass(void *context, const char *document, const char *part) {
    lode_skipped_add_part(context, document, part);
}

/* Everything in this process. */
static lode_status run_inside(lode_batch *batch, lode_source *source, uint64_t done, lode_error *error) {
    lode_engine_tell_passed(batch->engine, pass, lode_inputs_skipped(batch->inputs));
    while (!lode_interrupt_signal()) {
        lode_input input;
        lode_error reason;
        lode_status status = lode_source_next(source, &input, &reason, error);

        if (status == LODE_DECLINED) {
            lode_interrupt_wait(lode_source_descriptor(source));
            continue;
        }
        if (status != LODE_OK)
            return status == LODE_END ? LODE_OK : status;
        if (reason.status == LODE_OK)
            status = lode_extract_frame(batch->engine, &input, &batch->about, NULL, take_result, batch, error);
        else
            status = take_result(
                batch,
                &(lode_result){.document = input.file, .line = input.line, .status = reason.status, .message = reason.message},
                error);
        batch->counts.bytes += reason.status == LODE_OK ? input.length : 0;
        if (status == LODE_OK)
            status = lode_batch_written(batch, ++done, source->inputs_hash, error);
        if (status != LODE_OK)
            return status;
    }
    return LODE_OK;
}

/* Passes over the documents that an earlier run has done. */
static lode_status pass_over(const lode_batch *batch, lode_source *source, lode_error *error) {
    const lode_journal_position *resumed = &batch->journal->resumed;
    lode_input input;
    lode_error reason;
    lode_status status = LODE_OK;

    for (uint64_t i = 0; status == LODE_OK && i < resumed->documents && !lode_interrupt_signal();) {
        status = lode_source_next(source, &input, &reason, error);
        i += status == LODE_OK;
        if (status == LODE_DECLINED) {
            lode_interrupt_wait(lode_source_descriptor(source));
            status = LODE_OK;
        }
    }
    if (lode_interrupt_signal())
        return LODE_OK;
    if (status != LODE_OK && status != LODE_END)
        return status;
    if (status == LODE_OK && (!resumed->documents || source->inputs_hash == resumed->inputs_hash))
        return LODE_OK;
    lode_error_set(error, LODE_ERROR_USAGE, "the inputs are not those of the unfinished run");
    lode_error_at(error, batch->journal->path, 0, 0);
    lode_error_advise(error, "give the same files, unchanged, or remove this file and the part beside it to start anew");
    return LODE_ERROR_USAGE;
}

static lode_status run(lode_batch *batch, lode_source *source, lode_error *error) {
    lode_status status = batch->journal ? pass_over(batch, source, error) : LODE_OK;
    uint64_t done;

    if (batch->journal)
        batch->position = batch->before = batch->journal->resumed;
    done = batch->position.documents;
    if (batch->progress)
        lode_progress_pass_over(batch->progress, source->bytes);
    if (status == LODE_OK && batch->options.workers)
        status = lode_coordinate(batch, source, done, error);
    else if (status == LODE_OK)
        status = run_inside(batch, source, done, error);
    lode_progress_clear(batch->progress);
    return status;
}

/* After an early end: notes what is written. Where that fails too, what is noted so far must do. */
static void note_end(lode_batch *batch, lode_status *status, lode_error *error) {
    lode_error reason;
    lode_status noted = lode_journal_note(batch->journal, batch->writing->sink, &batch->position, true, &reason);

    if (*status == LODE_OK && noted != LODE_OK) {
        *status = noted;
        *error = reason;
    }
}

lode_status lode_batch_run(lode_batch *batch, lode_error *error) {
    lode_source source = {.engine = batch->engine,
                          .inputs = batch->inputs,
                          .share = batch->share,
                          .reader = batch->about.reader,
                          .frames = {.limit = batch->options.max_bytes},
                          .inputs_hash = LODE_HASH_START};
    lode_status status = lode_interrupt_begin(error);

    if (status != LODE_OK)
        return status;
    status = run(batch, &source, error);
    batch->interrupted = lode_interrupt_signal();
    lode_interrupt_end();
    if (status == LODE_OK && !batch->interrupted)
        status = lode_writing_end(batch->writing, error);
    else if (batch->journal && batch->counts.documents)
        note_end(batch, &status, error);
    lode_source_close(&source);
    return status;
}
