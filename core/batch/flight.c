/* SPDX-License-Identifier: MIT */
#include "batch/flight.h"

#include <stdlib.h>

/* Documents of one frame that may each end a worker: each costs one, and reading what is before it again. */
enum { MOST_SPOILT = 16 };

/* All messages and answers together; more come in only where this is not passed. And what a place keeps of its memory. */
enum { MOST_BYTES = 32 << 20, KEPT = 8 * 1024 };

lode_status lode_flight_open(lode_flight *flight, uint64_t first, lode_error *error) {
    *flight = (lode_flight){.begun = first, .first = first, .next = first, .waiting = first};
    flight->ring = calloc(LODE_FLIGHT_MOST, sizeof *flight->ring);
    return flight->ring ? LODE_OK : lode_error_no_memory(error);
}

void lode_flight_close(lode_flight *flight) {
    /* Places are taken one after the other, each with a number that is not 0. */
    for (uint64_t i = 0; flight->ring && i < LODE_FLIGHT_MOST; i++) {
        lode_flight_document *document = &flight->ring[(flight->begun + i) % LODE_FLIGHT_MOST];

        if (!document->number)
            break;
        lode_buffer_free(&document->message);
        lode_buffer_free(&document->answer);
        lode_buffer_free(&document->reports);
        lode_buffer_free(&document->passed.names);
    }
    free(flight->ring);
    flight->ring = NULL;
}

bool lode_flight_has_room(const lode_flight *flight) {
    return flight->count < LODE_FLIGHT_MOST && flight->bytes < MOST_BYTES;
}

bool lode_flight_is_empty(const lode_flight *flight) {
    return flight->count == 0;
}

lode_flight_document *lode_flight_at(lode_flight *flight, uint64_t number) {
    lode_flight_document *document = &flight->ring[number % LODE_FLIGHT_MOST];

    return document->number == number && document->state != LODE_FLIGHT_NONE ? document : NULL;
}

/* The strings of the failure may lie in the message that it takes the place of. */
static void put_failure(lode_flight_document *document, const lode_result *failure) {
    lode_buffer message = {0};
    size_t begin = lode_message_begin(&message, LODE_MESSAGE_FAILURE);

    lode_message_put(&message, document->number);
    lode_message_put_string(&message, failure->document);
    lode_message_put(&message, failure->line);
    lode_message_put(&message, failure->status);
    lode_message_put_string(&message, failure->message);
    lode_message_put_string(&message, failure->plugin);
    lode_message_put_string(&message, failure->rule);
    lode_message_end(&message, begin);
    lode_buffer_free(&document->message);
    document->message = message;
    document->failure = document->single = true;
}

/* Begins the message that asks for a document; what stands behind its bytes is to be put yet. */
static size_t put_document(lode_flight_document *document, const lode_input *input, const lode_about *about,
                           const lode_attempt *before) {
    static const lode_result none = {.status = LODE_OK};
    const lode_result *failure = before->failure ? before->failure : &none;
    size_t begin = lode_message_begin(&document->message, LODE_MESSAGE_DOCUMENT);

    lode_message_put(&document->message, document->number);
    lode_message_put_string(&document->message, input->file);
    lode_message_put(&document->message, input->line);
    lode_message_put(&document->message, before->done);
    lode_message_put(&document->message, before->failed);
    lode_message_put(&document->message, failure->status);
    lode_message_put_string(&document->message, failure->message);
    lode_message_put_string(&document->message, failure->plugin);
    lode_message_put_string(&document->message, failure->rule);
    lode_message_put_string(&document->message, about->date);
    lode_message_put_string(&document->message, about->language);
    lode_message_put_string(&document->message, about->encoding);
    lode_message_put_string(&document->message, about->reader);
    lode_message_put_bytes(&document->message, input->bytes, input->length);
    return begin;
}

static void put_types(lode_flight_document *document, const char *const *types) {
    for (; types && *types; types++)
        lode_message_put_string(&document->message, *types);
}

/* Asks for the documents of a frame that were not answered for, but for one that failed (its strings may lie in the message):
 * where `failure` is NULL, the one that failed before. */
static void put_rest(lode_flight *flight, lode_flight_document *document, uint64_t failed, const lode_result *failure) {
    const lode_message_bounds bounds = {LODE_MESSAGE_DOCUMENT, LODE_MESSAGE_DOCUMENT, SIZE_MAX};
    lode_buffer asked = document->message;
    lode_attempt before;
    lode_result failure_before;
    lode_input input;
    lode_about about;
    lode_message message;
    size_t begin;

    lode_message_take(&message, bounds, asked.bytes, asked.length);
    lode_message_get(&message);
    lode_message_get_document(&message, &input, &about, &before, &failure_before);
    if (!failure && before.done == document->documents)
        return;
    before.done = document->documents;
    if (failure) {
        before.failed = failed;
        before.failure = failure;
    }
    document->message = (lode_buffer){0};
    begin = put_document(document, &input, &about, &before);
    lode_buffer_append(&document->message, message.at, message.left);
    lode_message_end(&document->message, begin);
    flight->bytes += document->message.length - asked.length;
    lode_buffer_free(&asked);
}

