/* SPDX-License-Identifier: MIT */
/* Plain settings: the scalars in `calendar:`, and those in the sections under `settings:`. */
#include "rules/loading.h"
#include "rules/scalar.h"

#include <string.h>

struct list {
    lode_loading *loading;
    lode_setting *settings; /* NULL: they are only counted */
    size_t count;
};

static char *copy(lode_loading *loading, const char *text) {
    return lode_mistakes_check(&loading->mistakes, lode_arena_copy(loading->arena, text, strlen(text)));
}

static void add(struct list *list, const char *section, const lode_yaml_node *key) {
    const char *value;
    size_t index = list->count++;

    if (!list->settings)
        return;
    value = lode_scalar_text(key->next, "a setting", &list->loading->mistakes);
    if (value)
        list->settings[index] =
            (lode_setting){copy(list->loading, section), copy(list->loading, key->text), copy(list->loading, value)};
}

static void add_file(struct list *list, const lode_yaml_node *const *sections) {
    const lode_yaml_node *calendar = sections[KEY_CALENDAR], *settings = sections[KEY_SETTINGS];
    lode_mistakes *mistakes = &list->loading->mistakes;

    /* That `calendar` is a mapping was checked with its tables. */
    if (calendar && calendar->kind == LODE_YAML_MAPPING)
        for (const lode_yaml_node *key = calendar->first; key; key = key->next->next)
            if (key->kind == LODE_YAML_SCALAR && key->next->kind != LODE_YAML_MAPPING)
                add(list, "calendar", key);
    if (!settings)
        return;
    if (settings->kind != LODE_YAML_MAPPING) {
        if (list->settings)
            lode_is_mapping(settings, "'settings'", mistakes);
        return;
    }
    for (const lode_yaml_node *section = settings->first; section; section = section->next->next) {
        if (section->kind != LODE_YAML_SCALAR)
            continue;
        if (section->next->kind == LODE_YAML_MAPPING) {
            for (const lode_yaml_node *key = section->next->first; key; key = key->next->next)
                if (key->kind == LODE_YAML_SCALAR)
                    add(list, section->text, key);
        } else if (list->settings) {
            lode_is_mapping(section->next, "a section of 'settings'", mistakes);
        }
    }
}

static void add_all(struct list *list, const lode_source *source) {
    list->count = 0;
    for (size_t i = 0; i < source->visible_count; i++)
        for (size_t j = 0; j < source->visible[i]->file_count; j++)
            add_file(list, source->visible[i]->sections[j]);
}

const lode_setting *lode_load_settings(lode_loading *loading, const lode_source *source, size_t *count) {
    struct list list = {.loading = loading};

    add_all(&list, source);
    list.settings =
        lode_mistakes_check(&loading->mistakes, lode_arena_array(loading->arena, list.count + 1, sizeof *list.settings));
    if (list.settings)
        add_all(&list, source);
    *count = list.settings ? list.count : 0;
    return list.settings;
}
