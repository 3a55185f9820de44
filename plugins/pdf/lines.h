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

/* A blank between words that is wider than most, and could be the gap between two cells. */
typedef struct pdf_blank {
    size_t at; /* where it stands in its line's text */
    double left, right;
} pdf_blank;

/* Whether a line stands alone at the head or foot of its page. */
typedef enum pdf_edge { PDF_EDGE_NONE, PDF_EDGE_HEAD, PDF_EDGE_FOOT } pdf_edge;

/* Points from the page's upper left corner. */
typedef struct pdf_line {
    char *text;                   /* UTF-8; a tab stands where a gap is like one between a table's columns */
    GArray *cells;                /* of pdf_extent, for what tabs divide; NULL: it has no tab */
    GArray *blanks;               /* of pdf_blank; NULL: it has none */
    double left, right, top, end; /* its box; `end` is the lower edge */
    double first_word;            /* width of its first word */
    double second_word;           /* where its second word begins, from the left of the page */
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

/* Whether the next line is the rest of the row: beside, and not below. */
bool line_is_beside(const pdf_line *line, const pdf_line *next);

/* Whether it begins with the mark of a list. */
bool line_is_item(const pdf_line *line);

/* Whether it begins with a small letter, as a line in the middle of a paragraph does. */
bool line_goes_on(const pdf_line *line);

/* Puts words together that Poppler broke inside a row; lines stand as they are read. */
void lines_join_pieces(GArray *lines);

/* Makes the mark of a list, where it is a line of its own, a part of the one beside it; lines stand as they are read. */
void lines_join_marks(GArray *lines);

#endif
