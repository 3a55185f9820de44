/* SPDX-License-Identifier: MIT */
/* A descriptor under the file's symbol, with another name in it. */
#include <lode/plugin.h>

static const lode_extractor callbacks = {.accept = NULL};

LODE_API extern const lode_plugin other_name_LTX_lode_plugin;
const lode_plugin other_name_LTX_lode_plugin = {.abi = LODE_PLUGIN_ABI,
                                                .size = sizeof(lode_plugin),
                                                .name = "somebody_else",
                                                .version = "1.0",
                                                .summary = "is not what it is called",
                                                .extractor = &callbacks};
