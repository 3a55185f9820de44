/* SPDX-License-Identifier: MIT */
#include "paragraphs.h"

#include "tables.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* In heights of a line. */
static const double INDENT = 0.9, SAME_SIZE = 0.25, WIDEST_PITCH = 2.2, LOOSER = 0.35, ROUNDING = 0.02;
enum { MOST_COMPARED = 400 }; /* lines of a page that one is compared with */

static const pdf_line *line_at(const GArray *lines, guint index) {
    return &g_array_index(lines, pdf_line, index);
}

static bool same_size(const pdf_line *a, const pdf_line *b) {
    return fabs(line_height(a) - line_height(b)) <= SAME_SIZE * line_height(a);
}

static bool overlap(const pdf_line *a, const pdf_line *b) {
    return a->left < b->right && b->left < a->right;
}

/* Widens a column's edges by the lines of its size that begin near where a line of it does, on its page or anywhere near. True:
 * one of them begins with a small letter, so that the column holds more than headings and lists. */
static bool widen(const GArray *lines, guint index, bool anywhere, double *left, double *right) {
    const pdf_line *line = line_at(lines, index);
    guint from = index > MOST_COMPARED ? index - MOST_COMPARED : 0;
    bool small = false;

    for (guint i = from; i < lines->len && i < index + MOST_COMPARED; i++) {
        const pdf_line *other = line_at(lines, i);

        if (other->running || (!anywhere && other->page != line->page) || !same_size(line, other) || !overlap(line, other) ||
            fabs(other->left - line->left) > 4 * line_height(line))
            continue;
        *left = fmin(*left, other->left);
        *right = fmax(*right, other->right);
        small |= line_goes_on(other);
    }
    return small;
}

/* The edges of a line's column. */
static void find_column(const GArray *lines, guint index, double *left, double *right) {
    const pdf_line *line = line_at(lines, index);

    *left = line->left;
    *right = line->right;
    if (!widen(lines, index, false, left, right))
        widen(lines, index, true, left, right);
}

/* The usual way from line to line of a page. */
static double find_pitch(const GArray *lines, guint index) {
    const pdf_line *line = line_at(lines, index);
    guint from = index > MOST_COMPARED ? index - MOST_COMPARED : 0;
    double pitch = WIDEST_PITCH * line_height(line);

    for (guint i = from; i + 1 < lines->len && i < index + MOST_COMPARED; i++) {
        const pdf_line *upper = line_at(lines, i), *lower = line_at(lines, i + 1);
        double step = lower->top - upper->top;

        if (upper->page == line->page && lower->page == line->page && same_size(line, upper) && same_size(line, lower) &&
            overlap(upper, lower) && step > line_height(line) / 2)
            pitch = fmin(pitch, step);
    }
    return pitch;
}

static bool ends_sentence(const char *text) {
    return *text && strchr(".!?:;", text[strlen(text) - 1]);
}

/* Whether a line stands to the right of its column's edge as the first of a paragraph does, and not under the words of a list's
 * item, whose mark stands to the left. */
static bool is_indented(const pdf_line *line, const pdf_line *below, double left) {
    double indent = INDENT * line_height(line);

    if (line_is_item(line) && fabs(below->left - line->second_word) < indent / 2)
        return false;
    return below->left > left + indent && below->left > line->left + indent / 2;
}

static bool has_columns(const pdf_line *line) {
    return strchr(line->text, '\t') != NULL;
}

/* Whether the next line stands where a paragraph goes on: below, or at the head of the next column or page. */
static bool follows(const GArray *lines, guint index, guint next) {
    const pdf_line *line = line_at(lines, index), *below = line_at(lines, next);
    /* A footnote's number may drive lines of a sentence apart. */
    double looser = line_goes_on(below) && !ends_sentence(line->text) ? 2 * LOOSER : LOOSER;
    double step = below->top - line->top, left, right;

    if (!same_size(line, below))
        return false;
    if (line->page != below->page || step < 0)
        return !ends_sentence(line->text);
    find_column(lines, next, &left, &right);
    return overlap(line, below) && step <= find_pitch(lines, index) + looser * line_height(line) &&
           !is_indented(line, below, left);
}

