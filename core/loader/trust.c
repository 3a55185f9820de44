#define _XOPEN_SOURCE 700 /* realpath, S_ISVTX */

#include "loader/trust.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool refuse(char *reason, size_t size, const char *what, const char *why) {
    snprintf(reason, size, "%s %s", what, why);
    return false;
}

static bool trust_status(const struct stat *status, const char *what, char *reason, size_t size) {
    bool sticky = S_ISDIR(status->st_mode) && (status->st_mode & S_ISVTX);

    if (status->st_uid != 0 && status->st_uid != geteuid())
        return refuse(reason, size, what, "belongs to another user");
    if ((status->st_mode & S_IWOTH) && !sticky)
        return refuse(reason, size, what, "may be written by everyone");
    if ((status->st_mode & S_IWGRP) && status->st_gid != getegid() && !sticky)
        return refuse(reason, size, what, "may be written by another group");
    return true;
}

static bool trust_opened(const char *path, int flags, const char *what, char *reason, size_t size) {
    int descriptor = open(path, flags | O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat status;
    bool trusted;

    if (descriptor < 0)
        return refuse(reason, size, what, strerror(errno));
    if (fstat(descriptor, &status) != 0)
        trusted = refuse(reason, size, what, strerror(errno));
    else if (!(flags & O_DIRECTORY) && !S_ISREG(status.st_mode))
        trusted = refuse(reason, size, what, "is not a regular file");
    else
        trusted = trust_status(&status, what, reason, size);
    close(descriptor);
    return trusted;
}

/* The system loads by name, not by an open file, so the file could still be exchanged after these checks. Within the folder
 * only root, the user and the user's group can do so, who are trusted anyway; what remains is somebody who may rename one of
 * the folders further up. */
bool lode_trust_file(const char *path, char *reason, size_t size) {
    char *real = realpath(path, NULL);
    char *folder = NULL;
    bool trusted;

    if (!real)
        return refuse(reason, size, "the file", strerror(errno));
    trusted = trust_opened(real, 0, "the file", reason, size);
    if (trusted) {
        folder = dirname(real); /* changes `real` */
        trusted = trust_opened(folder, O_DIRECTORY, "its folder", reason, size);
    }
    free(real);
    return trusted;
}
