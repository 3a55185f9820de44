/* A tree of patterns as an expression over the bytes of UTF-8, in the syntax that Vectorscan reads. */
#ifndef LODE_MATCH_BYTES_H
#define LODE_MATCH_BYTES_H

#include "base/buffer.h"
#include "match/syntax.h"

/* Appends the expression. It matches all that the tree matches; where a set has too many ranges for a few classes of bytes,
 * more. *size becomes the number of classes and bytes in it, repeats counted as often as they must be there. The sets keep
 * their printed form in their arena. False: memory ran out. */
bool lode_bytes_print(const lode_node *tree, lode_arena *arena, lode_buffer *expression, size_t *size);

#endif
