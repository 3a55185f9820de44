/* SPDX-License-Identifier: MIT */
/* A request at work: its documents on their way to the workers, and what came back, in order. */
#ifndef LODE_SERVE_JOB_H
#define LODE_SERVE_JOB_H

#include "batch/frames.h"
#include "serve/asked.h"
#include "serve/generation.h"

enum { LODE_JOB_AT_ONCE = 64 }; /* documents of one request in flight, so that others get their turn */

typedef struct lode_job lode_job;

/* A document of a job that is in flight. */
typedef struct lode_job_place {
    lode_job *job;
    lode_buffer answer;
    bool done;
} lode_job_place;

struct lode_job {
    lode_job *next, **link;
    lode_http_exchange *exchange;
    lode_generation *generation;
    lode_arena arena;
    lode_asked asked;
    lode_frames frames;
    lode_buffer answer;
    lode_job_place places[LODE_JOB_AT_ONCE]; /* frame i at i % LODE_JOB_AT_ONCE */
    uint64_t sent, done;                     /* frames; those before `done` are in `answer` */
    uint64_t documents, failed;
    lode_status status; /* of the last document that failed */
    bool ended;         /* there are no more frames */
};

/* Begins on a body, which is given away, at the end of a list: those before it have the first claim on room in flight. LODE_OK,
 * LODE_ERROR_USAGE, LODE_ERROR_MEMORY. */
lode_status lode_job_open(lode_job **job, lode_job **list, const lode_http_functions *http, lode_http_exchange *exchange,
                          lode_http_request *request, lode_generation *generation, const lode_about *about, lode_error *error);

/* Puts as much of it into flight as there is room for. LODE_OK, LODE_ERROR_MEMORY. */
lode_status lode_job_feed(lode_job *job, lode_error *error);

/* Takes what came of a document that a worker is done with. Where memory runs out the job's answer has failed. */
void lode_job_take(lode_flight_document *document);

/* Whether all of it is there, and what status its answer has. */
bool lode_job_is_done(const lode_job *job);
unsigned lode_job_status(const lode_job *job);

/* Takes it off the list. */
void lode_job_close(lode_job *job);

#endif
