/* SPDX-License-Identifier: MIT */
/* An entity between what stands before and after it. */
#ifndef LODE_PLUGINS_TABLE_CONTEXT_H
#define LODE_PLUGINS_TABLE_CONTEXT_H

#include "columns.h"

/* Writes an entity of a result that has its text, with whole words of its paragraph around it and the entity between two marks,
 * in `width` columns at most, all that fits. The entity begins in the same column wherever it can, and is cut only where it
 * alone is wider. `mark_width` is what the two marks take together. */
void context_put(lode_output *output, const lode_result *result, size_t index, size_t width, const char *before,
                 const char *after, size_t mark_width);

#endif
