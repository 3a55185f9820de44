/* Where in the text that a result brings along its entities stand, whatever its offsets count. */
#ifndef LODE_FOUND_PLACES_H
#define LODE_FOUND_PLACES_H

#include "base/arena.h"

#include <lode/entity.h>

/* Sets result->text_offsets where the result has a text: the offsets of its entities as bytes of that text. Offsets that were
 * counted in bytes of a file in another encoding fit in no unit; then entities are looked for one behind the other. An entity
 * that is not in the text takes all places with it. Likewise the texts of its sentences, which are left out where
 * they are not in it. LODE_OK or
 * LODE_ERROR_MEMORY. */
lode_status lode_found_places(lode_result *result, lode_arena *arena, lode_error *error);

#endif
