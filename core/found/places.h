/* SPDX-License-Identifier: MIT */
/* Where in the text that a result brings along its entities stand, whatever its offsets count. */
#ifndef LODE_FOUND_PLACES_H
#define LODE_FOUND_PLACES_H

#include "base/arena.h"

#include <lode.h>

/* Where the result has a text, sets result->text_offsets, the offsets of its entities as bytes of that text, and its sentences,
 * with their texts. Offsets that were counted in bytes of a file in another encoding fit in no unit; then entities are looked
 * for one behind the other, and the texts of sentences are empty. An entity that is not in the text takes all places with it.
 * LODE_OK or LODE_ERROR_MEMORY. */
lode_status lode_found_places(lode_result *result, lode_text_sentence *sentences, size_t sentence_count, lode_arena *arena,
                              lode_error *error);

/* The unit in which a result's offsets count a text that it does not bring along; false where its entities are not there in
 * any. Where it has none, bytes. */
bool lode_found_unit(const lode_result *result, const char *text, size_t length, lode_arena *arena, lode_offsets *unit);

#endif
