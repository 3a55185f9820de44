/* SPDX-License-Identifier: MIT */
#include "batch/inputs.h"

#include "base/room.h"
#include "loader/readers.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A folder that is being gone through. */
typedef struct folder {
    char *path;
    struct dirent **entries;
    int count, next;
    dev_t device;
    ino_t inode;
} folder;

struct lode_inputs {
    const char *const *paths;
    size_t path_count, next_path;
    const lode_registry *registry;
    lode_input_filter filter;
    lode_own_files own;
    folder *folders; /* from the one named down to the one at work */
    size_t depth, capacity;
    char *path; /* given last */
    lode_skipped skipped;
};

lode_status lode_inputs_open(const char *const *paths, size_t count, const lode_registry *registry,
                             const lode_input_filter *filter, const lode_own_files *own, lode_inputs **inputs,
                             lode_error *error) {
    *inputs = calloc(1, sizeof **inputs);
    if (!*inputs)
        return lode_error_no_memory(error);
    (*inputs)->paths = paths;
    (*inputs)->path_count = count;
    (*inputs)->registry = registry;
    (*inputs)->filter = *filter;
    if (own)
        (*inputs)->own = *own;
    return LODE_OK;
}

static void leave_folder(lode_inputs *inputs) {
    folder *left = &inputs->folders[--inputs->depth];

    for (int i = 0; i < left->count; i++)
        free(left->entries[i]);
    free(left->entries);
    free(left->path);
}

void lode_inputs_close(lode_inputs *inputs) {
    if (!inputs)
        return;
    while (inputs->depth)
        leave_folder(inputs);
    free(inputs->folders);
    free(inputs->path);
    lode_skipped_free(&inputs->skipped);
    free(inputs);
}

static int compare_names(const struct dirent **a, const struct dirent **b) {
    return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_shown(const struct dirent *entry) {
    return entry->d_name[0] != '.';
}

static lode_status failed(const char *path, int reason, lode_error *error) {
    if (reason == ENOMEM)
        return lode_error_no_memory(error);
    lode_error_set(error, LODE_ERROR_IO, "%s", strerror(reason));
    lode_error_at(error, path, 0, 0);
    return LODE_ERROR_IO;
}

static lode_status enter_folder(lode_inputs *inputs, const char *path, const struct stat *info, lode_error *error) {
    folder entered = {.device = info->st_dev, .inode = info->st_ino}, *folders;

    for (size_t i = 0; i < inputs->depth; i++)
        if (inputs->folders[i].device == info->st_dev && inputs->folders[i].inode == info->st_ino)
            return LODE_OK; /* a link back to where we are */
    folders = lode_room(inputs->folders, inputs->depth, &inputs->capacity, sizeof *folders);
    if (!folders)
        return failed(path, ENOMEM, error);
    inputs->folders = folders;
    entered.path = strdup(path);
    if (!entered.path)
        return failed(path, ENOMEM, error);
    entered.count = scandir(path, &entered.entries, is_shown, compare_names);
    if (entered.count < 0) {
        int reason = errno;

        free(entered.path);
        return failed(path, reason, error);
    }
    inputs->folders[inputs->depth++] = entered;
    return LODE_OK;
}

static char *join(const char *folder_path, const char *name) {
    size_t length = strlen(folder_path), name_length = strlen(name);
    char *path = malloc(length + name_length + 2);

    if (!path)
        return NULL;
    memcpy(path, folder_path, length);
    if (length == 0 || path[length - 1] != '/')
        path[length++] = '/';
    memcpy(path + length, name, name_length + 1);
    return path;
}

static bool is_same(const struct stat *a, const struct stat *b) {
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

static bool is_own(const lode_inputs *inputs, const struct stat *info) {
    for (size_t i = 0; i < inputs->own.count; i++)
        if (is_same(info, &inputs->own.files[i]))
            return true;
    return false;
}

static bool matches(const char *const *patterns, const char *path) {
    const char *name = strrchr(path, '/');

    name = name ? name + 1 : path;
    for (; patterns && *patterns; patterns++)
        if (fnmatch(*patterns, strchr(*patterns, '/') ? path : name, 0) == 0)
            return true;
    return false;
}

/* Whether a file shows by its first bytes that a reader takes it. */
static bool shows_signature(const lode_inputs *inputs, const char *path) {
    unsigned char head[LODE_SIGNATURE_REACH];
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    ssize_t length = descriptor < 0 ? -1 : read(descriptor, head, sizeof head);

    if (descriptor >= 0)
        close(descriptor);
    return length > 0 && lode_reader_by_signature(inputs->registry, head, (size_t)length, NULL, NULL);
}

/* Whether what stands in a folder is a file, or why it is passed over. */
static bool is_file(const lode_inputs *inputs, const struct stat *info, lode_skip *why) {
    if (S_ISFIFO(info->st_mode))
        *why = LODE_SKIP_PIPE;
    else if (S_ISSOCK(info->st_mode))
        *why = LODE_SKIP_SOCKET;
    else if (!S_ISREG(info->st_mode))
        *why = LODE_SKIP_DEVICE;
    else if (inputs->own.replaces && is_same(info, &inputs->own.replaced))
        *why = LODE_SKIP_REPLACED;
    else
        return true;
    return false;
}

/* Whether what was found in a folder is an input. One that cannot be looked at counts: opening it tells why. */
static bool counts(lode_inputs *inputs, const char *path, const struct stat *info) {
    lode_skip why = LODE_SKIP_UNREAD;

    if ((info && is_own(inputs, info)) || (inputs->filter.include && !matches(inputs->filter.include, path)))
        return false;
    if ((!info || is_file(inputs, info, &why)) &&
        (inputs->filter.include || !inputs->registry || lode_reader_by_ending(inputs->registry, path) ||
         shows_signature(inputs, path)))
        return true;
    lode_skipped_add(&inputs->skipped, path, why);
    return false;
}

/* Takes the next path that was named or stands in the folder at work into inputs->path. */
static lode_status take_path(lode_inputs *inputs, bool *named, lode_error *error) {
    free(inputs->path);
    inputs->path = NULL;
    while (inputs->depth) {
        folder *at = &inputs->folders[inputs->depth - 1];

        if (at->next < at->count) {
            *named = false;
            inputs->path = join(at->path, at->entries[at->next++]->d_name);
            return inputs->path ? LODE_OK : failed(NULL, ENOMEM, error);
        }
        leave_folder(inputs);
    }
    if (inputs->next_path == inputs->path_count)
        return LODE_END;
    *named = true;
    inputs->path = strdup(inputs->paths[inputs->next_path++]);
    return inputs->path ? LODE_OK : failed(NULL, ENOMEM, error);
}

lode_status lode_inputs_next(lode_inputs *inputs, const char **path, lode_error *error) {
    for (;;) {
        bool named = false, known;
        struct stat info;
        lode_status status = take_path(inputs, &named, error);

        *path = inputs->path;
        if (status != LODE_OK || (named && strcmp(inputs->path, "-") == 0))
            return status;
        if (!named && matches(inputs->filter.exclude, inputs->path))
            continue;
        known = stat(inputs->path, &info) == 0;
        if (!known && named)
            return failed(inputs->path, errno, error);
        if (known && S_ISDIR(info.st_mode)) {
            status = enter_folder(inputs, inputs->path, &info, error);
            if (status != LODE_OK)
                return status;
        } else if (named || counts(inputs, inputs->path, known ? &info : NULL))
            return LODE_OK;
    }
}

lode_skipped *lode_inputs_skipped(lode_inputs *inputs) {
    return &inputs->skipped;
}
