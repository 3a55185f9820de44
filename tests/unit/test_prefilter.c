/* SPDX-License-Identifier: MIT */
/* The prefilter finds what a plain search finds: on thousands of random rules and texts. LODE_TEST_SEED repeats a run with
 * another seed, LODE_TEST_ROUNDS makes it longer: 40,000 try a million pairs and more. */
#include "random_match.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { ROUNDS = 400, TEXTS = 40 };

static unsigned long setting(const char *name, unsigned long other) {
    const char *value = getenv(name);

    return value ? strtoul(value, NULL, 10) : other;
}

static void test_same_findings(void **state) {
    unsigned long seed = setting("LODE_TEST_SEED", 1), rounds = setting("LODE_TEST_ROUNDS", ROUNDS);
    random_tried tried = {0};

    (void)state;
    print_message("seed %lu\n", seed);
    for (unsigned long i = 0; i < rounds; i++) {
        random_source source = {.state = seed + i};

        if (!random_match(&source, TEXTS, &tried))
            fail_msg("round %lu: LODE_TEST_SEED=%lu LODE_TEST_ROUNDS=1 repeats it", i, seed + i);
    }
    print_message("%lu pairs of a rule and a text, %lu of them with the rule's program\n", tried.pairs, tried.programs);
    assert_true(rounds < ROUNDS || tried.programs > 10 * rounds);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_same_findings)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
