/* SPDX-License-Identifier: MIT */
/* The files of a batch, one after the other: those named, and those in the folders named. */
#ifndef LODE_BATCH_INPUTS_H
#define LODE_BATCH_INPUTS_H

#include "batch/skipped.h"
#include "loader/registry.h"

#include <sys/stat.h>

typedef struct lode_inputs lode_inputs;

/* Which of what stands in folders counts: patterns (fnmatch, POSIX) for a name or, where they hold a '/', a path. Lists end
 * with NULL; NULL: none. */
typedef struct lode_input_filter {
    const char *const *include; /* files only: with any, a file must match one */
    const char *const *exclude; /* files and folders */
} lode_input_filter;

/* The files of the run itself, which are not its inputs. */
typedef struct lode_own_files {
    struct stat files[3]; /* that it writes */
    size_t count;
    struct stat replaced; /* the one that its output takes the place of, if `replaces` */
    bool replaces;
} lode_own_files;

/* Starts on paths: files, folders, and "-" for standard input. The list and its strings must live as long as the inputs.
 * Folders are gone through to any depth, in the order of their names' bytes; hidden files and folders in them are passed over,
 * and so are what `filter` (its lists must live as long) does not take and, with a registry, files that no reader takes by
 * their ending or first bytes (NULL: every file counts), and the run's own files (`own` is copied; NULL: none). LODE_OK or
 * LODE_ERROR_MEMORY. Close with lode_inputs_close (NULL is fine). */
lode_status lode_inputs_open(const char *const *paths, size_t count, const lode_registry *registry,
                             const lode_input_filter *filter, const lode_own_files *own, lode_inputs **inputs,
                             lode_error *error);
void lode_inputs_close(lode_inputs *inputs);

/* The next file's path, which lives until the next call. LODE_OK, LODE_END; LODE_ERROR_IO where this one cannot be read (the
 * path is given, and the next call goes on behind it); LODE_ERROR_MEMORY. */
lode_status lode_inputs_next(lode_inputs *inputs, const char **path, lode_error *error);

/* What was passed over in folders so far, but for what `filter` does not take and hidden files. Its `tell` may be set. */
lode_skipped *lode_inputs_skipped(lode_inputs *inputs);

#endif
