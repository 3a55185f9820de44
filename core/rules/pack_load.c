/* SPDX-License-Identifier: MIT */
#include "rules/advice.h"
#include "rules/fragment.h"
#include "rules/loading.h"
#include "rules/owned_pack.h"
#include "rules/pack_cache.h"
#include "rules/scalar.h"
#include "text/language_tag.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

static const char *keep(lode_loading *loading, const char *text) {
    return lode_mistakes_check(&loading->mistakes, lode_arena_copy(loading->arena, text, strlen(text)));
}

/* A word as the texts have it after folding, in lower case. */
static const char *keep_lower(lode_loading *loading, const lode_yaml_node *node) {
    lode_buffer folded = {0}, lower = {0};
    const char *kept = NULL;

    if (!lode_load_fold(loading, node, &folded)) {
        lode_buffer_free(&folded);
        return NULL;
    }
    for (size_t i = 0; i < folded.length;) {
        utf8proc_int32_t code_point;
        utf8proc_uint8_t bytes[4];
        utf8proc_ssize_t size =
            utf8proc_iterate((const utf8proc_uint8_t *)folded.bytes + i, (utf8proc_ssize_t)(folded.length - i), &code_point);

        if (size <= 0)
            break;
        i += (size_t)size;
        lode_buffer_append(&lower, (const char *)bytes, (size_t)utf8proc_encode_char(utf8proc_tolower(code_point), bytes));
    }
    if (lower.failed || !lower.bytes)
        loading->mistakes.memory = true;
    else
        kept = keep(loading, lower.bytes);
    lode_buffer_free(&folded);
    lode_buffer_free(&lower);
    return kept;
}

/* Adds the common words of a `pack` section. */
static void read_common_words(lode_loading *loading, lode_pack *pack, const lode_yaml_node *list) {
    const char **words;

    if (!lode_is_sequence(list, "'common_words'", &loading->mistakes))
        return;
    words = lode_mistakes_check(&loading->mistakes,
                                lode_arena_array(loading->arena, pack->common_word_count + list->count, sizeof *words));
    if (!words)
        return;
    if (pack->common_word_count)
        memcpy(words, pack->common_words, pack->common_word_count * sizeof *words);
    for (const lode_yaml_node *item = list->first; item; item = item->next)
        if (lode_scalar_text(item, "a common word", &loading->mistakes))
            words[pack->common_word_count++] = keep_lower(loading, item);
    pack->common_words = words;
}

static void read_pack_section(lode_loading *loading, lode_pack *pack, const lode_yaml_node *node) {
    const lode_yaml_node *values[LODE_KEYS_MAX];
    const char *text;

    /* Unknown keys were reported when the packs that it uses were opened. */
    if (!lode_keys_sort(LODE_KEYS_PACK, node, "'pack'", values, NULL)) {
        lode_is_mapping(node, "'pack'", &loading->mistakes);
        return;
    }
    if (values[KEY_LANGUAGE] && (text = lode_scalar_text(values[KEY_LANGUAGE], "'language'", &loading->mistakes))) {
        if (lode_language_is_tag(text))
            pack->language = keep(loading, text);
        else
            lode_mistake(&loading->mistakes, lode_yaml_place(values[KEY_LANGUAGE]), "write a BCP 47 tag, such as 'vi' or 'en'",
                         "'%s' is no language tag", text);
    }
    if (values[KEY_PACK_SUMMARY] && (text = lode_scalar_text(values[KEY_PACK_SUMMARY], "'summary'", &loading->mistakes)))
        pack->summary = keep(loading, text);
    if (values[KEY_COMMON_WORDS])
        read_common_words(loading, pack, values[KEY_COMMON_WORDS]);
    if (values[KEY_HYPHENATION])
        lode_scalar_boolean(values[KEY_HYPHENATION], "'hyphenation'", &pack->hyphenation, &loading->mistakes);
}

static void read_pack_sections(lode_loading *loading, lode_pack *pack, const lode_source *source) {
    const lode_yaml_node *found = NULL;

    for (size_t i = 0; i < source->file_count; i++) {
        const lode_yaml_node *node = source->sections[i][KEY_PACK];

        if (node && found)
            lode_mistake(&loading->mistakes, lode_yaml_place(node), "keep one", "'pack' stands in line %u of %s already",
                         found->line, found->file->path);
        else if (node)
            read_pack_section(loading, pack, found = node);
    }
}

/* A pack knows its language also by the words of the packs for it that it uses. */
static void read_used_words(lode_loading *loading, lode_pack *pack, const lode_source *used) {
    for (size_t i = 0; pack->language && i < used->file_count; i++) {
        const lode_yaml_node *values[LODE_KEYS_MAX];

        if (used->sections[i][KEY_PACK] &&
            lode_keys_sort(LODE_KEYS_PACK, used->sections[i][KEY_PACK], "'pack'", values, NULL) && values[KEY_LANGUAGE] &&
            values[KEY_LANGUAGE]->kind == LODE_YAML_SCALAR && values[KEY_COMMON_WORDS] &&
            lode_language_matches(values[KEY_LANGUAGE]->text, pack->language))
            read_common_words(loading, pack, values[KEY_COMMON_WORDS]);
    }
}

