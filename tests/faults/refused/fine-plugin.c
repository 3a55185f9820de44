/* SPDX-License-Identifier: MIT */
/* Nothing is wrong with this one; its name has a '-', which the symbol cannot have. */
#include <lode/plugin.h>

static lode_status accept_match(void *state, void *binding, const lode_match *match, lode_draft *draft, lode_error *error) {
    (void)state, (void)binding, (void)match, (void)draft, (void)error;
    return LODE_OK;
}

static const lode_extractor extractor = {.accept = accept_match};

LODE_PLUGIN(fine_plugin, "1.0", "takes every match", .extractor = &extractor)
