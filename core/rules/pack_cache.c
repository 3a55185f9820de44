/* SPDX-License-Identifier: MIT */
#include "rules/pack_cache.h"

#include "rules/fragment.h"

#include <string.h>
#include <utf8proc.h>
#include <yaml.h>

/* The looks that loading took, what they saw, and the image. */
enum { PIECES = 3 };

/* Where it is looked for decides which pack it is, and these libraries what its files say. */
static void tell(lode_buffer *what, const char *name_or_path, const lode_pack_places *places) {
    lode_buffer_format(what, "pack %s %s\n%s\n", yaml_get_version_string(), utf8proc_version(), name_or_path);
    for (const char *const *folder = places->directories; folder && *folder; folder++)
        lode_buffer_format(what, "%s\n", *folder);
}

lode_owned_pack *lode_pack_cache_find(const char *name_or_path, const lode_pack_places *places, size_t first_order) {
    lode_buffer what = {0}, looks, seen, image, *const pieces[PIECES] = {&looks, &seen, &image};
    lode_kept kept;
    lode_owned_pack *owned = NULL;
    uint64_t wanted;
    bool found;

    tell(&what, name_or_path, places);
    found = lode_cache_find(places->cache_directory, &what, pieces, PIECES, &kept);
    lode_buffer_free(&what);
    if (!found)
        return NULL;
    if (seen.length == sizeof wanted) {
        memcpy(&wanted, seen.bytes, sizeof wanted);
        if (lode_dependencies_hold(&looks, wanted))
            owned = lode_image_use(image.bytes, image.length);
    }
    if (!owned) {
        lode_cache_close(&kept);
        return NULL;
    }
    for (size_t i = 0; i < owned->pack.rule_count; i++)
        ((lode_rule *)owned->pack.rules)[i].order = first_order + i;
    owned->kept = kept;
    return owned;
}

void lode_pack_cache_store(const lode_owned_pack *owned, const char *name_or_path, const lode_pack_places *places,
                           lode_dependencies *dependencies) {
    lode_buffer what = {0}, image = {0}, seen = {.bytes = (char *)&dependencies->seen, .length = sizeof dependencies->seen},
                *const pieces[PIECES] = {&dependencies->looks, &seen, &image};

    tell(&what, name_or_path, places);
    if (lode_image_make(owned, &lode_owned_pack_layout, &image))
        lode_cache_store(places->cache_directory, &what, pieces, PIECES);
    lode_buffer_free(&what);
    lode_buffer_free(&image);
}
