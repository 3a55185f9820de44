/* SPDX-License-Identifier: MIT */
#include "serve/job.h"

#include <stdlib.h>

lode_status lode_job_open(lode_job **opened, lode_job **list, const lode_http_functions *http, lode_http_exchange *exchange,
                          lode_http_request *request, lode_generation *generation, const lode_about *about, lode_error *error) {
    lode_job *job = calloc(1, sizeof *job);
    lode_input head;
    lode_status status;

    if (!job) {
        free(request->body);
        return lode_error_no_memory(error);
    }
    while (*list)
        list = &(*list)->next;
    *job = (lode_job){.link = list, .exchange = exchange, .generation = generation};
    *list = job;
    generation->jobs++;
    lode_frames_open_bytes(&job->frames, "-", request->body, request->length);
    request->body = NULL;
    job->frames.limit = generation->batch.options.max_bytes;
    status = lode_asked_read(http, exchange, request, generation->engine, about, &job->arena, &job->asked, error);
    if (status == LODE_OK) {
        job->frames.path = job->asked.name;
        status = lode_frames_head(&job->frames, &head, error);
    }
    if (status == LODE_OK)
        status = lode_engine_framing(generation->engine, job->asked.request.about.reader, &head, &job->frames.framing, error);
    if (status != LODE_OK) {
        lode_job_close(job);
        return status;
    }
    *opened = job;
    return LODE_OK;
}

lode_status lode_job_feed(lode_job *job, lode_error *error) {
    lode_flight *flight = &job->generation->pool.flight;

    while (!job->ended && job->sent - job->done < LODE_JOB_AT_ONCE && lode_flight_has_room(flight)) {
        lode_job_place *place = &job->places[job->sent % LODE_JOB_AT_ONCE];
        lode_input input;
        lode_error reason;
        lode_status status;

        reason.status = LODE_OK;
        status = lode_frames_next(&job->frames, &input, &reason);
        job->ended = status == LODE_END;
        if (job->ended)
            break;
        if (status == LODE_ERROR_LIMIT)
            input = (lode_input){.file = job->asked.name, .line = job->frames.line};
        else if (status != LODE_OK)
            return lode_error_no_memory(error);
        status = lode_flight_add(flight, &input, &job->asked.request, &reason, 0, error);
        if (status != LODE_OK)
            return status;
        *place = (lode_job_place){.job = job};
        lode_flight_at(flight, flight->next - 1)->owner = place;
        job->sent++;
    }
    return LODE_OK;
}

/* Whether the document that stands at a place is the next in order. */
static bool is_next(const lode_job *job, const lode_job_place *place) {
    return place == &job->places[job->done % LODE_JOB_AT_ONCE];
}

void lode_job_take(lode_flight_document *document) {
    lode_job_place *place = document->owner;
    lode_job *job = place->job;
    lode_buffer *answer = is_next(job, place) ? &job->answer : &place->answer;

    lode_buffer_append(answer, document->answer.bytes ? document->answer.bytes : "", document->answer.length);

    place->done = true;
    job->documents += document->documents;
    job->failed += document->failures;
    if (document->failures)
        job->status = document->status;
    for (place = &job->places[job->done % LODE_JOB_AT_ONCE]; job->done < job->sent && place->done;
         place = &job->places[++job->done % LODE_JOB_AT_ONCE]) {
        lode_buffer_append(&job->answer, place->answer.bytes ? place->answer.bytes : "", place->answer.length);
        job->answer.failed = job->answer.failed || place->answer.failed;
        lode_buffer_free(&place->answer);
        place->done = false;
    }
}

bool lode_job_is_done(const lode_job *job) {
    return job->ended && job->done == job->sent;
}

unsigned lode_job_status(const lode_job *job) {
    if (job->sent != 1 || job->documents != 1 || !job->failed)
        return 200;
    switch (job->status) {
    case LODE_OK: /* only a part of it failed */
        return 200;
    case LODE_ERROR_USAGE:
        return 400;
    case LODE_ERROR_LIMIT:
        return 413;
    case LODE_ERROR_ENCODING:
    case LODE_ERROR_SYNTAX:
    case LODE_ERROR_IO:
        return 422;
    case LODE_ERROR_TIMEOUT:
        return 504;
    default:
        return 500;
    }
}

void lode_job_close(lode_job *job) {
    *job->link = job->next;
    if (job->next)
        job->next->link = job->link;
    job->generation->jobs--;
    for (int i = 0; i < LODE_JOB_AT_ONCE; i++)
        lode_buffer_free(&job->places[i].answer);
    lode_buffer_free(&job->answer);
    lode_frames_free(&job->frames);
    lode_arena_free(&job->arena);
    free(job);
}
