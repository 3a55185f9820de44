/* SPDX-License-Identifier: MIT */
/* Years that head a stretch of text: date_anchors_keep_section and date_anchors_take_year. */
#include "anchor.h"

#include <string.h>

enum { SECTION_REACH = 2048 }; /* bytes; what is farther away is not headed by it */

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
}

/* Where the sentence ends that `at` lies in: behind a full stop before white space that no digit or small letter follows (as
 * behind an abbreviation), or at the line's end. */
static size_t sentence_end(const char *text, size_t at, size_t length) {
    for (; at < length && text[at] != '\n'; at++) {
        bool stops = text[at] == '.' || text[at] == '!' || text[at] == '?';
        size_t next = at + 1;
        while (next < length && is_blank(text[next]))
            next++;
        bool goes_on = next < length && ((text[next] >= '0' && text[next] <= '9') || (text[next] >= 'a' && text[next] <= 'z'));
        if (stops && next > at + 1 && !goes_on)
            break;
    }
    return at;
}

/* Whether nothing but a colon stands between `at` and the line's end. */
static bool ends_line(const char *text, size_t at, size_t length) {
    while (at < length && (is_blank(text[at]) || text[at] == ':'))
        at++;
    return at == length || text[at] == '\n';
}

/* A heading is for the lines below it, up to an empty one. */
static size_t paragraph_end(const char *text, size_t at, size_t length) {
    while (at < length && text[at] != '\n')
        at++;
    while (at + 1 < length && !(text[at] == '\n' && text[at + 1] == '\n'))
        at++;
    return at;
}

/* Whether another year in figures stands between. */
static bool has_year(const char *text, size_t start, size_t end) {
    size_t digits = 0;
    for (size_t i = start; i <= end; i++) {
        bool digit = i < end && text[i] >= '0' && text[i] <= '9';
        if (!digit && digits == 4 && (text[i - 4] == '1' || text[i - 4] == '2'))
            return true;
        digits = digit ? digits + 1 : 0;
    }
    return false;
}

lode_status date_anchors_keep_section(date_anchors *anchors, const lode_match *match, int32_t year, lode_error *error) {
    size_t start, end, length;
    const char *text = lode_document_text(lode_match_document(match), &length);
    lode_match_span(match, &start, &end);
    size_t limit = length - end < SECTION_REACH ? length : end + SECTION_REACH;
    bool heading = ends_line(text, end, length);
    size_t until = heading ? paragraph_end(text, end, limit) : sentence_end(text, end, limit);
    return date_anchors_add_section(anchors, (date_section){end, until, year}, error);
}

static bool lacks_year(const date_side *side) {
    bool has_part =
        date_has(side, DATE_MONTH) || date_has(side, DATE_QUARTER) || date_has(side, DATE_HALF) || date_has(side, DATE_SEASON);
    return has_part && !date_has(side, DATE_YEAR) && !date_has(side, DATE_OFFSET) && !date_has(side, DATE_WEEKDAY) &&
           side->value[DATE_ANCHOR] == DATE_UNSET;
}

void date_anchors_take_year(const date_anchors *anchors, const lode_match *match, date_expression *expression) {
    if (!lacks_year(&expression->from) || (expression->interval && date_has(&expression->to, DATE_YEAR)))
        return;
    size_t start, end, length;
    const char *text = lode_document_text(lode_match_document(match), &length);
    lode_match_span(match, &start, &end);
    for (size_t i = anchors->section_count; i-- > 0;) {
        const date_section *section = &anchors->sections[i];
        if (section->start <= start && end <= section->end) {
            if (!has_year(text, section->start, start))
                expression->from.value[DATE_YEAR] = section->year;
            return;
        }
    }
}
