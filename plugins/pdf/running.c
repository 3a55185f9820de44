/* SPDX-License-Identifier: MIT */
#include "running.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The part of a page, from its edges, in which such lines stand. */
static const double MARGIN = 0.12;
/* In heights of a line. */
static const double APART = 1.2, APART_IF_SMALL = 0.4, OTHER_SIZE = 0.08;
enum { MOST_COMPARED = 400 }; /* lines that one is compared with, before it and behind */
#define SIGNS " -./|()[]"

static bool is_near_edge(const pdf_line *line, double page_height) {
    return line->end < page_height * MARGIN || line->top > page_height * (1 - MARGIN);
}

/* Whether a line is its page's number alone, with dashes, points and brackets around it, or how many pages there are behind it.
 */
static bool is_number(const pdf_line *line) {
    size_t start = strspn(line->text, SIGNS "\xE2\x80\x93\x94");
    char *end;
    unsigned long number = strtoul(line->text + start, &end, 10);

    return end > line->text + start && number == line->page + 1UL &&
           end[strspn(end, SIGNS "0123456789\xE2\x80\x93\x94")] == '\0';
}

/* The line of the same page that stands next above or below one; NULL: none. Lines of its own row are neither. */
static const pdf_line *find_nearest(const GArray *lines, guint index, double *gap) {
    const pdf_line *all = (const pdf_line *)(void *)lines->data, *line = all + index, *nearest = NULL;
    guint from = index > MOST_COMPARED ? index - MOST_COMPARED : 0;

    *gap = HUGE_VAL;
    for (guint i = from; i < lines->len && i < index + MOST_COMPARED; i++) {
        double between = fmax(all[i].top - line->end, line->top - all[i].end);

        if (all[i].page == line->page && between > -line_height(line) / 2 && between < *gap) {
            *gap = between;
            nearest = all + i;
        }
    }
    return nearest;
}

/* Whether a line is smaller than another by more than the size of a font may differ between lines of text. */
static bool is_smaller(const pdf_line *line, const pdf_line *other) {
    return line_height(line) * (1 + OTHER_SIZE) < line_height(other);
}

/* Whether a line stands farther from the others than the lines of a paragraph do, the first of which on a page may be a number
 * too. Less is enough for a smaller one. */
static bool is_apart(const GArray *lines, guint index) {
    const pdf_line *line = &g_array_index(lines, pdf_line, index);
    double gap;
    const pdf_line *nearest = find_nearest(lines, index, &gap);

    return gap > APART * line_height(line) || (gap > APART_IF_SMALL * line_height(line) && is_smaller(line, nearest));
}

/* Whether a line at the edge belongs to a page's number: in its row, or as small as it, and smaller than the text. */
static bool goes_with_number(const GArray *lines, guint index) {
    const pdf_line *all = (const pdf_line *)(void *)lines->data, *line = all + index;
    guint from = index > MOST_COMPARED ? index - MOST_COMPARED : 0;
    double gap;
    const pdf_line *nearest = find_nearest(lines, index, &gap);
    bool small = nearest && is_smaller(line, nearest);

    for (guint i = from; i < lines->len && i < index + MOST_COMPARED; i++)
        if (all[i].page == line->page && all[i].edge != PDF_EDGE_NONE && is_number(&all[i]) &&
            (fabs(all[i].top - line->top) < line_height(line) / 2 ||
             (small && fabs(line_height(&all[i]) - line_height(line)) < OTHER_SIZE * line_height(line))))
            return true;
    return false;
}

/* What a line has in common with that of other pages: its words with figures alike, and its height in points. */
static char *key_of(const pdf_line *line) {
    GString *key = g_string_new(NULL);
    bool figure = false;

    g_string_printf(key, "%.0f ", round(line->top / 4));
    for (const char *at = line->text; *at; at++) {
        if (!isdigit((unsigned char)*at))
            g_string_append_c(key, *at);
        else if (!figure)
            g_string_append_c(key, '0');
        figure = isdigit((unsigned char)*at);
    }
    return g_string_free(key, FALSE);
}

void running_flag(GArray *lines, unsigned pages, double page_height) {
    GHashTable *counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    unsigned wanted = pages < 6 ? 2 : (pages + 2) / 3;

    for (guint i = 0; i < lines->len; i++) {
        pdf_line *line = &g_array_index(lines, pdf_line, i);
        char *key;

        if (!is_near_edge(line, page_height))
            continue;
        if (is_apart(lines, i)) {
            line->edge = line->end < page_height * MARGIN ? PDF_EDGE_HEAD : PDF_EDGE_FOOT;
            line->running = is_number(line);
        }
        key = key_of(line);
        g_hash_table_insert(counts, key, GUINT_TO_POINTER(GPOINTER_TO_UINT(g_hash_table_lookup(counts, key)) + 1));
    }
    for (guint i = 0; i < lines->len; i++) {
        pdf_line *line = &g_array_index(lines, pdf_line, i);
        char *key;

        if (!is_near_edge(line, page_height))
            continue;
        key = key_of(line);
        line->running |= GPOINTER_TO_UINT(g_hash_table_lookup(counts, key)) >= wanted;
        line->running = line->running || (line->edge != PDF_EDGE_NONE && goes_with_number(lines, i));
        g_free(key);
    }
    g_hash_table_destroy(counts);
}
