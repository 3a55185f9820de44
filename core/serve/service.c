/* SPDX-License-Identifier: MIT */
#include "serve/service.h"

#include "batch/interrupt.h"
#include "batch/orphans.h"
#include "pipeline/output.h"
#include "serve/job.h"
#include "serve/metrics.h"
#include "serve/module.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define JSON "application/json"
#define LINES "application/x-ndjson"

enum { BODIES_IN_ALL = 8 }; /* as many of the largest may be there at once */

typedef struct service {
    const lode_service_options *options;
    lode_http_module module;
    const lode_http_functions *functions;
    lode_http *http;
    lode_generation *newest;
    lode_job *jobs;
    lode_metrics metrics;
    lode_tally failures; /* of generations that have ended */
    struct pollfd *polled;
    bool stopping;
    lode_status broken; /* why it cannot go on; LODE_OK: it can */
    lode_error reason;
} service;

/* ---- Answers ------------------------------------------------------------------------------------------------------ */

/* Gives the bytes of a buffer away as an answer. */
static void answer(service *s, lode_http_exchange *exchange, unsigned status, const char *type, lode_buffer *body) {
    if (body->failed) {
        lode_buffer_free(body);
        status = 500;
    }
    s->functions->answer(exchange, status, type, body->bytes, body->length);
    *body = (lode_buffer){0};
}

static void answer_error(service *s, lode_http_exchange *exchange, unsigned status, const lode_error *error) {
    lode_output text = {0};

    lode_output_format(&text, "{\"error\":{\"code\":\"%s\",\"message\":", lode_status_name(error->status));
    lode_output_json(&text, error->message, strlen(error->message));
    if (error->advice[0]) {
        lode_output_string(&text, ",\"advice\":");
        lode_output_json(&text, error->advice, strlen(error->advice));
    }
    lode_output_string(&text, "}}\n");
    answer(s, exchange, status, JSON, &text.buffer);
}

static void answer_health(service *s, lode_http_exchange *exchange) {
    const lode *engine = s->newest->engine;
    lode_output text = {0};

    lode_output_format(&text, "{\"status\":\"%s\",\"version\":\"%s\",\"packs\":[", s->stopping ? "stopping" : "ok",
                       lode_version());
    for (size_t i = 0; i < lode_pack_count(engine); i++) {
        const lode_pack *pack = lode_pack_at(engine, i);

        lode_output_string(&text, i ? ",{\"name\":" : "{\"name\":");
        lode_output_json(&text, pack->name, strlen(pack->name));
        lode_output_format(&text, ",\"checksum\":\"%016" PRIx64 "\"}", pack->digest);
    }
    lode_output_string(&text, "]}\n");
    answer(s, exchange, s->stopping ? 503 : 200, JSON, &text.buffer);
}

static void add_failures(lode_tally *sum, const lode_tally *more) {
    for (size_t i = 0; i < more->count; i++)
        lode_tally_add(sum, more->entries[i].name, more->entries[i].count);
}

static void answer_metrics(service *s, lode_http_exchange *exchange) {
    lode_metrics metrics = s->metrics;
    lode_tally failures = {0};
    lode_buffer text = {0};

    add_failures(&failures, &s->failures);
    for (const lode_generation *at = s->newest; at; at = at->next) {
        add_failures(&failures, &at->batch.counts.failures);
        metrics.replaced += at->pool.replaced;
        metrics.workers += lode_crew_running(&at->pool.crew);
        metrics.at_work += at->jobs;
    }
    lode_tally_sort(&failures);
    metrics.connections = s->functions->connections(s->http);
    lode_metrics_write(&metrics, &failures, &text);
    lode_tally_free(&failures);
    answer(s, exchange, 200, "text/plain; version=0.0.4; charset=utf-8", &text);
}

/* ---- Requests ----------------------------------------------------------------------------------------------------- */

static void begin_job(service *s, lode_http_exchange *exchange, lode_http_request *request) {
    lode_error error;
    lode_job *job;
    lode_status status = lode_asked_check(request, &error);

    if (status != LODE_OK) {
        answer_error(s, exchange, 415, &error);
        return;
    }
    status = lode_job_open(&job, &s->jobs, s->functions, exchange, request, s->newest, &s->options->about, &error);
    if (status != LODE_OK)
        answer_error(s, exchange, status == LODE_ERROR_USAGE ? 400 : 500, &error);
}

