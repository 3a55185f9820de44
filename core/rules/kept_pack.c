#include "rules/kept_pack.h"

#include "cache/cache.h"
#include "rules/dependencies.h"

#include <string.h>
#include <utf8proc.h>
#include <yaml.h>

/* A file has the length of the list of dependencies, as uint64_t, the list, and from the next multiple of ALIGNED on the image.
 */
enum { ALIGNED = 16 };

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

static size_t image_place(uint64_t list_length) {
    return (sizeof list_length + (size_t)list_length + ALIGNED - 1) / ALIGNED * ALIGNED;
}

static lode_owned_pack *use(const lode_kept *content, size_t first_order) {
    lode_owned_pack *owned;
    uint64_t length;

    if (content->length < sizeof length)
        return NULL;
    memcpy(&length, content->bytes, sizeof length);
    if (length > content->length - sizeof length || image_place(length) > content->length ||
        !lode_dependencies_hold(content->bytes + sizeof length, (size_t)length))
        return NULL;
    owned = lode_image_use(content->bytes + image_place(length), content->length - image_place(length));
    if (!owned)
        return NULL;
    for (size_t i = 0; i < owned->pack.rule_count; i++)
        ((lode_rule *)owned->pack.rules)[i].order = first_order + i;
    owned->kept = *content;
    return owned;
}

lode_owned_pack *lode_kept_pack_find(const char *name_or_path, const lode_pack_places *places, size_t first_order) {
    char key[LODE_CACHE_KEY];
    lode_kept content = {0};
    lode_owned_pack *owned = NULL;

    if (make_key(name_or_path, places, key) && lode_cache_open(places->cache_directory, key, &content))
        owned = use(&content, first_order);
    if (!owned)
        lode_cache_close(&content);
    return owned;
}

void lode_kept_pack_store(const lode_owned_pack *owned, const char *name_or_path, const lode_pack_places *places,
                          const lode_buffer *dependencies) {
    static const char filling[ALIGNED];
    char key[LODE_CACHE_KEY];
    lode_buffer content = {0}, image = {0};
    uint64_t length = dependencies->length;

    lode_buffer_append(&content, (const char *)&length, sizeof length);
    lode_buffer_append(&content, dependencies->bytes, dependencies->length);
    lode_buffer_append(&content, filling, image_place(length) - content.length);
    if (!dependencies->failed && make_key(name_or_path, places, key) &&
        lode_image_make(owned, &lode_owned_pack_layout, &image) && lode_buffer_append(&content, image.bytes, image.length) &&
        !content.failed)
        lode_cache_write(places->cache_directory, key, content.bytes, content.length);
    lode_buffer_free(&image);
    lode_buffer_free(&content);
}
