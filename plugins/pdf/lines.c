#include "lines.h"

#include <string.h>

/* A blank wider than so many heights of its line stands between columns. */
static const double WIDE_BLANK = 1.6;

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

/* Makes a line of characters; false where all are blank. */
static bool make_line(const char *text, const char *end, const PopplerRectangle *boxes, unsigned page, pdf_line *line) {
    GString *words = g_string_new(NULL);
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
        grow(line, &boxes[index], first);
        if (in_first_word)
            line->first_word = line->right - line->left;
        g_string_append_len(words, at, g_utf8_next_char(at) - at);
        first = false;
    }
    while (words->len && strchr(" \t", words->str[words->len - 1]))
        g_string_truncate(words, words->len - 1);
    line->text = g_string_free(words, first);
    return !first;
}

void lines_read(PopplerPage *page, unsigned number, GArray *lines) {
    char *text = poppler_page_get_text(page);
    PopplerRectangle *boxes = NULL;
    guint count = 0, index = 0;
    const char *at = text;

    if (text && *text && poppler_page_get_text_layout(page, &boxes, &count) && g_utf8_strlen(text, -1) <= (glong)count)
        while (*at) {
            const char *end = at + strcspn(at, "\n\f");
            pdf_line line;

            if (make_line(at, end, boxes + index, number, &line))
                g_array_append_val(lines, line);
            index += (guint)g_utf8_strlen(at, end - at) + (*end != '\0');
            at = end + (*end != '\0');
        }
    g_free(boxes);
    g_free(text);
}

static void clear_line(void *line) {
    g_free(((pdf_line *)line)->text);
}

GArray *lines_create(void) {
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(pdf_line));

    g_array_set_clear_func(lines, clear_line);
    return lines;
}
