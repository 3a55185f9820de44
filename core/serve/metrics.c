/* SPDX-License-Identifier: MIT */
#include "serve/metrics.h"

#include <inttypes.h>

static const double bounds[LODE_METRICS_BUCKETS - 1] = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 30};

void lode_metrics_request(lode_metrics *metrics, unsigned status, uint64_t received, uint64_t sent, double seconds) {
    int bucket = 0;

    while (bucket < LODE_METRICS_BUCKETS - 1 && seconds > bounds[bucket])
        bucket++;
    metrics->requests[status < LODE_METRICS_STATUSES ? status : 0]++;
    metrics->received += received;
    metrics->sent += sent;
    metrics->seconds[bucket]++;
    metrics->seconds_sum += seconds;
}

static void head(lode_buffer *text, const char *name, const char *type, const char *help) {
    lode_buffer_format(text, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

static void one(lode_buffer *text, const char *name, const char *type, const char *help, uint64_t value) {
    head(text, name, type, help);
    lode_buffer_format(text, "%s %" PRIu64 "\n", name, value);
}

static void write_seconds(const lode_metrics *metrics, lode_buffer *text) {
    uint64_t up_to = 0;

    head(text, "lode_request_seconds", "histogram", "Time from a request's first byte to the last of its answer.");
    for (int i = 0; i < LODE_METRICS_BUCKETS - 1; i++) {
        up_to += metrics->seconds[i];
        lode_buffer_format(text, "lode_request_seconds_bucket{le=\"%g\"} %" PRIu64 "\n", bounds[i], up_to);
    }
    up_to += metrics->seconds[LODE_METRICS_BUCKETS - 1];
    lode_buffer_format(text, "lode_request_seconds_bucket{le=\"+Inf\"} %" PRIu64 "\n", up_to);
    lode_buffer_format(text, "lode_request_seconds_sum %g\nlode_request_seconds_count %" PRIu64 "\n", metrics->seconds_sum,
                       up_to);
}

void lode_metrics_write(const lode_metrics *metrics, const lode_tally *failures, lode_buffer *text) {
    head(text, "lode_requests_total", "counter", "Requests by the status of their answer; 0: whoever asked went away before.");
    for (int i = 0; i < LODE_METRICS_STATUSES; i++)
        if (metrics->requests[i])
            lode_buffer_format(text, "lode_requests_total{status=\"%d\"} %" PRIu64 "\n", i, metrics->requests[i]);
    one(text, "lode_requests_at_work", "gauge", "Requests that are being worked on.", metrics->at_work);
    one(text, "lode_documents_total", "counter", "Documents, those that failed among them.", metrics->documents);
    head(text, "lode_documents_failed_total", "counter", "Documents that failed, or had a part that did, by why.");
    for (size_t i = 0; i < failures->count; i++)
        lode_buffer_format(text, "lode_documents_failed_total{code=\"%s\"} %" PRIu64 "\n", failures->entries[i].name,
                           failures->entries[i].count);
    one(text, "lode_received_bytes_total", "counter", "Bytes of the bodies of requests.", metrics->received);
    one(text, "lode_sent_bytes_total", "counter", "Bytes of the bodies of answers.", metrics->sent);
    write_seconds(metrics, text);
    one(text, "lode_connections", "gauge", "Open connections.", metrics->connections);
    one(text, "lode_workers", "gauge", "Worker processes that run.", metrics->workers);
    one(text, "lode_workers_restarted_total", "counter", "Workers that ended before their time.", metrics->replaced);
    one(text, "lode_reloads_total", "counter", "Times that packs were read anew.", metrics->reloads);
    one(text, "lode_reloads_failed_total", "counter", "Times that this failed and the packs before stayed.",
        metrics->reloads_failed);
}
