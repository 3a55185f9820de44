#include "config.h"

#include "batch/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/prctl.h>
#endif
#ifdef HAVE_SECCOMP
#include <seccomp.h>
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

#ifdef HAVE_SECCOMP
static bool allow_all(scmp_filter_ctx filter) {
    static const int calls[] = {
        /* reading and writing what is open */
        SCMP_SYS(read), SCMP_SYS(pread64), SCMP_SYS(readv), SCMP_SYS(write), SCMP_SYS(writev), SCMP_SYS(sendmsg),
        SCMP_SYS(sendto), SCMP_SYS(recvmsg), SCMP_SYS(recvfrom), SCMP_SYS(lseek), SCMP_SYS(close), SCMP_SYS(dup),
        SCMP_SYS(fcntl), SCMP_SYS(poll), SCMP_SYS(ppoll), SCMP_SYS(select), SCMP_SYS(pselect6),
        /* looking at files */
        SCMP_SYS(stat), SCMP_SYS(fstat), SCMP_SYS(lstat), SCMP_SYS(newfstatat), SCMP_SYS(statx), SCMP_SYS(access),
        SCMP_SYS(faccessat), SCMP_SYS(faccessat2), SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(getdents64),
        SCMP_SYS(getcwd), SCMP_SYS(fadvise64),
        /* memory; mapping code is needed for the converters that iconv loads */
        SCMP_SYS(brk), SCMP_SYS(mmap), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(mprotect),
        /* time, identity, locks, randomness */
        SCMP_SYS(clock_gettime), SCMP_SYS(clock_getres), SCMP_SYS(gettimeofday), SCMP_SYS(time), SCMP_SYS(nanosleep),
        SCMP_SYS(clock_nanosleep), SCMP_SYS(getpid), SCMP_SYS(gettid), SCMP_SYS(getuid), SCMP_SYS(geteuid), SCMP_SYS(getgid),
        SCMP_SYS(getegid), SCMP_SYS(uname), SCMP_SYS(sysinfo), SCMP_SYS(getrusage), SCMP_SYS(times), SCMP_SYS(getrlimit),
        SCMP_SYS(sched_yield), SCMP_SYS(sched_getaffinity), SCMP_SYS(futex), SCMP_SYS(getrandom), SCMP_SYS(rseq),
        SCMP_SYS(set_robust_list),
        /* its own signals and its end */
        SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack),
        SCMP_SYS(restart_syscall), SCMP_SYS(exit), SCMP_SYS(exit_group)};

    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
        if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, calls[i], 0))
            return false;
    return true;
}

static bool allow_reading(scmp_filter_ctx filter) {
    const scmp_datum_t writing = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND;

    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, writing, 0)) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(open), 1, SCMP_A1(SCMP_CMP_MASKED_EQ, writing, 0)) == 0;
}

static bool filter_calls(void) {
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    bool done;

    if (!filter)
        return false;
    /* abort() signals its own thread. */
    done =
        allow_all(filter) && allow_reading(filter) &&
        seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1, SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid(), 0)) == 0 &&
        seccomp_load(filter) == 0;
    seccomp_release(filter);
    return done;
}
#endif

lode_status lode_sandbox_enter(const lode_sandbox *sandbox, bool *confined, lode_error *error) {
    lode_status status = set_limit(RLIMIT_CORE, 0, "core dumps", error);

    *confined = false;
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
#endif
    if (!status && sandbox->memory && lode_sandbox_limits_memory()) {
        size_t now = address_space();

        if (now && sandbox->memory < (size_t)-1 - now)
            status = set_limit(RLIMIT_AS, now + sandbox->memory, "memory", error);
    }
#ifdef HAVE_SECCOMP
    if (!status && sandbox->confine && !UNDER_SANITIZER)
        *confined = filter_calls();
#endif
    return status;
}
