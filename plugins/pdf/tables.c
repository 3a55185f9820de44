/* SPDX-License-Identifier: MIT */
#include "tables.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double SAME_ROW = 0.4; /* in heights of a line */
enum { COLUMNS_MOST = 256, ROWS_MOST = 2000, NO_COLUMN = 1 << 20 };

/* A cell of the rows at work. */
typedef struct table_cell {
    const char *text;
    size_t length;
    double left, right;
    guint row;
    bool figure;
} table_cell;

typedef struct column {
    double left, right;
    guint figures;
} column;

bool tables_is_beside(const pdf_line *line, const pdf_line *next) {
    return line->page == next->page && next->left > line->right && fabs(next->top - line->top) < SAME_ROW * line_height(line);
}

static const pdf_line *line_at(const GArray *lines, guint index) {
    return &g_array_index(lines, pdf_line, index);
}

static bool is_figure(const char *text, size_t length) {
    size_t digits = 0;

    for (size_t i = 0; i < length; i++) {
        if (!strchr("0123456789.,()+-% ", text[i]))
            return false;
        digits += g_ascii_isdigit(text[i]);
    }
    return digits > 0;
}

/* Adds the cells of a line, which tabs divide. */
static void add_cells(const pdf_line *line, guint row, GArray *cells) {
    const char *at = line->text;

    for (guint i = 0;; i++) {
        size_t length = strcspn(at, "\t");
        bool parted = line->cells && i < line->cells->len;
        const pdf_extent *extent = parted ? &g_array_index(line->cells, pdf_extent, i) : NULL;
        table_cell cell = {
            at, length, parted ? extent->left : line->left, parted ? extent->right : line->right, row, is_figure(at, length)};

        if (length)
            g_array_append_val(cells, cell);
        if (!at[length])
            return;
        at += length + 1;
    }
}

/* The line behind those of the row that begins at one. */
static guint end_of_row(const GArray *lines, guint index, guint *cells) {
    *cells = 0;
    for (const pdf_line *last = NULL; index < lines->len; index++) {
        const pdf_line *line = line_at(lines, index);

        if (line->running)
            continue;
        if (last && !tables_is_beside(last, line))
            break;
        ++*cells;
        for (const char *at = line->text; *at; at++)
            *cells += *at == '\t';
        last = line;
    }
    return index;
}

/* Gathers the cells of so many lines, row by row. */
static GArray *gather(const GArray *lines, guint index, guint count) {
    GArray *cells = g_array_new(FALSE, FALSE, sizeof(table_cell));
    const pdf_line *last = NULL;
    guint row = 0;

    for (guint i = index; i < index + count; i++) {
        const pdf_line *line = line_at(lines, i);

        if (line->running)
            continue;
        row += last && !tables_is_beside(last, line);
        add_cells(line, row, cells);
        last = line;
    }
    return cells;
}

static int compare_left(const void *a, const void *b) {
    double left = ((const column *)a)->left, right = ((const column *)b)->left;

    return (left > right) - (left < right);
}

/* The columns of rows with figures: places in the line that cells of these stand over without a gap. */
static guint find_columns(const GArray *cells, column columns[COLUMNS_MOST]) {
    GArray *places = g_array_new(FALSE, FALSE, sizeof(column));
    guint count = 0;

    for (guint i = 0, next; i < cells->len; i = next) {
        bool figures = false;

        for (next = i;
             next < cells->len && g_array_index(cells, table_cell, next).row == g_array_index(cells, table_cell, i).row; next++)
            figures = figures || g_array_index(cells, table_cell, next).figure;
        for (guint j = i; figures && j < next; j++) {
            const table_cell *cell = &g_array_index(cells, table_cell, j);
            column place = {cell->left, cell->right, cell->figure};

            g_array_append_val(places, place);
        }
    }
    g_array_sort(places, compare_left);
    for (guint i = 0; i < places->len; i++) {
        const column *place = &g_array_index(places, column, i);

        if (count && place->left < columns[count - 1].right) {
            columns[count - 1].right = fmax(columns[count - 1].right, place->right);
            columns[count - 1].figures += place->figures;
        } else if (count < COLUMNS_MOST) {
            columns[count++] = *place;
        }
    }
    g_array_unref(places);
    return count;
}

static guint distance(const column *from, const table_cell *cell) {
    double gap = fmax(from->left - cell->right, cell->left - from->right);

    return gap > 0 ? 1 + (guint)gap : 0;
}

/* The column that a cell begins over, or the nearest. */
static uint32_t column_of(const table_cell *cell, const column *columns, guint count) {
    guint best = 0;

    for (guint i = 1; i < count; i++)
        if (distance(&columns[i], cell) < distance(&columns[best], cell))
            best = i;
    return count ? best : NO_COLUMN;
}

static bool is_table(const GArray *lines, guint index, guint count) {
    GArray *cells = gather(lines, index, count);
    column columns[COLUMNS_MOST];
    guint found = find_columns(cells, columns), most = 0;

    for (guint i = 0; i < found; i++)
        most = MAX(most, columns[i].figures);
    g_array_unref(cells);
    return found > 1 && most > 1;
}

/* A line without columns may stand between two rows. */
guint tables_find(const GArray *lines, guint index, guint *end) {
    guint at = index, rows = 0, cells;

    *end = index;
    for (guint alone = 0; at < lines->len && rows < ROWS_MOST && line_at(lines, at)->page == line_at(lines, index)->page;) {
        guint next = end_of_row(lines, at, &cells);

        alone = cells > 1 ? 0 : alone + 1;
        if (alone > 1 || (alone && !rows))
            break;
        rows++;
        at = next;
        if (cells > 1)
            *end = at;
    }
    return rows > 1 && *end > index && is_table(lines, index, *end - index) ? *end - index : 0;
}

void tables_add(const GArray *lines, guint index, guint count, lode_record *record) {
    GArray *cells = gather(lines, index, count);
    column columns[COLUMNS_MOST];
    guint found = find_columns(cells, columns), row = 0;
    uint32_t last = NO_COLUMN;

    lode_record_mark(record, LODE_MARK_TABLE, 0);
    for (guint i = 0; i < cells->len; i++) {
        const table_cell *cell = &g_array_index(cells, table_cell, i);
        uint32_t place = column_of(cell, columns, found);

        if (i == 0 || cell->row != row) {
            lode_record_mark(record, LODE_MARK_ROW, 0);
            last = NO_COLUMN;
        }
        row = cell->row;
        lode_record_mark(record, LODE_MARK_CELL, place == last ? NO_COLUMN : place);
        lode_record_add(record, cell->text, cell->length);
        last = place;
    }
    lode_record_mark(record, LODE_MARK_TABLE_END, 0);
    g_array_unref(cells);
}
