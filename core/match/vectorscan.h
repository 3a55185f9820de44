/* A search by Vectorscan that can be relied on. */
#ifndef LODE_MATCH_VECTORSCAN_H
#define LODE_MATCH_VECTORSCAN_H

#include <hs.h>

/* hs_scan, or what stands in for it. */
typedef hs_error_t lode_vectorscan_function(const hs_database_t *database, const char *text, unsigned length, unsigned flags,
                                            hs_scratch_t *scratch, match_event_handler on_match, void *context);

/* The search to use on this processor, and what to compile databases for. NULL: there is none that finds all, or memory ran
 * out. */
lode_vectorscan_function *lode_vectorscan_choose(hs_platform_info_t *platform);

#endif
