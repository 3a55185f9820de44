/* SPDX-License-Identifier: MIT */
#include "batch/coordinator.h"

#include "batch/interrupt.h"
#include "batch/orphans.h"
#include "batch/pool.h"
#include "pipeline/engine.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

typedef struct coordinator {
    lode_batch *batch;
    lode_source *source;
    lode_pool pool;
    struct pollfd *polled;
    bool source_ended, source_waits; /* it has no more; it has none yet */
} coordinator;

/* ---- From the source to the workers ------------------------------------------------------------------------------- */

static lode_status fill(coordinator *c, lode_error *error) {
    const lode_request request = {.about = c->batch->about};

    c->source_waits = false;
    while (!c->source_ended && !c->source_waits && lode_flight_has_room(&c->pool.flight)) {
        lode_input input;
        lode_error reason;
        lode_status status;

        status = lode_source_next(c->source, &input, &reason, error);
        c->source_ended = status == LODE_END;
        c->source_waits = status == LODE_DECLINED;
        if (status == LODE_OK)
            status = lode_flight_add(&c->pool.flight, &input, &request, &reason, c->source->inputs_hash, error);
        if (status != LODE_OK && status != LODE_END && status != LODE_DECLINED)
            return status;
    }
    return LODE_OK;
}

/* ---- From the workers to the output ------------------------------------------------------------------------------- */

static void report(coordinator *c, lode_flight_document *document) {
    lode_message message = {.at = document->reports.bytes, .left = document->reports.length};
    const char *file = NULL;
    uint64_t line = 0;

    if (document->report_count && c->batch->report) {
        lode_progress_clear(c->batch->progress);
        file = lode_flight_file(document, &line);
    }
    for (uint64_t i = 0; i < document->report_count && c->batch->report; i++) {
        lode_status status = (lode_status)lode_message_get(&message);
        const char *text = lode_message_get_string(&message);
        lode_error error;

        lode_error_set(&error, status, "%s", text ? text : "");
        lode_error_at(&error, file, line < UINT32_MAX ? (unsigned)line : 0, 0);
        c->batch->report(c->batch->report_context, &error);
    }
}

/* Names the files in a document that were passed over, and counts the others. */
static void tell_passed(coordinator *c, const lode_flight_document *document) {
    lode_message message = {.at = document->passed.names.bytes, .left = document->passed.names.length};
    lode_skipped *skipped = lode_inputs_skipped(c->batch->inputs);
    uint64_t line;

    for (uint64_t i = 0; i < document->passed.named; i++) {
        const char *name = lode_message_get_string(&message);

        lode_skipped_add_part(skipped, lode_flight_file(document, &line), name ? name : "");
    }
    lode_skipped_count(skipped, LODE_SKIP_INSIDE, document->passed.count - document->passed.named);
}

/* What came of the first document in flight so far is told and written, though there may be more of it: a file of many would
 * gather in memory. */
static lode_status flush_first(coordinator *c, lode_error *error) {
    lode_flight_document *document = lode_flight_at(&c->pool.flight, c->pool.flight.first);
    uint64_t line;
    lode_status status;

    if (!document || !(document->answer.length + document->report_count))
        return LODE_OK;
    report(c, document);
    status = lode_writing_made(c->batch->writing, lode_flight_file(document, &line), document->answer.bytes,
                               document->answer.length, error);
    lode_flight_told(&c->pool.flight, document);
    return status;
}

static lode_status flush(coordinator *c, lode_error *error) {
    lode_batch *batch = c->batch;
    lode_flight_document *document;
    lode_status status = flush_first(c, error);

    while (status == LODE_OK && (document = lode_flight_done(&c->pool.flight)) != NULL) {
        lode_blame_note(&c->pool.blame, document->plugin ? document->plugin->name : NULL);
        batch->counts.bytes += document->bytes;
        batch->counts.documents += document->documents;
        batch->counts.failed += document->failures;
        tell_passed(c, document);
        status = lode_batch_written(batch, document->number, document->inputs_hash, error);
        lode_flight_drop(&c->pool.flight, document);
        if (status == LODE_OK)
            status = flush_first(c, error);
    }
    return status;
}

static lode_status wait_and_read(coordinator *c, lode_error *error) {
    nfds_t count = lode_pool_polled(&c->pool, c->polled);

    c->polled[count++] = (struct pollfd){.fd = lode_interrupt_descriptor(), .events = POLLIN};
    c->polled[count++] = (struct pollfd){.fd = c->source_waits ? lode_source_descriptor(c->source) : -1, .events = POLLIN};
    if (poll(c->polled, count, LODE_POOL_TICK) < 0 && errno != EINTR)
        return lode_error_set(error, LODE_ERROR_IO, "waiting for the workers failed: %s", strerror(errno));
    lode_interrupt_drain();
    return lode_pool_read(&c->pool, error);
}

static lode_status run(coordinator *c, lode_error *error) {
    lode_status status = LODE_OK;

    while (status == LODE_OK) {
        if (lode_interrupt_signal()) {
            c->source_ended = true;
            lode_flight_cut(&c->pool.flight);
        }
        status = fill(c, error);
        if (status == LODE_OK && c->source_ended && lode_flight_is_empty(&c->pool.flight))
            return LODE_OK;
        if (status == LODE_OK)
            status = lode_pool_assign(&c->pool, error);
        if (status == LODE_OK)
            status = wait_and_read(c, error);
        if (status == LODE_OK)
            status = flush(c, error);
        lode_pool_pause(&c->pool);
        if (lode_interrupt_count() > 1)
            return status;
    }
    return status;
}

lode_status lode_coordinate(lode_batch *batch, lode_source *source, uint64_t done, lode_error *error) {
    coordinator c = {.batch = batch, .source = source, .polled = calloc(batch->options.workers + 2, sizeof *c.polled)};
    lode_status status = c.polled ? LODE_OK : lode_error_no_memory(error);
    lode_orphans orphans;

    lode_orphans_begin(&orphans);
    if (status == LODE_OK)
        status = lode_pool_open(&c.pool, batch, source, done + 1, error);
    if (status == LODE_OK)
        status = run(&c, error);
    lode_pool_close(&c.pool);
    lode_orphans_end(&orphans);
    free(c.polled);
    return status;
}
