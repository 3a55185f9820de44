/* SPDX-License-Identifier: MIT */
/* What extract says of a run besides its output: how much there is to do before it, and what was done after it. */
#ifndef LODE_CLI_SUMMARY_H
#define LODE_CLI_SUMMARY_H

#include "batch/batch.h"
#include "cli/setup.h"

/* The bytes of all files named, where they are files; 0 where that is not known beforehand. */
uint64_t lode_summary_total(const lode_string_list *paths);

/* Says what was passed over in folders and other files, if anything was, with the first names unless they were `listed`. */
void lode_summary_skipped(const lode_skipped *skipped, bool listed);

/* Says that one was. */
void lode_summary_list_skipped(const char *name, lode_skip why);

/* Prints the counts of a run that started then (CLOCK_MONOTONIC, milliseconds), with those before it that it goes on from, and
 * how its workers were confined. */
void lode_summary_print(lode_batch *batch, int64_t started);

/* Adds the names in a file (a line each, or ended by NULs; "-" is standard input) to a list. *names keeps them and is to be
 * freed. Returns -1, or the status to exit with after what was wrong is reported. */
int lode_names_read(const char *path, bool null_ended, char **names, lode_string_list *list);

#endif
