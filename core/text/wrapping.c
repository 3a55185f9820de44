/* SPDX-License-Identifier: MIT */
#include "text/wrapping.h"

#include <stdint.h>

enum {
    NARROWEST = 26, /* columns of a line that was wrapped, with the word that had no room */
    WIDEST = 255,
    OUTLIERS = 20,  /* one in so many lines may be narrower than a full one */
    LONG_LINES = 8, /* fewer than one in so many lines may be far longer than wrapping leaves them */
    SMALL = 3,      /* at least one in so many lines behind another begins with a small letter */
    NEARLY = 7,     /* a line that ends no sentence may lack so much of a full one */
    PARAGRAPH_INDENT = 2
};

/* What is counted of the lines of a text. */
typedef struct survey {
    size_t pairs;             /* lines that end no sentence, with another behind them in which theirs may go on */
    size_t small;             /* of them: those behind which a small letter stands */
    size_t full[WIDEST + 1];  /* the small ones by columns with the first word of the next line */
    size_t width[WIDEST + 1]; /* all lines but blank ones */
    size_t lines;
    bool ragged;
} survey;

bool lode_wrapping_may_join(const char *text, const lode_line *line, const lode_line *next) {
    bool new_item = next->item && (lode_line_is_finished(text, line) || line->item);

    return !line->blank && !next->blank && !line->row && !next->row && !new_item && line->quotes == next->quotes;
}

static size_t columns_with_next(const lode_line *line, const lode_line *next) {
    size_t columns = line->width + 1 + next->first_word;

    return columns < WIDEST ? columns : WIDEST;
}

static void count_line(survey *counted, const char *text, const lode_line *line, const lode_line *next) {
    counted->ragged |= line->ragged;
    if (line->blank)
        return;
    counted->lines++;
    counted->width[line->width < WIDEST ? line->width : WIDEST]++;
    if (!next || next->item || !lode_wrapping_may_join(text, line, next) || lode_line_is_finished(text, line))
        return;
    counted->pairs++;
    if (lode_line_goes_on(text, next)) {
        counted->small++;
        counted->full[columns_with_next(line, next)]++;
    }
}

/* The columns below which `below` of those that were counted lie. */
static size_t find_columns(const size_t *counts, size_t below) {
    size_t columns = 0;

    for (size_t seen = counts[0]; seen <= below && columns < WIDEST; seen += counts[columns])
        columns++;
    return columns;
}

static lode_wrapping judge(const survey *counted) {
    lode_wrapping wrapping = {.ragged = counted->ragged};
    size_t widest, longer = 0;

    if (!counted->small || counted->small * SMALL < counted->pairs)
        return wrapping;
    wrapping.full = find_columns(counted->full, counted->small / OUTLIERS);
    widest = find_columns(counted->full, counted->small - 1 - counted->small / OUTLIERS);
    for (size_t columns = widest + widest / 2; columns <= WIDEST; columns++)
        longer += counted->width[columns];
    wrapping.wrapped = wrapping.full >= NARROWEST && widest < WIDEST && longer * LONG_LINES < counted->lines;
    return wrapping;
}

lode_wrapping lode_wrapping_find(const char *text, size_t length) {
    survey counted = {0};
    lode_line line, next;

    if (!length)
        return (lode_wrapping){0};
    lode_line_read(text, length, 0, &line);
    while (line.next < length) {
        lode_line_read(text, length, line.next, &next);
        count_line(&counted, text, &line, &next);
        line = next;
    }
    count_line(&counted, text, &line, NULL);
    return judge(&counted);
}

bool lode_wrapping_joins(const lode_wrapping *wrapping, const char *text, const lode_line *line, const lode_line *next) {
    bool finished = lode_line_is_finished(text, line), goes_on = !finished && lode_line_goes_on(text, next);
    size_t columns = columns_with_next(line, next);

    if (!lode_wrapping_may_join(text, line, next) || (!goes_on && next->body >= line->body + PARAGRAPH_INDENT))
        return false;
    return columns >= wrapping->full || (!finished && columns >= wrapping->full - wrapping->full / NEARLY) ||
           (goes_on && columns >= wrapping->full / 2);
}
