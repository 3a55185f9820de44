/* SPDX-License-Identifier: MIT */
#include "pipeline/places.h"

#include "base/environment.h"
#include "pipeline/internal.h"
#include "rules/files.h"

#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

typedef struct string_list {
    char **items; /* ends with NULL once something was added */
    size_t count;
} string_list;

static bool add(string_list *list, char *string) {
    char **items = string ? realloc(list->items, (list->count + 2) * sizeof(char *)) : NULL;

    if (!items) {
        free(string);
        return false;
    }
    list->items = items;
    list->items[list->count++] = string;
    list->items[list->count] = NULL;
    return true;
}

static bool add_path(string_list *list, const char *path) {
    bool done = true;

    while (done && *path) {
        size_t length = strcspn(path, ":");

        if (length)
            done = add(list, strndup(path, length));
        path += length + (path[length] == ':');
    }
    return done;
}

char **lode_places_create(const char *const *directories) {
    const char *path = lode_environment("LODE_RULE_PATH");
    string_list list = {0};
    bool done = true;

    for (size_t i = 0; done && directories && directories[i]; i++)
        done = add(&list, strdup(directories[i]));
    if (done && path)
        done = add_path(&list, path);
    if (done && add(&list, strdup(LODE_RULE_DIRECTORY)))
        return list.items;
    lode_places_free(list.items);
    return NULL;
}

void lode_places_free(char **list) {
    for (size_t i = 0; list && list[i]; i++)
        free(list[i]);
    free(list);
}

static bool is_rule_file(const char *name) {
    return name[0] != '.' && (lode_path_ends(name, ".yaml") || lode_path_ends(name, ".yml"));
}

static bool holds_rule_file(const char *path) {
    DIR *directory = opendir(path);
    const struct dirent *entry;
    bool found = false;

    if (!directory)
        return false;
    while (!found && (entry = readdir(directory)))
        found = is_rule_file(entry->d_name);
    closedir(directory);
    return found;
}

static const char *base_name(const char *path) {
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

/* The length of a pack's name, which a rule file has without its ending. */
static size_t name_length(const char *base) {
    return is_rule_file(base) ? (size_t)(strrchr(base, '.') - base) : strlen(base);
}

static bool is_named(const string_list *list, const char *base) {
    size_t length = name_length(base);

    for (size_t i = 0; i < list->count; i++) {
        const char *other = base_name(list->items[i]);

        if (name_length(other) == length && memcmp(other, base, length) == 0)
            return true;
    }
    return false;
}

static char *join(const char *folder, const char *name) {
    size_t size = strlen(folder) + 1 + strlen(name) + 1;
    char *path = malloc(size);

    if (path) {
        strcpy(path, folder);
        strcat(path, "/");
        strcat(path, name);
    }
    return path;
}

static int compare_entries(const struct dirent **a, const struct dirent **b) {
    return strcmp((*a)->d_name, (*b)->d_name);
}

static bool add_pack(string_list *list, const char *folder, const char *name) {
    struct stat file;
    char *path;

    if (name[0] == '.' || is_named(list, name))
        return true;
    path = join(folder, name);
    if (path && (stat(path, &file) != 0 || !(S_ISDIR(file.st_mode) ? holds_rule_file(path) : is_rule_file(name)))) {
        free(path);
        return true;
    }
    return add(list, path);
}

static lode_status list_folder(string_list *list, const char *folder, lode_error *error) {
    struct dirent **entries;
    int count = scandir(folder, &entries, NULL, compare_entries);
    bool done = true;

    if (count < 0) {
        if (errno == ENOENT)
            return LODE_OK;
        lode_error_set(error, LODE_ERROR_IO, "the folder of packs cannot be read: %s", strerror(errno));
        lode_error_at(error, folder, 0, 0);
        return LODE_ERROR_IO;
    }
    for (int i = 0; i < count; i++) {
        done = done && add_pack(list, folder, entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
    return done ? LODE_OK : lode_error_no_memory(error);
}

static int compare_names(const void *a, const void *b) {
    return strcmp(base_name(*(char *const *)a), base_name(*(char *const *)b));
}

lode_status lode_places_list(char *const *places, char ***paths, lode_error *error) {
    string_list list = {0};
    lode_status status = LODE_OK;

    *paths = NULL;
    for (size_t i = 0; status == LODE_OK && places[i]; i++)
        status = list_folder(&list, places[i], error);
    if (status != LODE_OK) {
        lode_places_free(list.items);
        return status;
    }
    if (list.count)
        qsort(list.items, list.count, sizeof *list.items, compare_names);
    *paths = list.items;
    return LODE_OK;
}

lode_pack_places lode_places_of(const lode *engine) {
    return (lode_pack_places){.directories = (const char *const *)engine->places,
                              .cache_directory = engine->edits ? NULL : engine->cache_directory,
                              .edits = engine->edits};
}
