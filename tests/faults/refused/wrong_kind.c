/* A kind that there is not. */
#include <lode/plugin.h>

LODE_API extern const lode_plugin wrong_kind_LTX_lode_plugin;
const lode_plugin wrong_kind_LTX_lode_plugin = {.abi = LODE_PLUGIN_ABI,
                                                .size = sizeof(lode_plugin),
                                                .kind = (lode_plugin_kind)7,
                                                .name = "wrong_kind",
                                                .version = "1.0",
                                                .summary = "is of no kind"};
