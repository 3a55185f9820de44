/* SPDX-License-Identifier: MIT */
/* What the service is asked to do. */
#ifndef LODE_SERVE_OPTIONS_H
#define LODE_SERVE_OPTIONS_H

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

#endif
