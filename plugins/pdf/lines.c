/* SPDX-License-Identifier: MIT */
#include "lines.h"

#include "gutters.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* A blank wider than so many heights of its line stands between columns. */
static const double WIDE_BLANK = 1.6;
/* Lines that differ by less in height stand in one row. */
static const double SAME_ROW = 0.4;
/* What stands higher or lower by so many heights is on another level. */
static const double OTHER_LEVEL = 0.1;
/* By so much of their width may stretched blanks differ. */
static const double STRETCHED = 0.08;
enum { STRETCHED_WORDS = 3, MOST_BLANKS = 64, MOST_DIGITS = 3 };
/* And between words, where Poppler gives none. */
static const double BLANK = 0.5;
/* Characters that have so much of a line's size are no footnotes' numbers. */
static const double FULL_SIZE = 0.85;
/* So wide a blank could be a gap between cells whose words nearly touch. */
static const double DOUBTFUL_BLANK = 0.6;
/* A blank in a line that has none. */
static const double USUAL_BLANK = 0.2;

double line_height(const pdf_line *line) {
    return line->end - line->top;
}

bool line_goes_on(const pdf_line *line) {
    return g_unichar_islower(g_utf8_get_char(line->text));
}

/* Grows a line's box by that of a character. Blanks have none of their own, and small characters that stand higher or lower,
 * such as a footnote's number, do not make it higher. */