static void take(void *context, lode_http_exchange *exchange, lode_http_request *request) {
    service *s = context;
    bool reads = strcmp(request->method, "GET") == 0 || strcmp(request->method, "HEAD") == 0;
    bool extracts = strcmp(request->path, "/") == 0, health = strcmp(request->path, "/health") == 0;
    lode_error error;

    if (extracts && strcmp(request->method, "POST") == 0) {
        begin_job(s, exchange, request);
    } else if (health && reads) {
        answer_health(s, exchange);
    } else if (strcmp(request->path, "/metrics") == 0 && reads) {
        answer_metrics(s, exchange);
    } else if (extracts || health || strcmp(request->path, "/metrics") == 0) {
        lode_error_set(&error, LODE_ERROR_USAGE, "%s takes no %.20s", request->path, request->method);
        lode_error_advise(&error, extracts ? "POST a document to it" : "GET it");
        answer_error(s, exchange, 405, &error);
    } else {
        lode_error_set(&error, LODE_ERROR_USAGE, "there is nothing at this path");
        lode_error_advise(&error, "POST documents to /, GET /health or /metrics");
        answer_error(s, exchange, 404, &error);
    }
    free(request->body);
}

static void note_end(void *context, const lode_http_outcome *outcome) {
    service *s = context;

    lode_metrics_request(&s->metrics, outcome->status, outcome->received, outcome->sent, outcome->seconds);
}

/* Ends a job that cannot be done. */
static void give_up(service *s, lode_job *job, unsigned status, const lode_error *error) {
    answer_error(s, job->exchange, status, error);
    lode_job_close(job);
}

/* ---- Generations -------------------------------------------------------------------------------------------------- */

/* The workers cannot go on: what they had is given up, and others begin. Where these cannot either, nor can the service. */
static void renew(service *s, lode_generation *generation, const lode_error *error) {
    lode_error reason = *error;

    for (lode_job *job = s->jobs, *next; job; job = next) {
        next = job->next;
        if (job->generation == generation)
            give_up(s, job, 500, error);
    }
    s->options->report(NULL, error);
    s->metrics.replaced += generation->pool.replaced;
    if (error->status == LODE_ERROR_USAGE || !generation->served || lode_generation_renew(generation, &reason) != LODE_OK) {
        s->broken = reason.status;
        s->reason = reason;
    }
}

static void take_finished(service *s, lode_generation *generation) {
    lode_flight *flight = &generation->pool.flight;

    for (size_t i = 0; i < generation->pool.finished_count; i++) {
        lode_flight_document *document = lode_flight_at(flight, generation->pool.finished[i]);

        lode_blame_note(&generation->pool.blame, document->plugin ? document->plugin->name : NULL);
        s->metrics.documents += document->documents;
        generation->served++;
        lode_job_take(document);
        lode_flight_drop(flight, document);
    }
    generation->pool.finished_count = 0;
}

static void read_workers(service *s) {
    for (lode_generation *at = s->newest; at; at = at->next) {
        lode_error error;
        lode_status status = lode_pool_read(&at->pool, &error);

        take_finished(s, at);
        if (status != LODE_OK)
            renew(s, at, &error);
    }
}

/* Goes on with what requests have: documents into flight, and answers where all is done. */
static void answer_jobs(service *s) {
    for (lode_job *job = s->jobs, *next; job; job = next) {
        lode_error error;

        next = job->next;
        if (lode_job_feed(job, &error) != LODE_OK)
            job->ended = job->answer.failed = true;
        if (lode_job_is_done(job) && job->answer.failed) {
            lode_error_no_memory(&error);
            give_up(s, job, 500, &error);
        } else if (lode_job_is_done(job)) {
            answer(s, job->exchange, lode_job_status(job), LINES, &job->answer);
            lode_job_close(job);
        }
    }
}

static void give_work(service *s) {
    for (lode_generation *at = s->newest; at; at = at->next) {
        lode_error error;

        if (lode_pool_assign(&at->pool, &error) != LODE_OK)
            renew(s, at, &error);
    }
}

static void retire(service *s) {
    for (lode_generation **link = &s->newest->next; *link;) {
        lode_generation *at = *link;

        if (at->jobs) {
            link = &at->next;
            continue;
        }
        *link = at->next;
        s->metrics.replaced += at->pool.replaced;
        add_failures(&s->failures, &at->batch.counts.failures);
        lode_generation_close(at);
    }
}

/* Room to wait for all descriptors. */
static bool make_room(service *s, const lode_generation *more) {
    size_t count = 2 + more->pool.crew.count;
    struct pollfd *polled;

    for (const lode_generation *at = s->newest; at; at = at->next)
        count += at->pool.crew.count;
    polled = realloc(s->polled, count * sizeof *polled);
    if (polled)
        s->polled = polled;
    return polled;
}

