/* SPDX-License-Identifier: MIT */
/* Texts of Office Open XML (ISO/IEC 29500-1, WordprocessingML; and the text of slides, PresentationML). */
#ifndef LODE_OFFICE_WORD_H
#define LODE_OFFICE_WORD_H

#include "package.h"

/* Adds the text of the main part to the record: headers, paragraphs and tables with text boxes behind the paragraph that they
 * are anchored to, footnotes and endnotes, footers. What was deleted while changes were tracked is left out, what was inserted
 * is text. LODE_OK, as xml_read, or as flow_give. */
lode_status word_read(const package *opened, const char *main_part, lode_record *record, lode_error *error);

/* The same for slides, each a section. */
lode_status word_read_slides(const package *opened, const char *main_part, lode_record *record, lode_error *error);

#endif
