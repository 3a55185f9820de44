/* SPDX-License-Identifier: MIT */
/* A document as a line of the page's data. */
#ifndef LODE_PLUGINS_REPORT_DOCUMENT_H
#define LODE_PLUGINS_REPORT_DOCUMENT_H

#include "page.h"

void document_put(report_page *page, const lode_result *result);

#endif
