/* SPDX-License-Identifier: MIT */
/* What took long to make of rules' patterns, kept in the cache folder between runs. */
#ifndef LODE_MATCH_KEPT_H
#define LODE_MATCH_KEPT_H

#include "base/buffer.h"
#include "cache/cache.h"
#include "rules/rule.h"

/* Finds the pieces that were stored for these rules' patterns; they become parts of `content`, which must outlive them. *found
 * is false where none are. LODE_OK or LODE_ERROR_MEMORY. */
lode_status lode_kept_restore(const char *directory, const lode_rule *const *rules, size_t count, lode_buffer *const *pieces,
                              size_t piece_count, lode_kept *content, bool *found);

/* Keeps pieces for these rules' patterns. LODE_OK, also where that cannot be done, or LODE_ERROR_MEMORY. */
lode_status lode_kept_store(const char *directory, const lode_rule *const *rules, size_t count, lode_buffer *const *pieces,
                            size_t piece_count);

#endif
