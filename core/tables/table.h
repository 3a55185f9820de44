/* SPDX-License-Identifier: MIT */
/* Tables in a text: cells in rows and columns, and which cells are heads. They come from a reader's marks or, where it left
 * none, from lines that gaps, tabs or bars divide. No word of a language decides here. */
#ifndef LODE_TABLES_TABLE_H
#define LODE_TABLES_TABLE_H

#include "text/text.h"

enum {
    LODE_TABLE_COLUMNS_MOST = 1024, /* cells further to the right are in no column */
    LODE_TABLE_HEADS_MOST = 8,      /* rows of heads that are looked at, the lowest */
    LODE_TABLE_SAID_MOST = 6,       /* lines above a table that may tell something of it */
    LODE_TABLE_SAID_LENGTH = 512    /* bytes of one */
};

#define LODE_NO_CELL SIZE_MAX
#define LODE_NO_COLUMN UINT32_MAX

/* Offsets count bytes of the normalised text. */
typedef struct lode_cell {
    size_t start, end;    /* without white space around it; never empty */
    uint32_t first, last; /* the columns that it stands in, or over where it is a head; LODE_NO_COLUMN: not known */
    bool figure;          /* a number, with signs at most */
    bool head;            /* its reader says that it is one */
} lode_cell;

typedef struct lode_row {
    size_t first, count; /* of its cells, from left to right */
    uint32_t columns;    /* of a line that bars or tabs divide: how many cells these make, empty ones as well */
} lode_row;

/* How a table writes the decimals of its figures. */
typedef enum lode_table_marks {
    LODE_TABLE_MARKS_UNKNOWN, /* no figure shows it */
    LODE_TABLE_MARKS_POINT,
    LODE_TABLE_MARKS_COMMA,
    LODE_TABLE_MARKS_MIXED /* some one way, some the other */
} lode_table_marks;

typedef struct lode_piece {
    size_t start, end;
} lode_piece;

typedef struct lode_table {
    size_t start, end;
    const lode_cell *cells;
    size_t cell_count;
    const lode_row *rows;
    size_t row_count;
    size_t head_count; /* so many rows at the top are heads */
    uint32_t column_count;
    const size_t *heads; /* of each column LODE_TABLE_HEADS_MOST cells, the lowest first; LODE_NO_CELL: no more */
    const bool *years;   /* of each column: all its figures look like years */
    lode_piece said[LODE_TABLE_SAID_MOST]; /* its caption and the lines above it, the nearest first */
    size_t said_count;
    lode_table_marks marks;
} lode_table;

typedef struct lode_tables {
    lode_table *items; /* by place */
    size_t count;
} lode_tables;

/* Finds the tables of a text, in its arena; `marks` are those of its reader, placed in the normalised text. False where memory
 * ran out. Takes time in proportion to the text. */
bool lode_tables_find(const lode_text *text, const lode_text_mark *marks, size_t mark_count, lode_arena *arena,
                      lode_tables *tables);

/* The cell that says what the figures of a row are: the first with a word in it that stands before one, else the row's first
 * cell, be that a year. LODE_NO_CELL: the row has no cell but one. */
size_t lode_table_label(const lode_table *table, const char *text, const lode_row *row);

/* What a figure itself shows of its marks: POINT or COMMA, or UNKNOWN for "1.234", which may be either, and for "1234". */
lode_table_marks lode_figure_marks(const char *text, size_t length);

/* The mark of a figure that has only one, and three digits behind it; 0: it is no such figure. */
char lode_figure_open_mark(const char *text, size_t length);

/* Whether a figure is four digits that could be a year of the twentieth or this century. */
bool lode_figure_is_year(const char *text, size_t length);

#endif
