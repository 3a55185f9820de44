/* SPDX-License-Identifier: MIT */
#include "rules/dependencies.h"

#include "cache/cache.h"
#include "rules/files.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

enum { PATH = 'p', FOLDER = 'd', CONTENT = 'f', SCRATCH_KEPT = 1 << 20 };

/* What tells whether two paths are names of one thing. */
typedef struct lode_thing {
    dev_t device;
    ino_t inode;
} lode_thing;

void lode_dependencies_free(lode_dependencies *dependencies) {
    lode_buffer_free(&dependencies->looks);
    lode_buffer_free(&dependencies->things);
}

static void note(lode_dependencies *dependencies, char kind, const char *path) {
    lode_buffer_byte(&dependencies->looks, kind);
    lode_buffer_append(&dependencies->looks, path, strlen(path) + 1);
}

static void see(lode_dependencies *dependencies, const void *bytes, size_t length) {
    dependencies->seen = lode_cache_hash(dependencies->seen, bytes, length);
}

/* The number of a thing among all that were seen; 0: memory ran out. */
static size_t number_of(lode_buffer *things, const lode_thing *thing) {
    const lode_thing *known = (const lode_thing *)(const void *)things->bytes;
    size_t count = things->length / sizeof *known;

    for (size_t i = 0; i < count; i++)
        if (known[i].device == thing->device && known[i].inode == thing->inode)
            return i + 1;
    return lode_buffer_append(things, (const char *)thing, sizeof *thing) ? count + 1 : 0;
}

size_t lode_look_at_path(lode_dependencies *dependencies, const char *path, bool *is_folder) {
    struct stat status;
    uint64_t seen[2] = {0, 0}; /* the number, and whether it is a folder */

    note(dependencies, PATH, path);
    if (stat(path, &status) == 0) {
        const lode_thing thing = {.device = status.st_dev, .inode = status.st_ino};

        seen[0] = number_of(&dependencies->things, &thing);
        seen[1] = S_ISDIR(status.st_mode);
        if (!seen[0])
            errno = ENOMEM;
    }
    *is_folder = seen[1];
    see(dependencies, seen, sizeof seen);
    return (size_t)seen[0];
}

lode_status lode_look_into_folder(lode_dependencies *dependencies, const char *folder, lode_arena *arena,
                                  const char *const **files, size_t *count, lode_error *error) {
    lode_status status = lode_folder_rule_files(folder, arena, files, count, error);

    note(dependencies, FOLDER, folder);
    for (size_t i = 0; status == LODE_OK && i < *count; i++)
        see(dependencies, (*files)[i], strlen((*files)[i]));
    return status;
}

lode_status lode_look_into_file(lode_dependencies *dependencies, const char *path, lode_arena *arena, const char **bytes,
                                size_t *length, lode_error *error) {
    lode_status status = lode_file_read(path, arena, bytes, length, error);

    note(dependencies, CONTENT, path);
    if (status == LODE_OK)
        see(dependencies, *bytes, *length);
    return status;
}

static bool look_again(lode_dependencies *dependencies, char kind, const char *path, lode_arena *scratch) {
    const char *bytes, *const *files;
    size_t count;
    bool is_folder;

    switch (kind) {
    case PATH:
        lode_look_at_path(dependencies, path, &is_folder);
        return true;
    case FOLDER:
        return lode_look_into_folder(dependencies, path, scratch, &files, &count, NULL) == LODE_OK;
    default:
        return lode_look_into_file(dependencies, path, scratch, &bytes, &count, NULL) == LODE_OK;
    }
}

bool lode_dependencies_hold(const lode_buffer *looks, uint64_t seen) {
    lode_dependencies again = {0};
    lode_arena scratch = {0};
    bool held = true;

    for (size_t at = 0; held && at < looks->length; at += 1 + strlen(looks->bytes + at + 1) + 1) {
        held = look_again(&again, looks->bytes[at], looks->bytes + at + 1, &scratch);
        lode_arena_reset(&scratch, SCRATCH_KEPT);
    }
    held = held && again.seen == seen && !again.things.failed;
    lode_arena_free(&scratch);
    lode_dependencies_free(&again);
    return held;
}
