/* SPDX-License-Identifier: MIT */
#include <lode.h>

#include "config.h"

/* Far more than any honest match needs; a pattern that runs wild is stopped within a moment. */
enum { MATCH_LIMIT = 1000000, DEPTH_LIMIT = 10000, HEAP_LIMIT_KIB = 20 * 1024 };

lode_options lode_options_default(void) {
    return (lode_options){.size = sizeof(lode_options),
                          .offsets = LODE_OFFSETS_BYTE,
                          .prefilter = true,
                          .cache = true,
                          .max_bytes = (size_t)128 << 20,
                          .match_limit = MATCH_LIMIT,
                          .depth_limit = DEPTH_LIMIT,
                          .heap_limit = HEAP_LIMIT_KIB};
}

const char *lode_version(void) {
    return PACKAGE_VERSION;
}
