/* SPDX-License-Identifier: MIT */
/* Finding packs and opening their files. */
#include "base/suggest.h"
#include "rules/files.h"
#include "rules/loading.h"
#include "rules/scalar.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>

enum { USES_DEPTH_MAX = 32 };

static lode_source *open_path(lode_loading *loading, const char *path, unsigned depth, lode_status *status, lode_error *error);

static bool is_path(const char *name) {
    return strchr(name, '/') || lode_path_ends(name, ".yaml") || lode_path_ends(name, ".yml");
}

/* What stands at a path, by its number; 0: nothing does. */
static size_t look(lode_loading *loading, const char *path, bool *is_folder) {
    size_t thing = lode_look_at_path(&loading->dependencies, path, is_folder);

    if (!thing && errno == ENOMEM)
        loading->mistakes.memory = true;
    return thing;
}

/* The path of the pack that a name stands for in a folder; NULL: not there. */
static const char *find_in(lode_loading *loading, const char *folder, const char *name) {
    static const char *const ENDINGS[] = {"", ".yaml", ".yml"};
    lode_buffer path = {0};
    const char *found = NULL;

    for (size_t i = 0; i < sizeof ENDINGS / sizeof *ENDINGS && !found; i++) {
        bool is_folder;

        lode_buffer_clear(&path);
        lode_buffer_format(&path, "%s/%s%s", folder, name, ENDINGS[i]);
        if (path.failed)
            loading->mistakes.memory = true;
        else if (look(loading, path.bytes, &is_folder) && is_folder == (i == 0))
            found = lode_mistakes_check(&loading->mistakes, lode_arena_copy(&loading->scratch, path.bytes, path.length));
    }
    lode_buffer_free(&path);
    return found;
}

static const char *find_pack(lode_loading *loading, const char *beside, const char *name) {
    const char *found = beside ? find_in(loading, beside, name) : NULL;

    if (loading->places)
        for (const char *const *folder = loading->places->directories; !found && folder && *folder; folder++)
            found = find_in(loading, *folder, name);
    return found;
}

/* Offers the names of the packs in a folder, as far as the scratch memory holds them. */
static void offer_packs(lode_loading *loading, const char *folder, lode_suggestion *suggestion) {
    DIR *directory = opendir(folder);
    const struct dirent *entry;

    if (!directory)
        return;
    while ((entry = readdir(directory))) {
        const char *name = entry->d_name[0] == '.' ? NULL : lode_path_name(&loading->scratch, entry->d_name);

        if (name)
            lode_suggestion_offer(suggestion, name);
    }
    closedir(directory);
}

static void not_found(lode_loading *loading, const char *beside, const char *name, lode_error *error) {
    lode_suggestion suggestion = {.word = name};
    lode_buffer places = {0};

    if (beside) {
        offer_packs(loading, beside, &suggestion);
        lode_buffer_string(&places, beside);
    }
    if (loading->places)
        for (const char *const *folder = loading->places->directories; folder && *folder; folder++) {
            offer_packs(loading, *folder, &suggestion);
            lode_buffer_format(&places, "%s%s", places.length ? ", " : "", *folder);
        }
    if (suggestion.best)
        lode_error_set(error, LODE_ERROR_IO, "there is no pack '%s', did you mean '%s'?", name, suggestion.best);
    else
        lode_error_set(error, LODE_ERROR_IO, "there is no pack '%s'", name);
    if (lode_path_is_folder(name) || lode_path_is_file(name))
        lode_error_advise(error, "write './%s' for the one in this folder", name);
    else
        lode_error_advise(error, "it was looked for in %s; a path has a '/' or ends in .yaml",
                          places.length ? places.bytes : "no folder");
    lode_buffer_free(&places);
}

