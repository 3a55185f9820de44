/* SPDX-License-Identifier: MIT */
#include "cli/workers.h"

#include "cli/option_values.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { TIMEOUT_SECONDS = 60, MEGABYTE = 1 << 20, MEMORY_MEGABYTES = 1024 };

lode_batch_options lode_workers_default(size_t max_megabytes) {
    long processors = sysconf(_SC_NPROCESSORS_ONLN);

    return (lode_batch_options){.workers = processors > 0 ? (unsigned)processors : 1,
                                .timeout = TIMEOUT_SECONDS * 1000,
                                .max_bytes = max_megabytes * MEGABYTE,
                                .sandbox = {(size_t)MEMORY_MEGABYTES * MEGABYTE, LODE_SANDBOX_ON, 0}};
}

/* A number with K, M or G behind it. */
static bool take_size(const char *name, const char *value, size_t *size) {
    static const char units[] = "KMG";
    char *end;
    unsigned long long read;
    const char *unit;

    errno = 0;
    read = strtoull(value, &end, 10);
    unit = *end ? strchr(units, *end & ~0x20) : NULL;
    for (const char *at = units; unit && at <= unit; at++)
        read = read > SIZE_MAX / 1024 ? SIZE_MAX : read * 1024;
    if (value[0] < '0' || value[0] > '9' || errno || (*end && (!unit || end[1])) || read >= SIZE_MAX) {
        lode_usage_error("give bytes, or a number with K, M or G", "'--%s %s' is no size", name, value);
        return false;
    }
    *size = (size_t)read;
    return true;
}

static bool take_jobs(const char *value, unsigned *jobs) {
    char *end;
    unsigned long read = strtoul(value, &end, 10);

    if (value[0] < '1' || value[0] > '9' || *end || read > 1024) {
        lode_usage_error("give a number from 1 to 1024", "'--jobs %s' is no number of workers", value);
        return false;
    }
    *jobs = (unsigned)read;
    return true;
}

static bool take_sandbox(const char *value, lode_sandbox_mode *mode) {
    static const char *const modes[] = {"off", "on", "required", NULL};
    int choice;

    if (!lode_choice_read("sandbox", value, modes, "choose on, off or required", &choice))
        return false;
    *mode = (lode_sandbox_mode)choice;
    return true;
}

bool lode_seconds_take(const char *name, const char *value, uint32_t *milliseconds) {
    char *end;
    double seconds = strtod(value, &end);

    if (value[0] < '0' || value[0] > '9' || *end || seconds > 1e6) {
        lode_usage_error("give seconds, such as 0.5 or 60", "'--%s %s' is no time", name, value);
        return false;
    }
    *milliseconds = (uint32_t)(seconds * 1000 + (seconds > 0 && seconds < 0.001));
    return true;
}

bool lode_workers_take(lode_batch_options *options, int key, const char *value) {
    switch (key) {
    case 'j':
        return take_jobs(value, &options->workers);
    case LODE_KEY_TIMEOUT:
        return lode_seconds_take("timeout", value, &options->timeout);
    case LODE_KEY_MEMORY:
        return take_size("memory", value, &options->sandbox.memory);
    case LODE_KEY_MAX_BYTES:
        return take_size("max-bytes", value, &options->max_bytes);
    case LODE_KEY_NO_SANDBOX:
        options->sandbox.mode = LODE_SANDBOX_OFF;
        return true;
    default:
        return take_sandbox(value, &options->sandbox.mode);
    }
}