lode_status lode_flight_add(lode_flight *flight, const lode_input *input, const lode_request *request, const lode_error *reason,
                            uint64_t inputs_hash, lode_error *error) {
    lode_flight_document *document;

    while (flight->ring[flight->next % LODE_FLIGHT_MOST].state != LODE_FLIGHT_NONE)
        flight->next++;
    document = &flight->ring[flight->next % LODE_FLIGHT_MOST];
    document->number = flight->next;
    document->state = LODE_FLIGHT_WAITING;
    document->inputs_hash = inputs_hash;
    document->bytes = reason->status == LODE_OK ? input->length : 0;
    document->documents = document->failures = 0;
    document->status = LODE_OK;
    document->owner = NULL;
    document->spoilt = document->spoilt_count = 0;
    document->failure = false;
    document->single = input->line != 0;
    document->kills = 0;
    document->alone = false;
    document->report_count = 0;
    lode_passed_clear(&document->passed);
    document->plugin = NULL;
    lode_buffer_clear(&document->message);
    lode_buffer_clear(&document->answer);
    lode_buffer_clear(&document->reports);
    if (reason->status != LODE_OK)
        put_failure(
            document,
            &(lode_result){.document = input->file, .line = input->line, .status = reason->status, .message = reason->message});
    else {
        size_t begin = put_document(document, input, &request->about, &(lode_attempt){0});

        put_types(document, request->types);
        lode_message_end(&document->message, begin);
    }
    if (document->message.failed) {
        document->state = LODE_FLIGHT_NONE;
        return lode_error_no_memory(error);
    }
    flight->bytes += document->message.length;
    flight->count++;
    flight->next++;
    return LODE_OK;
}

lode_status lode_flight_fail(lode_flight *flight, lode_flight_document *document, uint64_t part, const lode_result *failure,
                             lode_error *error) {
    if (part < document->documents)
        part = document->documents;
    if (!document->single && document->spoilt != part + 1 && document->spoilt_count < MOST_SPOILT) {
        document->spoilt = part + 1;
        document->spoilt_count++;
        put_rest(flight, document, part, failure);
    } else {
        flight->bytes -= document->message.length;
        put_failure(document, failure);
        flight->bytes += document->message.length;
    }
    lode_flight_return(flight, document);
    return document->message.failed ? lode_error_no_memory(error) : LODE_OK;
}

const char *lode_flight_file(const lode_flight_document *document, uint64_t *line) {
    const lode_message_bounds bounds = {LODE_MESSAGE_DOCUMENT, LODE_MESSAGE_FAILURE, SIZE_MAX};
    const char *file;
    lode_message message;

    lode_message_take(&message, bounds, document->message.bytes, document->message.length);
    lode_message_get(&message);
    file = lode_message_get_string(&message);
    *line = lode_message_get(&message);
    return file;
}

void lode_flight_return(lode_flight *flight, lode_flight_document *document) {
    if (!document->single)
        put_rest(flight, document, 0, NULL);
    document->state = LODE_FLIGHT_WAITING;
    if (document->number < flight->waiting)
        flight->waiting = document->number;
}

void lode_flight_cut(lode_flight *flight) {
    while (flight->next > flight->first) {
        lode_flight_document *last = lode_flight_at(flight, flight->next - 1);

        if (!last || last->state != LODE_FLIGHT_WAITING)
            return;
        last->state = LODE_FLIGHT_NONE;
        flight->count--;
        flight->bytes -= last->message.length;
        flight->next--;
    }
}

lode_flight_document *lode_flight_waiting(lode_flight *flight) {
    if (flight->waiting < flight->first)
        flight->waiting = flight->first;
    for (; flight->waiting < flight->next; flight->waiting++) {
        lode_flight_document *document = lode_flight_at(flight, flight->waiting);

        if (document && document->state == LODE_FLIGHT_WAITING)
            return document;
    }
    return NULL;
}

lode_flight_document *lode_flight_done(lode_flight *flight) {
    lode_flight_document *document = lode_flight_at(flight, flight->first);

    return document && document->state == LODE_FLIGHT_DONE ? document : NULL;
}

void lode_flight_told(lode_flight *flight, lode_flight_document *document) {
    flight->bytes -= document->answer.length;
    lode_buffer_clear(&document->answer);
    lode_buffer_clear(&document->reports);
    document->report_count = 0;
}

static void keep_little(lode_buffer *buffer) {
    if (buffer->capacity > KEPT)
        lode_buffer_free(buffer);
}

void lode_flight_drop(lode_flight *flight, lode_flight_document *document) {
    flight->bytes -= document->message.length + document->answer.length;
    keep_little(&document->message);
    keep_little(&document->answer);
    keep_little(&document->reports);
    keep_little(&document->passed.names);
    document->state = LODE_FLIGHT_NONE;
    flight->count--;
    while (flight->first < flight->next && !lode_flight_at(flight, flight->first))
        flight->first++;
}
