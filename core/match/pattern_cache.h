/* SPDX-License-Identifier: MIT */
/* What took long to make of rules' patterns, kept in the cache folder between runs. */
#ifndef LODE_MATCH_PATTERN_CACHE_H
#define LODE_MATCH_PATTERN_CACHE_H

#include "cache/cache.h"
#include "rules/rule.h"

/* lode_cache_find and lode_cache_store for pieces that are made of these rules' patterns. */
bool lode_pattern_cache_find(const char *directory, const lode_rule *const *rules, size_t count, lode_buffer *const *pieces,
                             size_t piece_count, lode_kept *kept);
void lode_pattern_cache_store(const char *directory, const lode_rule *const *rules, size_t count, lode_buffer *const *pieces,
                              size_t piece_count);

#endif
