/* SPDX-License-Identifier: MIT */
/* Tables in the making, for the files of this folder. */
#ifndef LODE_TABLES_BUILD_H
#define LODE_TABLES_BUILD_H

#include "tables/table.h"

/* The cells and rows of one table, in memory that serves for all. Start from {0}; free with lode_build_free. */
typedef struct lode_build {
    lode_cell *cells;
    size_t cell_count, cell_capacity;
    lode_row *rows;
    size_t row_count, row_capacity;
    lode_table *tables;
    size_t table_count, table_capacity;
    lode_piece captions[LODE_TABLE_SAID_MOST];
    size_t caption_count;
    const lode_text *text;
    lode_arena *arena;
    size_t above; /* lines from here on may belong to the next table */
    bool failed;  /* memory ran out */
} lode_build;

void lode_build_row(lode_build *build);

/* Adds a cell to the last row, without the white space around it; nothing where it is empty. */
void lode_build_cell(lode_build *build, size_t start, size_t end, uint32_t column, bool head);

/* Ends the table at work, which has this span, and begins a new one. It is kept where it has a figure and two columns. */
void lode_build_end(lode_build *build, size_t start, size_t end);
void lode_build_free(lode_build *build);

/* The tables of a reader's marks; those of the text's lines. */
void lode_build_marked(lode_build *build, const lode_text_mark *marks, size_t count);
void lode_build_lines(lode_build *build);

/* About how many letters a cell has, of any alphabet. So many make a word: "n/a" is none. */
enum { LODE_WORD_LETTERS = 3 };
size_t lode_cell_letters(const char *text, const lode_cell *cell);

/* Gives the cells of rows that gaps of blanks divide their columns, by where they stand in their lines. */
void lode_build_align(lode_build *build);

/* Fills head_count, heads, years and marks of a table whose cells and rows are there. False where memory ran out. */
bool lode_table_read_heads(lode_table *table, lode_cell *cells, const char *text, lode_arena *arena);

#endif
