/* SPDX-License-Identifier: MIT */
/* What differs between two results of one document. */
#ifndef LODE_FOUND_COMPARE_H
#define LODE_FOUND_COMPARE_H

#include "base/arena.h"

#include <lode/entity.h>

/* In the order in which people want to see them: a wrong value is worse than none. */
typedef enum lode_change_kind {
    LODE_CHANGE_VALUE,  /* the same place and type, other attributes or parts */
    LODE_CHANGE_TYPE,   /* another type at the same place, or one that overlaps it */
    LODE_CHANGE_LOST,   /* only in the old result */
    LODE_CHANGE_GAINED, /* only in the new one */
    LODE_CHANGE_MOVED,  /* the same type at a place that overlaps, with the same values */
    LODE_CHANGE_KINDS
} lode_change_kind;

/* An entity or fact, or one and what became of it. */
typedef struct lode_change {
    lode_change_kind kind;
    const lode_entity *old_entity, *new_entity; /* NULL: there is none */
    const lode_fact *old_fact, *new_fact;
} lode_change;

/* Is told of each change. */
typedef void lode_change_function(void *context, const lode_change *change);

/* Compares two results, whose entities and facts are in the order of their starts, and counts those of the old result that are
 * the same in the new one. `arena` is working memory. LODE_OK or LODE_ERROR_MEMORY. */
lode_status lode_compare_results(const lode_result *old, const lode_result *new, lode_arena *arena, size_t *same_entities,
                                 size_t *same_facts, lode_change_function *tell, void *context, lode_error *error);

#endif
