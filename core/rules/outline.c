/* SPDX-License-Identifier: MIT */
#include "rules/outline.h"

#include "rules/loading.h"

typedef struct teller {
    lode_declared_function *tell;
    void *context;
} teller;

static void tell(const teller *outline, lode_declared kind, const lode_yaml_node *name) {
    if (name->kind == LODE_YAML_SCALAR)
        outline->tell(outline->context, kind, name->text, name->file->path, name->line, name->column);
}

static void tell_names(const teller *outline, const lode_yaml_node *section, lode_declared kind, bool mappings_only) {
    if (!section || section->kind != LODE_YAML_MAPPING)
        return;
    for (const lode_yaml_node *key = section->first; key; key = key->next->next)
        if (!mappings_only || key->next->kind == LODE_YAML_MAPPING)
            tell(outline, kind, key);
}

static void tell_types(const teller *outline, const lode_yaml_node *rules) {
    const lode_yaml_node *values[LODE_KEYS_MAX];

    if (!rules || rules->kind != LODE_YAML_SEQUENCE)
        return;
    for (const lode_yaml_node *rule = rules->first; rule; rule = rule->next)
        if (lode_keys_sort(LODE_KEYS_RULE, rule, "a rule", values, NULL) && values[KEY_TYPE])
            tell(outline, LODE_DECLARED_TYPE, values[KEY_TYPE]);
}

static void tell_source(const teller *outline, const lode_source *source) {
    for (size_t i = 0; i < source->file_count; i++) {
        const lode_yaml_node *const *sections = source->sections[i];

        tell_names(outline, sections[KEY_DEFINE], LODE_DECLARED_DEFINITION, false);
        tell_names(outline, sections[KEY_TABLES], LODE_DECLARED_TABLE, false);
        tell_names(outline, sections[KEY_CALENDAR], LODE_DECLARED_TABLE, true);
        tell_types(outline, sections[KEY_RULES]);
    }
}

lode_status lode_pack_outline(const char *path, const lode_pack_places *places, lode_declared_function *function, void *context,
                              lode_error *error) {
    const teller outline = {function, context};
    lode_arena kept = {0};
    lode_loading loading = {.places = places, .digest = LODE_HASH_START, .arena = &kept};
    lode_status status;
    const lode_source *source = lode_source_open(&loading, path, &status, error);

    for (size_t i = 0; source && i < source->visible_count; i++)
        tell_source(&outline, source->visible[i]);
    if (loading.mistakes.memory)
        status = lode_error_no_memory(error);
    lode_mistakes_free(&loading.mistakes);
    lode_arena_free(&loading.scratch);
    lode_arena_free(&kept);
    lode_dependencies_free(&loading.dependencies);
    lode_buffer_free(&loading.fragments);
    return status;
}