static void grow(pdf_line *line, const PopplerRectangle *box, double *tallest, bool first) {
    double height = box->y2 - box->y1;
    bool taller = first || height * FULL_SIZE > *tallest;

    line->left = first ? box->x1 : fmin(line->left, box->x1);
    line->right = first ? box->x2 : fmax(line->right, box->x2);
    if (height < *tallest * FULL_SIZE && !first)
        return;
    line->top = taller ? box->y1 : fmin(line->top, box->y1);
    line->end = taller ? box->y2 : fmax(line->end, box->y2);
    *tallest = fmax(*tallest, height);
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

/* Whether a character stands in another row than the one before it, or another column: below, above, back to the left, or apart
 * to the right on another level. */
static bool is_elsewhere(const PopplerRectangle *last, const PopplerRectangle *box) {
    double height = last->y2 - last->y1;

    return box->y1 >= last->y2 || box->y2 <= last->y1 || (box->x2 < last->x1 && box->y1 > (last->y1 + last->y2) / 2) ||
           (box->x1 - last->x2 > BLANK * height && fabs(box->y2 - last->y2) > OTHER_LEVEL * height);
}

/* Notes a blank before a character, if it is wide. */
static void note_blank(pdf_line *line, const GString *words, const PopplerRectangle *last, const PopplerRectangle *box) {
    pdf_blank blank = {words->len - 1, last->x2, box->x1};

    if (box->x1 > last->x2)
        line->blank = fmin(line->blank, box->x1 - last->x2);
    if (box->x1 - last->x2 < DOUBTFUL_BLANK * line_height(line))
        return;
    if (!line->blanks)
        line->blanks = g_array_new(FALSE, FALSE, sizeof(pdf_blank));
    if (line->blanks->len < MOST_BLANKS)
        g_array_append_val(line->blanks, blank);
}

/* Where a line of Poppler's ends, which has been seen to go on into the next row of a table and the next column. */
static const char *end_of_line(const char *text, const PopplerRectangle *boxes, const GArray *gutters) {
    const PopplerRectangle *last = NULL;

    for (size_t i = 0; *text && *text != '\n' && *text != '\f'; text = g_utf8_next_char(text), i++) {
        if (g_unichar_isspace(g_utf8_get_char(text)))
            continue;
        if (last && (is_elsewhere(last, &boxes[i]) || gutters_part(gutters, last, &boxes[i])))
            break;
        last = &boxes[i];
    }
    return text;
}

/* Whether each word of a line is a cell of its own, the gaps between them are of one width, and the words are not: a line that
 * was stretched to its column's width, whose gaps are blanks. */
static bool is_stretched(const GArray *cells, const GString *words) {
    double narrowest = HUGE_VAL, widest = 0, shortest = HUGE_VAL, longest = 0;

    if (cells->len < STRETCHED_WORDS || memchr(words->str, ' ', words->len))
        return false;
    for (guint i = 0; i < cells->len; i++) {
        pdf_extent cell = g_array_index(cells, pdf_extent, i);
        double gap = i ? cell.left - g_array_index(cells, pdf_extent, i - 1).right : 0;

        narrowest = i ? fmin(narrowest, gap) : narrowest;
        widest = fmax(widest, gap);
        shortest = fmin(shortest, cell.right - cell.left);
        longest = fmax(longest, cell.right - cell.left);
    }
    return widest - narrowest < STRETCHED * widest && longest - shortest > STRETCHED * longest;
}

/* The bytes of the mark of a list that a text begins with; 0: it begins with none. Behind it stands a blank or a tab. */
static size_t mark_length(const char *text) {
    static const char *const MARKS[] = {"-",
                                        "*",
                                        "+",
                                        "\xE2\x80\x93",
                                        "\xE2\x80\x94",
                                        "\xE2\x80\xA2",
                                        "\xE2\x97\xA6",
                                        "\xE2\x97\x8B",
                                        "\xE2\x97\x8F",
                                        "\xE2\x96\xAA",
                                        "\xE2\x96\xA0",
                                        "\xE2\x9E\xA2",
                                        "\xEF\x82\xB7",
                                        "\xEF\x82\xA7",
                                        "\xEF\x83\x98"};
    size_t digits = strspn(text, "0123456789"), length = 0;

    for (size_t i = 0; !length && i < G_N_ELEMENTS(MARKS); i++)
        length = g_str_has_prefix(text, MARKS[i]) ? strlen(MARKS[i]) : 0;
    if (g_ascii_isalpha(text[0]) && text[1] == ')')
        length = 2;
    else if (digits && digits <= MOST_DIGITS && (text[digits] == '.' || text[digits] == ')'))
        length = digits + 1;
    return length && (text[length] == ' ' || text[length] == '\t') ? length : 0;
}

bool line_is_beside(const pdf_line *line, const pdf_line *next) {
    return line->page == next->page && next->left > line->right && fabs(next->top - line->top) < SAME_ROW * line_height(line);
}

bool line_is_item(const pdf_line *line) {
    return mark_length(line->text) > 0;
}

/* Makes the gap behind the mark of a list a blank, where it is the only one, so that the line is no row of a table. */
static void join_mark(GString *words, GArray *cells) {
    size_t length = words->len ? mark_length(words->str) : 0;

    if (cells->len != 2 || !length || words->str[length] != '\t')
        return;
    words->str[length] = ' ';
    g_array_set_size(cells, 0);
}

/* Makes a line of characters; false where all are blank. */
static bool make_line(const char *text, const char *end, const PopplerRectangle *boxes, unsigned page, pdf_line *line) {
    GString *words = g_string_new(NULL);
    GArray *cells = g_array_new(FALSE, FALSE, sizeof(pdf_extent));
    const PopplerRectangle *last = NULL; /* of the last character */
    bool first = true, in_first_word = true;
    double tallest = 0;
    size_t index = 0;

    *line = (pdf_line){.page = page, .blank = HUGE_VAL};
    for (const char *at = text; at < end; at = g_utf8_next_char(at), index++) {
        if (g_unichar_isspace(g_utf8_get_char(at))) {
            in_first_word = in_first_word && first;
            if (!first)
                g_string_append_c(words, boxes[index].x2 - boxes[index].x1 > WIDE_BLANK * line_height(line) ? '\t' : ' ');
            continue;
        }
        part(words, last, &boxes[index], line_height(line));
        in_first_word = in_first_word && (first || !strchr(" \t", words->str[words->len - 1]));
        if (last && words->str[words->len - 1] == ' ')
            note_blank(line, words, last, &boxes[index]);
        grow(line, &boxes[index], &tallest, first);
        add_extent(cells, words, &boxes[index]);
        last = &boxes[index];
        if (in_first_word)
            line->first_word = line->right - line->left;
        else if (line->second_word <= 0)
            line->second_word = boxes[index].x1;
        g_string_append_len(words, at, g_utf8_next_char(at) - at);
        first = false;
    }
    while (words->len && strchr(" \t", words->str[words->len - 1]))
        g_string_truncate(words, words->len - 1);
    if (is_stretched(cells, words)) {
        g_strdelimit(words->str, "\t", ' ');
        g_array_set_size(cells, 0);
    }
    join_mark(words, cells);
    line->text = g_string_free(words, first);
    if (cells->len > 1 && !first)
        line->cells = cells;
    else
        g_array_unref(cells);
    line->blank = isfinite(line->blank) ? line->blank : USUAL_BLANK * line_height(line);
    return !first;
}

void lines_read(PopplerPage *page, unsigned number, GArray *lines) {
    char *text = poppler_page_get_text(page);
    PopplerRectangle *boxes = NULL;
    guint count = 0, index = 0;
    const char *at = text;

    if (text && *text && poppler_page_get_text_layout(page, &boxes, &count) && g_utf8_strlen(text, -1) <= (glong)count) {
        GArray *gutters = gutters_find(text, boxes);

        while (*at) {
            const char *end = end_of_line(at, boxes + index, gutters);
            bool ended = *end == '\n' || *end == '\f';
            pdf_line line;

            if (make_line(at, end, boxes + index, number, &line))
                g_array_append_val(lines, line);
            index += (guint)g_utf8_strlen(at, end - at) + ended;
            at = end + ended;
        }
        g_array_unref(gutters);
    }
    g_free(boxes);
    g_free(text);
}

static void clear_line(void *line) {
    g_free(((pdf_line *)line)->text);
    if (((pdf_line *)line)->cells)
        g_array_unref(((pdf_line *)line)->cells);
    if (((pdf_line *)line)->blanks)
        g_array_unref(((pdf_line *)line)->blanks);
}

GArray *lines_create(void) {
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(pdf_line));

    g_array_set_clear_func(lines, clear_line);
    return lines;
}

