/* SPDX-License-Identifier: MIT */
/* Running heads, running feet and the numbers of pages: what pages repeat around their text. */
#ifndef LODE_PDF_RUNNING_H
#define LODE_PDF_RUNNING_H

#include "lines.h"

/* Flags the lines of `pages` pages, in the order of the pages, that are none of the text: those near the upper or lower edge
 * that are the same, but for figures, on a third of the pages and at the same height, a page's number that stands apart there,
 * and what goes with it. */
void running_flag(GArray *lines, unsigned pages, double page_height);

#endif
