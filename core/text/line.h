/* SPDX-License-Identifier: MIT */
/* One line of a text as layout sees it: where its words are, how wide it is, whether it looks like an item or a table's row. */
#ifndef LODE_TEXT_LINE_H
#define LODE_TEXT_LINE_H

#include <stdbool.h>
#include <stddef.h>

/* Offsets count bytes of the text, widths code points. */
typedef struct lode_line {
    size_t start, next; /* of the line, and of the one behind it */
    size_t text, end;   /* between what stands before (white space, the '>' of quoted mail) and white space at the end */
    size_t last;        /* of its last character */
    size_t quoted;      /* where the '>' end */
    size_t body;        /* columns before its words: a list's mark counts as standing before them */
    size_t width;       /* columns up to its last word */
    size_t first_word;  /* columns of what could have stood alone at the end of the line above */
    unsigned quotes;    /* '>' before it */
    bool blank;
    bool item;   /* begins with the mark of a list */
    bool row;    /* has a gap like a table's: a tab, or three blanks and more */
    bool ragged; /* has white space that is more, or other, than one blank between words, or characters that show nothing */
    size_t singles, doubles; /* gaps of one blank and of two, counted where the line is ragged */
} lode_line;

/* Reads the line of valid UTF-8 that begins at an offset, which lies before the text's end. Lines end with \n. */
void lode_line_read(const char *text, size_t length, size_t start, lode_line *line);

/* The bytes of the white space at an offset, but \n and \r, up to `end`; *columns is its width, a tab and all that is no blank
 * of its own line (form feeds) counting as eight. 0: there is none. */
size_t lode_line_gap(const char *text, size_t at, size_t end, size_t *columns);

/* The bytes of the character at an offset where it shows nothing: a soft hyphen, a zero width space, a word joiner, a byte
 * order mark. 0: it is none. */
size_t lode_line_unseen(const char *text, size_t at, size_t end);

/* Whether the line begins with a small letter. */
bool lode_line_goes_on(const char *text, const lode_line *line);

/* Whether it ends with a mark that ends a sentence or leads to what follows. */
bool lode_line_is_finished(const char *text, const lode_line *line);

#endif
