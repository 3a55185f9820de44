/* SPDX-License-Identifier: MIT */
#include "rules/dependencies.h"

#include "base/arena.h"
#include "cache/cache.h"
#include "rules/files.h"

#include <stdint.h>
#include <string.h>

/* In the list stand, for each look, a byte that tells its kind, the hash of what was seen, and the path, NUL-terminated. */
enum { PATH = 'p', FOLDER = 'd', CONTENT = 'f', SCRATCH_KEPT = 1 << 20 };

static uint64_t hash_path(const struct stat *status) {
    uint64_t seen[3];

    if (!status)
        return 0;
    seen[0] = S_ISDIR(status->st_mode);
    seen[1] = (uint64_t)status->st_dev;
    seen[2] = (uint64_t)status->st_ino;
    return lode_cache_hash(PATH, seen, sizeof seen);
}

static uint64_t hash_folder(const char *const *files, size_t count) {
    uint64_t hash = FOLDER;

    for (size_t i = 0; i < count; i++)
        hash = lode_cache_hash(hash, files[i], strlen(files[i]));
    return hash;
}

static uint64_t hash_file(const char *bytes, size_t length) {
    return lode_cache_hash(CONTENT, bytes, length);
}

static void note(lode_buffer *list, char kind, uint64_t seen, const char *path) {
    lode_buffer_byte(list, kind);
    lode_buffer_append(list, (const char *)&seen, sizeof seen);
    lode_buffer_append(list, path, strlen(path) + 1);
}

void lode_depend_on_path(lode_buffer *list, const char *path, const struct stat *status) {
    note(list, PATH, hash_path(status), path);
}

void lode_depend_on_folder(lode_buffer *list, const char *folder, const char *const *files, size_t count) {
    note(list, FOLDER, hash_folder(files, count), folder);
}

void lode_depend_on_file(lode_buffer *list, const char *path, const char *bytes, size_t length) {
    note(list, CONTENT, hash_file(bytes, length), path);
}

/* Looks again. False: nothing could be seen. */
static bool look(char kind, const char *path, lode_arena *scratch, uint64_t *seen) {
    struct stat status;
    const char *bytes;
    const char *const *files;
    size_t length, count;

    switch (kind) {
    case PATH:
        *seen = hash_path(stat(path, &status) == 0 ? &status : NULL);
        return true;
    case FOLDER:
        if (lode_folder_rule_files(path, scratch, &files, &count, NULL) != LODE_OK)
            return false;
        *seen = hash_folder(files, count);
        return true;
    default:
        if (lode_file_read(path, scratch, &bytes, &length, NULL) != LODE_OK)
            return false;
        *seen = hash_file(bytes, length);
        return true;
    }
}

bool lode_dependencies_hold(const char *list, size_t length) {
    lode_arena scratch = {0};
    bool held = true;

    for (size_t at = 0; held && at < length;) {
        uint64_t before, now;
        const char *path = list + at + 1 + sizeof before;

        memcpy(&before, list + at + 1, sizeof before);
        held = look(list[at], path, &scratch, &now) && now == before;
        at += 1 + sizeof before + strlen(path) + 1;
        lode_arena_reset(&scratch, SCRATCH_KEPT);
    }
    lode_arena_free(&scratch);
    return held;
}
