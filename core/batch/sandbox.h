/* SPDX-License-Identifier: MIT */
/* The sandbox of a worker: what a process that runs plugins on other people's documents may still do, which is to read and to
 * compute. A plugin that misbehaves in it costs its own process and no more. */
#ifndef LODE_BATCH_SANDBOX_H
#define LODE_BATCH_SANDBOX_H

#include <lode/error.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum lode_sandbox_mode {
    LODE_SANDBOX_OFF,     /* limits only */
    LODE_SANDBOX_ON,      /* as far as the build and the kernel can */
    LODE_SANDBOX_REQUIRED /* in full; no document is read otherwise */
} lode_sandbox_mode;

typedef struct lode_sandbox {
    size_t memory; /* bytes of address space beyond what the process has now; 0: no limit */
    lode_sandbox_mode mode;
    int files; /* the descriptor of lode_readable_open; 0: none */
} lode_sandbox;

/* How far a process is confined. */
typedef struct lode_confinement {
    bool calls;  /* system calls are filtered */
    bool files;  /* no file can be opened but the readable ones */
    int refused; /* errno: why the kernel took no filter; 0: it did, or was not asked */
} lode_confinement;

/* Whether a memory limit works in this build: the address sanitizer reserves more than any limit would grant. */
bool lode_sandbox_limits_memory(void);

/* Confines the calling process for good: it dies with its parent, gains no privileges, dumps no core, keeps within `memory`,
 * and, unless the mode is off, opens only files that are readable, and for reading only, starts no process or thread, signals
 * none but itself and reaches no network; a call that is not allowed fails with EPERM or EACCES. Descriptors that are open stay
 * usable; `files` is closed. LODE_OK however far that went; LODE_ERROR_IO where a limit cannot be set. */
lode_status lode_sandbox_enter(const lode_sandbox *sandbox, lode_confinement *confined, lode_error *error);

#endif
