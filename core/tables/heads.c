/* SPDX-License-Identifier: MIT */
/* Which rows of a table are heads, and what stands over each column. */
#include "tables/build.h"

#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { LABEL_REACH = 200 };

static bool is_letter(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (unsigned char)byte >= 0xC0;
}

size_t lode_cell_letters(const char *text, const lode_cell *cell) {
    size_t letters = 0;

    for (size_t i = cell->start; i < cell->end && i < cell->start + LABEL_REACH; i++)
        letters += is_letter(text[i]);
    return letters;
}

/* Whether a cell has a word: not the number of a row in Roman figures or a letter. */
static bool has_word(const char *text, const lode_cell *cell) {
    size_t letters = lode_cell_letters(text, cell), roman = 0;

    while (cell->start + roman < cell->end && memchr("IVXLC", text[cell->start + roman], 5))
        roman++;
    return letters > 1 && roman < letters;
}

size_t lode_table_label(const lode_table *table, const char *text, const lode_row *row) {
    size_t longest = LODE_NO_CELL, most = 0, end = row->first + row->count;

    while (end > row->first && !table->cells[end - 1].figure)
        end--;
    for (size_t i = row->first; i < end; i++) {
        size_t letters = table->cells[i].figure ? 0 : lode_cell_letters(text, &table->cells[i]);

        if (letters && has_word(text, &table->cells[i]))
            return i;
        if (letters > most) {
            most = letters;
            longest = i;
        }
    }
    return longest != LODE_NO_CELL ? longest : row->count > 1 ? row->first : LODE_NO_CELL;
}

/* The number in a cell such as "3", "(3)" or "3=2/1", which numbers a column; 0: it is none. */
static long column_number(const char *text, const lode_cell *cell) {
    size_t at = cell->start + (text[cell->start] == '(');
    long number = 0;

    while (at < cell->end && text[at] >= '0' && text[at] <= '9' && number < LODE_TABLE_COLUMNS_MOST)
        number = number * 10 + (text[at++] - '0');
    return at == cell->end || text[at] == ')' || text[at] == '=' ? number : 0;
}

/* Whether a row numbers the columns: "A B 1 2 3=1+2". */
static bool numbers_columns(const lode_table *table, const char *text, const lode_row *row) {
    long last = 0;
    size_t numbers = 0;

    for (size_t i = row->first; i < row->first + row->count; i++) {
        const lode_cell *cell = &table->cells[i];
        long number = column_number(text, cell);

        if (!number && cell->end - cell->start > 2)
            return false;
        if (number && (last ? number != last + 1 : number > 3))
            return false;
        last = number ? number : last;
        numbers += number != 0;
    }
    return numbers > 1;
}

/* Whether a row has figures of its own: more than years and the numbers of columns. */
static bool has_data(const lode_table *table, const char *text, const lode_row *row) {
    bool figures = false, heads = row->count > 0;

    for (size_t i = row->first; i < row->first + row->count; i++) {
        const lode_cell *cell = &table->cells[i];

        heads = heads && cell->head;
        figures = figures || (cell->figure && !lode_figure_is_year(text + cell->start, cell->end - cell->start));
    }
    return figures && !heads && !numbers_columns(table, text, row);
}

static size_t count_heads(const lode_table *table, const char *text) {
    size_t heads = 0;

    while (heads < table->row_count && !has_data(table, text, &table->rows[heads]))
        heads++;
    return heads;
}

/* A head stands over the columns to its right that have heads of their own below it, up to the next head of its row. */
static void widen(const lode_table *table, lode_cell *cells, bool *below) {
    for (size_t i = table->head_count; i-- > 0;) {
        const lode_row *row = &table->rows[i];

        for (size_t j = row->first; row->count > 1 && j < row->first + row->count; j++) {
            uint32_t next = j + 1 < row->first + row->count ? cells[j + 1].first : table->column_count;

            while (cells[j].last != LODE_NO_COLUMN && next != LODE_NO_COLUMN && cells[j].last + 1 < next &&
                   below[cells[j].last + 1])
                cells[j].last++;
        }
        for (size_t j = row->first; row->count > 1 && j < row->first + row->count; j++)
            if (cells[j].first != LODE_NO_COLUMN)
                below[cells[j].first] = true;
    }
}

static void fill_heads(const lode_table *table, const char *text, size_t *heads, uint8_t *depths) {
    for (size_t i = table->head_count; i-- > 0;) {
        const lode_row *row = &table->rows[i];

        if (row->count < 2 || numbers_columns(table, text, row))
            continue;
        for (size_t j = row->first; j < row->first + row->count; j++)
            for (uint32_t column = table->cells[j].first; column != LODE_NO_COLUMN && column <= table->cells[j].last; column++)
                if (depths[column] < LODE_TABLE_HEADS_MOST)
                    heads[column * LODE_TABLE_HEADS_MOST + depths[column]++] = j;
    }
}

/* What all figures below the heads show together. */
static void read_figures(lode_table *table, const char *text, bool *years) {
    size_t first = table->head_count < table->row_count ? table->rows[table->head_count].first : table->cell_count;

    memset(years, true, table->column_count * sizeof *years);
    for (size_t i = first; i < table->cell_count; i++) {
        const lode_cell *cell = &table->cells[i];
        lode_table_marks marks;

        if (!cell->figure)
            continue;
        marks = lode_figure_marks(text + cell->start, cell->end - cell->start);
        if (marks != LODE_TABLE_MARKS_UNKNOWN && table->marks != marks)
            table->marks = table->marks == LODE_TABLE_MARKS_UNKNOWN ? marks : LODE_TABLE_MARKS_MIXED;
        if (cell->first != LODE_NO_COLUMN && !lode_figure_is_year(text + cell->start, cell->end - cell->start))
            years[cell->first] = false;
    }
}

bool lode_table_read_heads(lode_table *table, lode_cell *cells, const char *text, lode_arena *arena) {
    size_t *heads;
    uint8_t *depths;
    bool *years, *below;

    for (size_t i = 0; i < table->cell_count; i++)
        if (cells[i].last != LODE_NO_COLUMN && cells[i].last >= table->column_count)
            table->column_count = cells[i].last + 1;
    table->head_count = count_heads(table, text);
    heads = lode_arena_array(arena, (size_t)table->column_count * LODE_TABLE_HEADS_MOST, sizeof *heads);
    depths = lode_arena_array(arena, table->column_count, sizeof *depths);
    years = lode_arena_array(arena, table->column_count, sizeof *years);
    below = lode_arena_array(arena, (size_t)table->column_count + 1, sizeof *below);
    if (!heads || !depths || !years || !below)
        return false;
    for (size_t i = 0; i < (size_t)table->column_count * LODE_TABLE_HEADS_MOST; i++)
        heads[i] = LODE_NO_CELL;
    widen(table, cells, below);
    fill_heads(table, text, heads, depths);
    read_figures(table, text, years);
    table->heads = heads;
    table->years = years;
    return true;
}
