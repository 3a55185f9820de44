/* A folder of the user's in which results of long work are kept between runs. It is only ever a help: what is not there, was
 * damaged, belongs to somebody else or cannot be written is as if there were no folder. */
#ifndef LODE_MATCH_CACHE_H
#define LODE_MATCH_CACHE_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A hash of bytes that goes on from another (start from 0 or any seed); not for secrets. */
uint64_t lode_cache_hash(uint64_t hash, const void *bytes, size_t length);

/* Appends what is kept under a name to `content`; false: nothing that can be trusted is. */
bool lode_cache_read(const char *directory, const char *name, lode_buffer *content);

/* Keeps bytes under a name; another process sees all of them or none. The folder is made with mode 0700 where it is missing.
 * Files that were not read for three days are removed. */
void lode_cache_write(const char *directory, const char *name, const char *bytes, size_t length);

#endif
