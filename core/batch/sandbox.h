/* The sandbox of a worker: what a process that runs plugins on other people's documents may still do, which is to read and to
 * compute. A plugin that misbehaves in it costs its own process and no more. */
#ifndef LODE_BATCH_SANDBOX_H
#define LODE_BATCH_SANDBOX_H

#include <lode/error.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct lode_sandbox {
    size_t memory; /* bytes of address space beyond what the process has now; 0: no limit */
    bool confine;  /* also filter system calls, where the build and the kernel can */
} lode_sandbox;

/* Whether a memory limit works in this build: the address sanitizer reserves more than any limit would grant. */
bool lode_sandbox_limits_memory(void);

/* Confines the calling process for good: it dies with its parent, gains no privileges, dumps no core, keeps within `memory`,
 * and with `confine` opens files for reading only, starts no process or thread, signals none but itself and reaches no network;
 * a call that is not allowed fails with EPERM. Descriptors that are open stay usable. *confined says whether calls are
 * filtered. LODE_OK also where the kernel refuses the filter; LODE_ERROR_IO where a limit cannot be set. */
lode_status lode_sandbox_enter(const lode_sandbox *sandbox, bool *confined, lode_error *error);

#endif
