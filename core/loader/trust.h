/* SPDX-License-Identifier: MIT */
/* Whether a file may be loaded as a plugin, by who else could have written it. */
#ifndef LODE_LOADER_TRUST_H
#define LODE_LOADER_TRUST_H

#include <lode/error.h>
#include <stdbool.h>
#include <stddef.h>

/* A file that may be loaded. */
typedef struct lode_trusted {
    int folder; /* the one it lies in, held open: keep it as long as what was loaded, for no other file has the same path then
                 */
    char *path; /* to load it by: through the open folder, where the system has such paths, so that it is the folder that was
                 * looked at whatever becomes of the names that led there */
} lode_trusted;

/* Follows a path, link by link, to a regular file, and opens the folder it lies in. The file, each link and each folder that
 * one of them lies in must be owned by root or the effective user, and nobody but these and the effective group may write to
 * the file and the folders. A sticky folder may be writable by all, since there nobody replaces another's file. False: not to
 * be trusted (or not to be opened), and `reason` says why; else end with lode_trust_close. */
bool lode_trust_open(const char *path, lode_trusted *trusted, char *reason, size_t size);
void lode_trust_close(lode_trusted *trusted);

#endif