/* Of the packs that are visible in it, all but itself. */
static void keep_used(lode_loading *loading, lode_pack *pack, const lode_source *source) {
    const char **used = lode_arena_array(loading->arena, source->visible_count, sizeof *used);

    if (!lode_mistakes_check(&loading->mistakes, (void *)used))
        return;
    for (size_t i = 0; i < source->visible_count; i++)
        if (source->visible[i] != source) {
            used[pack->used_count++] = keep(loading, source->visible[i]->path);
            read_used_words(loading, pack, source->visible[i]);
        }
    pack->used = used;
}

static void keep_fragments(lode_loading *loading, lode_pack *pack) {
    size_t count = loading->fragments.length / sizeof(lode_fragment);
    lode_fragment *fragments = lode_arena_array(loading->arena, count, sizeof *fragments);

    if (!lode_mistakes_check(&loading->mistakes, fragments))
        return;
    if (count)
        memcpy(fragments, loading->fragments.bytes, count * sizeof *fragments);
    pack->fragments = fragments;
    pack->fragment_count = count;
}

static void build(lode_loading *loading, lode_owned_pack *owned, const lode_source *source, size_t first_order) {
    lode_pack *pack = &owned->pack;

    lode_load_folds(loading, source);
    owned->folds = loading->folds;
    if (!loading->mistakes.memory)
        lode_load_numbers(loading, source);
    owned->numbers = loading->numbers;
    if (!loading->mistakes.memory)
        lode_load_names(loading);
    if (loading->mistakes.memory)
        return;
    pack->name = keep(loading, source->name);
    pack->path = keep(loading, source->path);
    pack->numbers = owned->numbers;
    pack->folds = owned->folds;
    read_pack_sections(loading, pack, source);
    keep_used(loading, pack, source);
    owned->settings = lode_load_settings(loading, source, &owned->setting_count);
    pack->digest = loading->digest;
    pack->sentences = lode_load_sentences(loading, source);
    pack->rules = lode_load_rules(loading, source, pack, first_order, &pack->rule_count);
    keep_fragments(loading, pack);
    lode_advise_source(loading, source);
}

/* Loads from a name or path, or from a text that goes by it. */
static lode_status load(const char *name_or_path, const char *text, size_t length, const lode_pack_places *places,
                        size_t first_order, lode_mistakes *advice, lode_report_function *report, void *report_context,
                        lode_pack **pack, lode_error *error) {
    lode_owned_pack *owned = calloc(1, sizeof *owned);
    lode_loading loading = {.places = places, .digest = LODE_HASH_START, .advice = advice};
    lode_status status = LODE_OK;
    lode_source *source = NULL;

    *pack = NULL;
    if (owned) {
        loading.arena = &owned->arena;
        source = text ? lode_source_open_text(&loading, name_or_path, text, length)
                      : lode_source_open(&loading, name_or_path, &status, error);
    }
    if (source && !loading.mistakes.memory)
        build(&loading, owned, source, first_order);
    if (!owned || loading.mistakes.memory)
        status = lode_error_set(error, LODE_ERROR_MEMORY, "memory ran out while loading the pack '%s'", name_or_path);
    else if (status == LODE_OK && loading.mistakes.count)
        status = lode_error_set(error, LODE_ERROR_RULES, "the pack '%s' has %zu mistake%s", name_or_path,
                                loading.mistakes.count, loading.mistakes.count == 1 ? "" : "s");
    if (status == LODE_ERROR_RULES)
        lode_mistakes_report(&loading.mistakes, report, report_context);
    else if (status == LODE_OK && places && places->cache_directory && !text)
        lode_pack_cache_store(owned, name_or_path, places, &loading.dependencies);
    lode_mistakes_free(&loading.mistakes);
    lode_arena_free(&loading.scratch);
    lode_dependencies_free(&loading.dependencies);
    lode_buffer_free(&loading.fragments);
    if (status == LODE_OK)
        *pack = &owned->pack;
    else
        lode_pack_free(owned ? &owned->pack : NULL);
    return status;
}

lode_status lode_pack_load(const char *name_or_path, const lode_pack_places *places, size_t first_order,
                           lode_report_function *report, void *report_context, lode_pack **pack, lode_error *error) {
    lode_owned_pack *kept = places && places->cache_directory ? lode_pack_cache_find(name_or_path, places, first_order) : NULL;

    if (kept) {
        *pack = &kept->pack;
        return LODE_OK;
    }
    return load(name_or_path, NULL, 0, places, first_order, NULL, report, report_context, pack, error);
}

lode_status lode_pack_advise(const char *path, const lode_pack_places *places, lode_mistakes *advice, lode_error *error) {
    const lode_pack_places without_cache = {.directories = places->directories, .edits = places->edits};
    lode_pack *pack;
    lode_status status = load(path, NULL, 0, &without_cache, 0, advice, NULL, NULL, &pack, error);

    lode_pack_free(pack);
    if (status == LODE_OK && advice->memory)
        status = lode_error_no_memory(error);
    return status;
}

lode_status lode_pack_load_text(const char *path, const char *text, size_t length, const lode_pack_places *places,
                                size_t first_order, lode_report_function *report, void *report_context, lode_pack **pack,
                                lode_error *error) {
    return load(path, text, length, places, first_order, NULL, report, report_context, pack, error);
}