static bool is_mark(const pdf_line *line) {
    char text[16];

    return snprintf(text, sizeof text, "%s ", line->text) < (int)sizeof text && mark_length(text) + 1 == strlen(text);
}

void lines_join_marks(GArray *lines) {
    pdf_line *all = (pdf_line *)(void *)lines->data;

    for (guint i = 0; i + 1 < lines->len; i++) {
        pdf_line *mark = all + i, *words = mark + 1;
        char *text;

        if (mark->running || words->running || !is_mark(mark) || !line_is_beside(mark, words) ||
            (i + 2 < lines->len && line_is_beside(words, words + 1)))
            continue;
        text = g_strconcat(mark->text, " ", words->text, NULL);
        g_free(words->text);
        words->text = text;
        words->second_word = words->left;
        words->left = mark->left;
        words->first_word = mark->right - mark->left;
        mark->running = true;
    }
}

/* Whether a line begins inside the last character of the one before it: a word that Poppler broke where its font lacks a
 * letter. */
static bool overlaps_end(const pdf_line *line, const pdf_line *next) {
    return line->page == next->page && !line->cells && !next->cells && next->left > line->left && next->right > line->right &&
           next->left < line->right && next->left > line->right - line_height(line) &&
           fabs(next->end - line->end) < OTHER_LEVEL * line_height(line);
}

void lines_join_pieces(GArray *lines) {
    pdf_line *all = (pdf_line *)(void *)lines->data;

    for (guint i = 0; i + 1 < lines->len; i++) {
        pdf_line *piece = all + i, *rest = piece + 1;
        bool has_blank = strchr(piece->text, ' ') != NULL;
        char *text;

        if (piece->running || rest->running || !overlaps_end(piece, rest))
            continue;
        text = g_strconcat(piece->text, rest->text, NULL);
        g_free(rest->text);
        rest->text = text;
        rest->first_word = has_blank ? piece->first_word : rest->left - piece->left + rest->first_word;
        rest->second_word = has_blank ? piece->second_word : rest->second_word;
        rest->left = piece->left;
        rest->blank = fmin(piece->blank, rest->blank);
        if (rest->blanks)
            g_array_set_size(rest->blanks, 0); /* they stand elsewhere now */
        piece->running = true;
    }
}
