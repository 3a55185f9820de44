/* SPDX-License-Identifier: MIT */
/* A folder of the user's in which results of long work are kept between runs. It is only ever a help: what is not there, was
 * damaged, belongs to somebody else or cannot be written is as if there were no folder, which NULL stands for. */
#ifndef LODE_CACHE_CACHE_H
#define LODE_CACHE_CACHE_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A hash of bytes that goes on from another (start from 0 or any seed); not for secrets. */
uint64_t lode_cache_hash(uint64_t hash, const void *bytes, size_t length);

/* What is kept, mapped into memory; it may be changed there, which does not change the file. Start from {0}. */
typedef struct lode_kept {
    char *bytes;
    size_t length;
} lode_kept;

/* Finds what was made of `what`, by the same build of lode on the same kind of machine: as many pieces as were stored. Each,
 * aligned for any type, becomes a part of `kept`, which must outlive it and ends with lode_cache_close. False: nothing that can
 * be trusted is there. */
bool lode_cache_find(const char *directory, const lode_buffer *what, lode_buffer *const *pieces, size_t count, lode_kept *kept);
void lode_cache_close(lode_kept *kept);

/* Keeps the pieces that were made of `what`; another process sees all of them or none. The folder is made with mode 0700 where
 * it is missing. Files that were not read for three days are removed. */
void lode_cache_store(const char *directory, const lode_buffer *what, lode_buffer *const *pieces, size_t count);

#endif
