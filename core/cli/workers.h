/* SPDX-License-Identifier: MIT */
/* The options of commands whose documents are extracted by worker processes. */
#ifndef LODE_CLI_WORKERS_H
#define LODE_CLI_WORKERS_H

#include "batch/batch.h"
#include "cli/command.h"

enum {
    LODE_KEY_WORKERS = LODE_KEY_LONG + 2000, /* the first of them */
    LODE_KEY_TIMEOUT = LODE_KEY_WORKERS,
    LODE_KEY_MEMORY,
    LODE_KEY_MAX_BYTES,
    LODE_KEY_SANDBOX,
    LODE_KEY_NO_SANDBOX
};

#define LODE_WORKER_OPTIONS(MAX_BYTES)                                                                                         \
    {'j', "jobs", "N", "worker processes (default: as many as there are processors)"},                                         \
        {LODE_KEY_TIMEOUT, "timeout", "SECONDS", "that a document may take; 0: no limit (default: 60)"},                       \
        {LODE_KEY_MEMORY, "memory", "SIZE", "that a worker may take beyond its start; K, M, G; 0: no limit (default: 1G)"},    \
        {LODE_KEY_MAX_BYTES, "max-bytes", "SIZE", MAX_BYTES},                                                                  \
        {LODE_KEY_SANDBOX, "sandbox", "WHEN",                                                                                  \
         "let workers only read and compute: on, off or required (default: on, where possible)"},                              \
    {                                                                                                                          \
        LODE_KEY_NO_SANDBOX, "no-sandbox", NULL, "as --sandbox off"                                                            \
    }

/* The options where nothing is said: generous for any document that people write, small against what a machine has. */
lode_batch_options lode_workers_default(size_t max_megabytes);

/* As a lode_option_function for 'j' and the keys above. */
bool lode_workers_take(lode_batch_options *options, int key, const char *value);

/* Reads seconds, such as 0.5, into milliseconds; false where they are none, which is reported. */
bool lode_seconds_take(const char *name, const char *value, uint32_t *milliseconds);

#endif
