/* SPDX-License-Identifier: MIT */
/* JSON for the report's data block: strings in which no markup can begin. */
#ifndef LODE_REPORT_JSON_H
#define LODE_REPORT_JSON_H

#include "page.h"

/* Appends text as a JSON string whose '<' are escaped, so that it can neither end the block nor begin anything. */
void report_json_text(report_page *page, const char *text, size_t length);

/* As above, NUL-terminated. */
void report_json_string(report_page *page, const char *text);

#endif
