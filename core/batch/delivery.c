/* SPDX-License-Identifier: MIT */
#include "batch/delivery.h"

#include <inttypes.h>
#include <stdio.h>

static void report_one(const lode_result *result, lode_status status, const char *rule, const char *message,
                       lode_report_function *report, void *context) {
    lode_error error;

    char where[160] = "";

    if (result->part && result->line)
        snprintf(where, sizeof where, "part '%.100s', line %" PRIu64 ": ", result->part, result->line);
    else if (result->part)
        snprintf(where, sizeof where, "part '%.100s': ", result->part);
    if (rule)
        lode_error_set(&error, status, "%srule '%s': %s", where, rule, message);
    else
        lode_error_set(&error, status, "%s%s", where, message);
    lode_error_at(&error, result->document, !result->part && result->line < UINT32_MAX ? (unsigned)result->line : 0, 0);
    report(context, &error);
}

void lode_report_result(const lode_result *result, lode_report_function *report, void *context) {
    if (!report)
        return;
    if (result->status != LODE_OK)
        report_one(result, result->status, result->rule, result->message, report, context);
    for (size_t i = 0; i < result->problem_count; i++)
        report_one(result, result->problems[i].status, result->problems[i].rule, result->problems[i].message, report, context);
}

bool lode_result_failed(const lode_result *result) {
    return result->status != LODE_OK || result->problem_count;
}

const char *lode_failure_code(const lode_result *result) {
    return result->status == LODE_OK ? "part" : lode_status_name(result->status);
}

const char *lode_plugin_at_fault(const lode_result *result) {
    return result->status == LODE_OK && result->problem_count ? result->problems[0].plugin : result->plugin;
}

/* Tells a failure to take a result from one to make it. */
typedef struct taker {
    lode_take_function *take;
    void *context;
    lode_status status;
} taker;

static lode_status take_noting(void *context, const lode_result *result, lode_error *error) {
    taker *at = context;

    at->status = at->take(at->context, result, error);
    return at->status;
}

lode_status lode_extract_frame(lode *engine, const lode_input *input, const lode_about *about, const lode_attempt *before,
                               lode_take_function *take, void *context, lode_error *error) {
    static const lode_attempt nothing = {0};
    taker at = {.take = take, .context = context};
    lode_status status = lode_extract_rest(engine, input, about, before ? before : &nothing, take_noting, &at, error);
    lode_result own;
    lode_error reason;

    if (at.status != LODE_OK || status == LODE_OK || status == LODE_ERROR_USAGE || status == LODE_ERROR_PLUGIN ||
        status == LODE_ERROR_RULES)
        return at.status != LODE_OK ? at.status : status;
    reason = *error;
    own = (lode_result){.document = input->file, .line = input->line, .status = status, .message = reason.message};
    return take(context, &own, error);
}
