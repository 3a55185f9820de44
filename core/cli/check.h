/* SPDX-License-Identifier: MIT */
/* What `lode check` finds beyond what loading a pack tells. */
#ifndef LODE_CLI_CHECK_H
#define LODE_CLI_CHECK_H

#include "pipeline/engine.h"
#include "rules/mistakes.h"

/* Notes all advice on the packs of an engine, which is prepared: what is below, and lode_pack_advise. As below. */
lode_status lode_check_packs(lode *engine, char *const *files, size_t file_count, lode_mistakes *advice, lode_error *error);

/* Runs all examples and notes which rules find one text with different values by chance, there or in one of some files, and
 * which never find anything in the examples. LODE_OK, or what failed. */
lode_status lode_check_order(lode *engine, char *const *files, size_t file_count, lode_mistakes *advice, lode_error *error);

/* Notes alternatives that no example has, and patterns that are very slow at a text that is made of an example. As above. */
lode_status lode_check_patterns(const lode *engine, lode_mistakes *advice, lode_error *error);

#endif
