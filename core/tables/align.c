/* SPDX-License-Identifier: MIT */
/* Columns of rows that gaps of blanks divide, by where their cells stand in the lines as they came in. */
#include "tables/build.h"
#include "text/utf8.h"

#include <utf8proc.h>

enum { WIDEST = 1024, NEAR = 3 }; /* columns of a line that are looked at, and how far a head may stand from its own */

/* Where a cell stands in its line. */
typedef struct extent {
    size_t left, right;
} extent;

/* How wide text is shown: marks that stand on letters take no room, some letters that of two. */
static size_t width_of(const char *text, size_t start, size_t end) {
    size_t width = 0;

    for (size_t at = start; at < end && width < WIDEST;) {
        int one = utf8proc_charwidth((utf8proc_int32_t)lode_utf8_next(text, end, &at));

        width += one > 0 ? (size_t)one : 0;
    }
    return width;
}

static extent place_cell(const lode_text *text, const lode_cell *cell, size_t *line, size_t *line_end) {
    size_t start, end, left;

    lode_text_decoded_span(text, cell->start, cell->end, &start, &end);
    if (start >= *line_end || start < *line) { /* another line than the cell's before */
        size_t at = start;

        while (at > 0 && start - at < 4 * WIDEST && text->decoded[at - 1] != '\n' && text->decoded[at - 1] != '\r')
            at--;
        *line = at;
        for (at = start; at < text->decoded_length && at - start < 4 * WIDEST && text->decoded[at] != '\n';)
            at++;
        *line_end = at;
    }
    left = width_of(text->decoded, *line, start);
    return (extent){left, left + width_of(text->decoded, start, end)};
}

/* Numbers the columns that figures stand in: column[x] is that of a place in the line, LODE_NO_COLUMN between them. */
static void number_columns(const lode_build *build, const extent *extents, uint32_t column[WIDEST]) {
    int edges[WIDEST + 1] = {0}, open = 0;
    uint32_t count = 0;
    bool inside = false;

    for (size_t i = 0; i < build->cell_count; i++)
        if (build->cells[i].figure && extents[i].right < WIDEST) {
            edges[extents[i].left]++;
            edges[extents[i].right]--;
        }
    for (size_t x = 0; x < WIDEST; x++) {
        open += edges[x];
        count += open && !inside;
        inside = open;
        column[x] = inside ? count - 1 : LODE_NO_COLUMN;
    }
}

/* The columns that a cell stands over; where it stands over none, the nearest of those within reach. */
static void place_over(lode_cell *cell, extent at, const uint32_t column[WIDEST]) {
    cell->first = cell->last = LODE_NO_COLUMN;
    for (size_t x = at.left; x < at.right && x < WIDEST; x++)
        if (column[x] != LODE_NO_COLUMN) {
            cell->first = cell->first == LODE_NO_COLUMN ? column[x] : cell->first;
            cell->last = column[x];
        }
    for (size_t way = 1; way <= NEAR && cell->first == LODE_NO_COLUMN; way++) {
        if (at.left >= way && at.left - way < WIDEST)
            cell->first = column[at.left - way];
        if (cell->first == LODE_NO_COLUMN && at.right - 1 + way < WIDEST)
            cell->first = column[at.right - 1 + way];
        cell->last = cell->first;
    }
}

/* Two figures of a row in one column are in none that is known. */
static void part_figures(lode_build *build, const lode_row *row) {
    for (size_t i = row->first + 1; i < row->first + row->count; i++) {
        lode_cell *before = &build->cells[i - 1], *cell = &build->cells[i];

        if (before->figure && cell->figure && before->last != LODE_NO_COLUMN && before->last == cell->first) {
            before->first = before->last = LODE_NO_COLUMN;
            cell->first = cell->last = LODE_NO_COLUMN;
        }
    }
}

void lode_build_align(lode_build *build) {
    extent *extents = lode_arena_array(build->arena, build->cell_count, sizeof *extents);
    uint32_t column[WIDEST];
    size_t line = 0, line_end = 0;

    if (!extents) {
        build->failed = true;
        return;
    }
    for (size_t i = 0; i < build->cell_count; i++)
        extents[i] = place_cell(build->text, &build->cells[i], &line, &line_end);
    number_columns(build, extents, column);
    for (size_t i = 0; i < build->cell_count; i++)
        place_over(&build->cells[i], extents[i], column);
    for (size_t i = 0; i < build->row_count; i++)
        part_figures(build, &build->rows[i]);
}
