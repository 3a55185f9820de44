/* SPDX-License-Identifier: MIT */
/* The prefilter against a plain search, the rules and texts being made from the fuzzer's bytes. Build with
 * clang -fsanitize=fuzzer,address,undefined together with tests/unit/random_match.c and the library's sources. */
#include "random_match.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    random_source source = {.bytes = data, .length = size};
    random_tried tried = {0};

    if (size && !random_match(&source, 4, &tried))
        abort();
    return 0;
}