static void read_file(lode_loading *loading, lode_source *source, size_t i, const char *path, const char *text, size_t length) {
    const lode_yaml_node **sections = source->sections[i];
    size_t before = loading->mistakes.count;
    lode_yaml_file *file = &source->files[i];
    int version;

    loading->digest = lode_hash(loading->digest, text, length);
    lode_yaml_parse(file, &loading->scratch, path, text, length, &loading->mistakes);
    if (!file->root) {
        if (loading->mistakes.count == before && !loading->mistakes.memory)
            lode_mistake(&loading->mistakes, (lode_place){path, 1, 1}, "start it with 'lode: 1'", "the file is empty");
        return;
    }
    if (!lode_keys_sort(LODE_KEYS_FILE, file->root, "a rule file", sections, &loading->mistakes))
        return;
    if (sections[KEY_LODE])
        lode_scalar_integer(sections[KEY_LODE], "the version of the format, 'lode',", 1, 1, &version, &loading->mistakes);
    else
        lode_mistake(&loading->mistakes, lode_yaml_place(file->root), "start the file with 'lode: 1'",
                     "the version of the format is missing");
}

static lode_source *new_source(lode_loading *loading, const char *path, size_t file_count) {
    lode_source *source = lode_arena_array(&loading->scratch, 1, sizeof *source);

    if (!source)
        return lode_mistakes_check(&loading->mistakes, NULL);
    source->path = path;
    source->name = lode_path_name(&loading->scratch, path);
    source->beside = lode_path_folder(&loading->scratch, path);
    source->file_count = file_count;
    source->files = lode_arena_array(&loading->scratch, file_count, sizeof *source->files);
    source->sections = lode_arena_array(&loading->scratch, file_count, sizeof *source->sections);
    if (!source->name || !source->beside || !source->files || !source->sections)
        return lode_mistakes_check(&loading->mistakes, NULL);
    source->next = loading->sources;
    loading->sources = source;
    return source;
}

static bool sees(const lode_source *source, const lode_source *other) {
    for (size_t i = 0; i < source->visible_count; i++)
        if (source->visible[i] == other)
            return true;
    return false;
}

static bool add_visible(lode_loading *loading, lode_source *source, lode_source *other) {
    lode_source **more;

    if (sees(source, other))
        return true;
    more = lode_arena_array(&loading->scratch, source->visible_count + 1, sizeof *more);
    if (!lode_mistakes_check(&loading->mistakes, more))
        return false;
    if (source->visible_count)
        memcpy(more, source->visible, source->visible_count * sizeof *more);
    more[source->visible_count++] = other;
    source->visible = more;
    return true;
}

static void use_pack(lode_loading *loading, lode_source *source, const lode_yaml_node *node, unsigned depth) {
    const char *name = lode_scalar_text(node, "the name of a pack", &loading->mistakes);
    lode_status status = LODE_OK;
    lode_error error;
    const char *path;
    lode_source *used;

    if (!name)
        return;
    if (depth == USES_DEPTH_MAX) {
        lode_mistake(&loading->mistakes, lode_yaml_place(node), NULL, "packs use packs deeper than %d levels", USES_DEPTH_MAX);
        return;
    }
    if (is_path(name))
        path = lode_mistakes_check(&loading->mistakes, (void *)lode_path_join(&loading->scratch, source->beside, name));
    else
        path = find_pack(loading, source->beside, name);
    if (!path) {
        not_found(loading, source->beside, name, &error);
        lode_mistake(&loading->mistakes, lode_yaml_place(node), error.advice, "%s", error.message);
        return;
    }
    used = open_path(loading, path, depth + 1, &status, &error);
    if (!used) {
        if (status != LODE_OK)
            lode_mistake(&loading->mistakes, lode_yaml_place(node), error.advice, "the pack '%s' %s", path, error.message);
        return;
    }
    if (used->open) {
        lode_mistake(&loading->mistakes, lode_yaml_place(node), "move what both need into a third one",
                     "the packs '%s' and '%s' use each other in a circle", source->name, used->name);
        return;
    }
    for (size_t i = 0; i < used->visible_count; i++)
        add_visible(loading, source, used->visible[i]);
}

