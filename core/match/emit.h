/* SPDX-License-Identifier: MIT */
/* From trees of patterns to programs. */
#ifndef LODE_MATCH_EMIT_H
#define LODE_MATCH_EMIT_H

#include "match/emitter.h"

/* Adds the program of a tree, with so many groups; NULL adds one that is none, as does a tree of which no program
 * can be made, for a *reason. `arena` has the tree. LODE_OK or LODE_ERROR_MEMORY. */
lode_status lode_emit(lode_emitter *emitter, const lode_node *tree, size_t groups, lode_arena *arena, const char **reason);

#endif
