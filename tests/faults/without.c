/* SPDX-License-Identifier: MIT */
/* without seccomp|landlock COMMAND ARGUMENT...: runs a command as if on a kernel that refuses seccomp, or has no Landlock. */
#include "config.h"

#include <stdio.h>

#ifdef HAVE_SECCOMP

#include <errno.h>
#include <seccomp.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

int main(int argc, char **argv) {
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    int failed = !filter || argc < 3;

    if (!failed && strcmp(argv[1], "seccomp") == 0)
        failed = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(seccomp), 0) ||
                 seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(prctl), 1, SCMP_A0(SCMP_CMP_EQ, PR_SET_SECCOMP, 0));
    else if (!failed)
        failed = seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(landlock_create_ruleset), 0);
    if (failed || seccomp_load(filter)) {
        fputs("no such filter can be made\n", stderr);
        return 125;
    }
    execvp(argv[2], argv + 2);
    perror(argv[2]);
    return 126;
}

#else

int main(void) {
    fputs("built without libseccomp\n", stderr);
    return 125;
}

#endif
