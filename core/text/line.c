/* SPDX-License-Identifier: MIT */
#include "text/line.h"

#include "text/utf8.h"

#include <string.h>
#include <utf8proc.h>

enum { WIDE_GAP = 3, TAB_COLUMNS = 8, MOST_NUMBER = 3, BLOCK = 64 };

/* The bytes of one white space character, and whether it stands for a wide gap alone; 0: it is none. */
static size_t space_at(const char *text, size_t at, size_t end, bool *wide) {
    const unsigned char *byte = (const unsigned char *)text + at;
    size_t left = end - at;

    *wide = false;
    if (left && *byte == ' ')
        return 1;
    if (left && (*byte == '\t' || *byte == '\f' || *byte == '\v')) {
        *wide = true;
        return 1;
    }
    if (left > 1 && byte[0] == 0xC2 && byte[1] == 0xA0)
        return 2;
    if (left > 2 && byte[0] == 0xE2 &&
        ((byte[1] == 0x80 && (byte[2] <= 0x8A || byte[2] == 0xAF)) || (byte[1] == 0x81 && byte[2] == 0x9F)))
        return 3;
    return left > 2 && byte[0] == 0xE3 && byte[1] == 0x80 && byte[2] == 0x80 ? 3 : 0;
}

size_t lode_line_gap(const char *text, size_t at, size_t end, size_t *columns) {
    size_t start = at, size;
    bool wide;

    *columns = 0;
    while ((size = space_at(text, at, end, &wide)) > 0) {
        *columns += wide ? TAB_COLUMNS : 1;
        at += size;
    }
    return at - start;
}

size_t lode_line_unseen(const char *text, size_t at, size_t end) {
    static const char *const UNSEEN[] = {"\xC2\xAD", "\xE2\x80\x8B", "\xE2\x81\xA0", "\xEF\xBB\xBF"};

    if (at == end || (unsigned char)text[at] < 0xC2)
        return 0;
    for (size_t i = 0; i < sizeof UNSEEN / sizeof *UNSEEN; i++) {
        size_t size = strlen(UNSEEN[i]);

        if (end - at >= size && memcmp(text + at, UNSEEN[i], size) == 0)
            return size;
    }
    return 0;
}

/* Whether anything in a block needs a closer look; reads two bytes beyond it. One formula without branches over so many bytes,
 * of which compilers make vector instructions. */
static bool is_block_ragged(const unsigned char *bytes) {
    unsigned char any = 0;

    for (size_t i = 0; i < BLOCK; i++) {
        unsigned char byte = bytes[i], next = bytes[i + 1], third = bytes[i + 2];
        unsigned char is_space = (byte < ' ') | ((byte == ' ') & (next == ' ')) | ((byte == 0xE3) & (next == 0x80));
        unsigned char is_wide = (next == 0x81) | ((next == 0x80) & ((third <= 0x8B) | (third == 0xAF)));

        any |= (unsigned char)(is_space | ((byte == 0xE2) & is_wide) | (byte == 0xEF) |
                               ((byte == 0xC2) & ((next == 0xA0) | (next == 0xAD))));
    }
    return any;
}

static bool is_ragged(const unsigned char *bytes, size_t length) {
    unsigned char rest[BLOCK + 4];
    size_t at = 0;

    for (; length - at >= BLOCK + 2; at += BLOCK)
        if (is_block_ragged(bytes + at))
            return true;
    memset(rest, '.', sizeof rest);
    memcpy(rest, bytes + at, length - at);
    return is_block_ragged(rest) || is_block_ragged(rest + 2);
}

static size_t count_columns(const char *text, size_t start, size_t end) {
    size_t columns = 0;

    for (; end - start >= BLOCK; start += BLOCK) {
        unsigned char inner = 0;

        for (size_t i = 0; i < BLOCK; i++)
            inner = (unsigned char)(inner + (((unsigned char)text[start + i] & 0xC0) == 0x80));
        columns += BLOCK - inner;
    }
    for (; start < end; start++)
        columns += ((unsigned char)text[start] & 0xC0) != 0x80;
    return columns;
}

static bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

