/* SPDX-License-Identifier: MIT */
/* A folder of the user's in which results of long work are kept between runs. It is only ever a help: what is not there, was
 * damaged, belongs to somebody else or cannot be written is as if there were no folder. */
#ifndef LODE_CACHE_CACHE_H
#define LODE_CACHE_CACHE_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A hash of bytes that goes on from another (start from 0 or any seed); not for secrets. */
uint64_t lode_cache_hash(uint64_t hash, const void *bytes, size_t length);

/* The name under which what is made of `what` is kept: another for each build of lode and kind of machine. False: `what` has
 * failed. */
enum { LODE_CACHE_KEY = 33 };
bool lode_cache_key(const lode_buffer *what, char key[LODE_CACHE_KEY]);

/* What is kept, mapped into memory; it may be changed there, which does not change the file. Start from {0}. */
typedef struct lode_kept {
    char *bytes; /* aligned for any type */
    size_t length;
} lode_kept;

/* Finds what is kept under a name; false: nothing that can be trusted is. Ends with lode_cache_close. */
bool lode_cache_open(const char *directory, const char *name, lode_kept *kept);
void lode_cache_close(lode_kept *kept);

/* Keeps bytes under a name; another process sees all of them or none. The folder is made with mode 0700 where it is missing.
 * Files that were not read for three days are removed. */
void lode_cache_write(const char *directory, const char *name, const char *bytes, size_t length);

#endif
