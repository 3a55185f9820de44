/* SPDX-License-Identifier: MIT */
/* Any bytes as a request to the service: its query, Content-Type, Content-Disposition and body. It is refused with a reason, or
 * cut into documents that are each answered for once, in order. Of each line of the input that begins with `?`, `t` or `d` the
 * rest is a parameter, the type or the disposition; the body is what follows the first other line. Wants LODE_SOURCE. */
#include "must.h"
#include "serve/job.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { PARAMETERS = 8, MOST_BYTES = 1 << 16 };

struct lode_http_exchange {
    const char *names[PARAMETERS], *values[PARAMETERS];
    size_t count;
};

static const char *parameter(lode_http_exchange *exchange, const char *name) {
    for (size_t i = 0; i < exchange->count; i++)
        if (strcmp(exchange->names[i], name) == 0)
            return exchange->values[i];
    return NULL;
}

static const char *unknown(lode_http_exchange *exchange, const char *const *names) {
    for (size_t i = 0; i < exchange->count; i++) {
        const char *const *known = names;

        while (*known && strcmp(*known, exchange->names[i]) != 0)
            known++;
        if (!*known)
            return exchange->names[i];
    }
    return NULL;
}

static lode *open_engine(void) {
    lode_options options = lode_options_default();
    const char *source = getenv("LODE_SOURCE");
    char pack[4096];
    lode *engine;
    lode_error error;

    options.cache = false;
    snprintf(pack, sizeof pack, "%s/tests/fuzz/jsonl.yaml", source ? source : ".");
    must(lode_open(&options, &engine, &error) == LODE_OK, "an engine opens");
    must(lode_load(engine, pack, &error) == LODE_OK && lode_prepare(engine, &error) == LODE_OK, "the pack loads");
    return engine;
}

/* Takes the lines in front of the body, whose place is returned; `text` ends with a NUL. */
static char *take_head(char *text, lode_http_exchange *exchange, lode_http_request *request) {
    for (char *end; *text && (end = strchr(text, '\n')); text = end + 1) {
        char *value = strchr(text, '=');

        *end = '\0';
        if (*text == 't')
            request->type = text + 1;
        else if (*text == 'd')
            request->disposition = text + 1;
        else if (*text == '?' && value && value < end && exchange->count < PARAMETERS) {
            *value = '\0';
            exchange->names[exchange->count] = text + 1;
            exchange->values[exchange->count++] = value + 1;
        } else
            return end + 1;
    }
    return text;
}

/* As workers would, but in an order of its own: the last that was given out first, or the first. */
static void answer(lode_job *job, lode_flight *flight, bool last_first) {
    uint64_t first = flight->first, next = flight->next;

    for (uint64_t i = 0; i < next - first; i++) {
        lode_flight_document *document = lode_flight_at(flight, last_first ? next - 1 - i : first + i);

        if (!document)
            continue;
        must(document->owner && ((lode_job_place *)document->owner)->job == job, "a document is its job's");
        document->documents = 1;
        must(lode_buffer_format(&document->answer, "%llu\n", (unsigned long long)document->number), "there is memory");
        lode_job_take(document);
        lode_flight_drop(flight, document);
    }
}

static void check_answer(const lode_job *job) {
    const char *at = job->answer.bytes;
    unsigned long long number = 0, last = 0;
    uint64_t lines = 0;
    int length;

    for (; at && sscanf(at, "%llu\n%n", &number, &length) == 1; at += length, lines++) {
        must(number > last, "answers are in order");
        last = number;
    }
    must(lines == job->sent && lines == job->documents, "each document is answered for once");
    must(lode_job_status(job) == 200, "what went well is said to have");
}

static void run_job(lode_job *job, lode_generation *generation, bool last_first) {
    lode_error error;

    while (!lode_job_is_done(job)) {
        must(lode_job_feed(job, &error) == LODE_OK, "documents go into flight");
        answer(job, &generation->pool.flight, last_first);
    }
    check_answer(job);
    lode_job_close(job);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static lode_generation generation;
    const lode_http_functions http = {.parameter = parameter, .unknown = unknown};
    const lode_about about = {.date = "2020-01-02"};
    lode_http_exchange exchange = {.count = 0};
    lode_http_request request = {.method = "POST", .path = "/"};
    lode_job *list = NULL, *job;
    char *text = malloc(size + 1), *body;
    lode_error error = {0};
    lode_status status;

    must(text, "there is memory");
    if (!generation.engine) {
        generation.engine = open_engine();
        generation.batch.options.max_bytes = MOST_BYTES;
    }
    must(lode_flight_open(&generation.pool.flight, 1, &error) == LODE_OK, "there is memory");
    memcpy(text, data, size);
    text[size] = '\0';
    body = take_head(text, &exchange, &request);
    request.length = size - (size_t)(body - text);
    request.body = malloc(request.length + 1);
    must(request.body, "there is memory");
    memcpy(request.body, body, request.length);
    status = lode_job_open(&job, &list, &http, &exchange, &request, &generation, &about, &error);
    if (status == LODE_OK)
        run_job(job, &generation, size & 1);
    else
        must(status == LODE_ERROR_USAGE && error.message[0] && error.advice[0], "a reason, and what to do");
    must(!list && !generation.jobs && lode_flight_is_empty(&generation.pool.flight), "nothing is left");
    lode_flight_close(&generation.pool.flight);
    free(text);
    return 0;
}
