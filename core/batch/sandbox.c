/* SPDX-License-Identifier: MIT */
#include "batch/sandbox.h"

#include "batch/calls.h"
#include "batch/readable.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/prctl.h>
#endif

/* The sanitizers reserve address space without bound and call what the filter forbids when they report. */
#if defined(__SANITIZE_ADDRESS__)
#define UNDER_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer)
#define UNDER_SANITIZER 1
#endif
#endif
#ifndef UNDER_SANITIZER
#define UNDER_SANITIZER 0
#endif

bool lode_sandbox_limits_memory(void) {
    return !UNDER_SANITIZER;
}

/* The address space in use, in bytes; 0 where the system does not tell. */
static size_t address_space(void) {
    unsigned long pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");

    if (!file)
        return 0;
    if (fscanf(file, "%lu", &pages) != 1)
        pages = 0;
    fclose(file);
    return pages * (size_t)sysconf(_SC_PAGESIZE);
}

static lode_status set_limit(int which, rlim_t value, const char *name, lode_error *error) {
    struct rlimit limit;

    if (getrlimit(which, &limit) == 0) {
        if (limit.rlim_max != RLIM_INFINITY && value > limit.rlim_max)
            value = limit.rlim_max;
        limit.rlim_cur = value;
        if (setrlimit(which, &limit) == 0)
            return LODE_OK;
    }
    return lode_error_set(error, LODE_ERROR_IO, "the limit on %s cannot be set: %s", name, strerror(errno));
}

lode_status lode_sandbox_enter(const lode_sandbox *sandbox, lode_confinement *confined, lode_error *error) {
    lode_status status = set_limit(RLIMIT_CORE, 0, "core dumps", error);

    *confined = (lode_confinement){0};
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
#endif
    if (!status && sandbox->memory && lode_sandbox_limits_memory()) {
        size_t now = address_space();

        if (now && sandbox->memory < (size_t)-1 - now)
            status = set_limit(RLIMIT_AS, now + sandbox->memory, "memory", error);
    }
    if (!status && sandbox->mode != LODE_SANDBOX_OFF && !UNDER_SANITIZER) {
        confined->files = lode_readable_confine(sandbox->files);
        confined->refused = lode_calls_confine();
        confined->calls = !confined->refused;
    } else if (!status && sandbox->mode != LODE_SANDBOX_OFF) {
        confined->refused = ENOTSUP;
    }
    if (sandbox->files)
        close(sandbox->files);
    return status;
}