static bool is_letter(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* Where a list's number ends: up to three digits, several such with points between them, a letter, or a Roman numeral. */
static size_t number_end(const char *text, size_t at, size_t end) {
    size_t start = at, digits = at;

    while (at < end && at - digits < MOST_NUMBER && is_digit(text[at])) {
        at++;
        if (at + 1 < end && text[at] == '.' && is_digit(text[at + 1]))
            digits = ++at;
    }
    if (at > start)
        return at;
    while (at < end && at - start < 2 * MOST_NUMBER && strchr("IVXivx", text[at]) && text[at])
        at++;
    return at == start && at < end && is_letter(text[at]) ? at + 1 : at;
}

/* Where the mark of a list ends that a white space follows; `at`: there is none. */
static size_t mark_end(const char *text, size_t at, size_t end) {
    static const char *const SIGNS[] = {"-",
                                        "*",
                                        "+",
                                        "\xE2\x80\x93",
                                        "\xE2\x80\x94",
                                        "\xE2\x80\xA2",
                                        "\xE2\x97\x8F",
                                        "\xE2\x97\x8B",
                                        "\xE2\x96\xAA",
                                        "\xE2\x96\xA0",
                                        "\xC2\xB7",
                                        "\xE2\x9E\xA2",
                                        "\xE2\x96\xBA"};
    size_t mark = at, columns;
    bool opened = mark < end && text[mark] == '(';
    size_t after = number_end(text, mark + opened, end);

    if (after > mark + opened && after < end && (text[after] == ')' || (!opened && text[after] == '.')))
        mark = after + 1;
    else if (!opened && memchr(text + mark, '.', after - mark))
        mark = after;
    for (size_t i = 0; mark == at && i < sizeof SIGNS / sizeof *SIGNS; i++)
        if (end - at > strlen(SIGNS[i]) && memcmp(text + at, SIGNS[i], strlen(SIGNS[i])) == 0)
            mark = at + strlen(SIGNS[i]);
    return mark > at && lode_line_gap(text, mark, end, &columns) ? mark : at;
}

/* What could have been put at the end of the line above: up to a blank, or up to and with a hyphen between words. */
static size_t first_word(const char *text, const lode_line *line) {
    size_t at = line->text, columns;

    while (at < line->end && !lode_line_gap(text, at, line->end, &columns)) {
        if (text[at] == '-' && at > line->text) {
            at++;
            break;
        }
        at++;
    }
    return count_columns(text, line->text, at);
}

/* Looks at the gaps between the line's words. */
static void read_gaps(const char *text, size_t from, lode_line *line) {
    size_t at = from;

    while (at < line->end) {
        size_t columns, size = lode_line_gap(text, at, line->end, &columns);

        line->row |= columns >= WIDE_GAP;
        line->singles += columns == 1;
        line->doubles += columns == 2;
        at += size ? size : 1;
    }
}

/* The mark of a quoted line of mail: a blank, another, or nothing stands behind it. */
static bool is_quote(const char *text, size_t at, size_t end) {
    return at < end && text[at] == '>' && (at + 1 == end || text[at + 1] == ' ' || text[at + 1] == '>');
}

void lode_line_read(const char *text, size_t length, size_t start, lode_line *line) {
    const char *line_end = memchr(text + start, '\n', length - start);
    size_t end = line_end ? (size_t)(line_end - text) : length, columns, mark, after;

    *line = (lode_line){.start = start, .next = line_end ? end + 1 : end, .text = start};
    line->ragged = is_ragged((const unsigned char *)text + start, end - start);
    line->quoted = start;
    for (;;) {
        line->text += lode_line_gap(text, line->text, end, &columns);
        line->body += columns;
        if (!is_quote(text, line->text, end))
            break;
        line->quotes++;
        line->quoted = ++line->text;
        line->body++;
    }
    line->end = line->last = end;
    while (line->end > line->text) {
        size_t at = line->end;

        lode_utf8_previous(text, &at);
        if (lode_line_gap(text, at, line->end, &columns) != line->end - at) {
            line->last = at;
            break;
        }
        line->end = at;
    }
    line->ragged |= line->text > start || line->end < end;
    line->blank = line->text == line->end;
    if (line->blank)
        return;
    line->width = line->body + count_columns(text, line->text, line->end);
    line->first_word = first_word(text, line);
    mark = mark_end(text, line->text, line->end);
    after = mark;
    if (mark > line->text) {
        line->item = true;
        after += lode_line_gap(text, mark, line->end, &columns);
        line->body += count_columns(text, line->text, mark) + columns;
    }
    if (line->ragged)
        read_gaps(text, after, line);
}

bool lode_line_goes_on(const char *text, const lode_line *line) {
    size_t at = line->text;

    return !line->blank && utf8proc_category((utf8proc_int32_t)lode_utf8_next(text, line->end, &at)) == UTF8PROC_CATEGORY_LL;
}

bool lode_line_is_finished(const char *text, const lode_line *line) {
    return !line->blank && memchr(".!?:;", text[line->last], 5);
}
