/* SPDX-License-Identifier: MIT */
/* Tables in plain text: lines that bars, tabs or gaps of blanks divide into cells. */
#include "tables/build.h"
#include "text/line.h"

#include <string.h>

typedef enum line_kind { LINE_BLANK, LINE_RULE, LINE_WORDS, LINE_BARS, LINE_TABS, LINE_GAPS } line_kind;

enum { LINE_LENGTH = 4096 }; /* rows of tables are no longer */

typedef struct scan {
    lode_build *build;
    const char *text;
    line_kind kind;    /* of the table at work; LINE_BLANK: there is none */
    size_t start, end; /* of it */
    lode_line pending; /* a line without cells between its rows; nothing where start is next */
    size_t passed;     /* lines since its last row */
} scan;

/* Whether a line is drawn: "-----+----", "|:---|---:|". */
static bool is_rule(const char *text, const lode_line *line) {
    return line->end - line->text >= 3 && strspn(text + line->text, "-=_+|: ") >= line->end - line->text;
}

static line_kind kind_of(const char *text, const lode_line *line) {
    size_t length = line->end - line->text;

    if (line->blank)
        return LINE_BLANK;
    if (is_rule(text, line))
        return LINE_RULE;
    if (length > LINE_LENGTH)
        return LINE_WORDS;
    if (memchr(text + line->text, '|', length))
        return LINE_BARS;
    if (memchr(text + line->text, '\t', length))
        return LINE_TABS;
    return line->row ? LINE_GAPS : LINE_WORDS;
}

/* The end of the cell that begins at an offset; *next is where the one behind it does. */
static size_t end_of_cell(const char *text, size_t at, size_t end, line_kind kind, size_t *next) {
    const char *found;

    if (kind == LINE_GAPS) {
        size_t gap = 0, columns = 0;

        for (; at < end && columns < 2; at += columns < 2 ? gap + (gap == 0) : 0)
            gap = lode_line_gap(text, at, end, &columns);
        *next = columns < 2 ? end + 1 : at + gap;
        return at;
    }
    found = memchr(text + at, kind == LINE_BARS ? '|' : '\t', end - at);
    *next = found ? (size_t)(found - text) + 1 : end + 1;
    return found ? (size_t)(found - text) : end;
}

static void add_row(scan *s, const lode_line *line, line_kind kind) {
    size_t at = line->text, end = line->end, next;

    uint32_t column = 0;

    if (kind == LINE_BARS && s->text[at] == '|') { /* bars at both edges divide nothing */
        at++;
        end -= end > at && s->text[end - 1] == '|';
    }
    lode_build_row(s->build);
    for (; at <= end && !s->build->failed; at = next, column++)
        lode_build_cell(s->build, at, end_of_cell(s->text, at, end, kind, &next), column, false);
    if (!s->build->failed)
        s->build->rows[s->build->row_count - 1].columns = column;
}

/* The number of columns that most rows with figures have; cells of other rows are in no column. */
static void check_columns(lode_build *build) {
    size_t counts[64] = {0}, usual = 0;

    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < build->row_count; i++) {
            const lode_row *row = &build->rows[i];
            lode_cell *cells = build->cells + row->first;
            size_t columns = row->columns;
            bool figures = false;

            for (size_t j = 0; j < row->count; j++)
                figures = figures || cells[j].figure;
            if (pass == 0 && figures && columns < 64 && ++counts[columns] > counts[usual])
                usual = columns;
            for (size_t j = 0; pass == 1 && columns != usual && j < row->count; j++)
                cells[j].first = cells[j].last = LODE_NO_COLUMN;
        }
}

static void end_table(scan *s) {
    if (s->kind == LINE_GAPS)
        lode_build_align(s->build);
    else if (s->kind != LINE_BLANK)
        check_columns(s->build);
    if (s->kind != LINE_BLANK)
        lode_build_end(s->build, s->start, s->end);
    s->kind = LINE_BLANK;
    s->pending.start = s->pending.next = 0;
}

static void take_row(scan *s, const lode_line *line, line_kind kind) {
    if (s->kind == kind && s->pending.start < s->pending.next)
        add_row(s, &s->pending, LINE_WORDS);
    else if (s->kind != kind)
        end_table(s);
    if (s->kind == LINE_BLANK) {
        s->kind = kind;
        s->start = line->start;
    }
    add_row(s, line, kind);
    s->end = line->next;
    s->passed = 0;
    s->pending.start = s->pending.next = 0;
}

/* One blank line, drawn line or line of words may stand between two rows. */
static void take_other(scan *s, const lode_line *line, line_kind kind) {
    if (s->kind == LINE_BLANK || kind == LINE_RULE)
        return;
    if (s->passed++)
        end_table(s);
    else if (kind == LINE_WORDS && line->end - line->text <= LODE_TABLE_SAID_LENGTH)
        s->pending = *line;
}

void lode_build_lines(lode_build *build) {
    scan s = {.build = build, .text = build->text->bytes};
    lode_line line;

    for (size_t at = 0; at < build->text->length && !build->failed; at = line.next) {
        line_kind kind;

        lode_line_read(s.text, build->text->length, at, &line);
        kind = kind_of(s.text, &line);
        if (kind >= LINE_BARS)
            take_row(&s, &line, kind);
        else
            take_other(&s, &line, kind);
    }
    end_table(&s);
}
