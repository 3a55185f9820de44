#include "json.h"

#include <string.h>

void json_text(lode_output *output, const char *text, size_t length) {
    size_t plain = 0;

    lode_output_string(output, "\"");
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];

        if (byte >= ' ' && byte != '"' && byte != '\\' && byte != '<')
            continue;
        lode_output_write(output, text + plain, i - plain);
        lode_output_format(output, "\\u%04x", byte);
        plain = i + 1;
    }
    lode_output_write(output, text + plain, length - plain);
    lode_output_string(output, "\"");
}

void json_string(lode_output *output, const char *text) {
    json_text(output, text, strlen(text));
}
