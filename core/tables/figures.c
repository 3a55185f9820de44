/* SPDX-License-Identifier: MIT */
/* Figures as tables write them. */
#include "tables/table.h"

#include <string.h>

static bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

lode_table_marks lode_figure_marks(const char *text, size_t length) {
    size_t points = 0, commas = 0, behind = 0, before = 0, last = 0, first = 0;
    bool zero = false;

    for (size_t i = 0; i < length; i++) {
        if (text[i] == '.' || text[i] == ',') {
            if (points + commas == 0) {
                before = first;
                zero = i > 0 && text[i - 1] == '0' && first == 1;
            }
            points += text[i] == '.';
            commas += text[i] == ',';
            last = i;
            behind = 0;
        } else if (is_digit(text[i])) {
            first++;
            behind++;
        }
    }
    if (points && commas) /* the last one, which stands once, begins the decimals */
        return text[last] == '.' ? (points == 1 ? LODE_TABLE_MARKS_POINT : LODE_TABLE_MARKS_UNKNOWN)
               : commas == 1     ? LODE_TABLE_MARKS_COMMA
                                 : LODE_TABLE_MARKS_UNKNOWN;
    if (points > 1 || commas > 1)
        return points ? LODE_TABLE_MARKS_COMMA : LODE_TABLE_MARKS_POINT;
    if (points + commas == 0 || (behind == 3 && before <= 3 && !zero))
        return LODE_TABLE_MARKS_UNKNOWN;
    return points ? LODE_TABLE_MARKS_POINT : LODE_TABLE_MARKS_COMMA;
}

char lode_figure_open_mark(const char *text, size_t length) {
    char mark = 0;

    if (lode_figure_marks(text, length) != LODE_TABLE_MARKS_UNKNOWN)
        return 0;
    for (size_t i = 0; i < length; i++)
        if (text[i] == '.' || text[i] == ',')
            mark = text[i];
    return mark;
}

bool lode_figure_is_year(const char *text, size_t length) {
    return length == 4 && (memcmp(text, "19", 2) == 0 || memcmp(text, "20", 2) == 0) && is_digit(text[2]) && is_digit(text[3]);
}
