/* SPDX-License-Identifier: MIT */
#define _XOPEN_SOURCE 700 /* dirfd, fdopendir, openat and others */
#include "cache/cache.h"

#include "cache/build.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define ENDING ".kept"

enum { FILE_NAME_SIZE = 256, KEPT_SECONDS = 3 * 24 * 3600 };

/* Before the content in a file. */
typedef struct cache_head {
    char mark[16];
    uint64_t length;
    uint64_t hash; /* of the content */
} cache_head;

static const char mark[16] = "lode kept 1";

static uint64_t mix(uint64_t hash, const unsigned char *bytes) {
    uint64_t word;

    memcpy(&word, bytes, sizeof word);
    hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 32;
}

uint64_t lode_cache_hash(uint64_t hash, const void *bytes, size_t length) {
    const unsigned char *at = bytes;
    uint64_t a = hash ^ length, b = hash + 1, c = hash + 2, d = hash + 3; /* a processor works on several side by side */

    for (; length >= 4 * sizeof a; at += 4 * sizeof a, length -= 4 * sizeof a) {
        a = mix(a, at);
        b = mix(b, at + sizeof a);
        c = mix(c, at + 2 * sizeof a);
        d = mix(d, at + 3 * sizeof a);
    }
    hash = mix(a, (const unsigned char *)&b);
    hash = mix(hash, (const unsigned char *)&c);
    hash = mix(hash, (const unsigned char *)&d);
    for (; length; at++, length--)
        hash = (hash ^ *at) * UINT64_C(0x100000001B3);
    hash *= UINT64_C(0xBF58476D1CE4E5B9);
    return hash ^ hash >> 29;
}

bool lode_cache_key(const lode_buffer *what, char key[LODE_CACHE_KEY]) {
    static const uint16_t order = 1; /* of bytes */
    const char *maker = LODE_BUILD;
    uint64_t seed;

    if (what->failed)
        return false;
    seed = lode_cache_hash(sizeof(void *) << 8 | *(const unsigned char *)&order, maker, strlen(maker));
    snprintf(key, LODE_CACHE_KEY, "%016llx%016llx", (unsigned long long)lode_cache_hash(seed, what->bytes, what->length),
             (unsigned long long)lode_cache_hash(~seed, what->bytes, what->length));
    return true;
}

/* Nobody else may have written it. */
static bool is_own(int descriptor, bool folder) {
    struct stat status;

    return fstat(descriptor, &status) == 0 && (folder ? S_ISDIR(status.st_mode) : S_ISREG(status.st_mode)) &&
           status.st_uid == geteuid() && !(status.st_mode & (S_IWGRP | S_IWOTH));
}

static int open_folder(const char *directory) {
    int folder = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (folder >= 0 && !is_own(folder, true)) {
        close(folder);
        folder = -1;
    }
    return folder;
}

static void make_folders(const char *directory) {
    size_t length = strlen(directory);
    char *path = malloc(length + 1);

    if (path) {
        memcpy(path, directory, length + 1);
        for (size_t i = 1; i <= length; i++)
            if (path[i] == '/' || path[i] == '\0') {
                char end = path[i];

                path[i] = '\0';
                mkdir(path, 0700);
                path[i] = end;
            }
    }
    free(path);
}

static bool write_all(int file, const char *bytes, size_t length) {
    while (length > 0) {
        ssize_t count = write(file, bytes, length);

        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        bytes += count;
        length -= (size_t)count;
    }
    return true;
}

/* The whole file must be as long as its head says. */
static bool map_content(int file, lode_kept *kept) {
    struct stat status;
    cache_head head;
    size_t size;
    char *bytes;

    if (fstat(file, &status) != 0 || status.st_size < (off_t)sizeof head || (uintmax_t)status.st_size > SIZE_MAX)
        return false;
    size = (size_t)status.st_size;
    bytes = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE, file, 0);
    if (bytes == MAP_FAILED)
        return false;
    memcpy(&head, bytes, sizeof head);
    if (memcmp(head.mark, mark, sizeof mark) == 0 && head.length == size - sizeof head &&
        lode_cache_hash(0, bytes + sizeof head, size - sizeof head) == head.hash) {
        *kept = (lode_kept){bytes + sizeof head, size - sizeof head};
        return true;
    }
    munmap(bytes, size);
    return false;
}

bool lode_cache_open(const char *directory, const char *name, lode_kept *kept) {
    char file_name[FILE_NAME_SIZE];
    int folder = open_folder(directory), file;
    bool done = false;

    if (folder < 0)
        return false;
    snprintf(file_name, sizeof file_name, "%s" ENDING, name);
    file = openat(folder, file_name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (file >= 0) {
        done = is_own(file, false) && map_content(file, kept);
        if (done)
            futimens(file, NULL); /* it is still of use */
        close(file);
    }
    close(folder);
    return done;
}

void lode_cache_close(lode_kept *kept) {
    if (kept->bytes)
        munmap(kept->bytes - sizeof(cache_head), kept->length + sizeof(cache_head));
    *kept = (lode_kept){0};
}

static void remove_old(int folder) {
    int again = dup(folder);
    DIR *files = again >= 0 ? fdopendir(again) : NULL;
    struct dirent *file;
    time_t now = time(NULL);

    if (!files) {
        if (again >= 0)
            close(again);
        return;
    }
    rewinddir(files);
    while ((file = readdir(files))) {
        size_t length = strlen(file->d_name);
        struct stat status;

        if (length > strlen(ENDING) && strcmp(file->d_name + length - strlen(ENDING), ENDING) == 0 &&
            fstatat(folder, file->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0 && now - status.st_mtime > KEPT_SECONDS)
            unlinkat(folder, file->d_name, 0);
    }
    closedir(files);
}

/* Whether the process may make files so large; a write beyond that would end it by SIGXFSZ. */
static bool may_write(size_t length) {
    struct rlimit limit;

    return getrlimit(RLIMIT_FSIZE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY || length <= limit.rlim_cur;
}

void lode_cache_write(const char *directory, const char *name, const char *bytes, size_t length) {
    cache_head head = {.length = length, .hash = lode_cache_hash(0, bytes, length)};
    char file_name[FILE_NAME_SIZE], passing[FILE_NAME_SIZE];
    int folder, file;
    bool done;

    if (!may_write(sizeof head + length))
        return;
    make_folders(directory);
    folder = open_folder(directory);
    if (folder < 0)
        return;
    memcpy(head.mark, mark, sizeof mark);
    snprintf(file_name, sizeof file_name, "%s" ENDING, name);
    snprintf(passing, sizeof passing, "%s.%ld" ENDING, name, (long)getpid());
    unlinkat(folder, passing, 0); /* of a process that had the same number and ended halfway */
    file = openat(folder, passing, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file >= 0) {
        done = write_all(file, (const char *)&head, sizeof head) && write_all(file, bytes, length);
        done = close(file) == 0 && done;
        if (!done || renameat(folder, passing, folder, file_name) != 0)
            unlinkat(folder, passing, 0);
        remove_old(folder);
    }
    close(folder);
}
