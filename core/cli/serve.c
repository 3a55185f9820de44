/* SPDX-License-Identifier: MIT */
/* lode serve: documents by HTTP. */
#include "cli/setup.h"
#include "cli/workers.h"
#include "serve/service.h"

#include <stdio.h>
#include <stdlib.h>

enum { KEY_LISTEN = LODE_KEY_LONG, KEY_CONNECTIONS, KEY_REQUEST_TIMEOUT, KEY_WITH_TEXT };

enum { MAX_MEGABYTES = 16, CONNECTIONS = 256, MOST_CONNECTIONS = 10000, REQUEST_SECONDS = 30 };

#define ADDRESS "127.0.0.1:8064"

static const lode_option own_options[] = {
    {KEY_LISTEN, "listen", "ADDRESS:PORT", "where to listen; port 0: any that is free (default: " ADDRESS ")"},
    {KEY_CONNECTIONS, "connections", "N", "that may be open at once; those beyond get 503 (default: 256)"},
    {KEY_REQUEST_TIMEOUT, "request-timeout", "SECONDS", "in which a request must be there in whole (default: 30)"},
    {KEY_WITH_TEXT, "with-text", NULL, "write each document's text along, and where its sentences are"},
    LODE_WORKER_OPTIONS("that a request may have; K, M, G; 0: no limit (default: 16M)"),
    {0}};

typedef struct serve_options {
    lode_setup setup;
    lode_service_options service;
} serve_options;

static bool take_connections(const char *value, unsigned *connections) {
    char *end;
    unsigned long read = strtoul(value, &end, 10);

    if (value[0] < '1' || value[0] > '9' || *end || read > MOST_CONNECTIONS) {
        lode_usage_error("give a number from 1 to 10000", "'--connections %s' is no number of connections", value);
        return false;
    }
    *connections = (unsigned)read;
    return true;
}

static bool take(void *context, int key, const char *value) {
    serve_options *options = context;

    switch (key) {
    case KEY_LISTEN:
        options->service.address = value;
        return true;
    case KEY_CONNECTIONS:
        return take_connections(value, &options->service.connections);
    case KEY_REQUEST_TIMEOUT:
        return lode_seconds_take("request-timeout", value, &options->service.request_timeout);
    case KEY_WITH_TEXT:
        options->service.with_text = true;
        return true;
    default:
        return key == 'j' || key >= LODE_KEY_WORKERS ? lode_workers_take(&options->service.batch, key, value)
                                                     : lode_setup_take(&options->setup, key, value);
    }
}

/* Loads the packs, at the start and whenever they are to be read anew; has reported what is wrong with them. */
static lode_status load(void *context, lode **engine) {
    serve_options *options = context;

    switch (lode_setup_load(&options->setup, engine)) {
    case LODE_EXIT_OK:
        return LODE_OK;
    case LODE_EXIT_RESOURCES:
        return LODE_ERROR_MEMORY;
    default:
        return LODE_ERROR_RULES;
    }
}

static void tell_listening(void *context, const char *address) {
    (void)context;
    printf("lode serves at http://%s/\n", address);
    fflush(stdout);
}

static int run(const lode_command *command, int argc, char **argv) {
    serve_options options = {.service = {.address = ADDRESS,
                                         .connections = CONNECTIONS,
                                         .request_timeout = REQUEST_SECONDS * 1000,
                                         .batch = lode_workers_default(MAX_MEGABYTES),
                                         .load = load,
                                         .listening = tell_listening,
                                         .context = &options,
                                         .report = lode_print_error}};
    lode_error error;
    lode_status came;
    int operands, status;

    lode_setup_start(&options.setup);
    status = lode_options_read(command, argc, argv, take, &options, &operands);
    if (status < 0 && operands < argc)
        status = lode_usage_error("documents are sent to the service; packs are named with -r", "'%s' is not asked for",
                                  argv[operands]);
    if (status < 0 && !options.service.request_timeout)
        status = lode_usage_error("give seconds, such as 30", "'--request-timeout 0' leaves no time for a request");
    if (status < 0) {
        options.service.batch.one_by_one = true;
        options.service.about = options.setup.about;
        options.setup.options.max_bytes = options.service.batch.max_bytes;
        options.setup.options.sentences = options.service.with_text;
        came = lode_serve(&options.service, &error);
        if (came != LODE_OK && came != LODE_ERROR_RULES)
            lode_print_error(NULL, &error);
        status = lode_exit_status(came);
    }
    lode_setup_free(&options.setup);
    return status;
}

const lode_command lode_command_serve = {
    .name = "serve",
    .arguments = "",
    .summary = "Extracts what is sent by HTTP, and answers as 'extract' would write.",
    .details = "POST a text (text/plain), JSON Lines (application/x-ndjson) or a file to /; GET /health and /metrics. Whoever\n"
               "reaches the address may ask; nothing is kept. SIGHUP reads the packs anew, SIGTERM finishes what is at work.",
    .options = own_options,
    .general_options = lode_document_options,
    .run = run};
