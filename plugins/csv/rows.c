/* SPDX-License-Identifier: MIT */
#include "rows.h"

#include <string.h>

static char find_separator(const char *at, const char *end) {
    static const char SEPARATORS[] = {',', ';', '\t', '|'};
    size_t counts[sizeof SEPARATORS] = {0}, best = 0;
    bool quoted = false;

    for (; at < end && (quoted || *at != '\n'); at++) {
        quoted ^= *at == '"';
        for (size_t i = 0; !quoted && i < sizeof SEPARATORS; i++)
            counts[i] += *at == SEPARATORS[i];
    }
    for (size_t i = 1; i < sizeof SEPARATORS; i++)
        if (counts[i] > counts[best])
            best = i;
    return SEPARATORS[best];
}

void rows_begin(rows *begun, char *text, size_t length, char separator) {
    *begun = (rows){.at = text, .end = text + length};
    /* Excel's own line for it. */
    if (length > 5 && memcmp(text, "sep=", 4) == 0 && (text[5] == '\r' || text[5] == '\n')) {
        begun->at += text[5] == '\r' && length > 6 && text[6] == '\n' ? 7 : 6;
        begun->separator = separator ? separator : text[4];
        begun->number = 1;
    } else
        begun->separator = separator ? separator : find_separator(text, begun->end);
}

/* Reads the text of a quoted cell, which begins behind its quote; false where it is not closed. */
static bool read_quoted(rows *from, row_cell *cell) {
    char *to = from->at;

    cell->text = to;
    while (from->at < from->end) {
        if (*from->at == '"') {
            if (++from->at == from->end || *from->at != '"') {
                cell->length = (size_t)(to - cell->text);
                return true;
            }
        }
        *to++ = *from->at++;
    }
    return false;
}

static bool ends_cell(const rows *from) {
    return from->at == from->end || *from->at == from->separator || *from->at == '\n' ||
           (*from->at == '\r' && (from->at + 1 == from->end || from->at[1] == '\n'));
}

static bool read_cell(rows *from) {
    row_cell *cell = &from->cells[from->count++];
    char *start = from->at, *behind;

    if (from->at < from->end && *from->at == '"') {
        from->at++;
        if (!read_quoted(from, cell))
            return false;
        behind = (char *)(cell->text + cell->length);
        /* What stands behind the quote belongs to the cell, as spreadsheets have it. */
        while (!ends_cell(from))
            *behind++ = *from->at++;
        cell->length = (size_t)(behind - cell->text);
        return true;
    }
    while (!ends_cell(from))
        from->at++;
    *cell = (row_cell){start, (size_t)(from->at - start)};
    return true;
}

rows_result rows_next(rows *from) {
    do {
        if (from->at == from->end)
            return ROWS_END;
        from->count = 0;
        from->number++;
        for (;;) {
            if (from->count == ROWS_CELLS_MOST)
                return ROWS_TOO_MANY;
            if (!read_cell(from))
                return ROWS_UNCLOSED;
            if (from->at == from->end || *from->at != from->separator)
                break;
            from->at++;
        }
        from->at += from->at < from->end && *from->at == '\r';
        from->at += from->at < from->end;
    } while (from->count == 1 && from->cells[0].length == 0);
    return ROWS_ROW;
}