static void use_packs(lode_loading *loading, lode_source *source, unsigned depth) {
    const lode_yaml_node *values[LODE_KEYS_MAX];

    source->open = true;
    add_visible(loading, source, source);
    for (size_t i = 0; i < source->file_count; i++) {
        const lode_yaml_node *pack = source->sections[i][KEY_PACK];

        /* Unknown keys are reported where the section itself is read. */
        if (!pack || pack->kind != LODE_YAML_MAPPING)
            continue;
        lode_keys_sort(LODE_KEYS_PACK, pack, "'pack'", values, &loading->mistakes);
        if (values[KEY_USES] && lode_is_sequence(values[KEY_USES], "'uses'", &loading->mistakes))
            for (const lode_yaml_node *item = values[KEY_USES]->first; item; item = item->next)
                use_pack(loading, source, item, depth);
    }
    source->open = false;
}

static const lode_edit *find_edit(const lode_loading *loading, const char *path) {
    for (const lode_edit *edit = loading->places ? loading->places->edits : NULL; edit && edit->path; edit++)
        if (strcmp(edit->path, path) == 0)
            return edit;
    return NULL;
}

static lode_source *open_path(lode_loading *loading, const char *path, unsigned depth, lode_status *status, lode_error *error) {
    const char *const *files = &path;
    size_t count = 1;
    lode_source *source;
    bool folder;
    size_t thing = look(loading, path, &folder);

    if (!thing) {
        *status = lode_error_set(error, LODE_ERROR_IO, "cannot be opened: %s", strerror(errno));
        lode_error_at(error, path, 0, 0);
        return NULL;
    }
    for (source = loading->sources; source; source = source->next)
        if (source->thing == thing)
            return source;
    if (folder) {
        *status = lode_look_into_folder(&loading->dependencies, path, &loading->scratch, &files, &count, error);
        if (*status != LODE_OK)
            return NULL;
        if (!count) {
            *status = lode_error_set(error, LODE_ERROR_IO, "holds no rule files");
            lode_error_at(error, path, 0, 0);
            lode_error_advise(error, "put files that end in .yaml right into it");
            return NULL;
        }
    }
    source = new_source(loading, path, count);
    if (!source)
        return NULL;
    source->thing = thing;
    for (size_t i = 0; i < count; i++) {
        const lode_edit *edit = find_edit(loading, files[i]);
        const char *text;
        size_t length;

        if (edit) {
            read_file(loading, source, i, files[i], edit->text, edit->length);
            continue;
        }
        *status = lode_look_into_file(&loading->dependencies, files[i], &loading->scratch, &text, &length, error);
        if (*status == LODE_ERROR_MEMORY || (*status != LODE_OK && !folder))
            return NULL;
        if (*status != LODE_OK) {
            lode_mistake(&loading->mistakes, (lode_place){files[i], 0, 0}, error->advice, "%s", error->message);
            continue;
        }
        read_file(loading, source, i, files[i], text, length);
    }
    *status = LODE_OK;
    use_packs(loading, source, depth);
    return source;
}

lode_source *lode_source_open(lode_loading *loading, const char *name_or_path, lode_status *status, lode_error *error) {
    const char *path = is_path(name_or_path) ? lode_arena_copy(&loading->scratch, name_or_path, strlen(name_or_path))
                                             : find_pack(loading, NULL, name_or_path);

    *status = LODE_OK;
    if (!path && loading->mistakes.memory)
        return NULL;
    if (!path) {
        not_found(loading, NULL, name_or_path, error);
        *status = LODE_ERROR_IO;
        return NULL;
    }
    return open_path(loading, path, 0, status, error);
}

lode_source *lode_source_open_text(lode_loading *loading, const char *path, const char *text, size_t length) {
    lode_source *source = new_source(loading, path, 1);

    if (source) {
        read_file(loading, source, 0, path, text, length);
        use_packs(loading, source, 0);
    }
    return source;
}
