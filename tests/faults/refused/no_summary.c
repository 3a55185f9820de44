/* SPDX-License-Identifier: MIT */
/* A plugin that does not say what it does. */
#include <lode/plugin.h>

static lode_status accept_match(void *state, void *binding, const lode_match *match, lode_draft *draft, lode_error *error) {
    (void)state, (void)binding, (void)match, (void)draft, (void)error;
    return LODE_OK;
}

static const lode_extractor extractor = {.accept = accept_match};

LODE_PLUGIN(no_summary, "1.0", "", .extractor = &extractor)
