/* SPDX-License-Identifier: MIT */
/* Texts, spreadsheets and presentations of OpenDocument (ISO/IEC 26300-3). */
#ifndef LODE_OFFICE_OPENDOCUMENT_H
#define LODE_OFFICE_OPENDOCUMENT_H

#include "package.h"

#include <stdbool.h>

/* Adds the text to the record: the headers and footers of pages, paragraphs and tables with text boxes behind the paragraph
 * that they stand in, notes. Tracked deletions and comments are left out. Each sheet and slide is a section; a sheet has its
 * name above it, and hidden ones are read with `hidden`. LODE_OK, LODE_ERROR_SYNTAX for an encrypted file, as xml_read, or as
 * flow_give. */
lode_status opendocument_read(const package *opened, bool hidden, lode_record *record, lode_error *error);

#endif
