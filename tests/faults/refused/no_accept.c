/* SPDX-License-Identifier: MIT */
/* An extractor that leaves out what it needs. */
#include <lode/plugin.h>

static const lode_extractor extractor = {.open = NULL};

LODE_PLUGIN(no_accept, "1.0", "cannot accept", .extractor = &extractor)
