/* SPDX-License-Identifier: MIT */
/* What a pack depends on outside of itself: each look at the file system while it was loaded, with what was seen. As long as
 * all of it is seen again, loading would give the same pack. */
#ifndef LODE_RULES_DEPENDENCIES_H
#define LODE_RULES_DEPENDENCIES_H

#include "base/buffer.h"

#include <sys/stat.h>

/* Each notes one look in a list, a buffer that starts from {0} and has `failed` where memory ran out: at what a path stands for
 * (NULL: nothing), at the rule files of a folder, and at the content of a file. */
void lode_depend_on_path(lode_buffer *list, const char *path, const struct stat *status);
void lode_depend_on_folder(lode_buffer *list, const char *folder, const char *const *files, size_t count);
void lode_depend_on_file(lode_buffer *list, const char *path, const char *bytes, size_t length);

/* Whether all is as it was; false also where memory ran out. */
bool lode_dependencies_hold(const char *list, size_t length);

#endif
