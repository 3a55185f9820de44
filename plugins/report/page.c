/* SPDX-License-Identifier: MIT */
#include "page.h"

#include <string.h>

void page_write(report_page *page, const char *bytes, size_t length) {
    page->length += length;
    if (page->file)
        fwrite(bytes, 1, length, page->file);
    else
        lode_output_write(page->output, bytes, length);
}

void page_string(report_page *page, const char *text) {
    page_write(page, text, strlen(text));
}

void page_number(report_page *page, const char *before, long long number) {
    char digits[32];

    page_string(page, before);
    page_write(page, digits, (size_t)snprintf(digits, sizeof digits, "%lld", number));
}

void page_html(report_page *page, const char *text) {
    for (; *text; text++)
        switch (*text) {
        case '&':
            page_string(page, "&amp;");
            break;
        case '<':
            page_string(page, "&lt;");
            break;
        case '"':
            page_string(page, "&quot;");
            break;
        default:
            page_write(page, text, 1);
        }
}
