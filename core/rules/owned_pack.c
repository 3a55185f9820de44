/* SPDX-License-Identifier: MIT */
#include "rules/owned_pack.h"

#include <stdlib.h>
#include <string.h>

void lode_pack_free(lode_pack *pack) {
    lode_owned_pack *owned = (lode_owned_pack *)pack;

    if (!owned)
        return;
    if (owned->kept.bytes) {
        lode_kept kept = owned->kept;

        lode_cache_close(&kept);
        return;
    }
    lode_numbers_free(owned->numbers);
    lode_folds_free(owned->folds);
    lode_arena_free(&owned->arena);
    free(owned);
}

bool lode_pack_was_kept(const lode_pack *pack) {
    return ((const lode_owned_pack *)pack)->kept.length > 0;
}

const char *lode_pack_setting(const lode_pack *pack, const char *section, const char *name) {
    const lode_owned_pack *owned = (const lode_owned_pack *)pack;

    for (size_t i = 0; i < owned->setting_count; i++)
        if (owned->settings[i].value && strcmp(owned->settings[i].section, section) == 0 &&
            strcmp(owned->settings[i].name, name) == 0)
            return owned->settings[i].value;
    return NULL;
}

bool lode_pack_setting_at(const lode_pack *pack, size_t index, const char **section, const char **name, const char **value) {
    const lode_owned_pack *owned = (const lode_owned_pack *)pack;

    if (index >= owned->setting_count)
        return false;
    *section = owned->settings[index].section;
    *name = owned->settings[index].name;
    *value = owned->settings[index].value ? owned->settings[index].value : "";
    return true;
}
