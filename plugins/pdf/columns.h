/* SPDX-License-Identifier: MIT */
/* The order in which the lines of a page are read. */
#ifndef LODE_PDF_COLUMNS_H
#define LODE_PDF_COLUMNS_H

#include "lines.h"

/* Sorts lines, page by page: columns of text one after the other, and everything else from top to bottom. What runs across
 * columns is read before or behind them. Cells of tables, which are short, are no columns of text. */
void columns_order(GArray *lines);

#endif
