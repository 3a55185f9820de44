/* SPDX-License-Identifier: MIT */
/* The service: documents that come by HTTP are extracted by confined workers, as a batch's are, and what is found is sent back.
 * Nothing is kept. */
#ifndef LODE_SERVE_SERVICE_H
#define LODE_SERVE_SERVICE_H

#include "batch/batch.h"

typedef struct lode_service_options {
    const char *address; /* ADDRESS:PORT */
    unsigned connections;
    uint32_t request_timeout; /* milliseconds for a request to come */
    lode_batch_options batch; /* of the workers, and the limit on a body */
    lode_about about;         /* of documents of which nothing else is said */
    bool with_text;
    lode_status (*load)(void *context, lode **engine); /* an engine with its packs, read anew; it has reported why not */
    void (*listening)(void *context, const char *address);
    void *context;
    lode_report_function *report; /* of what goes wrong besides documents */
} lode_service_options;

/* Serves until SIGINT or SIGTERM, and finishes what is at work then; a second one ends it at once. SIGHUP reads the packs anew:
 * requests that are at work end with those that they began with. LODE_OK; LODE_ERROR_RULES where the packs could not be loaded
 * at the start, which is reported; LODE_ERROR_USAGE, LODE_ERROR_IO, LODE_ERROR_MEMORY, LODE_ERROR_PLUGIN, LODE_ERROR_CRASH
 * (workers end before they are ready). */
lode_status lode_serve(const lode_service_options *options, lode_error *error);

#endif
