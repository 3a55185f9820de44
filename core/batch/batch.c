#include "batch/batch.h"

#include "batch/frames.h"
#include "pipeline/engine.h"

#include <stdio.h>

static void report_failure(const lode_batch *batch, const lode_result *result, lode_status status, const char *rule,
                           const char *message) {
    lode_error error;

    if (!batch->report)
        return;
    if (rule)
        lode_error_set(&error, status, "rule '%s': %s", rule, message);
    else
        lode_error_set(&error, status, "%s", message);
    lode_error_at(&error, result->document, result->line < UINT32_MAX ? (unsigned)result->line : 0, 0);
    batch->report(batch->report_context, &error);
}

static lode_status deliver(lode_batch *batch, const lode_result *result, lode_error *error) {
    batch->documents++;
    batch->failed += result->status != LODE_OK || result->problem_count;
    if (result->status != LODE_OK)
        report_failure(batch, result, result->status, result->rule, result->message);
    for (size_t i = 0; i < result->problem_count; i++)
        report_failure(batch, result, result->problems[i].status, result->problems[i].rule, result->problems[i].message);
    return lode_writing_document(batch->writing, result, error);
}

/* A document of which there is nothing but the reason. */
static lode_status deliver_failure(lode_batch *batch, const char *path, uint64_t line, const lode_error *reason,
                                   lode_error *error) {
    lode_result result = {.document = path, .line = line, .status = reason->status, .message = reason->message};

    return deliver(batch, &result, error);
}

static lode_status do_frame(lode_batch *batch, const lode_input *input, lode_error *error) {
    const lode_result *result;
    lode_error reason;
    lode_status status = lode_extract(batch->engine, input, &batch->about, &result, &reason);

    if (status == LODE_OK)
        return deliver(batch, result, error);
    if (status != LODE_ERROR_USAGE && status != LODE_ERROR_PLUGIN && status != LODE_ERROR_RULES)
        return deliver_failure(batch, input->file, input->line, &reason, error);
    *error = reason;
    return status;
}

static lode_status do_file(lode_batch *batch, lode_frames *frames, const char *path, lode_error *error) {
    const lode_plugin *reader;
    lode_error reason;
    lode_status status = lode_engine_reader(batch->engine, batch->about.reader, path, &reader, error);

    if (status != LODE_OK)
        return status;
    status = lode_frames_open(frames, path, reader->reader->framing, &reason);
    while (status == LODE_OK) {
        lode_input input;

        status = lode_frames_next(frames, &input, &reason);
        if (status != LODE_OK)
            break;
        status = do_frame(batch, &input, error);
        if (status != LODE_OK) {
            lode_frames_close(frames);
            return status;
        }
    }
    lode_frames_close(frames);
    return status == LODE_END ? LODE_OK : deliver_failure(batch, path, frames->line, &reason, error);
}

lode_status lode_batch_run(lode_batch *batch, lode_error *error) {
    lode_frames frames = {0};
    lode_status status = LODE_OK;

    while (status == LODE_OK) {
        const char *path;
        lode_error reason;

        status = lode_inputs_next(batch->inputs, &path, &reason);
        if (status == LODE_OK)
            status = do_file(batch, &frames, path, error);
        else if (status == LODE_ERROR_IO)
            status = deliver_failure(batch, path, 0, &reason, error);
        else if (status == LODE_END) {
            lode_frames_free(&frames);
            return lode_writing_end(batch->writing, error);
        } else
            *error = reason;
    }
    lode_frames_free(&frames);
    return status;
}
