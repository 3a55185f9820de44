/* SPDX-License-Identifier: MIT */
#include "serve/generation.h"

#include "batch/interrupt.h"

#include <stdlib.h>

static lode_status open_pool(lode_generation *generation, lode_error *error) {
    lode_status status = lode_pool_open(&generation->pool, &generation->batch, NULL, 1, error);

    /* A worker that cannot be started now may be when it is needed. */
    for (unsigned i = 0; status == LODE_OK && i < generation->pool.crew.count; i++)
        (void)lode_crew_start(&generation->pool.crew, &generation->pool.crew.members[i], error);
    generation->served = 0;
    return status;
}

lode_status lode_generation_open(lode_generation **opened, const lode_service_options *options, lode *engine,
                                 lode_error *error) {
    const lode_writer_options how = {.size = sizeof how, .with_text = options->with_text};
    lode_generation *generation = calloc(1, sizeof *generation);
    lode_status status;

    *opened = NULL;
    if (!generation) {
        lode_close(engine);
        return lode_error_no_memory(error);
    }
    generation->engine = engine;
    generation->batch =
        (lode_batch){.engine = engine, .writing = &generation->writing, .options = options->batch, .report = options->report};
    lode_sink_start(&generation->sink, -1, "the answer");
    generation->sink.discards = true;
    status = lode_writing_open(&generation->writing, engine, "jsonl", &how, &generation->sink, error);
    if (status == LODE_OK)
        status = open_pool(generation, error);
    if (status != LODE_OK) {
        lode_generation_close(generation);
        return status;
    }
    *opened = generation;
    return LODE_OK;
}

lode_status lode_generation_try(lode_generation *generation, lode_error *error) {
    lode_pool *pool = &generation->pool;
    struct pollfd *polled = calloc(pool->crew.count, sizeof *polled);
    lode_status status = polled ? LODE_OK : lode_error_no_memory(error);

    while (status == LODE_OK && !generation->batch.confinement_known && !lode_interrupt_signal()) {
        if (!lode_crew_running(&pool->crew))
            status = lode_crew_start(&pool->crew, &pool->crew.members[0], error);
        if (status == LODE_OK) {
            poll(polled, lode_pool_polled(pool, polled), LODE_POOL_TICK);
            status = lode_pool_read(pool, error);
        }
    }
    free(polled);
    return status;
}

lode_status lode_generation_renew(lode_generation *generation, lode_error *error) {
    lode_pool_close(&generation->pool);
    return open_pool(generation, error);
}

void lode_generation_close(lode_generation *generation) {
    lode_pool_close(&generation->pool);
    lode_writing_close(&generation->writing);
    lode_batch_free(&generation->batch);
    lode_close(generation->engine);
    free(generation);
}
