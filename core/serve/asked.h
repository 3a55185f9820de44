/* SPDX-License-Identifier: MIT */
/* What a request asks for: which document, read how, with which types. */
#ifndef LODE_SERVE_ASKED_H
#define LODE_SERVE_ASKED_H

#include "base/arena.h"
#include "batch/message.h"
#include "serve/http.h"

typedef struct lode_asked {
    const char *name;     /* of the document */
    lode_request request; /* date, language, encoding, reader and types */
} lode_asked;

/* LODE_ERROR_USAGE: the body is of a kind that the service does not take apart, compressed or a form. */
lode_status lode_asked_check(const lode_http_request *request, lode_error *error);

/* Finds it out from query, Content-Type and Content-Disposition; what is not said there is as in `about`. What is new is of the
 * arena. LODE_OK; LODE_ERROR_USAGE for what cannot be; LODE_ERROR_MEMORY. */
lode_status lode_asked_read(const lode_http_functions *http, lode_http_exchange *exchange, const lode_http_request *request,
                            const lode *engine, const lode_about *about, lode_arena *arena, lode_asked *asked,
                            lode_error *error);

#endif
