/* SPDX-License-Identifier: MIT */
/* HTTP (RFC 9110, 9112) as the service needs it: whole requests in, whole answers out, within limits. It is a module apart, so
 * that only `lode serve` loads the library it stands on. One thread: what goes on goes on in `run`. */
#ifndef LODE_SERVE_HTTP_H
#define LODE_SERVE_HTTP_H

#include <lode/error.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { LODE_HTTP_ADDRESS = 128 }; /* room for an address as text */

typedef struct lode_http lode_http;                   /* a server */
typedef struct lode_http_exchange lode_http_exchange; /* a request and its answer */

/* A request that is there in whole. Strings live until it is answered. */
typedef struct lode_http_request {
    const char *method, *path;
    const char *type;        /* Content-Type; NULL: none */
    const char *disposition; /* Content-Disposition; NULL: none */
    const char *coding;      /* Content-Encoding; NULL: none */
    char *body;              /* allocated by malloc and given away; may be NULL where it is empty */
    size_t length;
} lode_http_request;

/* What came of one. */
typedef struct lode_http_outcome {
    unsigned status;         /* 0: whoever asked went away before */
    uint64_t received, sent; /* bytes of its body and of the answer's */
    double seconds;          /* from its first byte to the last of the answer */
} lode_http_outcome;

typedef struct lode_http_options {
    const char *address;      /* to listen at: ADDRESS:PORT; an IPv6 address in brackets; port 0: any that is free */
    size_t most_bytes;        /* of a body; 0: no limit */
    size_t most_bytes_in_all; /* of all bodies that are there at once */
    unsigned most_connections;
    uint32_t request_timeout; /* milliseconds in which a request must be there in whole, and an answer go on being read */
    /* Takes a request, to be answered by `answer`, at once or later. */
    void (*take)(void *context, lode_http_exchange *exchange, lode_http_request *request);
    void (*ended)(void *context, const lode_http_outcome *outcome); /* a request */
    void *context;
} lode_http_options;

/* The functions of the module. */
typedef struct lode_http_functions {
    /* Starts to listen; `at` gets the address and port. LODE_OK, LODE_ERROR_USAGE (no such address), LODE_ERROR_IO. */
    lode_status (*open)(const lode_http_options *options, lode_http **http, char at[LODE_HTTP_ADDRESS], lode_error *error);
    void (*close)(lode_http *http);           /* cuts off what is not done */
    int (*descriptor)(const lode_http *http); /* readable when `run` has something to do */
    int (*wait)(lode_http *http);             /* milliseconds after which `run` wants to be called in any case */
    void (*run)(lode_http *http);
    /* The value of a query parameter, decoded; NULL: there is none. And the first one whose name is not among `names`. */
    const char *(*parameter)(lode_http_exchange *exchange, const char *name);
    const char *(*unknown)(lode_http_exchange *exchange, const char *const *names);
    /* Answers; `body` was allocated by malloc and is given away. */
    void (*answer)(lode_http_exchange *exchange, unsigned status, const char *type, char *body, size_t length);
    void (*stop)(lode_http *http); /* no more connections and requests are taken */
    unsigned (*connections)(const lode_http *http);
    bool (*idle)(const lode_http *http); /* no request is on its way in, at work, or being answered */
} lode_http_functions;

/* The name of the one object that the module shows. */
#define LODE_HTTP_SYMBOL "lode_http_functions_1"

#endif
