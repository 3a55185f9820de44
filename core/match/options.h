/* SPDX-License-Identifier: MIT */
/* How rules are matched. */
#ifndef LODE_MATCH_OPTIONS_H
#define LODE_MATCH_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

typedef struct lode_matcher_options {
    bool prefilter, learn;                         /* `learn`: from the rules' examples, which pays where it is kept */
    const char *cache_directory;                   /* where compiled patterns and the prefilter are kept; NULL: nowhere */
    uint32_t match_limit, depth_limit, heap_limit; /* PCRE2's; heap in KiB */
} lode_matcher_options;

#endif
