/* SPDX-License-Identifier: MIT */
/* What 'lode extract' is asked for. */
#ifndef LODE_CLI_EXTRACT_OPTIONS_H
#define LODE_CLI_EXTRACT_OPTIONS_H

#include "batch/batch.h"
#include "batch/share.h"
#include "cli/setup.h"
#include "cli/terminal.h"

/* Start with lode_extract_options_start; free with lode_extract_options_free. */
typedef struct lode_extract_options {
    lode_setup setup;
    lode_batch_options batch;
    lode_string_list include, exclude;
    const char *format;
    const char *output; /* NULL: standard output */
    const char *files_from;
    const char *converted; /* what the output is converted to in the end; NULL: it is not */
    lode_string_list types;
    lode_share share; /* count 0: all inputs */
    bool bom, with_text, null_ended, resume, overwrite, list_skipped;
    lode_when colour, progress;
} lode_extract_options;

extern const lode_option lode_extract_own_options[];

void lode_extract_options_start(lode_extract_options *options);
void lode_extract_options_free(lode_extract_options *options);

/* As a lode_option_function, the context being the options. */
bool lode_extract_options_take(void *context, int key, const char *value);

/* What cannot go together is reported. Returns the status to exit with; -1 where all goes. */
int lode_extract_options_check(const lode_extract_options *options, const lode_string_list *paths);

#endif