static lode_status load(service *s, lode_error *error) {
    lode_generation *made;
    lode *engine = NULL;
    lode_status status = s->options->load(s->options->context, &engine);

    if (status != LODE_OK)
        return lode_error_set(error, status, "the packs could not be loaded");
    status = lode_generation_open(&made, s->options, engine, error);
    if (status == LODE_OK && !make_room(s, made)) {
        lode_generation_close(made);
        status = lode_error_no_memory(error);
    }
    if (status != LODE_OK)
        return status;
    made->next = s->newest;
    s->newest = made;
    return LODE_OK;
}

static void reload(service *s) {
    lode_error error;

    s->metrics.reloads++;
    if (load(s, &error) == LODE_OK)
        return;
    s->metrics.reloads_failed++;
    lode_error_advise(&error, "the service goes on with the packs that it had");
    s->options->report(NULL, &error);
}

/* ---- The loop ----------------------------------------------------------------------------------------------------- */

static void wait_for_anything(service *s) {
    int wait = s->functions->wait(s->http);
    nfds_t count = 0;

    s->polled[count++] = (struct pollfd){.fd = lode_interrupt_descriptor(), .events = POLLIN};
    s->polled[count++] = (struct pollfd){.fd = s->functions->descriptor(s->http), .events = POLLIN};
    for (lode_generation *at = s->newest; at; at = at->next) {
        count += lode_pool_polled(&at->pool, s->polled + count);
        if (!lode_flight_is_empty(&at->pool.flight) && (wait < 0 || wait > LODE_POOL_TICK))
            wait = LODE_POOL_TICK;
        lode_pool_pause(&at->pool);
    }
    poll(s->polled, count, wait);
    lode_interrupt_drain();
}

/* Answers what is left when the end comes at once. */
static void cut_short(service *s) {
    lode_error error;

    lode_error_set(&error, LODE_ERROR_CRASH, "the service ends");
    while (s->jobs)
        give_up(s, s->jobs, 503, &error);
    s->functions->run(s->http);
}

static lode_status run(service *s, lode_error *error) {
    while (s->broken == LODE_OK && lode_interrupt_count() < 2) {
        wait_for_anything(s);
        if (lode_interrupt_hangup())
            reload(s);
        if (lode_interrupt_signal() && !s->stopping) {
            s->functions->run(s->http); /* what has come by now is taken */
            s->functions->stop(s->http);
            s->stopping = true;
        }
        read_workers(s);
        answer_jobs(s);
        s->functions->run(s->http); /* answers leave at once, and requests come in */
        answer_jobs(s);
        give_work(s);
        retire(s);
        if (s->stopping && s->functions->idle(s->http))
            return LODE_OK;
    }
    cut_short(s);
    *error = s->reason;
    return s->broken;
}

static lode_status open_http(service *s, lode_error *error) {
    const lode_service_options *options = s->options;
    const lode_http_options http = {.address = options->address,
                                    .most_bytes = options->batch.max_bytes,
                                    .most_bytes_in_all = options->batch.max_bytes * BODIES_IN_ALL,
                                    .most_connections = options->connections,
                                    .request_timeout = options->request_timeout,
                                    .take = take,
                                    .ended = note_end,
                                    .context = s};
    char at[LODE_HTTP_ADDRESS];
    lode_status status = lode_http_load(&s->module, error);

    if (status != LODE_OK)
        return status;
    s->functions = s->module.functions;
    status = s->functions->open(&http, &s->http, at, error);
    if (status == LODE_OK)
        options->listening(options->context, at);
    return status;
}

lode_status lode_serve(const lode_service_options *options, lode_error *error) {
    service s = {.options = options};
    lode_status status = lode_interrupt_begin(error);
    lode_orphans orphans;

    if (status != LODE_OK)
        return status;
    lode_interrupt_watch_hangups();
    lode_orphans_begin(&orphans);
    status = load(&s, error);
    if (status == LODE_OK)
        status = lode_generation_try(s.newest, error);
    if (status == LODE_OK)
        status = open_http(&s, error);
    if (status == LODE_OK)
        status = run(&s, error);
    if (s.http)
        s.functions->close(s.http);
    lode_http_unload(&s.module);
    while (s.newest) {
        lode_generation *at = s.newest;

        s.newest = at->next;
        lode_generation_close(at);
    }
    lode_orphans_end(&orphans);
    lode_interrupt_end();
    lode_tally_free(&s.failures);
    free(s.polled);
    return status;
}
