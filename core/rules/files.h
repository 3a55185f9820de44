/* SPDX-License-Identifier: MIT */
/* Files and folders that hold rules. */
#ifndef LODE_RULES_FILES_H
#define LODE_RULES_FILES_H

#include "base/arena.h"

#include <lode/error.h>

enum { LODE_RULE_FILE_MAX = 64 << 20 }; /* bytes that a rule file or table file may have */

/* Reads a regular file whole, without a UTF-8 byte order mark, NUL-terminated, into the arena. LODE_OK, LODE_ERROR_IO (it
 * cannot be read, is no regular file or too large), LODE_ERROR_MEMORY. */
lode_status lode_file_read(const char *path, lode_arena *arena, const char **bytes, size_t *length, lode_error *error);

/* Whether a path is a folder, and whether it is something else that exists. */
bool lode_path_is_folder(const char *path);
bool lode_path_is_file(const char *path);

/* The last part of a path without a .yaml or .yml ending; the path without its last part ("." where it has one part only);
 * a path from a folder on (an absolute one stays as it is). NULL where memory ran out. */
const char *lode_path_name(lode_arena *arena, const char *path);
const char *lode_path_folder(lode_arena *arena, const char *path);
const char *lode_path_join(lode_arena *arena, const char *folder, const char *path);

/* Whether a path ends so, without regard to ASCII case (".yaml"). */
bool lode_path_ends(const char *path, const char *ending);

/* The rule files (.yaml, .yml) right in a folder, as paths, sorted by name in byte order; hidden ones are passed over. LODE_OK,
 * LODE_ERROR_IO, LODE_ERROR_MEMORY. */
lode_status lode_folder_rule_files(const char *folder, lode_arena *arena, const char *const **files, size_t *count,
                                   lode_error *error);

#endif
