/* SPDX-License-Identifier: MIT */
/* What workers send, taken apart and believed only as far as it can be true. */
#include "batch/answer.h"
#include "batch/pool.h"
#include "pipeline/engine.h"

#include <errno.h>
#include <limits.h>
#include <string.h>

enum {
    KEPT = 1 << 20, /* memory for answers kept between them */
    ROOM_SHARE = 8  /* documents out of a file have less written of them each than one that is the file */
};

/* Once a run. */
static void note_confinement(lode_batch *batch, lode_confinement confinement) {
    lode_error error;

    if (batch->confinement_known)
        return;
    batch->confinement = confinement;
    batch->confinement_known = true;
    if (batch->options.sandbox.mode != LODE_SANDBOX_ON || !confinement.refused || confinement.refused == ENOTSUP ||
        !batch->report)
        return;
    lode_error_set(&error, LODE_ERROR_IO, "the kernel does not filter the workers' system calls: %s",
                   strerror(confinement.refused));
    lode_error_advise(&error, "--sandbox required runs only where it does, --sandbox off without this warning");
    batch->report(batch->report_context, &error);
}

static const char *take_ready(lode_pool *pool, lode_member *member, lode_message *message) {
    uint64_t calls = lode_message_get(message), files = lode_message_get(message), refused = lode_message_get(message);
    uint64_t memory = lode_message_get(message);

    if (member->ready || message->bad || message->left || calls > 1 || files > 1 || refused > INT_MAX || memory > LONG_MAX / 2)
        return "is none";
    member->ready = true;
    member->memory = (long)memory;
    pool->early_ends = 0;
    note_confinement(pool->batch, (lode_confinement){calls, files, (int)refused});
    return NULL;
}

/* The entities of one type that a document may have: as many as it has bytes. */
static uint64_t most_found(const lode_pool *pool, const lode_flight_document *document) {
    size_t bytes = document->message.length;

    return document->single ? bytes : lode_engine_room(pool->batch->engine, bytes);
}

/* The bytes that the answers for a frame may have together. */
static size_t most_bytes(const lode_pool *pool, const lode_flight_document *document) {
    size_t bytes = document->message.length;

    return lode_answer_limit(document->single ? bytes : lode_engine_room(pool->batch->engine, bytes) / ROOM_SHARE);
}

/* Whether a failure is what a reader has to say of a file that is broken, and none of its own. */
static bool is_answer_of(const lode_plugin *plugin, lode_status status) {
    return plugin && plugin->reader && !plugin->extractor &&
           (status == LODE_ERROR_SYNTAX || status == LODE_ERROR_ENCODING || status == LODE_ERROR_LIMIT);
}

/* Takes an answer, which costs its document and no other whatever is wrong with it. NULL, or that. */
static const char *take_answer(lode_pool *pool, lode_member *member, lode_message *message) {
    uint64_t left;
    lode_batch_counts *counts = &pool->batch->counts;
    const lode_registry *registry = lode_engine_registry(pool->batch->engine);
    lode_flight_document *document = lode_flight_at(&pool->flight, lode_member_next(member));
    const char *fault;

    if (!member->ready || !document)
        return "was not asked for";
    fault = lode_answer_fault(*message, &(lode_answer_terms){.types = &counts->types,
                                                             .registry = registry,
                                                             .lines = lode_writing_lines(pool->batch->writing),
                                                             .number = document->number,
                                                             .most_found = most_found(pool, document),
                                                             .records = document->documents,
                                                             .single = document->single,
                                                             .failure = document->failure});
    if (!fault && document->answer.length + message->left > most_bytes(pool, document))
        fault = "takes more room than its document can need";
    if (fault)
        return fault;
    if (message->kind == LODE_MESSAGE_ANSWER) {
        lode_member_answered(member, document);
        document->state = LODE_FLIGHT_DONE;
        pool->finished[pool->finished_count++] = document->number;
    }
    for (left = lode_answer_records(message); left; left--) {
        lode_answer_record record;

        lode_answer_take(message, registry, &counts->types, &record);
        document->documents++;
        document->failures += record.failed;
        document->status = record.status;
        document->plugin = NULL;
        if (record.failed) {
            lode_tally_add(&counts->failures, record.status == LODE_OK ? "part" : lode_status_name(record.status), 1);
            document->plugin = is_answer_of(record.plugin, record.status) ? NULL : record.plugin;
        }
        document->report_count += record.report_count;
        lode_buffer_append(&document->reports, record.reports, record.reports_length);
        lode_buffer_append(&document->answer, record.bytes, record.length);
        pool->flight.bytes += record.length;
        member->last = record.status;
    }
    lode_answer_take_passed(message, &document->passed);
    return NULL;
}

lode_status lode_pool_take(lode_pool *pool, lode_member *member, const char **fault) {
    size_t taken = 0;
    lode_status status = LODE_OK;

    *fault = NULL;
    while (status == LODE_OK && member->in.length > taken) {
        const lode_flight_document *next = lode_flight_at(&pool->flight, lode_member_next(member));
        const lode_message_bounds bounds = {LODE_MESSAGE_READY, LODE_MESSAGE_ANSWER,
                                            lode_answer_limit(next ? next->message.length : 0)};
        lode_message message;
        size_t size = lode_message_take(&message, bounds, member->in.bytes + taken, member->in.length - taken);

        if (size == 0)
            break;
        if (size == LODE_MESSAGE_NONE)
            status = LODE_DECLINED;
        else if (message.kind == LODE_MESSAGE_READY)
            *fault = take_ready(pool, member, &message);
        else
            *fault = take_answer(pool, member, &message);
        if (*fault)
            status = LODE_DECLINED;
        if (next && (next->answer.failed || next->reports.failed))
            status = LODE_ERROR_MEMORY;
        taken += status == LODE_OK ? size : 0;
    }
    if (taken)
        member->heard = pool->crew.clock;
    if (taken == member->in.length && member->in.capacity > KEPT) {
        lode_buffer_free(&member->in);
    } else if (taken) {
        memmove(member->in.bytes, member->in.bytes + taken, member->in.length - taken);
        member->in.length -= taken;
    }
    return status;
}
