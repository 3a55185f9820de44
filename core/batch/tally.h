/* SPDX-License-Identifier: MIT */
/* Counts by name: of entities by type, of failures by code. */
#ifndef LODE_BATCH_TALLY_H
#define LODE_BATCH_TALLY_H

#include <lode/error.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct lode_tally_entry {
    char *name;
    uint64_t count;
} lode_tally_entry;

/* Start from {0}. In the order in which names came up. */
typedef struct lode_tally {
    lode_tally_entry *entries;
    size_t count;
} lode_tally;

bool lode_tally_has(const lode_tally *tally, const char *name);

/* False where memory ran out. */
bool lode_tally_add(lode_tally *tally, const char *name, uint64_t count);

/* Sets every count to zero and keeps the names. */
void lode_tally_clear(lode_tally *tally);

/* Sorts the names by their bytes. */
void lode_tally_sort(lode_tally *tally);
void lode_tally_free(lode_tally *tally);

#endif
