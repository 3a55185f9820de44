/* SPDX-License-Identifier: MIT */
#include "cli/folder.h"

#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static void empty(int descriptor) {
    DIR *folder = fdopendir(descriptor);
    const struct dirent *entry;

    if (!folder) {
        close(descriptor);
        return;
    }
    while ((entry = readdir(folder))) {
        int inner;

        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        inner = openat(dirfd(folder), entry->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (inner >= 0)
            empty(inner);
        unlinkat(dirfd(folder), entry->d_name, inner >= 0 ? AT_REMOVEDIR : 0);
    }
    closedir(folder);
}

void lode_folder_remove(const char *path) {
    int descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

    if (descriptor >= 0)
        empty(descriptor);
    rmdir(path);
}
