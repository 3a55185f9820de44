/* Where in the text that a result brings along its entities stand, whatever its offsets count. */
#ifndef LODE_FOUND_PLACES_H
#define LODE_FOUND_PLACES_H

#include "base/arena.h"

#include <lode/entity.h>

/* Where the result has a text, sets result->text_offsets, the offsets of its entities as bytes of that text, and its sentences,
 * with their texts. Offsets that were counted in bytes of a file in another encoding fit in no unit; then entities are looked
 * for one behind the other, and the texts of sentences are empty. An entity that is not in the text takes all places with it.
 * LODE_OK or LODE_ERROR_MEMORY. */
lode_status lode_found_places(lode_result *result, lode_text_sentence *sentences, size_t sentence_count, lode_arena *arena,
                              lode_error *error);

#endif
