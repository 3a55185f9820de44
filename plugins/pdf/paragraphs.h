/* SPDX-License-Identifier: MIT */
/* From lines to paragraphs. */
#ifndef LODE_PDF_PARAGRAPHS_H
#define LODE_PDF_PARAGRAPHS_H

#include "lines.h"

#include <lode/plugin.h>

/* Adds lines to a record's text, those of a paragraph on one line, with a mark where each page begins; `*pages` is how many
 * were marked. A line goes on in the next where that one stands below it in its column, at the pitch of its lines and without
 * an indent, and had its first word no room at the end of the first. */
void paragraphs_add(const GArray *lines, unsigned *pages, lode_record *record);

#endif
