/* SPDX-License-Identifier: MIT */
/* A part of a batch's output: JSON Lines of one share of the inputs, with what a merge must know in FILE.shard beside it. That
 * is text, a line a fact, and ends in a checksum. */
#ifndef LODE_BATCH_PART_H
#define LODE_BATCH_PART_H

#include "base/arena.h"

#include <lode/error.h>
#include <lode/writer.h>
#include <stdint.h>

typedef struct lode_part {
    uint32_t number, count; /* part `number`, from 1, of `count` */
    uint64_t rules;         /* the fingerprint of rules, plugins and options */
    uint64_t files, inputs; /* how many files all parts are of, and the hash over them */
    uint64_t bytes, hash;   /* of this part's output */
    uint64_t types_count, packs_count;
    const char *const *types;      /* that it has; the last is NULL. NULL: all */
    const lode_writer_pack *packs; /* that found it */
} lode_part;

/* Writes what there is to know of the part in a file, whose own name `path` is. LODE_OK, LODE_ERROR_IO, LODE_ERROR_MEMORY. */
lode_status lode_part_write(const lode_part *part, const char *path, lode_error *error);

/* Reads it, out of an arena, and checks that the file is whole and is what that is about. LODE_OK; LODE_ERROR_USAGE where it is
 * not, with what to do; LODE_ERROR_IO, LODE_ERROR_MEMORY. */
lode_status lode_part_read(lode_part *part, const char *path, lode_arena *arena, lode_error *error);

#endif
