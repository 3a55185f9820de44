/* How far a text that matches a pattern can reach. */
#ifndef LODE_MATCH_EXTENT_H
#define LODE_MATCH_EXTENT_H

#include "match/syntax.h"

#define LODE_EXTENT_NO_END UINT32_MAX

/* The most that a match takes, in bytes and in runs: white space and other characters take turns in a text, and each stretch of
 * one kind is a run. Many patterns without an end in bytes (\h+, \w+) have one in runs. */
typedef struct lode_extent {
    uint32_t bytes, runs;
} lode_extent;

lode_extent lode_extent_of(const lode_node *tree);

/* The least position from which a match of this extent can reach `end`; nothing before `floor` is looked at, which is returned
 * where the extent has no end or goes beyond. The text is UTF-8. */
size_t lode_extent_start(lode_extent extent, const char *text, size_t floor, size_t end);

#endif
