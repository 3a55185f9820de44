/* SPDX-License-Identifier: MIT */
/* Settling overlaps. */
#ifndef LODE_PIPELINE_RESOLVE_H
#define LODE_PIPELINE_RESOLVE_H

#include "pipeline/document.h"

/* Which of two goes first: higher priority, then the longer span, then the earlier start, then the rule's order, then the
 * order in which they were made. Never 0 for two different drafts. */
int lode_draft_compare(const lode_draft *a, const lode_draft *b);

/* Takes drafts in the order of lode_draft_compare, each where it overlaps none taken before but its own parts or what it is a
 * part of. Sets each one's fate, and puts those taken first in `drafts`, by start, then the longer first; *taken is their
 * number. With `observed`, each loser's winner is set. O(n log n), O(n * losers) while observed. LODE_OK or LODE_ERROR_MEMORY.
 */
lode_status lode_resolve(lode_arena *arena, lode_draft **drafts, size_t count, bool observed, size_t *taken);

#endif
