/* SPDX-License-Identifier: MIT */
/* Finding the entries of a large table in a text, in one walk whatever the table's size.
 *
 * An entry is found between word boundaries (no cut between two letters, marks or digits), the longest first. A run of white
 * space with at most one line end equals one space in a key. Without regard to case means by simple case folding. */
#ifndef LODE_MATCH_LOOKUP_H
#define LODE_MATCH_LOOKUP_H

#include "rules/table.h"

#include <lode.h>

typedef struct lode_lookup lode_lookup; /* not changed by searching */

/* Prepares a table, which must outlive the lookup. LODE_OK, LODE_ERROR_LIMIT (2^27 entries and more), LODE_ERROR_MEMORY.
 */
lode_status lode_lookup_create(const lode_table *table, bool caseless, lode_lookup **lookup, lode_error *error);
void lode_lookup_free(lode_lookup *lookup);

/* The first entry at or after *start, which must be 0 or the end of an entry found before. True: *start and *end bound it in
 * bytes; lode_table_find knows its value. */
bool lode_lookup_next(const lode_lookup *lookup, const char *text, size_t length, size_t *start, size_t *end);

#endif
