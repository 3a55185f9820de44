/* SPDX-License-Identifier: MIT */
/* A writer at work: from results to a sink, or to the file that the writer owns. */
#ifndef LODE_BATCH_WRITING_H
#define LODE_BATCH_WRITING_H

#include "base/arena.h"
#include "batch/sink.h"
#include "loader/registry.h"
#include "pipeline/output.h"

/* Start with lode_writing_open. */
typedef struct lode_writing {
    const lode_plugin *plugin;
    void *state;
    /* With a writer that wants all documents in one process: the one in whose form results come here from the workers (JSON
     * Lines). */
    const lode_plugin *carrier; /* NULL: results are written where they are extracted */
    void *carrier_state;
    lode_arena arena; /* for those that came */
    lode_output output;
    lode_sink *sink;
    const char *const *types; /* that are written; NULL: all */
    lode_arena selection;     /* of a result cut down to them */
} lode_writing;

/* Opens the writer of a format and writes what comes before the first document. LODE_OK, LODE_ERROR_USAGE for an unknown format
 * (with those that there are), LODE_ERROR_PLUGIN, else as lode_writing_document. Close it in any case. */
lode_status lode_writing_open(lode_writing *writing, const lode *engine, const char *format, const lode_writer_options *options,
                              lode_sink *sink, lode_error *error);

/* What the bytes that lode_writing_format makes are. */
lode_lines lode_writing_lines(const lode_writing *writing);

/* Whether, with these options, the writer of a format wants all documents in order, in one process. False for an unknown
 * format. */
bool lode_writing_gathers(const lode *engine, const char *format, const lode_writer_options *options);

/* What is wrong with the bytes of a document, as what somebody's answer does; NULL: nothing. */
const char *lode_writing_fault(lode_lines lines, const char *bytes, size_t length);

/* In a worker: makes one document's bytes in writing->output.buffer, which must be empty; they are what lode_writing_lines
 * says. LODE_OK, LODE_ERROR_PLUGIN, LODE_ERROR_MEMORY. */
lode_status lode_writing_format(lode_writing *writing, const lode_result *result, lode_error *error);

/* Writes one document. LODE_OK, LODE_ERROR_PLUGIN, LODE_ERROR_MEMORY, or as lode_sink_write. */
lode_status lode_writing_document(lode_writing *writing, const lode_result *result, lode_error *error);

/* Writes documents of a file as workers made their bytes, which are changed. As above. */
lode_status lode_writing_made(lode_writing *writing, const char *file, char *bytes, size_t length, lode_error *error);

/* Writes what comes after the last. As above. */
lode_status lode_writing_end(lode_writing *writing, lode_error *error);

void lode_writing_close(lode_writing *writing);

#endif
