/* SPDX-License-Identifier: MIT */
#include "rules/kept_pack.h"

#include "cache/pieces.h"
#include "rules/dependencies.h"

#include <utf8proc.h>
#include <yaml.h>

/* Where it is looked for decides which pack it is, and these libraries what its files say. */
static bool make_key(const char *name_or_path, const lode_pack_places *places, char key[LODE_CACHE_KEY]) {
    lode_buffer text = {0};
    bool done;

    lode_buffer_format(&text, "pack %s %s\n%s\n", yaml_get_version_string(), utf8proc_version(), name_or_path);
    for (const char *const *folder = places->directories; folder && *folder; folder++)
        lode_buffer_format(&text, "%s\n", *folder);
    done = lode_cache_key(&text, key);
    lode_buffer_free(&text);
    return done;
}

/* The list of dependencies, and the image. */
enum { PIECES = 2 };

lode_owned_pack *lode_kept_pack_find(const char *name_or_path, const lode_pack_places *places, size_t first_order) {
    lode_buffer dependencies, image, *const pieces[PIECES] = {&dependencies, &image};
    char key[LODE_CACHE_KEY];
    lode_kept kept;
    lode_owned_pack *owned = NULL;

    if (!make_key(name_or_path, places, key) || !lode_pieces_open(places->cache_directory, key, pieces, PIECES, &kept))
        return NULL;
    if (lode_dependencies_hold(dependencies.bytes, dependencies.length))
        owned = lode_image_use(image.bytes, image.length);
    if (!owned) {
        lode_cache_close(&kept);
        return NULL;
    }
    for (size_t i = 0; i < owned->pack.rule_count; i++)
        ((lode_rule *)owned->pack.rules)[i].order = first_order + i;
    owned->kept = kept;
    return owned;
}

void lode_kept_pack_store(const lode_owned_pack *owned, const char *name_or_path, const lode_pack_places *places,
                          lode_buffer *dependencies) {
    lode_buffer image = {0}, *const pieces[PIECES] = {dependencies, &image};
    char key[LODE_CACHE_KEY];

    if (!dependencies->failed && make_key(name_or_path, places, key) && lode_image_make(owned, &lode_owned_pack_layout, &image))
        lode_pieces_store(places->cache_directory, key, pieces, PIECES);
    lode_buffer_free(&image);
}
