/* Messages between the coordinator and its workers: numbers and strings one after the other, behind their length. Both ends are
 * one program, so that numbers go as they are. */
#ifndef LODE_BATCH_MESSAGE_H
#define LODE_BATCH_MESSAGE_H

#include "base/buffer.h"

#include <stdint.h>

typedef enum lode_message_kind {
    LODE_MESSAGE_DOCUMENT = 1, /* to a worker: number, file, line, bytes */
    LODE_MESSAGE_FAILURE = 2,  /* to a worker: number, file, line, status, message, plugin, rule: to be written as failed */
    LODE_MESSAGE_ANSWER = 3    /* from it: number, status, failed, counts by type, the number of reports, the plugin at fault,
                                * the reports, the writer's bytes */
} lode_message_kind;

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

/* Takes the first message out of `length` bytes. Returns the bytes it takes with its head; 0 where it is not all there yet;
 * LODE_MESSAGE_NONE where they begin no answer, or with `answer` false nothing that a worker is sent: something else wrote into
 * the socket, or read from it. */
#define LODE_MESSAGE_NONE SIZE_MAX
size_t lode_message_take(lode_message *message, bool answer, const char *bytes, size_t length);

uint64_t lode_message_get(lode_message *message);
const char *lode_message_get_bytes(lode_message *message, size_t *length);
const char *lode_message_get_string(lode_message *message); /* NUL-terminated; NULL where it is empty */

#endif
