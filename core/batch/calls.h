/* SPDX-License-Identifier: MIT */
/* The system calls that a worker may make, held to by the kernel's seccomp. */
#ifndef LODE_BATCH_CALLS_H
#define LODE_BATCH_CALLS_H

/* Confines the calling process, which must have given up gaining privileges, to these calls; all others fail with EPERM. 0, or
 * why not, as errno; ENOTSUP in a build that cannot. */
int lode_calls_confine(void);

#endif
