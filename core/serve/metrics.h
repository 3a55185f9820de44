/* SPDX-License-Identifier: MIT */
/* What a service has done so far, as numbers for whoever watches it. */
#ifndef LODE_SERVE_METRICS_H
#define LODE_SERVE_METRICS_H

#include "base/buffer.h"
#include "batch/tally.h"

#include <stdint.h>

enum { LODE_METRICS_STATUSES = 600, LODE_METRICS_BUCKETS = 12 };

/* Start from {0}. */
typedef struct lode_metrics {
    uint64_t requests[LODE_METRICS_STATUSES]; /* by HTTP status; 0: whoever asked went away */
    uint64_t received, sent;                  /* bytes of bodies */
    uint64_t seconds[LODE_METRICS_BUCKETS];   /* requests up to each bound, and not up to the one before */
    double seconds_sum;
    uint64_t documents;
    uint64_t replaced;                /* workers that ended before their time */
    uint64_t reloads, reloads_failed; /* of packs */
    uint64_t at_work;                 /* requests, now */
    unsigned connections, workers;    /* now */
} lode_metrics;

/* Notes a request that ended. */
void lode_metrics_request(lode_metrics *metrics, unsigned status, uint64_t received, uint64_t sent, double seconds);

/* Writes all, with the documents that failed by why, in the text format of Prometheus (version 0.0.4). */
void lode_metrics_write(const lode_metrics *metrics, const lode_tally *failures, lode_buffer *text);

#endif
