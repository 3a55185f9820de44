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
    utf8proc_ssize_t taken = utf8proc_iterate((const utf8proc_uint8_t *)text.bytes, left, &code_point);

    if (taken <= 0)
        return (shown){.text = {REPLACEMENT, sizeof REPLACEMENT - 1}, .width = 1, .taken = 1};
    switch (utf8proc_category(code_point)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return (shown){.text = {" ", 1}, .width = 1, .taken = (size_t)taken};
    case UTF8PROC_CATEGORY_CF:
        return (shown){.taken = (size_t)taken};
    default:
        return (shown){
            .text = {text.bytes, (size_t)taken}, .width = (size_t)utf8proc_charwidth(code_point), .taken = (size_t)taken};
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

void columns_put_end(lode_output *output, columns_text text, size_t width) {
    /* The longest end that fits is among the last few bytes a column; more are characters that take no column. */
    size_t start = text.length > 8 * width ? text.length - 8 * width : 0;
    size_t used;

    for (;; start++) {
        columns_text end;

        while (start < text.length && ((unsigned char)text.bytes[start] & 0xC0) == 0x80)
            start++;
        end = (columns_text){text.bytes + start, text.length - start};
        used = columns_put(NULL, end, width + 2);
        if (used <= width) {
            columns_fill(output, width - used);
            columns_put(output, end, width);
            return;
        }
    }
}

void columns_fill(lode_output *output, size_t count) {
    for (; count > 0; count--)
        lode_output_string(output, " ");
}
