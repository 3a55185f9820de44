/* SPDX-License-Identifier: MIT */
/* What a fuzz target says of the code under it: where that does not hold, the process is aborted, which a fuzzer reports. */
#ifndef LODE_TESTS_FUZZ_MUST_H
#define LODE_TESTS_FUZZ_MUST_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

static inline void must(bool holds, const char *what) {
    if (!holds) {
        fprintf(stderr, "does not hold: %s\n", what);
        abort();
    }
}

#endif
