/* SPDX-License-Identifier: MIT */
/* A worker: a process that extracts the documents it is sent, one after the other. */
#ifndef LODE_BATCH_WORKER_H
#define LODE_BATCH_WORKER_H

#include "batch/sandbox.h"
#include "batch/source.h"
#include "batch/writing.h"
#include "pipeline/activity.h"

typedef struct lode_worker_plan {
    lode *engine; /* ready: rules compiled */
    lode_writing *writing;
    lode_sandbox sandbox;
    lode_source *source; /* what the coordinator is reading; NULL: no file */
} lode_worker_plan;

/* What a worker process ends with, other than by a signal. */
enum lode_worker_end {
    LODE_WORKER_DONE = 0,     /* the coordinator closed the socket */
    LODE_WORKER_UNREADY = 89, /* it could not confine itself */
    LODE_WORKER_MEMORY = 90,  /* memory ran out, as its last answer says */
    LODE_WORKER_CUT_OFF = 91  /* its socket is not what it was: a plugin closed it, or read from it */
};

/* Runs in the process that was forked for it, on its end of a socket, until that is closed. Every other descriptor that can be
 * written to is closed but standard error, to which standard output goes as well. Returns what to end the process with. */
int lode_worker_run(const lode_worker_plan *plan, lode_activity *activity, int socket);

#endif
