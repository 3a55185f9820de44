/* SPDX-License-Identifier: MIT */
/* The documents in flight: read, not yet written. A ring in the input's order. */
#ifndef LODE_BATCH_FLIGHT_H
#define LODE_BATCH_FLIGHT_H

#include "batch/answer.h"

#include <lode.h>

typedef enum lode_flight_state {
    LODE_FLIGHT_NONE,    /* the place is free */
    LODE_FLIGHT_WAITING, /* for a worker */
    LODE_FLIGHT_SENT,    /* to one, at least in part */
    LODE_FLIGHT_DONE     /* the answer is there */
} lode_flight_state;

typedef struct lode_flight_document {
    uint64_t number; /* from 1 */
    lode_flight_state state;
    unsigned worker;     /* while it is sent */
    lode_buffer message; /* to the worker; kept until the answer, should the worker die */
    lode_buffer answer;  /* the writer's bytes */
    lode_buffer reports; /* as they are in the answer: the status and text of each */
    uint64_t report_count;
    lode_passed passed;           /* files in it, once it is answered for */
    const lode_plugin *plugin;    /* at fault where it failed; NULL: none, or not known */
    uint64_t inputs_hash;         /* the source's, with this document's file */
    unsigned kills;               /* workers that were killed from outside on it */
    bool alone;                   /* a worker ended on it: it goes to a new one, by itself */
    uint64_t spoilt;              /* the document of the frame, from 1, that ended a worker last; 0: none */
    uint64_t spoilt_count;        /* how many did */
    bool single;                  /* the frame is one document: a line, or what can only be written as failed */
    bool failure;                 /* the message asks for it to be written as failed */
    uint64_t bytes;               /* read of it */
    uint64_t documents, failures; /* that it holds, as answered so far, and how many of them failed */
    lode_status status;           /* of the last of them */
    void *owner;                  /* of whoever added it */
} lode_flight_document;

enum { LODE_FLIGHT_MOST = 4096 };

/* Start with lode_flight_open. */
typedef struct lode_flight {
    lode_flight_document *ring;
    uint64_t begun;       /* the number of the first document of all */
    uint64_t first, next; /* the numbers in flight are among first .. next - 1 */
    uint64_t count;       /* how many are in flight */
    uint64_t waiting;     /* no document before this one is waiting */
    size_t bytes;         /* of messages and answers */
} lode_flight;

/* LODE_OK or LODE_ERROR_MEMORY. Numbers start at `first`. */
lode_status lode_flight_open(lode_flight *flight, uint64_t first, lode_error *error);
void lode_flight_close(lode_flight *flight);

/* Whether one more may come in: there is a place, and `bytes` has not passed the bound. */
bool lode_flight_has_room(const lode_flight *flight);
bool lode_flight_is_empty(const lode_flight *flight);

/* The document with a number; NULL: it is not in flight. */
lode_flight_document *lode_flight_at(lode_flight *flight, uint64_t number);

/* Adds a document as it came in, or one that can only be written as failed, as number flight->next - 1. LODE_OK or
 * LODE_ERROR_MEMORY. */
lode_status lode_flight_add(lode_flight *flight, const lode_input *input, const lode_request *request, const lode_error *reason,
                            uint64_t inputs_hash, lode_error *error);

/* Makes a document one that is to be written as failed, waiting. Of a frame of several that is the one with the number `part`,
 * from 0, and those behind it are asked for, unless it has failed before or too many have: then it is all that was not answered
 * for. As above. */
lode_status lode_flight_fail(lode_flight *flight, lode_flight_document *document, uint64_t part, const lode_result *failure,
                             lode_error *error);

/* The file and line (0: none) of a document; lives as long as its message. */
const char *lode_flight_file(const lode_flight_document *document, uint64_t *line);

/* Puts a document that was sent back to waiting; of a frame of several, those that were answered for are not asked for again.
 */
void lode_flight_return(lode_flight *flight, lode_flight_document *document);

/* Drops the documents at the end that wait, so that only those remain that were begun, and those before them. */
void lode_flight_cut(lode_flight *flight);

/* The first document that waits; NULL: none. */
lode_flight_document *lode_flight_waiting(lode_flight *flight);

/* Empties what has come of a document so far, which is told and written. */
void lode_flight_told(lode_flight *flight, lode_flight_document *document);

/* The first in order if all of its answer is there; NULL: not yet. */
lode_flight_document *lode_flight_done(lode_flight *flight);

/* Drops a document whose answer was taken. Where they are not dropped in order, numbers may be left out. */
void lode_flight_drop(lode_flight *flight, lode_flight_document *document);

#endif
