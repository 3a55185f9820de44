/* SPDX-License-Identifier: MIT */
/* The lines of a PDF's pages: their words, and where they stand. */
#ifndef LODE_PDF_LINES_H
#define LODE_PDF_LINES_H

#include <poppler.h>
#include <stdbool.h>

/* Where a cell begins and ends, from the left. */
typedef struct pdf_extent {
    double left, right;
} pdf_extent;

/* Whether a line stands alone at the head or foot of its page. */
typedef enum pdf_edge { PDF_EDGE_NONE, PDF_EDGE_HEAD, PDF_EDGE_FOOT } pdf_edge;

/* Points from the page's upper left corner. */
typedef struct pdf_line {
    char *text;                   /* UTF-8; a tab stands where a gap is like one between a table's columns */
    GArray *cells;                /* of pdf_extent, for what tabs divide; NULL: it has no tab */
    double left, right, top, end; /* its box; `end` is the lower edge */
    double first_word;            /* width of its first word */
    double blank;                 /* width of its narrowest blank */
    unsigned page;                /* from 0 */
    pdf_edge edge;
    bool running; /* a running head, or a page's number: no part of the text */
} pdf_line;

/* Appends the lines of a page to an array of pdf_line, in the order in which Poppler reads the page: block by block, columns
 * one after the other. */
void lines_read(PopplerPage *page, unsigned number, GArray *lines);

/* An array without lines yet; free it with g_array_unref. */
GArray *lines_create(void);

double line_height(const pdf_line *line);

/* Whether it begins with a small letter, as a line in the middle of a paragraph does. */
bool line_goes_on(const pdf_line *line);

#endif
