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

enum { NAME_SIZE = 40, PASSING_SIZE = 64, KEPT_SECONDS = 3 * 24 * 3600, ALIGNED = 16 };

/* Before the content in a file: the lengths of the pieces, uint64_t each, and the pieces, each from the next multiple of
 * ALIGNED on. */
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

/* The name of the file for what is made of `what`. False: that has failed, or there is no folder. */
static bool make_name(const char *directory, const lode_buffer *what, char name[NAME_SIZE]) {
    static const uint16_t order = 1; /* of bytes */
    const char *maker = LODE_BUILD;
    uint64_t seed;

    if (!directory || what->failed)
        return false;
    seed = lode_cache_hash(sizeof(void *) << 8 | *(const unsigned char *)&order, maker, strlen(maker));
    snprintf(name, NAME_SIZE, "%016llx%016llx" ENDING, (unsigned long long)lode_cache_hash(seed, what->bytes, what->length),
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

static bool open_content(const char *directory, const char *name, lode_kept *kept) {
    int folder = open_folder(directory), file;
    bool done = false;

    if (folder < 0)
        return false;
    file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (file >= 0) {
        done = is_own(file, false) && map_content(file, kept);
        if (done)
            futimens(file, NULL); /* it is still of use */
        close(file);
    }
    close(folder);
    return done;
}

static size_t aligned(size_t length) {
    return (length + ALIGNED - 1) / ALIGNED * ALIGNED;
}

static bool take(lode_buffer *const *pieces, size_t count, const lode_kept *kept) {
    size_t at = aligned(count * sizeof(uint64_t));

    for (size_t i = 0; i < count; i++) {
        uint64_t length;

        if (at > kept->length)
            return false;
        memcpy(&length, kept->bytes + i * sizeof length, sizeof length);
        if (length > kept->length - at)
            return false;
        *pieces[i] = (lode_buffer){.bytes = kept->bytes + at, .length = (size_t)length};
        at += aligned((size_t)length);
    }
    return at == kept->length;
}

bool lode_cache_find(const char *directory, const lode_buffer *what, lode_buffer *const *pieces, size_t count,
                     lode_kept *kept) {
    char name[NAME_SIZE];

    if (!make_name(directory, what, name) || !open_content(directory, name, kept))
        return false;
    if (take(pieces, count, kept))
        return true;
    for (size_t i = 0; i < count; i++)
        *pieces[i] = (lode_buffer){0};
    lode_cache_close(kept);
    return false;
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

static void write_content(const char *directory, const char *name, const lode_buffer *content) {
    cache_head head = {.length = content->length, .hash = lode_cache_hash(0, content->bytes, content->length)};
    char passing[PASSING_SIZE];
    int folder, file;
    bool done;

    if (!may_write(sizeof head + content->length))
        return;
    make_folders(directory);
    folder = open_folder(directory);
    if (folder < 0)
        return;
    memcpy(head.mark, mark, sizeof mark);
    snprintf(passing, sizeof passing, "%ld.%s", (long)getpid(), name);
    unlinkat(folder, passing, 0); /* of a process that had the same number and ended halfway */
    file = openat(folder, passing, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file >= 0) {
        done = write_all(file, (const char *)&head, sizeof head) && write_all(file, content->bytes, content->length);
        done = close(file) == 0 && done;
        if (!done || renameat(folder, passing, folder, name) != 0)
            unlinkat(folder, passing, 0);
        remove_old(folder);
    }
    close(folder);
}

static void align(lode_buffer *content) {
    static const char filling[ALIGNED];

    lode_buffer_append(content, filling, aligned(content->length) - content->length);
}

void lode_cache_store(const char *directory, const lode_buffer *what, lode_buffer *const *pieces, size_t count) {
    lode_buffer content = {0};
    size_t size = aligned(count * sizeof(uint64_t));
    char name[NAME_SIZE];

    if (!make_name(directory, what, name))
        return;
    for (size_t i = 0; i < count; i++)
        size += aligned(pieces[i]->length);
    lode_buffer_reserve(&content, size);
    for (size_t i = 0; i < count; i++) {
        uint64_t length = pieces[i]->length;

        content.failed = content.failed || pieces[i]->failed;
        lode_buffer_append(&content, (const char *)&length, sizeof length);
    }
    align(&content);
    for (size_t i = 0; i < count; i++) {
        if (pieces[i]->length)
            lode_buffer_append(&content, pieces[i]->bytes, pieces[i]->length);
        align(&content);
    }
    if (!content.failed)
        write_content(directory, name, &content);
    lode_buffer_free(&content);
}
