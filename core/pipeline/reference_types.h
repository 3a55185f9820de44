/* SPDX-License-Identifier: MIT */
/* Whether there is a rule behind every %{@type}. */
#ifndef LODE_PIPELINE_REFERENCE_TYPES_H
#define LODE_PIPELINE_REFERENCE_TYPES_H

#include <lode.h>

/* Looks, for each type that a loaded rule refers to, for a rule of an earlier stage that makes it and runs on the same
 * documents. Where there is none the reference is reported with what may have been meant: a type of nearly that name, a later
 * stage, or the pack to load as well. LODE_OK or LODE_ERROR_RULES. */
lode_status lode_check_reference_types(const lode *engine, lode_error *error);

#endif
