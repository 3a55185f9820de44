/* SPDX-License-Identifier: MIT */
/* Built for another ABI; nothing after the size may be looked at. */
#include <lode/plugin.h>

LODE_API extern const uint32_t wrong_abi_LTX_lode_plugin[2];
const uint32_t wrong_abi_LTX_lode_plugin[2] = {LODE_PLUGIN_ABI - 1, sizeof(lode_plugin)};
