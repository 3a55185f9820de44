/* SPDX-License-Identifier: MIT */
#include "lsp/positions.h"

#include "text/utf8.h"

/* The start of the line with a number from 0, or the text's end. */
static size_t find_line(const char *text, size_t length, size_t line) {
    size_t at = 0;

    while (line > 0 && at < length) {
        at = lode_line_end(text, length, at);
        if (at < length)
            at += text[at] == '\r' && at + 1 < length && text[at + 1] == '\n' ? 2 : 1;
        else
            break;
        line--;
    }
    return at;
}

static size_t utf16_units(uint32_t code_point) {
    return code_point > 0xFFFF ? 2 : 1;
}

size_t lode_byte_of_place(const char *text, size_t length, unsigned line, unsigned column) {
    size_t at = find_line(text, length, line > 0 ? line - 1 : 0), end = lode_line_end(text, length, at);

    for (; column > 1 && at < end; column--)
        lode_utf8_next(text, length, &at);
    return at;
}

size_t lode_byte_of_position(const char *text, size_t length, size_t line, size_t character) {
    size_t at = find_line(text, length, line), end = lode_line_end(text, length, at);

    while (character > 0 && at < end) {
        size_t next = at, units = utf16_units(lode_utf8_next(text, length, &next));

        if (units > character)
            break; /* between the halves of a pair */
        character -= units;
        at = next;
    }
    return at;
}

size_t lode_line_start(const char *text, size_t byte) {
    while (byte > 0 && text[byte - 1] != '\n' && text[byte - 1] != '\r')
        byte--;
    return byte;
}

size_t lode_line_end(const char *text, size_t length, size_t byte) {
    while (byte < length && text[byte] != '\n' && text[byte] != '\r')
        byte++;
    return byte;
}

static json_t *position(const char *text, size_t length, size_t byte) {
    size_t start = lode_line_start(text, byte), line = 0, units = 0;

    for (size_t at = 0; at < start; at++)
        line += text[at] == '\n' || (text[at] == '\r' && !(at + 1 < length && text[at + 1] == '\n'));
    while (start < byte)
        units += utf16_units(lode_utf8_next(text, length, &start));
    return json_pack("{s:I, s:I}", "line", (json_int_t)line, "character", (json_int_t)units);
}

json_t *lode_range(const char *text, size_t length, size_t start, size_t end) {
    return json_pack("{s:o, s:o}", "start", position(text, length, start), "end", position(text, length, end));
}
