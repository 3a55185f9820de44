/* SPDX-License-Identifier: MIT */
/* Processes that plugins of an unconfined worker start and leave running: they end with the run. */
#ifndef LODE_BATCH_ORPHANS_H
#define LODE_BATCH_ORPHANS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

typedef struct lode_orphans {
    pid_t *before; /* children that the process had already: whoever runs lode may have started them */
    size_t count;
    bool taken; /* orphans come to this process */
} lode_orphans;

/* From now on whoever loses its parent, among what this process starts, becomes its child. Where the system has no such thing
 * (Linux has) or memory runs out, nothing happens here and below. */
void lode_orphans_begin(lode_orphans *orphans);

/* Kills all children but those from before, and theirs. After the workers have ended. */
void lode_orphans_end(lode_orphans *orphans);

#endif
