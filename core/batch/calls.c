/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "batch/calls.h"

#include <errno.h>

#ifdef HAVE_SECCOMP

#include <fcntl.h>
#include <seccomp.h>
#include <stdbool.h>
#include <stddef.h>
#include <unistd.h>

/* Allowed whatever the arguments. */
static const int allowed[] = {
    /* reading and writing what is open */
    SCMP_SYS(read), SCMP_SYS(pread64), SCMP_SYS(readv), SCMP_SYS(write), SCMP_SYS(writev), SCMP_SYS(sendmsg), SCMP_SYS(sendto),
    SCMP_SYS(recvmsg), SCMP_SYS(recvfrom), SCMP_SYS(lseek), SCMP_SYS(close), SCMP_SYS(dup), SCMP_SYS(poll), SCMP_SYS(ppoll),
    SCMP_SYS(select), SCMP_SYS(pselect6),
    /* looking at files */
    SCMP_SYS(stat), SCMP_SYS(fstat), SCMP_SYS(lstat), SCMP_SYS(newfstatat), SCMP_SYS(statx), SCMP_SYS(access),
    SCMP_SYS(faccessat), SCMP_SYS(faccessat2), SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(getdents64), SCMP_SYS(getcwd),
    SCMP_SYS(fadvise64), SCMP_SYS(statfs), SCMP_SYS(fstatfs),
    /* memory; mapping code is needed for the converters that iconv loads */
    SCMP_SYS(brk), SCMP_SYS(mmap), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(mprotect),
    /* time, identity, locks, randomness */
    SCMP_SYS(clock_gettime), SCMP_SYS(clock_getres), SCMP_SYS(gettimeofday), SCMP_SYS(time), SCMP_SYS(nanosleep),
    SCMP_SYS(clock_nanosleep), SCMP_SYS(getpid), SCMP_SYS(gettid), SCMP_SYS(getuid), SCMP_SYS(geteuid), SCMP_SYS(getgid),
    SCMP_SYS(getegid), SCMP_SYS(uname), SCMP_SYS(sysinfo), SCMP_SYS(getrusage), SCMP_SYS(times), SCMP_SYS(getrlimit),
    SCMP_SYS(sched_yield), SCMP_SYS(sched_getaffinity), SCMP_SYS(futex), SCMP_SYS(getrandom), SCMP_SYS(rseq),
    SCMP_SYS(set_robust_list),
    /* its own signals and its end */
    SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack), SCMP_SYS(restart_syscall),
    SCMP_SYS(exit), SCMP_SYS(exit_group)};

#define WRITING (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND)

/* Allowed where `argument`, of which the bits of `mask` count, is `value`. Commands of fcntl that are not here lock files,
 * change descriptions that others share, or let the kernel send signals to whomever. */
static const struct {
    int call;
    unsigned argument;
    scmp_datum_t mask, value;
} allowed_if[] = {{SCMP_SYS(open), 1, WRITING, 0},           {SCMP_SYS(openat), 2, WRITING, 0},
                  {SCMP_SYS(fcntl), 1, UINT64_MAX, F_DUPFD}, {SCMP_SYS(fcntl), 1, UINT64_MAX, F_DUPFD_CLOEXEC},
                  {SCMP_SYS(fcntl), 1, UINT64_MAX, F_GETFD}, {SCMP_SYS(fcntl), 1, UINT64_MAX, F_SETFD},
                  {SCMP_SYS(fcntl), 1, UINT64_MAX, F_GETFL}};

static bool allow_all(scmp_filter_ctx filter) {
    for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++)
        if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0))
            return false;
    for (size_t i = 0; i < sizeof allowed_if / sizeof *allowed_if; i++)
        if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed_if[i].call, 1,
                             SCMP_CMP64(allowed_if[i].argument, SCMP_CMP_MASKED_EQ, allowed_if[i].mask, allowed_if[i].value)))
            return false;
    /* abort() signals its own thread. */
    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1, SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid(), 0)) == 0;
}

int lode_calls_confine(void) {
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    int reason = ENOMEM;

    if (!filter)
        return reason;
    errno = 0;
    if (allow_all(filter)) {
        int outcome = seccomp_load(filter);

        reason = outcome && errno ? errno : -outcome; /* what it returns hides the kernel's own reason */
    }
    seccomp_release(filter);
    return reason;
}

#else

int lode_calls_confine(void) {
    return ENOTSUP;
}

#endif
