/* SPDX-License-Identifier: MIT */
/* Annotations as brat keeps them: standoff, NAME.ann beside NAME.txt (brat.nlplab.org/standoff.html). */
#ifndef LODE_FOUND_BRAT_H
#define LODE_FOUND_BRAT_H

#include "base/arena.h"

#include <lode.h>

/* Reads the text beside a file of annotations, as it stands, for result->text. LODE_OK, LODE_ERROR_IO, LODE_ERROR_MEMORY,
 * LODE_ERROR_SYNTAX where it is not UTF-8. */
lode_status lode_brat_text(const char *path, lode_arena *arena, lode_result *result, lode_error *error);

/* Reads the annotations of a text that lode_brat_text gave; `unit` is what the result's offsets are to count. Text-bound
 * annotations (T) are entities, events (E) and relations (R) facts with a part an argument, attributes (A, M) attributes of
 * entities and values in facts; notes, equivalences and normalisations are passed over. The number behind a role's name
 * ("party2") is no part of it. A T that only triggers an event is no entity, nor is one whose type is the fact's, a '-' and the
 * role: it is words. LODE_OK, LODE_ERROR_IO, LODE_ERROR_MEMORY, LODE_ERROR_SYNTAX with file and line. */
lode_status lode_brat_annotations(const char *path, lode_offsets unit, lode_arena *arena, lode_result *result,
                                  lode_error *error);

#endif
