/* SPDX-License-Identifier: MIT */
/* What an office file says of itself: title, author, date. */
#ifndef LODE_OFFICE_PROPERTIES_H
#define LODE_OFFICE_PROPERTIES_H

#include "xml.h"

typedef enum properties_date { PROPERTIES_CREATED, PROPERTIES_MODIFIED, PROPERTIES_NO_DATE } properties_date;

/* Puts it on the record, from docProps/core.xml or meta.xml; `part` may be NULL. The language is left to the text: what stands
 * here is that of the program. LODE_OK, or as xml_read. */
lode_status properties_read(const package_part *part, properties_date date, lode_record *record, lode_error *error);

#endif
