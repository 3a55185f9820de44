/* Whether a file may be loaded as a plugin, by who else could have written it. */
#ifndef LODE_LOADER_TRUST_H
#define LODE_LOADER_TRUST_H

#include <lode/error.h>
#include <stdbool.h>
#include <stddef.h>

/* Checks a regular file (symbolic links followed) and the folder it lies in: both must be owned by root or the effective user,
 * and nobody but these and the effective group may write to them. A sticky folder may be writable by all, since there nobody
 * replaces another's file. False: not to be trusted (or not to be opened), and `reason` says why. */
bool lode_trust_file(const char *path, char *reason, size_t size);

#endif
