/* SPDX-License-Identifier: MIT */
#define _XOPEN_SOURCE 700 /* S_ISVTX */

#include "loader/trust.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_LINKS = 40 };

static bool refuse(char *reason, size_t size, const char *what, const char *why) {
    snprintf(reason, size, "%s %s", what, why);
    return false;
}

static bool trust_status(const struct stat *status, const char *what, char *reason, size_t size) {
    bool sticky = S_ISDIR(status->st_mode) && (status->st_mode & S_ISVTX), link = S_ISLNK(status->st_mode);

    if (status->st_uid != 0 && status->st_uid != geteuid())
        return refuse(reason, size, what, "belongs to another user");
    if (link || sticky)
        return true;
    if (status->st_mode & S_IWOTH)
        return refuse(reason, size, what, "may be written by everyone");
    if ((status->st_mode & S_IWGRP) && status->st_gid != getegid())
        return refuse(reason, size, what, "may be written by another group");
    return true;
}

/* Opens the folder part of a path, which is meant from the folder `from`. Returns -1 where that fails. */
static int open_folder(int from, char *path) {
    char *slash = strrchr(path, '/');
    int folder;

    if (!slash)
        return openat(from, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    *slash = '\0';
    folder = openat(from, slash == path ? "/" : path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    *slash = '/';
    return folder;
}

static const char *base_name(const char *path) {
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

/* Whether the file itself can be opened and is one. */
static bool trust_file(int folder, const char *name, char *reason, size_t size) {
    int file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    struct stat status;
    bool trusted;

    if (file < 0)
        return refuse(reason, size, "the file", strerror(errno));
    if (fstat(file, &status) != 0)
        trusted = refuse(reason, size, "the file", strerror(errno));
    else if (!S_ISREG(status.st_mode))
        trusted = refuse(reason, size, "the file", "is not a regular file");
    else
        trusted = trust_status(&status, "the file", reason, size);
    close(file);
    return trusted;
}

/* A path to a file that leads through an open folder; `plain` where the system has none, so that in between folders further up
 * could be renamed by whoever may. The process's number rather than "self" lets debuggers follow it. */
static char *path_through(int folder, const char *name, const char *plain) {
    char path[PATH_MAX];
    struct stat opened, found;

    snprintf(path, sizeof path, "/proc/%ld/fd/%d", (long)getpid(), folder);
    if (fstat(folder, &opened) != 0 || stat(path, &found) != 0 || opened.st_dev != found.st_dev ||
        opened.st_ino != found.st_ino)
        return strdup(plain);
    snprintf(path + strlen(path), sizeof path - strlen(path), "/%s", name);
    return strdup(path);
}

/* Goes on to where a link leads, which is meant from its folder; false where that fails. */
static bool follow(int folder, char *path) {
    char target[PATH_MAX];
    ssize_t length = readlinkat(folder, base_name(path), target, sizeof target - 1);

    if (length < 0)
        return false;
    target[length] = '\0';
    strcpy(path, target);
    return true;
}

bool lode_trust_open(const char *path, lode_trusted *trusted, char *reason, size_t size) {
    char name[PATH_MAX];
    int from = AT_FDCWD;

    *trusted = (lode_trusted){.folder = -1};
    if (strlen(path) >= sizeof name)
        return refuse(reason, size, "the file", strerror(ENAMETOOLONG));
    strcpy(name, path);
    for (int links = 0; links < MOST_LINKS; links++) {
        int folder = open_folder(from, name);
        struct stat in, status;

        if (from != AT_FDCWD)
            close(from);
        from = folder;
        if (folder < 0 || fstat(folder, &in) != 0 || fstatat(folder, base_name(name), &status, AT_SYMLINK_NOFOLLOW) != 0) {
            refuse(reason, size, "the file", strerror(errno));
            break;
        }
        if (!trust_status(&in, "its folder", reason, size))
            break;
        if (!S_ISLNK(status.st_mode)) {
            if (!trust_file(folder, base_name(name), reason, size))
                break;
            *trusted = (lode_trusted){folder, path_through(folder, base_name(name), path)};
            if (trusted->path)
                return true;
            refuse(reason, size, "the file", strerror(ENOMEM));
            break;
        }
        if (!trust_status(&status, "the link", reason, size))
            break;
        if (links == MOST_LINKS - 1 || !follow(folder, name)) {
            refuse(reason, size, "the link", links == MOST_LINKS - 1 ? strerror(ELOOP) : strerror(errno));
            break;
        }
    }
    if (from >= 0)
        close(from);
    trusted->folder = -1;
    return false;
}

void lode_trust_close(lode_trusted *trusted) {
    if (trusted->folder >= 0)
        close(trusted->folder);
    free(trusted->path);
    *trusted = (lode_trusted){.folder = -1};
}
