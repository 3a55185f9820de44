/* SPDX-License-Identifier: MIT */
/* Rich Text Format (Microsoft's specification, version 1.9.1). */
#ifndef LODE_OFFICE_RTF_H
#define LODE_OFFICE_RTF_H

#include "properties.h"

/* Whether it begins as RTF does. */
bool rtf_is(const unsigned char *bytes, size_t length);

/* Adds the text to the record: paragraphs, tables cell by cell, text boxes behind their paragraph; footnotes, headers and
 * footers behind all text; without what is hidden or was deleted while changes were tracked. Title, author and date as in
 * properties.h. LODE_OK, LODE_ERROR_SYNTAX where it is broken or cut short, LODE_ERROR_ENCODING for a code page that there is
 * not, or as flow_give. */
lode_status rtf_read(const lode_input *input, properties_date date, lode_record *record, lode_error *error);

#endif
