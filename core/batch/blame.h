/* SPDX-License-Identifier: MIT */
/* Whose fault it was that a worker ended, in words and codes. */
#ifndef LODE_BATCH_BLAME_H
#define LODE_BATCH_BLAME_H

#include "batch/batch.h"
#include "batch/crew.h"

/* Start from {0} and set what stands first. */
typedef struct lode_blame {
    const lode *engine;           /* whose rules and plugins may be at fault */
    lode_report_function *report; /* is told of a plugin that keeps failing; may be NULL */
    void *report_context;
    char plugin[128]; /* the one that failed last */
    unsigned in_a_row;
    char end[128];
    char message[256];
} lode_blame;

/* Says how a process ended; lives until the next call. */
const char *lode_blame_end(lode_blame *blame, const lode_end *end);

/* The rule and the plugin that a process was at when it ended; NULL: none. What it left in the shared memory may be anything
 * when a plugin ran wild in it: only pointers to what there is count. */
const lode_rule *lode_blame_rule(const lode *engine, const lode_activity *activity);
const lode_plugin *lode_blame_plugin(const lode *engine, const lode_activity *activity);

/* Makes the failure of the document at which a worker ended; its strings live until the next call, or as long as the document's
 * message. */
void lode_blame_failure(lode_blame *blame, const lode_member *member, const lode_end *end, const lode_flight_document *document,
                        const lode_batch_options *options, lode_result *failure);

/* Notes who failed at a document (NULL: nobody), in the order of the documents, and warns, once, of a plugin that does three
 * times in a row. */
void lode_blame_note(lode_blame *blame, const char *plugin);

#endif
