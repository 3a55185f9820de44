/* SPDX-License-Identifier: MIT */
/* Random rules and texts, and whether the matcher finds the same in them with the prefilter and without it. */
#ifndef LODE_TESTS_RANDOM_MATCH_H
#define LODE_TESTS_RANDOM_MATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Where the choices come from: a generator, or the bytes of a fuzzer until they end (then 0). */
typedef struct random_source {
    uint64_t state;             /* of the generator; used where bytes is NULL */
    const unsigned char *bytes; /* NULL: the generator */
    size_t length;
} random_source;

/* Makes up to three rules and some texts, and matches each text in both ways. False: the findings differ, and what was tried
 * and found stands on stderr. *prefiltered grows by the rules that the prefilter took. */
bool random_match(random_source *source, unsigned texts, unsigned *prefiltered);

#endif
