/* SPDX-License-Identifier: MIT */
/* Calls a function that nobody has; it must be refused when it is loaded, not end the process when it is called. */
#include <lode/plugin.h>

extern lode_status lode_no_such_function(void);

static lode_status accept_match(void *state, void *binding, const lode_match *match, lode_draft *draft, lode_error *error) {
    (void)state, (void)binding, (void)match, (void)draft, (void)error;
    return lode_no_such_function();
}

static const lode_extractor extractor = {.accept = accept_match};

LODE_PLUGIN(unresolved, "1.0", "calls what is not there", .extractor = &extractor)
