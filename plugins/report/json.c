/* SPDX-License-Identifier: MIT */
#include "json.h"

#include <string.h>

void report_json_text(report_page *page, const char *text, size_t length) {
    size_t plain = 0;

    page_string(page, "\"");
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];
        char escaped[8];

        if (byte >= ' ' && byte != '"' && byte != '\\' && byte != '<')
            continue;
        page_write(page, text + plain, i - plain);
        page_write(page, escaped, (size_t)snprintf(escaped, sizeof escaped, "\\u%04x", byte));
        plain = i + 1;
    }
    page_write(page, text + plain, length - plain);
    page_string(page, "\"");
}

void report_json_string(report_page *page, const char *text) {
    report_json_text(page, text, strlen(text));
}
