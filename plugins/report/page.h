/* SPDX-License-Identifier: MIT */
/* Where a page goes: to the output, or to a file of a folder. Failures of a file stay with it. */
#ifndef LODE_PLUGINS_REPORT_PAGE_H
#define LODE_PLUGINS_REPORT_PAGE_H

#include <lode/plugin.h>
#include <stdio.h>

typedef struct report_page {
    lode_output *output; /* or */
    FILE *file;
    size_t length; /* bytes so far */
} report_page;

void page_write(report_page *page, const char *bytes, size_t length);
void page_string(report_page *page, const char *text);
void page_number(report_page *page, const char *before, long long number);

/* Text as HTML has it, with nothing in it that is markup. */
void page_html(report_page *page, const char *text);

#endif
