/* SPDX-License-Identifier: MIT */
/* The environment, where it may be trusted. */
#ifndef LODE_BASE_ENVIRONMENT_H
#define LODE_BASE_ENVIRONMENT_H

/* The value of a variable; NULL: it is not set, or the process has privileges that whoever started it has not (a setuid or
 * setgid program, one with capabilities), and would use them on that person's files. */
const char *lode_environment(const char *name);

#endif
