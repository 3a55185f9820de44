/* SPDX-License-Identifier: MIT */
#include "context.h"

#include <string.h>

static const char ELLIPSIS[] = "\xE2\x80\xA6";

static size_t width_of(columns_text text) {
    return columns_put(NULL, text, SIZE_MAX);
}

static bool is_blank(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\r';
}

/* Whether an empty line ends before a place. */
static bool begins_paragraph(const char *text, size_t place) {
    size_t ends = 0;

    while (place > 0 && (is_blank(text[place - 1]) || text[place - 1] == '\n'))
        ends += text[--place] == '\n';
    return place == 0 || ends > 1;
}

/* Where the paragraph begins that goes on to a place, or something before that more than `most` bytes are not looked at. */
static size_t paragraph_start(const char *text, size_t place, size_t most) {
    size_t first = place > most ? place - most : 0;

    while (place > first && !(text[place - 1] == '\n' && begins_paragraph(text, place)))
        place--;
    while (place > 0 && ((unsigned char)text[place] & 0xC0) == 0x80)
        place++;
    return place;
}

/* Likewise its end, without the white space there. */
static size_t paragraph_end(const char *text, size_t length, size_t place, size_t most) {
    size_t start = place, last = length - place > most ? place + most : length;

    for (; place < last; place++)
        if (text[place] == '\n') {
            size_t next = place + 1;

            while (next < length && is_blank(text[next]))
                next++;
            if (next == length || text[next] == '\n')
                break;
        }
    while (place < length && ((unsigned char)text[place] & 0xC0) == 0x80)
        place--;
    while (place > start && (is_blank(text[place - 1]) || text[place - 1] == '\n'))
        place--;
    return place;
}

/* What stands before, to the right of its `width` columns. */
static void put_before(lode_output *output, columns_text text, size_t width) {
    bool whole = columns_take_end(text, width) == text.length;
    size_t length = whole ? text.length : width ? columns_take_end(text, width - 1) : 0;
    columns_text end = {text.bytes + text.length - length, length};
    size_t used = width_of(end) + (!whole && width > 0);

    columns_fill(output, width - used);
    if (!whole && width)
        lode_output_string(output, ELLIPSIS);
    columns_put(output, end, SIZE_MAX);
}

static void put_behind(lode_output *output, columns_text text, size_t width) {
    if (columns_take(text, width) < text.length) {
        if (!width)
            return;
        text.length = columns_take(text, width - 1);
        if (width_of(text) < width)
            columns_put(output, text, SIZE_MAX);
        lode_output_string(output, ELLIPSIS);
        return;
    }
    columns_put(output, text, SIZE_MAX);
}

void context_put(lode_output *output, const lode_result *result, size_t index, size_t width, const char *before,
                 const char *after, size_t mark_width) {
    const lode_entity *entity = &result->entities[index];
    size_t start = result->text_offsets[index], end = start + entity->length, most = 4 * width;
    size_t first = paragraph_start(result->text, start, most),
           last = paragraph_end(result->text, result->text_length, end, most);
    columns_text shown = {entity->text, entity->length};
    size_t own = width_of(shown) + mark_width, left = width * 2 / 5;
    bool cut = own > width;

    if (cut) {
        shown.length = columns_take(shown, width > mark_width + 1 ? width - mark_width - 1 : 1);
        own = width_of(shown) + mark_width + 1;
    }
    if (own > width - left)
        left = width > own ? width - own : 0;
    put_before(output, (columns_text){result->text + first, start - first}, left);
    lode_output_string(output, before);
    columns_put(output, shown, SIZE_MAX);
    if (cut)
        lode_output_string(output, ELLIPSIS);
    lode_output_string(output, after);
    if (last > end && !cut)
        put_behind(output, (columns_text){result->text + end, last - end}, width - left - own);
}
