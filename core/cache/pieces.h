/* SPDX-License-Identifier: MIT */
/* Several runs of bytes kept as one. */
#ifndef LODE_CACHE_PIECES_H
#define LODE_CACHE_PIECES_H

#include "base/buffer.h"
#include "cache/cache.h"

/* Finds pieces that are kept under a name, as many as were stored; each, aligned for any type, becomes a part of `kept`, which
 * must outlive it and ends with lode_cache_close. False: there are none that can be trusted, and the pieces are empty. */
bool lode_pieces_open(const char *directory, const char *name, lode_buffer *const *pieces, size_t count, lode_kept *kept);

/* Keeps pieces under a name, if that can be done. False: memory ran out. */
bool lode_pieces_store(const char *directory, const char *name, lode_buffer *const *pieces, size_t count);

#endif
