/* SPDX-License-Identifier: MIT */
/* The right ABI with a descriptor cut short; nothing after the size may be looked at. */
#include <lode/plugin.h>

LODE_API extern const uint32_t wrong_size_LTX_lode_plugin[2];
const uint32_t wrong_size_LTX_lode_plugin[2] = {LODE_PLUGIN_ABI, 8};
