/* SPDX-License-Identifier: MIT */
#include "gutters.h"

#include <math.h>

/* In heights of a line: the narrowest gutter, the widest across which Poppler joins what is no row of a table, and the
 * narrowest column of text. */
static const double NARROWEST = 0.6, WIDEST = 1.6, COLUMN_WIDTH = 10;
static const double SAME_EDGE = 1; /* points */
enum { COLUMN_LINES = 4, MOST_CROSSING = 2, MOST_GUTTERS = 8 };

/* A run of a line's words, between gaps as wide as gutters. */
typedef struct piece {
    double left, right, height;
    bool begins; /* the line */
} piece;

static double height_of(const PopplerRectangle *box) {
    return box->y2 - box->y1;
}

static bool is_wide(const piece *one) {
    return one->right - one->left > COLUMN_WIDTH * one->height;
}

/* The pieces of all lines. */
static GArray *collect_pieces(const char *text, const PopplerRectangle *boxes) {
    GArray *pieces = g_array_new(FALSE, FALSE, sizeof(piece));
    piece one = {.begins = true};

    for (size_t i = 0; *text; i++, text = g_utf8_next_char(text)) {
        bool ends = *text == '\n' || *text == '\f', blank = ends || g_unichar_isspace(g_utf8_get_char(text));

        if (one.height > 0 && (ends || (!blank && boxes[i].x1 - one.right >= NARROWEST * height_of(&boxes[i])))) {
            g_array_append_val(pieces, one);
            one = (piece){.begins = ends};
        } else if (ends) {
            one = (piece){.begins = true};
        }
        if (blank)
            continue;
        one.left = one.height > 0 ? fmin(one.left, boxes[i].x1) : boxes[i].x1;
        one.right = one.height > 0 ? fmax(one.right, boxes[i].x2) : boxes[i].x2;
        one.height = fmax(one.height, height_of(&boxes[i]));
    }
    if (one.height > 0)
        g_array_append_val(pieces, one);
    return pieces;
}

static int compare_edges(const void *a, const void *b) {
    double left = *(const double *)a, right = *(const double *)b;

    return (left > right) - (left < right);
}

/* The left edges of wide pieces that begin a line or stand near another wide one, from left to right. */
static GArray *collect_edges(const GArray *pieces) {
    GArray *edges = g_array_new(FALSE, FALSE, sizeof(double));
    const piece *last = NULL;

    for (guint i = 0; i < pieces->len; i++) {
        const piece *one = &g_array_index(pieces, piece, i);

        if (is_wide(one) && (one->begins || (last && is_wide(last) && one->left - last->right < WIDEST * one->height)))
            g_array_append_val(edges, one->left);
        last = one;
    }
    g_array_sort(edges, compare_edges);
    return edges;
}

/* Whether more than a few lines run across the place left of an edge. */
static bool is_crossed(const GArray *pieces, double edge, guint count) {
    guint crossing = 0;

    for (guint i = 0; i < pieces->len; i++) {
        const piece *one = &g_array_index(pieces, piece, i);

        crossing += one->left < edge - SAME_EDGE && one->right > edge + SAME_EDGE;
    }
    return crossing > MOST_CROSSING * count;
}

GArray *gutters_find(const char *text, const PopplerRectangle *boxes) {
    GArray *pieces = collect_pieces(text, boxes), *edges = collect_edges(pieces);
    double first = edges->len ? g_array_index(edges, double, 0) : 0;
    double height = pieces->len ? g_array_index(pieces, piece, 0).height : 0;
    guint found = 0;

    for (guint i = 0, next; i < edges->len && found < MOST_GUTTERS; i = next) {
        double edge = g_array_index(edges, double, i);

        for (next = i; next < edges->len && g_array_index(edges, double, next) - edge <= SAME_EDGE; next++)
            ;
        if (next - i >= COLUMN_LINES && edge - first > COLUMN_WIDTH * height && !is_crossed(pieces, edge, next - i))
            g_array_index(edges, double, found++) = edge;
    }
    g_array_set_size(edges, found);
    g_array_unref(pieces);
    return edges;
}

bool gutters_part(const GArray *gutters, const PopplerRectangle *last, const PopplerRectangle *box) {
    double gutter = NARROWEST * height_of(last);

    for (guint i = 0; i < gutters->len && box->x1 - last->x2 >= gutter; i++) {
        double edge = g_array_index(gutters, double, i);

        if (last->x2 <= edge - gutter + SAME_EDGE && box->x1 >= edge - SAME_EDGE)
            return true;
    }
    return false;
}
