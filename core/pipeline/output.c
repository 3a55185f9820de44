/* SPDX-License-Identifier: MIT */
#include "pipeline/output.h"

#include "text/utf8.h"

void lode_output_write(lode_output *output, const char *bytes, size_t length) {
    lode_buffer_append(&output->buffer, bytes, length);
}

void lode_output_string(lode_output *output, const char *text) {
    lode_buffer_string(&output->buffer, text);
}

void lode_output_number(lode_output *output, uint64_t number) {
    lode_buffer_number(&output->buffer, number);
}

void lode_output_format(lode_output *output, const char *format, ...) {
    va_list arguments;

    va_start(arguments, format);
    lode_buffer_format_list(&output->buffer, format, arguments);
    va_end(arguments);
}

/* What stands for a byte that JSON does not let stand as it is: the short escapes, else \u00XX; for a byte that is no character
 * of UTF-8, U+FFFD. */
static void put_escape(lode_buffer *buffer, unsigned char byte) {
    static const char shorts[] = {['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f', ['\r'] = 'r'};

    if (byte >= 0x80)
        lode_buffer_string(buffer, "\xEF\xBF\xBD");
    else if (byte == '"' || byte == '\\')
        lode_buffer_format(buffer, "\\%c", byte);
    else if (byte < sizeof shorts && shorts[byte])
        lode_buffer_format(buffer, "\\%c", shorts[byte]);
    else
        lode_buffer_format(buffer, "\\u%04x", byte);
}

static bool stands_as_it_is(unsigned char byte) {
    return byte >= 0x20 && byte != '"' && byte != '\\' && byte != 0x7F;
}

void lode_output_json(lode_output *output, const char *text, size_t length) {
    lode_buffer *buffer = &output->buffer;
    size_t at = 0, valid = 0; /* up to `valid` all is UTF-8, as are bytes of ASCII behind it */

    lode_buffer_byte(buffer, '"');
    while (at < length) {
        size_t run = at;

        while (run < length && stands_as_it_is((unsigned char)text[run])) {
            if ((unsigned char)text[run] >= 0x80 && run >= valid)
                valid = run + lode_utf8_check(text + run, length - run);
            if ((unsigned char)text[run] >= 0x80 && run >= valid)
                break;
            run++;
        }
        lode_buffer_append(buffer, text + at, run - at);
        at = run;
        if (at < length)
            put_escape(buffer, (unsigned char)text[at++]);
    }
    lode_buffer_byte(buffer, '"');
}

void lode_output_value(lode_output *output, const lode_value *value) {
    char number[LODE_DECIMAL_TEXT_MAX];

    if (value->kind == LODE_VALUE_TEXT)
        lode_buffer_append(&output->buffer, value->text, value->length);
    else if (value->kind == LODE_VALUE_NUMBER)
        lode_buffer_append(&output->buffer, number, lode_decimal_format(value->number, number));
}
