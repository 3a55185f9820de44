/* SPDX-License-Identifier: MIT */
#include "columns.h"

#include <string.h>
#include <utf8proc.h>

static const char REPLACEMENT[] = "\xEF\xBF\xBD"; /* U+FFFD */

/* What is shown of one character. */
typedef struct shown {
    columns_text text; /* length 0: nothing */
    size_t width;
    size_t taken; /* bytes of the source */
} shown;

static shown show(columns_text text) {
    utf8proc_ssize_t left = text.length > 4 ? 4 : (utf8proc_ssize_t)text.length;
    utf8proc_int32_t code_point;
    const utf8proc_property_t *property;
    utf8proc_ssize_t bytes;

    if (text.bytes[0] >= ' ' && text.bytes[0] <= '~')
        return (shown){.text = {text.bytes, 1}, .width = 1, .taken = 1};
    bytes = utf8proc_iterate((const utf8proc_uint8_t *)text.bytes, left, &code_point);
    if (bytes <= 0)
        return (shown){.text = {REPLACEMENT, sizeof REPLACEMENT - 1}, .width = 1, .taken = 1};
    property = utf8proc_get_property(code_point);
    switch (property->category) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return (shown){.text = {" ", 1}, .width = 1, .taken = (size_t)bytes};
    case UTF8PROC_CATEGORY_CF:
        return (shown){.taken = (size_t)bytes};
    default:
        return (shown){.text = {text.bytes, (size_t)bytes}, .width = property->charwidth, .taken = (size_t)bytes};
    }
}

static bool is_space(const shown *character) {
    return character->text.length == 1 && character->text.bytes[0] == ' ';
}

size_t columns_put(lode_output *output, columns_text text, size_t most) {
    size_t used = 0;
    bool after_space = false;

    while (text.length) {
        shown next = show(text);

        if (!(after_space && is_space(&next))) {
            if (next.width > most - used)
                break;
            used += next.width;
            if (output)
                lode_output_write(output, next.text.bytes, next.text.length);
        }
        after_space = is_space(&next);
        text.bytes += next.taken;
        text.length -= next.taken;
    }
    return used;
}

size_t columns_take(columns_text text, size_t most) {
    size_t taken = 0, words = SIZE_MAX, used = 0;

    while (taken < text.length) {
        shown next = show((columns_text){text.bytes + taken, text.length - taken});

        if (is_space(&next))
            words = taken;
        if (next.width > most - used)
            return words != SIZE_MAX ? words : taken ? taken : next.taken;
        used += next.width;
        taken += next.taken;
    }
    return taken;
}

size_t columns_blanks(columns_text text) {
    size_t blanks = 0;

    while (blanks < text.length) {
        shown next = show((columns_text){text.bytes + blanks, text.length - blanks});

        if (!is_space(&next))
            break;
        blanks += next.taken;
    }
    return blanks;
}

/* The start of the character that ends at a place, which is not the first. */
static size_t before(columns_text text, size_t place) {
    do
        place--;
    while (place > 0 && ((unsigned char)text.bytes[place] & 0xC0) == 0x80);
    return place;
}

size_t columns_take_end(columns_text text, size_t most) {
    size_t place = text.length, words = text.length, used = 0;

    while (place > 0) {
        size_t at = before(text, place);
        shown next = show((columns_text){text.bytes + at, place - at});

        if (is_space(&next))
            words = place;
        if (next.width > most - used)
            return text.length - words;
        used += next.width;
        place = at;
    }
    return text.length;
}

void columns_fill(lode_output *output, size_t count) {
    for (; count > 0; count--)
        lode_output_string(output, " ");
}
