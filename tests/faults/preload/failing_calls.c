/* SPDX-License-Identifier: MIT */
/* Preloaded, makes system calls fail as FAILING says: "CALL PATH FIRST COUNT ERROR", for the calls from the FIRSTth on (1...),
 * COUNT of them, on a file whose path ends in PATH ("-": any, or the call has none). ERROR is the name of an errno; with EINTR
 * every second call fails only, and with SHORT half of what should be written or read is. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#pragma GCC visibility push(default)

static const struct {
    const char *name;
    int number;
} errors[] = {{"EIO", EIO}, {"ENOSPC", ENOSPC}, {"EINTR", EINTR}, {"EAGAIN", EAGAIN}, {"EMFILE", EMFILE}, {"SHORT", -1}};

static int ends_with(const char *path, const char *ending) {
    size_t length = strlen(path), end = strlen(ending);

    return strcmp(ending, "-") == 0 || (length >= end && strcmp(path + length - end, ending) == 0);
}

/* The error that this call is to fail with; 0: none. */
static int failure(const char *call, int descriptor) {
    static unsigned long seen;
    char name[16], ending[64], error[16], link[64], path[4096] = "";
    unsigned long first, count;
    const char *wanted = getenv("FAILING");

    if (!wanted || sscanf(wanted, "%15s %63s %lu %lu %15s", name, ending, &first, &count, error) != 5 ||
        strcmp(call, name) != 0)
        return 0;
    if (descriptor >= 0) {
        snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
        if (readlink(link, path, sizeof path - 1) < 0 || !ends_with(path, ending))
            return 0;
    }
    seen++;
    if (seen < first || seen - first >= count || (strcmp(error, "EINTR") == 0 && (seen - first) % 2))
        return 0;
    for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++)
        if (strcmp(errors[i].name, error) == 0)
            return errors[i].number;
    return 0;
}

/* What a call does: fails (returns -1), or the real one with `length` bytes at most. */
#define FAIL_OR_SHORTEN(call, descriptor, length)                                                                              \
    do {                                                                                                                       \
        int error = failure(call, descriptor);                                                                                 \
        if (error > 0) {                                                                                                       \
            errno = error;                                                                                                     \
            return -1;                                                                                                         \
        }                                                                                                                      \
        if (error < 0 && (length) > 1)                                                                                         \
            (length) /= 2;                                                                                                     \
    } while (0)

ssize_t write(int descriptor, const void *bytes, size_t length) {
    ssize_t (*real)(int, const void *, size_t);

    *(void **)&real = dlsym(RTLD_NEXT, "write");
    FAIL_OR_SHORTEN("write", descriptor, length);
    return real(descriptor, bytes, length);
}

ssize_t read(int descriptor, void *bytes, size_t length) {
    ssize_t (*real)(int, void *, size_t);

    *(void **)&real = dlsym(RTLD_NEXT, "read");
    FAIL_OR_SHORTEN("read", descriptor, length);
    return real(descriptor, bytes, length);
}

ssize_t writev(int descriptor, const struct iovec *pieces, int count) {
    ssize_t (*real)(int, const struct iovec *, int);

    *(void **)&real = dlsym(RTLD_NEXT, "writev");
    FAIL_OR_SHORTEN("writev", descriptor, count);
    return real(descriptor, pieces, count);
}

int fdatasync(int descriptor) {
    int (*real)(int), whole = 0;

    *(void **)&real = dlsym(RTLD_NEXT, "fdatasync");
    FAIL_OR_SHORTEN("fdatasync", descriptor, whole);
    return real(descriptor);
}

int fsync(int descriptor) {
    int (*real)(int), whole = 0;

    *(void **)&real = dlsym(RTLD_NEXT, "fsync");
    FAIL_OR_SHORTEN("fsync", descriptor, whole);
    return real(descriptor);
}

pid_t fork(void) {
    pid_t (*real)(void);
    int whole = 0;

    *(void **)&real = dlsym(RTLD_NEXT, "fork");
    FAIL_OR_SHORTEN("fork", -1, whole);
    return real();
}
