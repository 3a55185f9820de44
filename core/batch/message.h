/* SPDX-License-Identifier: MIT */
/* Messages between the coordinator and its workers: numbers and strings one after the other, behind their length and a hash.
 * Both ends are one program, so that numbers go as they are. */
#ifndef LODE_BATCH_MESSAGE_H
#define LODE_BATCH_MESSAGE_H

#include "base/buffer.h"
#include "pipeline/engine.h"

#include <stdint.h>

typedef enum lode_message_kind {
    LODE_MESSAGE_DOCUMENT = 1, /* to a worker: number, file, line, documents that are done, the one that is not to be tried
                                * again and its failure (status, message, plugin, rule), what is said of it (date,
                                * language, encoding, reader), bytes, and the types that are wanted, each a string */
    LODE_MESSAGE_FAILURE = 2,  /* to a worker: number, file, line, status, message, plugin, rule: to be written as failed */
    LODE_MESSAGE_READY = 3,    /* from it, once, before all others: how it is confined, and the memory that it has */
    LODE_MESSAGE_PART = 4,     /* from it: an answer with documents of a frame that may have more */
    LODE_MESSAGE_ANSWER = 5 /* from it: number, and records: of each status, the plugin at fault, counts by type, reports, the
                             * writer's bytes; without one: how many files were passed over, and their names */
} lode_message_kind;

/* What is asked for besides the document. */
typedef struct lode_request {
    lode_about about;
    const char *const *types; /* that are wanted of those that are written; the last is NULL. NULL: all */
} lode_request;

/* Begins a message at the end of a buffer and returns where; ends it, when its length is known. */
size_t lode_message_begin(lode_buffer *buffer, lode_message_kind kind);
void lode_message_end(lode_buffer *buffer, size_t begin);

void lode_message_put(lode_buffer *buffer, uint64_t number);
void lode_message_put_bytes(lode_buffer *buffer, const void *bytes, size_t length);
void lode_message_put_string(lode_buffer *buffer, const char *string); /* NULL becomes an empty one */

/* A message being read. */
typedef struct lode_message {
    lode_message_kind kind;
    const char *at;
    size_t left;
    bool bad; /* it was shorter than what was asked for */
} lode_message;

/* Which messages an end of the socket may be sent, and how long. */
typedef struct lode_message_bounds {
    lode_message_kind first, last;
    size_t most; /* bytes behind the head */
} lode_message_bounds;

/* Takes the first message out of `length` bytes. Returns the bytes it takes with its head; 0 where it is not all there yet;
 * LODE_MESSAGE_NONE where they begin none within the bounds, or one that is not as it was when it was ended: something else
 * wrote into the socket, read from it, or wrote over what waited to be sent. */
#define LODE_MESSAGE_NONE SIZE_MAX
size_t lode_message_take(lode_message *message, lode_message_bounds bounds, const char *bytes, size_t length);

uint64_t lode_message_get(lode_message *message);
const char *lode_message_get_bytes(lode_message *message, size_t *length);
const char *lode_message_get_string(lode_message *message); /* NUL-terminated; NULL where it is empty */

/* What stands in a LODE_MESSAGE_DOCUMENT behind its number, up to the types. before->failure is `failure` where there is one.
 */
void lode_message_get_document(lode_message *message, lode_input *input, lode_about *about, lode_attempt *before,
                               lode_result *failure);

#endif
