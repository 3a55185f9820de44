/* SPDX-License-Identifier: MIT */
/* What a page says of itself: title, language, date, author. */
#ifndef LODE_HTML_FACTS_H
#define LODE_HTML_FACTS_H

#include <libxml/tree.h>
#include <lode/plugin.h>

/* Puts what the page under `root` says of itself on the record. What is no date or language is passed over. LODE_OK or
 * LODE_ERROR_MEMORY. */
lode_status facts_read(xmlNode *root, lode_record *record, lode_error *error);

#endif
