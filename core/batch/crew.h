/* SPDX-License-Identifier: MIT */
/* The crew: the worker processes as their coordinator sees them. */
#ifndef LODE_BATCH_CREW_H
#define LODE_BATCH_CREW_H

#include "batch/flight.h"
#include "batch/worker.h"

#include <sys/types.h>

typedef struct lode_member {
    pid_t process; /* 0: none */
    int socket;
    lode_activity *activity; /* shared with the process, and with no other */
    bool ready;              /* it has said so */
    long memory;             /* the most that it had by then, in KiB */
    bool alone;              /* it has one document, and gets no other before that is answered */
    uint64_t answered;       /* documents that this process was done with */
    lode_status last;        /* of the last of them */
    uint64_t *sent;          /* the numbers of the documents given to it and not yet answered, in order */
    size_t sent_count;
    size_t sent_bytes;   /* of their messages */
    size_t unwritten;    /* how many of `sent`, from the end, are not yet all in the socket */
    size_t written;      /* bytes of the first of those that are */
    lode_buffer in;      /* from the worker, not yet taken */
    uint64_t killed_for; /* the document whose time ran out; 0: none */
    uint64_t heard;      /* when it last answered, or had taken the first of what it has; by the crew's clock */
} lode_member;

/* Start with lode_crew_open. */
typedef struct lode_crew {
    const lode_worker_plan *plan;
    lode_member *members;
    unsigned count;
    bool one_by_one;      /* a member gets a document only when it has none: nothing waits behind a slow one */
    size_t careful;       /* so many more documents are given out one at a time */
    uint64_t short_until; /* by the clock: no process is started before */
    uint64_t clock;       /* nanoseconds for which they were listened to */
    uint64_t turned;      /* when it was last set; CLOCK_MONOTONIC, nanoseconds */
} lode_crew;

/* Prepares `count` members and starts no process yet. LODE_OK, LODE_ERROR_MEMORY. Close it in any case: what still runs is
 * killed. */
lode_status lode_crew_open(lode_crew *crew, const lode_worker_plan *plan, unsigned count, lode_error *error);
void lode_crew_close(lode_crew *crew);

/* Starts the process of a member that has none. LODE_OK; LODE_ERROR_IO where the system has no room for it: no other is started
 * for a second then, in which lode_crew_free_member gives those that run. */
lode_status lode_crew_start(lode_crew *crew, lode_member *member, lode_error *error);

/* How many members have a process. */
unsigned lode_crew_running(const lode_crew *crew);

/* The member that should get the next document: the one with the least to do that has room for more, which may be one that has
 * no process yet where all others have something to do; NULL: none has. */
lode_member *lode_crew_free_member(lode_crew *crew);

/* A member whose process is new, for a document that must not suffer from what others left behind: an idle one's is ended for
 * it. NULL: all are at work. */
lode_member *lode_crew_new_member(lode_crew *crew);

/* Moves the clock on to now, by `most` nanoseconds at most: in what is beyond them nobody listened, since the coordinator was
 * stopped or not let run. With 0 it stands still for the time since it was last moved, in which others were waited for, such as
 * the reader of the output. */
void lode_crew_move_clock(lode_crew *crew, uint64_t most);

/* Gives it a document. */
void lode_member_give(lode_crew *crew, lode_member *member, lode_flight_document *document);

/* Writes what its socket takes. Reads what is there; false where the process has closed its end. */
void lode_member_write(const lode_crew *crew, lode_member *member, lode_flight *flight);
bool lode_member_read(lode_member *member);

/* The number of the document that it must answer for next; 0: it was given none in whole. */
uint64_t lode_member_next(const lode_member *member);

/* Strikes that document off. */
void lode_member_answered(lode_member *member, const lode_flight_document *document);

/* How a process ended. */
typedef struct lode_end {
    int status;        /* as of waitpid */
    long memory_kib;   /* the most that it had */
    bool forced;       /* it was killed by lode_member_reap */
    const char *fault; /* what its last answer is or has that it should not; NULL: nothing */
} lode_end;

/* Waits for a process that is ending or, with `kill`, is made to; one that closed its socket and does not end is made to as
 * well. */
void lode_member_reap(lode_member *member, bool kill, lode_end *end);

#endif