static bool goes_on(const GArray *lines, guint index, guint next) {
    const pdf_line *line = line_at(lines, index), *below = line_at(lines, next);
    double left, right;

    if (has_columns(line) || has_columns(below) || !follows(lines, index, next) ||
        (line_is_item(below) && (ends_sentence(line->text) || line_is_item(line))))
        return false;
    find_column(lines, index, &left, &right);
    if (line_goes_on(below) && !ends_sentence(line->text) && line->right > (left + right) / 2)
        return true;
    return line->right + line->blank + below->first_word + ROUNDING * line_height(line) > right;
}

static bool is_small_ascii(char byte) {
    return byte >= 'a' && byte <= 'z';
}

/* Whether a text ends with a letter and a stroke, behind which a line may end without a blank: 32-CT/TW. */
static bool ends_with_stroke(const char *text) {
    size_t length = strlen(text);

    return length > 1 && text[length - 1] == '/' && g_unichar_isalpha(g_utf8_get_char(g_utf8_prev_char(text + length - 1)));
}

/* The bytes at the end of a text that go where it is joined with the next: a soft hyphen, a hyphen that is none of those on
 * keyboards, which breaks words alone, and one between small letters of words that are written without. */
static size_t broken_end(const char *text, const char *next) {
    size_t length = strlen(text);

    if (g_str_has_suffix(text, "\xC2\xAD"))
        return 2;
    if (g_str_has_suffix(text, "\xE2\x80\x90"))
        return g_unichar_islower(g_utf8_get_char(next)) ? 3 : 0;
    return length > 2 && text[length - 1] == '-' && is_small_ascii(text[length - 2]) && is_small_ascii(text[length - 3]) &&
           is_small_ascii(next[0]) && is_small_ascii(next[1]);
}

/* Whether a text ends with a hyphen or a dash that no blank stands before: 2024–2027. */
static bool ends_with_hyphen(const char *text) {
    static const char *const HYPHENS[] = {"-", "\xE2\x80\x90", "\xE2\x80\x93", "\xE2\x80\x94"};
    size_t length = strlen(text);

    for (size_t i = 0; i < G_N_ELEMENTS(HYPHENS); i++)
        if (length > strlen(HYPHENS[i]) && g_str_has_suffix(text, HYPHENS[i]))
            return !strchr(" \t", text[length - strlen(HYPHENS[i]) - 1]);
    return false;
}

/* Adds a line and what stands between it and the next of its paragraph: a blank, but behind a hyphen or a stroke. */
static void add_joined(lode_record *record, const char *text, const char *next) {
    size_t broken = broken_end(text, next);
    bool stroke = ends_with_stroke(text) && g_unichar_isalpha(g_utf8_get_char(next));

    lode_record_add(record, text, strlen(text) - broken);
    if (!broken && !stroke && !ends_with_hyphen(text))
        lode_record_add(record, " ", 1);
}

static guint next_shown(const GArray *lines, guint index) {
    do
        index++;
    while (index < lines->len && line_at(lines, index)->running);
    return index;
}

void paragraphs_add(const GArray *lines, unsigned *pages, lode_record *record) {
    guint tried = 0;

    for (guint i = lines->len && line_at(lines, 0)->running ? next_shown(lines, 0) : 0, next; i < lines->len; i = next) {
        const pdf_line *line = line_at(lines, i);
        guint table = 0;

        for (; *pages <= line->page; ++*pages)
            lode_record_mark(record, LODE_MARK_PAGE, *pages + 1);
        if (i >= tried)
            table = tables_find(lines, i, &tried);
        if (table) {
            tables_add(lines, i, table, record);
            next = next_shown(lines, i + table - 1);
            continue;
        }
        next = next_shown(lines, i);
        if (next < lines->len && line_is_beside(line, line_at(lines, next))) {
            lode_record_add(record, line->text, strlen(line->text));
            lode_record_add(record, "\t", 1);
        } else if (next < lines->len && goes_on(lines, i, next)) {
            add_joined(record, line->text, line_at(lines, next)->text);
        } else {
            lode_record_add(record, line->text, strlen(line->text));
            lode_record_add(record, "\n", 1);
        }
    }
}
