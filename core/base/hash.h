/* SPDX-License-Identifier: MIT */
/* FNV-1a (Fowler, Noll, Vo), 64 bits: tells whether things are as they were. It is no protection against an adversary. */
#ifndef LODE_BASE_HASH_H
#define LODE_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define LODE_HASH_START UINT64_C(0xCBF29CE484222325)

/* Goes on from `hash` (LODE_HASH_START at first) over some bytes. */
static inline uint64_t lode_hash(uint64_t hash, const void *bytes, size_t length) {
    const unsigned char *at = bytes;

    for (size_t i = 0; i < length; i++)
        hash = (hash ^ at[i]) * UINT64_C(0x100000001B3);
    return hash;
}

/* Likewise over a string (NULL is told from an empty one), so that two strings in a row are told from others. */
static inline uint64_t lode_hash_string(uint64_t hash, const char *string) {
    return lode_hash(hash, string ? string : "\xFF", string ? strlen(string) + 1 : 1);
}

#endif
