/* SPDX-License-Identifier: MIT */
/* What 'lode test' says of an example that does not hold. With `tap` each line is a comment of the Test Anything Protocol. */
#ifndef LODE_CLI_TEST_PRINT_H
#define LODE_CLI_TEST_PRINT_H

#include "rules/pack.h"
#include "rules/rule.h"

#include <lode.h>
#include <stdbool.h>

/* Begins a line. */
void lode_test_print_line_start(bool tap);

/* The example, its place, and what it expects. */
void lode_test_print_failing(bool tap, const lode_rule *rule, const lode_example *example);

/* What was found of the rule's type, and what could not be done. */
void lode_test_print_found(bool tap, const lode_rule *rule, const lode_result *result);

/* What became of the rule's own matches or, where there are none, how far it came: an example that should find something is
 * gone through again, watched. LODE_OK, or why that could not be done. */
lode_status lode_test_print_reasons(lode *engine, bool tap, const lode_rule *rule, const lode_example *example,
                                    const lode_about *about, lode_error *error);

#endif
