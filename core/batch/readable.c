/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE /* syscall, O_PATH */
#include "config.h"

#include "batch/readable.h"

#ifdef HAVE_LINUX_LANDLOCK_H

#include "pipeline/engine.h"

#include <fcntl.h>
#include <limits.h>
#include <linux/landlock.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Where libraries look while they work: other libraries, converters of encodings, fonts, models, time zones, what the machine
 * has. No folder of people or services. */
static const char *const system_places[] = {"/usr",
                                            "/lib",
                                            "/lib32",
                                            "/lib64",
                                            "/nix/store",
                                            "/gnu/store",
                                            "/etc/fonts",
                                            "/etc/ld.so.cache",
                                            "/etc/locale.alias",
                                            "/etc/localtime",
                                            "/var/cache/fontconfig",
                                            "/dev/null",
                                            "/dev/random",
                                            "/dev/urandom",
                                            "/dev/zero",
                                            "/proc/cpuinfo",
                                            "/proc/meminfo",
                                            "/proc/sys/vm/overcommit_memory",
                                            "/sys/devices/system/cpu",
                                            NULL};

/* What the versions of the kernel's interface know, the last of each; a kernel takes no question that it does not know. */
static const struct {
    int version;
    uint64_t files, network, scope;
} known[] = {
    {1, LANDLOCK_ACCESS_FS_MAKE_SYM, 0, 0},
#ifdef LANDLOCK_ACCESS_FS_REFER
    {2, LANDLOCK_ACCESS_FS_REFER, 0, 0},
#endif
#ifdef LANDLOCK_ACCESS_FS_TRUNCATE
    {3, LANDLOCK_ACCESS_FS_TRUNCATE, 0, 0},
#endif
#ifdef LANDLOCK_ACCESS_NET_CONNECT_TCP
    {4, 0, LANDLOCK_ACCESS_NET_BIND_TCP | LANDLOCK_ACCESS_NET_CONNECT_TCP, 0},
#endif
#ifdef LANDLOCK_ACCESS_FS_IOCTL_DEV
    {5, LANDLOCK_ACCESS_FS_IOCTL_DEV, 0, 0},
#endif
#ifdef LANDLOCK_SCOPE_SIGNAL
    {6, 0, 0, LANDLOCK_SCOPE_ABSTRACT_UNIX_SOCKET | LANDLOCK_SCOPE_SIGNAL},
#endif
};

static struct landlock_ruleset_attr everything(long version) {
    struct landlock_ruleset_attr attributes = {0};

    for (size_t i = 0; i < sizeof known / sizeof *known && known[i].version <= version; i++) {
        if (known[i].files)
            attributes.handled_access_fs = known[i].files | (known[i].files - 1); /* the bits below it are older */
#ifdef LANDLOCK_ACCESS_NET_CONNECT_TCP
        attributes.handled_access_net |= known[i].network;
#endif
#ifdef LANDLOCK_SCOPE_SIGNAL
        attributes.scoped |= known[i].scope;
#endif
    }
    return attributes;
}

/* A file, or a folder with all that is in it; what is not there is passed over. */
static void allow(int ruleset, const char *path) {
    struct landlock_path_beneath_attr rule = {.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE};
    struct stat info;

    rule.parent_fd = open(path, O_PATH | O_CLOEXEC);
    if (rule.parent_fd < 0)
        return;
    if (fstat(rule.parent_fd, &info) == 0 && S_ISDIR(info.st_mode))
        rule.allowed_access |= LANDLOCK_ACCESS_FS_READ_DIR;
    syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    close(rule.parent_fd);
}

static void allow_plugins(int ruleset, const lode_registry *registry) {
    for (size_t i = 0; i < lode_registry_count(registry); i++) {
        const char *file = lode_registry_entry_at(registry, i)->file, *slash = strrchr(file, '/');
        char folder[PATH_MAX];

        if (!slash || slash - file >= PATH_MAX)
            continue;
        snprintf(folder, sizeof folder, "%.*s", (int)(slash - file), file);
        allow(ruleset, folder);
    }
}

int lode_readable_open(const lode *engine) {
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    struct landlock_ruleset_attr attributes = everything(version);
    int ruleset = version > 0 ? (int)syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0) : -1;

    if (ruleset < 0)
        return 0;
    for (size_t i = 0; system_places[i]; i++)
        allow(ruleset, system_places[i]);
    for (char *const *place = lode_engine_places(engine); *place; place++)
        allow(ruleset, *place);
    if (lode_engine_cache(engine))
        allow(ruleset, lode_engine_cache(engine));
    allow_plugins(ruleset, lode_engine_registry(engine));
    return ruleset;
}

bool lode_readable_confine(int descriptor) {
    return descriptor && syscall(SYS_landlock_restrict_self, descriptor, 0) == 0;
}

#else

int lode_readable_open(const lode *engine) {
    (void)engine;
    return 0;
}

bool lode_readable_confine(int descriptor) {
    (void)descriptor;
    return false;
}

#endif
