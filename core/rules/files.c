/* SPDX-License-Identifier: MIT */
#include "rules/files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

static lode_status read_open_file(int file, lode_arena *arena, const char **bytes, size_t *length, lode_error *error) {
    struct stat status;
    char *content;
    size_t done = 0, size;

    if (fstat(file, &status) != 0)
        return lode_error_set(error, LODE_ERROR_IO, "cannot be read: %s", strerror(errno));
    if (!S_ISREG(status.st_mode))
        return lode_error_set(error, LODE_ERROR_IO, "is not a regular file");
    if (status.st_size > LODE_RULE_FILE_MAX)
        return lode_error_set(error, LODE_ERROR_IO, "is larger than %d MiB", LODE_RULE_FILE_MAX >> 20);
    size = (size_t)status.st_size;
    content = lode_arena_allocate(arena, size + 1);
    if (!content)
        return lode_error_no_memory(error);
    while (done < size) {
        ssize_t more = read(file, content + done, size - done);

        if (more < 0 && errno == EINTR)
            continue;
        if (more < 0)
            return lode_error_set(error, LODE_ERROR_IO, "cannot be read: %s", strerror(errno));
        if (more == 0)
            break; /* it became shorter meanwhile */
        done += (size_t)more;
    }
    if (done >= 3 && memcmp(content, "\xEF\xBB\xBF", 3) == 0) {
        content += 3;
        done -= 3;
    }
    content[done] = '\0';
    *bytes = content;
    *length = done;
    return LODE_OK;
}

lode_status lode_file_read(const char *path, lode_arena *arena, const char **bytes, size_t *length, lode_error *error) {
    lode_status status;
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY); /* a named pipe must not hold us up */

    if (file < 0)
        status = lode_error_set(error, LODE_ERROR_IO, "cannot be opened: %s", strerror(errno));
    else
        status = read_open_file(file, arena, bytes, length, error);
    if (file >= 0)
        close(file);
    if (status != LODE_OK)
        lode_error_at(error, path, 0, 0);
    return status;
}

bool lode_path_is_folder(const char *path) {
    struct stat status;

    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

bool lode_path_is_file(const char *path) {
    struct stat status;

    return stat(path, &status) == 0 && !S_ISDIR(status.st_mode);
}

bool lode_path_ends(const char *path, const char *ending) {
    size_t length = strlen(path), ending_length = strlen(ending);

    return length > ending_length && strcasecmp(path + length - ending_length, ending) == 0;
}

const char *lode_path_name(lode_arena *arena, const char *path) {
    size_t end = strlen(path);
    size_t start;

    while (end > 1 && path[end - 1] == '/')
        end--;
    start = end;
    while (start > 0 && path[start - 1] != '/')
        start--;
    if (lode_path_ends(path, ".yaml"))
        end -= strlen(".yaml");
    else if (lode_path_ends(path, ".yml"))
        end -= strlen(".yml");
    return lode_arena_copy(arena, path + start, end - start);
}

const char *lode_path_folder(lode_arena *arena, const char *path) {
    size_t end = strlen(path);

    while (end > 1 && path[end - 1] == '/')
        end--;
    while (end > 0 && path[end - 1] != '/')
        end--;
    while (end > 1 && path[end - 1] == '/')
        end--;
    return end ? lode_arena_copy(arena, path, end) : lode_arena_copy(arena, ".", 1);
}

const char *lode_path_join(lode_arena *arena, const char *folder, const char *path) {
    size_t folder_length = strlen(folder), path_length = strlen(path);
    char *joined;

    if (path[0] == '/' || strcmp(folder, ".") == 0)
        return lode_arena_copy(arena, path, path_length);
    joined = lode_arena_allocate(arena, folder_length + path_length + 2);
    if (joined) {
        memcpy(joined, folder, folder_length);
        if (folder_length && folder[folder_length - 1] != '/')
            joined[folder_length++] = '/';
        memcpy(joined + folder_length, path, path_length + 1);
    }
    return joined;
}

static int compare_paths(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

lode_status lode_folder_rule_files(const char *folder, lode_arena *arena, const char *const **files, size_t *count,
                                   lode_error *error) {
    lode_status status = LODE_OK;
    const char **found = NULL;
    size_t room = 0;
    const struct dirent *entry;
    DIR *directory = opendir(folder);

    *count = 0;
    *files = NULL;
    if (!directory) {
        status = lode_error_set(error, LODE_ERROR_IO, "cannot be opened: %s", strerror(errno));
        lode_error_at(error, folder, 0, 0);
        return status;
    }
    while ((entry = readdir(directory))) {
        const char *path;

        if (entry->d_name[0] == '.' || !(lode_path_ends(entry->d_name, ".yaml") || lode_path_ends(entry->d_name, ".yml")))
            continue;
        if (*count == room) {
            const char **larger = lode_arena_array(arena, room = room ? room * 2 : 16, sizeof *larger);

            if (larger && found)
                memcpy(larger, found, *count * sizeof *found);
            found = larger;
        }
        path = lode_path_join(arena, folder, entry->d_name);
        if (!found || !path) {
            status = lode_error_no_memory(error);
            break;
        }
        if (lode_path_is_file(path))
            found[(*count)++] = path;
    }
    closedir(directory);
    if (*count)
        qsort(found, *count, sizeof *found, compare_paths);
    *files = found;
    return status;
}
