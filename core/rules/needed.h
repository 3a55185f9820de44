/* SPDX-License-Identifier: MIT */
/* The types of entities without which a pattern cannot match. */
#ifndef LODE_RULES_NEEDED_H
#define LODE_RULES_NEEDED_H

#include "rules/rule.h"

/* Of types (64 at most), by a bit each, those of which every match of an expanded pattern has one entity at least; 0: it may
 * match without any, as far as its form tells. */
uint64_t lode_needed_types(const char *pattern, size_t length, const char *const *types, size_t type_count);

#endif
