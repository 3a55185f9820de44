/* SPDX-License-Identifier: MIT */
/* What a pack depends on outside of itself: each look at the file system while it was loaded, and a hash of all that was seen.
 * As long as looking again sees the same, loading would give the same pack. What is seen are names and content, so that it is
 * the same wherever the same files lie under the same paths. */
#ifndef LODE_RULES_DEPENDENCIES_H
#define LODE_RULES_DEPENDENCIES_H

#include "base/arena.h"
#include "base/buffer.h"

#include <lode/error.h>

/* Starts from {0}; ends with lode_dependencies_free. */
typedef struct lode_dependencies {
    lode_buffer looks;  /* a byte that tells the kind, and the path, NUL-terminated, for each */
    lode_buffer things; /* a lode_thing for each file and folder that a path stood for */
    uint64_t seen;
} lode_dependencies;

void lode_dependencies_free(lode_dependencies *dependencies);

/* Looks at what a path stands for. Returns its number, from 1 on, which is the same under another of its names, and whether it
 * is a folder; 0 with errno: nothing is there, or memory ran out (ENOMEM). */
size_t lode_look_at_path(lode_dependencies *dependencies, const char *path, bool *is_folder);

/* lode_folder_rule_files and lode_file_read (rules/files.h), noted. */
lode_status lode_look_into_folder(lode_dependencies *dependencies, const char *folder, lode_arena *arena,
                                  const char *const **files, size_t *count, lode_error *error);
lode_status lode_look_into_file(lode_dependencies *dependencies, const char *path, lode_arena *arena, const char **bytes,
                                size_t *length, lode_error *error);

/* Whether the same looks see the same; false also where memory ran out. */
bool lode_dependencies_hold(const lode_buffer *looks, uint64_t seen);

#endif
