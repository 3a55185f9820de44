/* SPDX-License-Identifier: MIT */
/* Paragraphs: the lines and blanks of a text that say something of its shape and not of its words. */
#ifndef LODE_TEXT_PARAGRAPHS_H
#define LODE_TEXT_PARAGRAPHS_H

#include "text/rewrite.h"

#include <lode.h>

/* What there is to know beforehand. */
typedef struct lode_paragraph_options {
    lode_line_ends line_ends;
    bool hyphenation; /* the language breaks words at line ends with hyphens */
} lode_paragraph_options;

/* Takes layout out of valid UTF-8 in NFC whose lines end with \n: the whole rewrite, up to its finish.
 *
 * - Runs of blanks between words become one blank, blanks at the edges of lines go, and so do the marks of quoted mail
 *   before them and characters that show nothing.
 *   Gaps like a table's (a tab, or three blanks and more) stay as they are, with the rest of such a line's gaps.
 * - The line ends inside a wrapped paragraph become blanks, or nothing behind a hyphen. Blank lines, lines before an item of a
 *   list and the rows of tables stay. With LODE_LINE_ENDS_AUTO the whole text decides whether it is wrapped, and from what
 * width on a line counts as full; so lines that end early stay as well.
 *
 * Each run of blanks, with the line end in it, is one piece. False where memory ran out. */
bool lode_paragraphs_rewrite(const lode_paragraph_options *options, lode_rewrite *rewrite);

#endif
