/* SPDX-License-Identifier: MIT */
/* Where each piece of one form of a text stands in the form below it.
 *
 * A map is a list of runs of like pieces: `count` pieces, each of `upper` bytes above and `lower` bytes below. What was left as
 * it was is a run of pieces of one byte each; what was dropped has no bytes above. Runs are kept as variable-length numbers,
 * about three bytes a run, with an index over them, so that even a text changed at every letter has a map no larger than
 * itself. */
#ifndef LODE_TEXT_MAP_H
#define LODE_TEXT_MAP_H

#include "base/arena.h"
#include "base/buffer.h"

typedef struct lode_text_map lode_text_map;

/* A map being made. Start from {0}; ends with lode_text_map_finish or lode_text_map_discard. */
typedef struct lode_text_map_builder {
    lode_buffer runs;
    lode_buffer index;
    size_t run_count;
    size_t upper_end, lower_end;          /* of the runs written */
    size_t count, upper_size, lower_size; /* the run not written yet; count 0: none */
} lode_text_map_builder;

/* Adds pieces at the end, each of so many bytes above and below. False where memory ran out. */
bool lode_text_map_add(lode_text_map_builder *builder, size_t count, size_t upper_size, size_t lower_size);

/* The map, in the arena, standing above another (NULL: none); NULL where memory ran out. The builder is {0} again. */
const lode_text_map *lode_text_map_finish(lode_text_map_builder *builder, lode_arena *arena, const lode_text_map *below);
void lode_text_map_discard(lode_text_map_builder *builder);

/* The span at the very bottom that stands behind a span of the top form. A position inside a piece goes outward: the start
 * down, the end up; what was dropped at an edge of the span stays outside. NULL maps every span to itself. */
void lode_text_map_span(const lode_text_map *map, size_t start, size_t end, size_t *start_below, size_t *end_below);

#endif
