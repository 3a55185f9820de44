/* SPDX-License-Identifier: MIT */
/* From a result to the output, and to whoever is told of failures. */
#ifndef LODE_BATCH_DELIVERY_H
#define LODE_BATCH_DELIVERY_H

#include "pipeline/engine.h"

/* Tells of a document's failure and of each part of it that could not be done, with file and line. `report` may be NULL. */
void lode_report_result(const lode_result *result, lode_report_function *report, void *context);

/* Whether a document failed or has parts that could not be done. */
bool lode_result_failed(const lode_result *result);

/* What a document that failed counts as: its status's name, or "part" where only parts of it could not be done. */
const char *lode_failure_code(const lode_result *result);

/* The name of the plugin at fault where a document failed, or its first part did; NULL: none, or not known. */
const char *lode_plugin_at_fault(const lode_result *result);

/* Extracts a frame and has each of its documents taken, but for what is known from an
 * attempt before (NULL: nothing). Where that fails in a way that is the frame's own, a result that says
 * so is taken too. LODE_OK; what `take` returned; or why the batch cannot go on (LODE_ERROR_USAGE, LODE_ERROR_PLUGIN,
 * LODE_ERROR_RULES), in `error`. */
lode_status lode_extract_frame(lode *engine, const lode_input *input, const lode_about *about, const lode_attempt *before,
                               lode_take_function *take, void *context, lode_error *error);

#endif
