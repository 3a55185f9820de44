/* SPDX-License-Identifier: MIT */
/* The messages of the Language Server Protocol 3.17: JSON behind a header with its length, as JSON-RPC 2.0. */
#ifndef LODE_LSP_TRANSPORT_H
#define LODE_LSP_TRANSPORT_H

#include "base/buffer.h"

#include <jansson.h>

enum { LODE_LSP_MESSAGE_MAX = 160 << 20 }; /* bytes: a rule file of the largest size, and what escapes add to it */

/* Error codes of JSON-RPC and LSP. */
enum {
    LODE_LSP_PARSE_ERROR = -32700,
    LODE_LSP_INVALID_REQUEST = -32600,
    LODE_LSP_METHOD_NOT_FOUND = -32601,
    LODE_LSP_INVALID_PARAMS = -32602,
    LODE_LSP_INTERNAL_ERROR = -32603,
    LODE_LSP_NOT_INITIALIZED = -32002
};

typedef enum lode_lsp_read {
    LODE_LSP_MESSAGE,
    LODE_LSP_TOO_LARGE, /* passed over */
    LODE_LSP_BROKEN,    /* a header without a length: where the next message begins is not known */
    LODE_LSP_END,       /* also within a message */
    LODE_LSP_NO_MEMORY
} lode_lsp_read;

/* Start from {.in = ..., .out = ...}; free with lode_lsp_transport_free. */
typedef struct lode_lsp_transport {
    int in, out;
    char bytes[8192]; /* read, not taken yet: from `taken` up to `filled` */
    size_t taken, filled;
    lode_buffer message;
    bool broken; /* what was sent could not be written */
} lode_lsp_transport;

/* Reads the next message into `message`. */
lode_lsp_read lode_lsp_receive(lode_lsp_transport *transport);

/* Whether nothing comes for so many milliseconds. */
bool lode_lsp_is_idle(const lode_lsp_transport *transport, int milliseconds);

/* Sends a message, whose reference it takes (NULL: memory ran out while it was made, and nothing is sent). */
void lode_lsp_send(lode_lsp_transport *transport, json_t *message);

/* Answers a request with a result, whose reference it takes. */
void lode_lsp_answer(lode_lsp_transport *transport, const json_t *id, json_t *result);

/* Answers a request with an error. `id` NULL: it is not known which. */
void lode_lsp_refuse(lode_lsp_transport *transport, const json_t *id, int code, const char *message);

/* Sends a notification with parameters, whose reference it takes. */
void lode_lsp_notify(lode_lsp_transport *transport, const char *method, json_t *parameters);

void lode_lsp_transport_free(lode_lsp_transport *transport);

#endif
