/* SPDX-License-Identifier: MIT */
/* What stands in folders, or in other files, and is no input: counted by why, with the first names of each. */
#ifndef LODE_BATCH_SKIPPED_H
#define LODE_BATCH_SKIPPED_H

#include <stdint.h>

typedef enum lode_skip {
    LODE_SKIP_UNREAD, /* no reader takes it */
    LODE_SKIP_PIPE,
    LODE_SKIP_SOCKET,
    LODE_SKIP_DEVICE,
    LODE_SKIP_REPLACED, /* the output takes its place */
    LODE_SKIP_INSIDE    /* in another file, and no reader takes it */
} lode_skip;

enum { LODE_SKIPS = LODE_SKIP_INSIDE + 1, LODE_SKIP_NAMES = 3 };

/* Start from {0}; `tell` (may be NULL) is told of each. */
typedef struct lode_skipped {
    void (*tell)(void *context, const char *name, lode_skip why);
    void *context;
    uint64_t counts[LODE_SKIPS];
    char *names[LODE_SKIPS][LODE_SKIP_NAMES]; /* the first of each; NULL behind them */
} lode_skipped;

/* Counts a path; its name is that of a document (batch/naming.h). */
void lode_skipped_add(lode_skipped *skipped, const char *path, lode_skip why);

/* Likewise for a part of a document, whose names these are; and for so many that are not named. */
void lode_skipped_add_part(lode_skipped *skipped, const char *document, const char *part);
void lode_skipped_count(lode_skipped *skipped, lode_skip why, uint64_t count);

void lode_skipped_free(lode_skipped *skipped);

#endif
