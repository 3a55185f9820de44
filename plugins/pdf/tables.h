/* SPDX-License-Identifier: MIT */
/* Tables among the lines of a PDF's pages. */
#ifndef LODE_PDF_TABLES_H
#define LODE_PDF_TABLES_H

#include "lines.h"

#include <lode/plugin.h>

/* The number of lines, from `index` on, that make a table: rows of cells, of which a column has two figures at least. 0: there
 * is none, nor is there before *end. Running lines are no part of it; those that stand between are counted. */
guint tables_find(const GArray *lines, guint index, guint *end);

/* Adds so many lines as a table, its cells in the columns that they stand in. */
void tables_add(const GArray *lines, guint index, guint count, lode_record *record);

#endif
