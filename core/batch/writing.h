/* A writer at work: from results to a sink. */
#ifndef LODE_BATCH_WRITING_H
#define LODE_BATCH_WRITING_H

#include "batch/sink.h"
#include "loader/registry.h"
#include "pipeline/output.h"

/* Start with lode_writing_open. */
typedef struct lode_writing {
    const lode_plugin *plugin;
    void *state;
    lode_output output;
    lode_sink *sink;
} lode_writing;

/* Opens the writer of a format and writes what comes before the first document. LODE_OK, LODE_ERROR_USAGE for an unknown format
 * (with those that there are), LODE_ERROR_PLUGIN, else as lode_writing_document. Close it in any case. */
lode_status lode_writing_open(lode_writing *writing, const lode *engine, const char *format, const lode_writer_options *options,
                              lode_sink *sink, lode_error *error);

/* What is wrong with the bytes of a document, as what somebody's answer does; NULL: nothing. */
const char *lode_writing_fault(lode_lines lines, const char *bytes, size_t length);

/* Makes one document's bytes in writing->output.buffer, which must be empty; they are what the writer's `lines` says. LODE_OK,
 * LODE_ERROR_PLUGIN, LODE_ERROR_MEMORY. */
lode_status lode_writing_format(lode_writing *writing, const lode_result *result, lode_error *error);

/* Writes one document. LODE_OK, LODE_ERROR_PLUGIN, LODE_ERROR_MEMORY, or as lode_sink_write. */
lode_status lode_writing_document(lode_writing *writing, const lode_result *result, lode_error *error);

/* Writes what comes after the last. As above. */
lode_status lode_writing_end(lode_writing *writing, lode_error *error);

void lode_writing_close(lode_writing *writing);

#endif
