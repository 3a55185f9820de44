/* SPDX-License-Identifier: MIT */
#include "lines.h"

#include <string.h>

/* A blank wider than so many heights of its line stands between columns. */
static const double WIDE_BLANK = 1.6;
/* And between words, where Poppler gives none. */
static const double BLANK = 0.5;

double line_height(const pdf_line *line) {
    return line->end - line->top;
}

/* Grows a line's box by that of a character. Blanks have none of their own. */
static void grow(pdf_line *line, const PopplerRectangle *box, bool first) {
    if (first || box->x1 < line->left)
        line->left = box->x1;
    if (first || box->x2 > line->right)
        line->right = box->x2;
    if (first || box->y1 < line->top)
        line->top = box->y1;
    if (first || box->y2 > line->end)
        line->end = box->y2;
}

/* Puts a tab or a blank before a character that stands apart from the one before it, where there is none yet. */
static void part(GString *words, const PopplerRectangle *last, const PopplerRectangle *box, double height) {
    double gap = last ? box->x1 - last->x2 : 0;

    if (gap <= BLANK * height)
        return;
    if (words->len && words->str[words->len - 1] == ' ' && gap > WIDE_BLANK * height)
        words->str[words->len - 1] = '\t';
    else if (words->len && !strchr(" \t", words->str[words->len - 1]))
        g_string_append_c(words, gap > WIDE_BLANK * height ? '\t' : ' ');
}

/* Takes a character into the extents of cells, the last of which is the one at work. */
static void add_extent(GArray *cells, const GString *words, const PopplerRectangle *box) {
    pdf_extent extent = {box->x1, box->x2}, *last;

    if (!cells->len || (words->len && words->str[words->len - 1] == '\t')) {
        g_array_append_val(cells, extent);
        return;
    }
    last = &g_array_index(cells, pdf_extent, cells->len - 1);
    if (box->x1 < last->left)
        last->left = box->x1;
    if (box->x2 > last->right)
        last->right = box->x2;
}

/* Where a line of Poppler's ends, which has been seen to go on into the next row of a table: at a character that stands below,
 * or back to the left. */
static const char *end_of_line(const char *text, const PopplerRectangle *boxes) {
    const PopplerRectangle *last = NULL;

    for (size_t i = 0; *text && *text != '\n' && *text != '\f'; text = g_utf8_next_char(text), i++) {
        if (g_unichar_isspace(g_utf8_get_char(text)))
            continue;
        if (last && (boxes[i].y1 >= last->y2 || (boxes[i].x2 < last->x1 && boxes[i].y1 > (last->y1 + last->y2) / 2)))
            break;
        last = &boxes[i];
    }
    return text;
}

/* Makes a line of characters; false where all are blank. */
static bool make_line(const char *text, const char *end, const PopplerRectangle *boxes, unsigned page, pdf_line *line) {
    GString *words = g_string_new(NULL);
    GArray *cells = g_array_new(FALSE, FALSE, sizeof(pdf_extent));
    const PopplerRectangle *last = NULL; /* of the last character */
    bool first = true, in_first_word = true;
    size_t index = 0;

    *line = (pdf_line){.page = page};
    for (const char *at = text; at < end; at = g_utf8_next_char(at), index++) {
        if (g_unichar_isspace(g_utf8_get_char(at))) {
            in_first_word = in_first_word && first;
            if (!first)
                g_string_append_c(words, boxes[index].x2 - boxes[index].x1 > WIDE_BLANK * line_height(line) ? '\t' : ' ');
            continue;
        }
        part(words, last, &boxes[index], line_height(line));
        grow(line, &boxes[index], first);
        add_extent(cells, words, &boxes[index]);
        last = &boxes[index];
        if (in_first_word)
            line->first_word = line->right - line->left;
        g_string_append_len(words, at, g_utf8_next_char(at) - at);
        first = false;
    }
    while (words->len && strchr(" \t", words->str[words->len - 1]))
        g_string_truncate(words, words->len - 1);
    line->text = g_string_free(words, first);
    if (cells->len > 1 && !first)
        line->cells = cells;
    else
        g_array_unref(cells);
    return !first;
}

void lines_read(PopplerPage *page, unsigned number, GArray *lines) {
    char *text = poppler_page_get_text(page);
    PopplerRectangle *boxes = NULL;
    guint count = 0, index = 0;
    const char *at = text;

    if (text && *text && poppler_page_get_text_layout(page, &boxes, &count) && g_utf8_strlen(text, -1) <= (glong)count)
        while (*at) {
            const char *end = end_of_line(at, boxes + index);
            bool ended = *end == '\n' || *end == '\f';
            pdf_line line;

            if (make_line(at, end, boxes + index, number, &line))
                g_array_append_val(lines, line);
            index += (guint)g_utf8_strlen(at, end - at) + ended;
            at = end + ended;
        }
    g_free(boxes);
    g_free(text);
}

static void clear_line(void *line) {
    g_free(((pdf_line *)line)->text);
    if (((pdf_line *)line)->cells)
        g_array_unref(((pdf_line *)line)->cells);
}

GArray *lines_create(void) {
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(pdf_line));

    g_array_set_clear_func(lines, clear_line);
    return lines;
}
