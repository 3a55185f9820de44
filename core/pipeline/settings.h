/* SPDX-License-Identifier: MIT */
/* What the user and the packs ask of plugins: `--set NAME.SETTING=VALUE`, and the packs' `settings:` sections of plugins'
 * names. */
#ifndef LODE_PIPELINE_SETTINGS_H
#define LODE_PIPELINE_SETTINGS_H

#include "loader/registry.h"
#include "rules/pack.h"

/* What one plugin is asked for. */
struct lode_settings {
    const lode_plugin *plugin;
    const char *const *asked; /* NAME.SETTING=VALUE each, then NULL; the last of one setting counts; NULL: none */
    const lode_pack *const *packs;
    size_t pack_count;
};

/* What an engine's user and packs ask of a plugin; of use as long as the engine. */
void lode_engine_settings(const lode *engine, const lode_plugin *plugin, lode_settings *settings);

/* Checks that what is asked for are settings of plugins that are loaded, with values that they take. LODE_OK, or
 * LODE_ERROR_USAGE with what may have been meant. */
lode_status lode_settings_check(const char *const *asked, const lode_registry *registry, lode_error *error);

/* Likewise for a pack's sections; those that are named like no plugin with settings are none of this. LODE_ERROR_RULES. */
lode_status lode_settings_check_pack(const lode_pack *pack, const lode_registry *registry, lode_error *error);

#endif
