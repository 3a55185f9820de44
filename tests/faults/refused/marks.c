/* SPDX-License-Identifier: MIT */
/* Whoever loads this one, plugin or not, finds a mark in the environment. */
#include <stdlib.h>

__attribute__((constructor)) static void leave_mark(void) {
    setenv("LODE_TEST_MARK", "loaded", 1);
}
