/* SPDX-License-Identifier: MIT */
/* JSON Lines, as it is read and as it is written. */
#ifndef LODE_PLUGINS_JSONL_H
#define LODE_PLUGINS_JSONL_H

#include <lode/plugin.h>

/* As the callbacks of the reader and the writer in lode/plugin.h. */
lode_status jsonl_read(void *state, const lode_input *input, lode_record *record, lode_error *error);
lode_status jsonl_open(const lode_writer_options *options, void **state, lode_error *error);
lode_status jsonl_write(void *state, const lode_result *result, lode_output *output, lode_error *error);

#endif
