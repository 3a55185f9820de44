/* SPDX-License-Identifier: MIT */
/* Where columns of text begin on a page: Poppler reads lines across a narrow gutter, which then have to be parted there. */
#ifndef LODE_PDF_GUTTERS_H
#define LODE_PDF_GUTTERS_H

#include <poppler.h>
#include <stdbool.h>

/* The left edges, in points, of the columns of text that stand right of others; an array of double, free it with g_array_unref.
 * `boxes`: one a character of `text`, as Poppler gives both. */
GArray *gutters_find(const char *text, const PopplerRectangle *boxes);

/* Whether a gutter lies between two characters of a line. */
bool gutters_part(const GArray *gutters, const PopplerRectangle *last, const PopplerRectangle *box);

#endif
