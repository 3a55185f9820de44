/* SPDX-License-Identifier: MIT */
/* Results that were written: JSON Lines of `lode extract`, read back one after the other. */
#ifndef LODE_FOUND_FOUND_H
#define LODE_FOUND_FOUND_H

#include <lode/entity.h>

typedef struct lode_found lode_found;

/* Opens a file; "-" is standard input. `path` must live as long. LODE_OK, LODE_ERROR_IO, LODE_ERROR_MEMORY; on failure *found
 * is NULL. Close it with lode_found_close (NULL is fine). */
lode_status lode_found_open(const char *path, lode_found **found, lode_error *error);
void lode_found_close(lode_found *found);

/* The next result, which lives until the next call. Blank lines are passed over. LODE_OK; LODE_END; LODE_ERROR_SYNTAX with
 * file, line and column, after which the next call goes on with the next line; LODE_ERROR_IO, LODE_ERROR_MEMORY. */
lode_status lode_found_next(lode_found *found, const lode_result **result, lode_error *error);

/* Where the last result began in its file, in bytes, for lode_found_seek. */
long lode_found_offset(const lode_found *found);

/* Goes on from such a place. LODE_OK, or LODE_ERROR_IO where that cannot be (a pipe). */
lode_status lode_found_seek(lode_found *found, long offset, lode_error *error);

#endif
