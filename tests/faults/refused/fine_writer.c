/* SPDX-License-Identifier: MIT */
/* Nothing is wrong with this one. */
#include <lode/plugin.h>

static lode_status write_document(void *state, const lode_result *result, lode_output *output, lode_error *error) {
    (void)state, (void)result, (void)output, (void)error;
    return LODE_OK;
}

static const lode_writer writer = {.format = "fine", .document = write_document};

LODE_PLUGIN(fine_writer, "1.0", "writes nothing", .writer = &writer)
