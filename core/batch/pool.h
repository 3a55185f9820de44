/* SPDX-License-Identifier: MIT */
/* A pool: worker processes that extract the documents in flight, whoever put these there. What a document does to a worker
 * costs that document and no other. A turn is: put documents into `flight`, lode_pool_assign, poll what lode_pool_polled says,
 * lode_pool_read, take what is done out of `flight`. */
#ifndef LODE_BATCH_POOL_H
#define LODE_BATCH_POOL_H

#include "batch/batch.h"
#include "batch/blame.h"
#include "batch/crew.h"

#include <poll.h>

enum { LODE_POOL_TICK = 100 }; /* milliseconds that a turn may wait where documents are in flight */

/* Start with lode_pool_open. */
typedef struct lode_pool {
    lode_batch *batch; /* engine, writer, options and counts */
    lode_worker_plan plan;
    lode_crew crew;
    lode_flight flight;
    lode_blame blame;
    int early_ends, failed_starts; /* in a row */
    bool short_told;
    uint64_t replaced;  /* workers that ended before their time */
    uint64_t *finished; /* the numbers of the documents that the last lode_pool_read finished */
    size_t finished_count;
} lode_pool;

/* Prepares a pool for a batch (whose inputs it does not use) and starts no process yet; workers close `source` (NULL: none).
 * Documents are numbered from `first`. LODE_OK, LODE_ERROR_MEMORY. lode_pool_close in any case. */
lode_status lode_pool_open(lode_pool *pool, lode_batch *batch, lode_source *source, uint64_t first, lode_error *error);

/* Ends all workers. */
void lode_pool_close(lode_pool *pool);

/* Gives documents that wait to workers, which are started where need be. LODE_OK, or why it cannot go on at all. */
lode_status lode_pool_assign(lode_pool *pool, lode_error *error);

/* What to wait for: at most batch->options.workers descriptors, into `polled`. Returns how many. */
nfds_t lode_pool_polled(const lode_pool *pool, struct pollfd *polled);

/* Takes what workers sent and sees off those that ended or had their time. As lode_pool_assign; LODE_ERROR_USAGE where the
 * sandbox is not what was asked for. */
lode_status lode_pool_read(lode_pool *pool, lode_error *error);

/* Others are waited for from now on, or were until now: that is not the workers' time. */
void lode_pool_pause(lode_pool *pool);

/* pool_take.c: takes all that came in whole from a worker. LODE_OK; LODE_DECLINED where something is wrong with it, and what
 * (NULL: it is no message); LODE_ERROR_MEMORY. */
lode_status lode_pool_take(lode_pool *pool, lode_member *member, const char **fault);

#endif
