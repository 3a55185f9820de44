/* SPDX-License-Identifier: MIT */
#define _DEFAULT_SOURCE
#include "batch/orphans.h"

#ifdef __linux__

#include "base/room.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Whoever is killed may have children that become ours, so that it takes rounds; a second of them. */
enum { ROUNDS = 1000, PAUSE_NANOSECONDS = 1000000 };

/* The children of this process, which has one thread. False where that is not known. */
static bool list_children(pid_t **children, size_t *count) {
    char path[64];
    size_t room = 0;
    FILE *file;
    int child;

    *children = NULL;
    *count = 0;
    snprintf(path, sizeof path, "/proc/self/task/%ld/children", (long)getpid());
    file = fopen(path, "r");
    if (!file)
        return false;
    while (fscanf(file, "%d", &child) == 1) {
        pid_t *more = lode_room(*children, *count, &room, sizeof *more);

        if (!more)
            break;
        *children = more;
        (*children)[(*count)++] = child;
    }
    fclose(file);
    return true;
}

static bool was_before(const lode_orphans *orphans, pid_t child) {
    for (size_t i = 0; i < orphans->count; i++)
        if (orphans->before[i] == child)
            return true;
    return false;
}

/* False where there are none. */
static bool kill_others(const lode_orphans *orphans) {
    pid_t *children;
    size_t count;
    bool any = false;

    list_children(&children, &count);
    for (size_t i = 0; i < count; i++)
        if (!was_before(orphans, children[i])) {
            any = true;
            kill(children[i], SIGKILL);
            waitpid(children[i], NULL, WNOHANG);
        }
    free(children);
    return any;
}

void lode_orphans_begin(lode_orphans *orphans) {
    *orphans = (lode_orphans){0};
    orphans->taken = list_children(&orphans->before, &orphans->count) && prctl(PR_SET_CHILD_SUBREAPER, 1L, 0L, 0L, 0L) == 0;
}

void lode_orphans_end(lode_orphans *orphans) {
    for (int i = 0; orphans->taken && i < ROUNDS && kill_others(orphans); i++)
        nanosleep(&(struct timespec){.tv_nsec = PAUSE_NANOSECONDS}, NULL);
    if (orphans->taken)
        prctl(PR_SET_CHILD_SUBREAPER, 0L, 0L, 0L, 0L);
    free(orphans->before);
}

#else

void lode_orphans_begin(lode_orphans *orphans) {
    *orphans = (lode_orphans){0};
}

void lode_orphans_end(lode_orphans *orphans) {
    (void)orphans;
}

#endif
