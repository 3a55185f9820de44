/* SPDX-License-Identifier: MIT */
/* Results cut down to some types. */
#ifndef LODE_BATCH_SELECTION_H
#define LODE_BATCH_SELECTION_H

#include "base/arena.h"

#include <lode.h>
#include <stdbool.h>

/* Whether a type is among `types`, the last of which is NULL. */
bool lode_selection_has(const char *const *types, const char *type);

/* Whether rules that are loaded make all of the types (NULL: none are named). LODE_OK, LODE_ERROR_USAGE with what was meant. */
lode_status lode_selection_check(const char *const *types, const lode *engine, lode_error *error);

/* The result with the entities and facts of these types alone, and the entities that such facts point to. What is new in it is
 * of the arena, the rest of `result`. LODE_OK, LODE_ERROR_MEMORY. */
lode_status lode_selection_make(const char *const *types, const lode_result *result, lode_arena *arena, lode_result *selected,
                                lode_error *error);

#endif
