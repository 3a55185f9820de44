/* SPDX-License-Identifier: MIT */
/* Nothing is wrong with this one. */
#include <lode/plugin.h>

static lode_status read_record(void *state, const lode_input *input, lode_record *record, lode_error *error) {
    (void)state, (void)input, (void)record, (void)error;
    return LODE_OK;
}

static const char *const extensions[] = {"fine", "tar.fine", NULL};

static const lode_reader reader = {.framing = LODE_FRAME_FILE, .extensions = extensions, .read = read_record};

LODE_PLUGIN(fine_reader, "1.0", "reads nothing", .reader = &reader)
