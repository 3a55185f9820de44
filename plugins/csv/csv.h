/* SPDX-License-Identifier: MIT */
/* CSV and tab-separated values, as they are read and written. */
#ifndef LODE_PLUGINS_CSV_H
#define LODE_PLUGINS_CSV_H

#include <lode/plugin.h>

/* As the callbacks of the reader and the writer in lode/plugin.h. */
lode_status csv_open_reader(const lode_settings *settings, void **state, lode_error *error);
lode_status csv_read(void *state, const lode_input *input, lode_record *record, lode_error *error);
void csv_close_reader(void *state);
lode_status csv_open_writer(const lode_writer_options *options, void **state, lode_error *error);
lode_status csv_begin(void *state, lode_output *output, lode_error *error);
lode_status csv_write_document(void *state, const lode_result *result, lode_output *output, lode_error *error);
lode_status csv_end(void *state, lode_output *output, lode_error *error);
void csv_close_writer(void *state);
bool csv_gathers(const lode_writer_options *options);

#endif
