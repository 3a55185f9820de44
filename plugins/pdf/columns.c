/* SPDX-License-Identifier: MIT */
#include "columns.h"

#include <math.h>
#include <stdlib.h>

/* A gutter is wider than so many heights of a line; a column of text has at least so many lines, of at least such a width. */
static const double GUTTER = 0.8, COLUMN_WIDTH = 10;
enum { COLUMN_LINES = 3, MOST_LINES = 1000, DEEPEST = 32 };

static int compare_left(const void *a, const void *b) {
    double left = ((const pdf_line *)a)->left, right = ((const pdf_line *)b)->left;

    return (left > right) - (left < right);
}

static int compare_top(const void *a, const void *b) {
    double upper = ((const pdf_line *)a)->top, lower = ((const pdf_line *)b)->top;

    return upper == lower ? compare_left(a, b) : (upper > lower) - (upper < lower);
}

/* Whether lines are a column of text: most of them are wide, or several wide ones begin with a small letter, as lines in the
 * middle of a paragraph do. */
static bool is_text(const pdf_line *lines, size_t count) {
    size_t wide = 0, running = 0;

    for (size_t i = 0; i < count; i++)
        if (lines[i].right - lines[i].left > COLUMN_WIDTH * line_height(&lines[i])) {
            wide++;
            running += line_goes_on(&lines[i]);
        }
    return count >= COLUMN_LINES && (wide * 2 > count || running >= COLUMN_LINES);
}

/* Sorts lines by where they begin from the left and gives how many stand left of the widest gutter between columns of text; 0:
 * there is none. */
static size_t split_columns(pdf_line *lines, size_t count) {
    double right, widest = 0;
    size_t split = 0;

    qsort(lines, count, sizeof *lines, compare_left);
    right = count ? lines[0].right : 0;
    for (size_t i = 1; i < count; i++) {
        double gap = lines[i].left - right;

        if (gap > widest && gap > GUTTER * line_height(&lines[i]) && is_text(lines, i) && is_text(lines + i, count - i)) {
            widest = gap;
            split = i;
        }
        right = fmax(right, lines[i].right);
    }
    return split;
}

/* Whether nothing stands across the place before a line, of lines from top to bottom; `lower` is the lowest edge above it. */
static bool is_gap(const pdf_line *line, double lower) {
    return line->top >= lower;
}

/* Puts lines that run across columns apart from these: how many stand above the highest place below which there are columns
 * only, or above the lowest place above which there are. 0: no such place. Leaves the lines from top to bottom. */
static size_t split_rows(pdf_line *lines, size_t count, pdf_line *work) {
    size_t found = 0;
    double lower;

    qsort(lines, count, sizeof *lines, compare_top);
    lower = lines[0].end;
    for (size_t i = 1; i < count && !found; i++) {
        if (is_gap(&lines[i], lower)) {
            for (size_t j = i; j < count; j++)
                work[j - i] = lines[j];
            found = split_columns(work, count - i) ? i : 0;
        }
        lower = fmax(lower, lines[i].end);
    }
    lower = lines[0].end;
    for (size_t i = 1; i < count && !found; i++) {
        if (is_gap(&lines[i], lower)) {
            for (size_t j = 0; j < i; j++)
                work[j] = lines[j];
            found = split_columns(work, i) ? i : 0;
        }
        lower = fmax(lower, lines[i].end);
    }
    return found;
}

static void order(pdf_line *lines, size_t count, pdf_line *work, unsigned depth) {
    size_t split = count >= 2 * COLUMN_LINES && depth < DEEPEST ? split_columns(lines, count) : 0;

    if (!split && count >= 2 * COLUMN_LINES && depth < DEEPEST)
        split = split_rows(lines, count, work);
    if (split) {
        order(lines, split, work, depth + 1);
        order(lines + split, count - split, work, depth + 1);
        return;
    }
    qsort(lines, count, sizeof *lines, compare_top);
    /* Lines of one row may differ by a hair. */
    for (size_t i = 1; i < count; i++)
        for (size_t j = i;
             j && lines[j].left < lines[j - 1].left && fabs(lines[j].top - lines[j - 1].top) < line_height(&lines[j]) / 4;
             j--) {
            pdf_line line = lines[j];

            lines[j] = lines[j - 1];
            lines[j - 1] = line;
        }
}

/* What a line is to a page, in the order of reading: what stands alone at its head or foot belongs to no column, and running
 * lines are read by nobody. */
static int place_of(const pdf_line *line) {
    return line->running ? 3 : line->edge == PDF_EDGE_FOOT ? 2 : line->edge == PDF_EDGE_HEAD ? 0 : 1;
}

static int compare_place(const void *a, const void *b, void *context) {
    (void)context;
    return place_of(a) - place_of(b);
}

void columns_order(GArray *lines) {
    pdf_line *all = (pdf_line *)(void *)lines->data;
    size_t count = lines->len, next;

    for (size_t i = 0; i < count; i = next) {
        for (next = i; next < count && all[next].page == all[i].page; next++)
            ;
        g_qsort_with_data(all + i, (gint)(next - i), sizeof *all, compare_place, NULL); /* it keeps the order of equals */
        for (size_t from = i, to; from < next && !all[from].running; from = to) {
            for (to = from; to < next && place_of(&all[to]) == place_of(&all[from]); to++)
                ;
            if (to - from <= MOST_LINES) {
                pdf_line *work = g_new(pdf_line, to - from);

                order(all + from, to - from, work, 0);
                g_free(work);
            }
        }
    }
}
