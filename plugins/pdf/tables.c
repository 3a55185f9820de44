/* SPDX-License-Identifier: MIT */
#include "tables.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS_MOST = 256, ROWS_MOST = 2000, NO_COLUMN = 1 << 20 };

/* A cell of the rows at work. */
typedef struct table_cell {
    const char *text;
    size_t length;
    double left, right;
    guint row;
    bool figure;
    bool goes_on; /* in it goes on what stands in the same column of the row above */
    const pdf_line *line;
    uint32_t column; /* that it stands over */
} table_cell;

typedef struct column {
    double left, right;
    guint figures;
} column;

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

/* The wide blank of its line that stands in a cell next behind an offset into it; NULL: none does. */
static const pdf_blank *next_blank(const table_cell *cell, size_t offset) {
    size_t start = (size_t)(cell->text - cell->line->text);

    for (guint i = 0; cell->line->blanks && i < cell->line->blanks->len; i++) {
        const pdf_blank *blank = &g_array_index(cell->line->blanks, pdf_blank, i);

        if (blank->at > start + offset && blank->at < start + cell->length)
            return blank;
    }
    return NULL;
}

/* Parts a cell at a blank in it. */
static void part_at(const table_cell *cell, const pdf_blank *blank, table_cell *before, table_cell *behind) {
    size_t length = blank->at - (size_t)(cell->text - cell->line->text);

    *before = *behind = *cell;
    before->length = length;
    before->right = blank->left;
    before->figure = is_figure(before->text, before->length);
    behind->text += length + 1;
    behind->length -= length + 1;
    behind->left = blank->right;
    behind->figure = is_figure(behind->text, behind->length);
}

/* Adds a cell, or several where wide blanks stand between figures. */
static void add_cell(table_cell cell, GArray *cells) {
    table_cell before, behind, next, unused;
    const pdf_blank *blank = next_blank(&cell, 0), *second;

    for (; blank; blank = second) {
        part_at(&cell, blank, &before, &behind);
        next = behind;
        second = next_blank(&behind, 0);
        if (second)
            part_at(&behind, second, &next, &unused);
        if (before.figure && next.figure) {
            g_array_append_val(cells, before);
            cell = behind;
        }
    }
    g_array_append_val(cells, cell);
}

/* Adds the cells of a line, which tabs divide. */
static void add_cells(const pdf_line *line, guint row, GArray *cells) {
    const char *at = line->text;

    for (guint i = 0;; i++) {
        size_t length = strcspn(at, "\t");
        bool parted = line->cells && i < line->cells->len;
        const pdf_extent *extent = parted ? &g_array_index(line->cells, pdf_extent, i) : NULL;

        if (length)
            add_cell((table_cell){at, length, parted ? extent->left : line->left, parted ? extent->right : line->right, row,
                                  is_figure(at, length), false, line, NO_COLUMN},
                     cells);
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
        if (last && !line_is_beside(last, line))
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
        row += last && !line_is_beside(last, line);
        add_cells(line, row, cells);
        last = line;
    }
    return cells;
}

/* The cell behind those of the row that begins at one. */
static guint end_of_cells(const GArray *cells, guint from) {
    guint next = from;

    while (next < cells->len && g_array_index(cells, table_cell, next).row == g_array_index(cells, table_cell, from).row)
        next++;
    return next;
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

        next = end_of_cells(cells, i);
        for (guint j = i; j < next; j++)
            figures = figures || g_array_index(cells, table_cell, j).figure;
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

/* Adds a cell with its column, as several cells where wide blanks stand between words over different columns. */
static void place_cell(table_cell cell, const column *columns, guint count, GArray *placed) {
    const pdf_blank *blank;
    table_cell before, behind;

    for (size_t from = 0; (blank = next_blank(&cell, from)) != NULL;) {
        part_at(&cell, blank, &before, &behind);
        from = before.length;
        if (column_of(&before, columns, count) == column_of(&behind, columns, count))
            continue;
        place_cell(before, columns, count, placed);
        cell = behind;
        from = 0;
    }
    cell.column = column_of(&cell, columns, count);
    g_array_append_val(placed, cell);
}

/* The cells of so many lines, row by row, in the columns that they stand in. */
static GArray *gather_placed(const GArray *lines, guint index, guint count) {
    GArray *cells = gather(lines, index, count), *placed = g_array_new(FALSE, FALSE, sizeof(table_cell));
    column columns[COLUMNS_MOST];
    guint found = find_columns(cells, columns);

    for (guint i = 0; i < cells->len; i++)
        place_cell(g_array_index(cells, table_cell, i), columns, found, placed);
    g_array_unref(cells);
    return placed;
}

static bool has_cell_over(const GArray *cells, guint from, guint end, uint32_t place) {
    while (from < end && g_array_index(cells, table_cell, from).column != place)
        from++;
    return from < end;
}

/* Flags the rows that are the rest of the one above: all that they say begins with a small letter, below something. */
static void find_rest(GArray *cells) {
    for (guint from = 0, next = end_of_cells(cells, 0), end; next < cells->len; next = end) {
        bool rest = true;

        end = end_of_cells(cells, next);
        for (guint i = next; rest && i < end; i++) {
            const table_cell *cell = &g_array_index(cells, table_cell, i);

            rest = g_unichar_islower(g_utf8_get_char(cell->text)) && has_cell_over(cells, from, next, cell->column);
        }
        for (guint i = next; i < end; i++)
            g_array_index(cells, table_cell, i).goes_on = rest;
        from = rest ? from : next;
    }
}

/* Adds what goes on, in rows below, of the last cell of its row over a column. */
static void write_rest(const GArray *cells, guint index, lode_record *record) {
    guint end = end_of_cells(cells, index);
    uint32_t place = g_array_index(cells, table_cell, index).column;

    if (has_cell_over(cells, index + 1, end, place))
        return;
    for (guint i = end; i < cells->len && g_array_index(cells, table_cell, i).goes_on; i++) {
        const table_cell *cell = &g_array_index(cells, table_cell, i);

        if (cell->column != place)
            continue;
        lode_record_add(record, " ", 1);
        lode_record_add(record, cell->text, cell->length);
    }
}

void tables_add(const GArray *lines, guint index, guint count, lode_record *record) {
    GArray *cells = gather_placed(lines, index, count);
    guint row = 0;
    uint32_t last = NO_COLUMN;

    find_rest(cells);
    lode_record_mark(record, LODE_MARK_TABLE, 0);
    for (guint i = 0; i < cells->len; i++) {
        const table_cell *cell = &g_array_index(cells, table_cell, i);

        if (cell->goes_on)
            continue;
        if (i == 0 || cell->row != row) {
            lode_record_mark(record, LODE_MARK_ROW, 0);
            last = NO_COLUMN;
        }
        row = cell->row;
        lode_record_mark(record, LODE_MARK_CELL, cell->column == last ? NO_COLUMN : cell->column);
        lode_record_add(record, cell->text, cell->length);
        last = cell->column;
        write_rest(cells, i, record);
    }
    lode_record_mark(record, LODE_MARK_TABLE_END, 0);
    g_array_unref(cells);
}
