/* SPDX-License-Identifier: MIT */
/* Neither an extractor nor a reader nor a writer. */
#include <lode/plugin.h>

LODE_PLUGIN(no_role, "1.0", "does nothing", .settings = NULL)
