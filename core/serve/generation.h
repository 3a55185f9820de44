/* SPDX-License-Identifier: MIT */
/* Packs as they were read at one time, with the workers that have them. Reading packs anew makes the next generation; the one
 * before ends with its last request. */
#ifndef LODE_SERVE_GENERATION_H
#define LODE_SERVE_GENERATION_H

#include "batch/pool.h"
#include "serve/options.h"

typedef struct lode_generation {
    struct lode_generation *next; /* older */
    lode *engine;
    lode_sink sink; /* of the writer, to which nothing is written here */
    lode_writing writing;
    lode_batch batch;
    lode_pool pool;
    unsigned jobs;   /* that began with it */
    uint64_t served; /* documents that the pool was done with */
} lode_generation;

/* Makes one of an engine, which it owns from then on, and starts its workers. LODE_OK, or as lode_pool_open and
 * lode_writing_open. */
lode_status lode_generation_open(lode_generation **generation, const lode_service_options *options, lode *engine,
                                 lode_error *error);

/* Waits until a worker is ready, so that it is known that they can be. As lode_pool_read. */
lode_status lode_generation_try(lode_generation *generation, lode_error *error);

/* After a failure of the pool: gives up its documents and begins with new workers. */
lode_status lode_generation_renew(lode_generation *generation, lode_error *error);

void lode_generation_close(lode_generation *generation);

#endif
