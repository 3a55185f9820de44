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

/* Pairs of a rule that the prefilter took and a text, and those of them in which the rule's program was run and not PCRE2. */
typedef struct random_tried {
    unsigned long pairs, programs;
} random_tried;

/* Makes up to three rules and some texts, and matches each text in both ways. False: the findings differ, and what was tried
 * and found stands on stderr. *tried grows. */
bool random_match(random_source *source, unsigned texts, random_tried *tried);

#endif
