/* SPDX-License-Identifier: MIT */
/* The text of a page as a reader of it sees it. */
#ifndef LODE_HTML_TEXT_H
#define LODE_HTML_TEXT_H

#include <libxml/tree.h>
#include <lode/plugin.h>

/* Adds the text under `root` to the record, block by block in the order of the page, tables cell by cell. What stands in <main>
 * is the page where there is one. */
void text_read(xmlNode *root, lode_record *record);

#endif
