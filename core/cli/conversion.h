/* SPDX-License-Identifier: MIT */
/* Results that were kept, written in another way. */
#ifndef LODE_CLI_CONVERSION_H
#define LODE_CLI_CONVERSION_H

#include "cli/setup.h"
#include "cli/terminal.h"

typedef struct lode_conversion_options {
    const char *output; /* NULL: standard output; one that ends in '/' is a folder */
    const char *format;
    const char *const *types;      /* to write; NULL: all */
    const lode_writer_pack *packs; /* that found the results */
    size_t pack_count;
    lode_when colour;
    bool overwrite, bom;
    bool anew; /* what an unfinished conversion left is removed first */
} lode_conversion_options;

/* Whether an output is a folder: its name ends in '/'. NULL is none. */
bool lode_output_is_folder(const char *path);

/* The output's name, without the '/' at its end, with something behind it, to be freed. NULL where memory ran out. */
char *lode_output_beside(const char *path, const char *ending);

/* The format that a path asks for: by its ending; csv for a folder; NULL: none. */
const char *lode_format_by_path(const char *path);

/* Whether the output could be made now: the format is there, and nothing is in its way. LODE_OK, LODE_ERROR_USAGE, ... */
lode_status lode_conversion_check(const lode *engine, const lode_conversion_options *options, lode_error *error);

/* Writes the results of files ("-": standard input). Lines that are no results are reported and counted in *bad, the others
 * written. LODE_OK; LODE_END where the output's reader went away; LODE_ERROR_... */
lode_status lode_conversion_run(const lode *engine, const lode_conversion_options *options, const char *const *paths,
                                size_t count, size_t *bad, lode_error *error);

#endif
