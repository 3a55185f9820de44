/* SPDX-License-Identifier: MIT */
/* Office files are zip archives of XML files (ISO/IEC 29500-2 and ISO/IEC 26300-3): their parts. */
#ifndef LODE_OFFICE_PACKAGE_H
#define LODE_OFFICE_PACKAGE_H

#include <lode/plugin.h>

typedef struct package_part {
    char *name; /* "word/document.xml" */
    char *bytes;
    size_t length;
} package_part;

typedef struct package {
    package_part *parts; /* those that hold text or lead to it, in the order of their names */
    size_t count, capacity;
} package;

typedef enum package_kind { PACKAGE_OTHER, PACKAGE_OOXML, PACKAGE_ODF } package_kind;

/* What the names of a zip archive's members say that it is. */
package_kind package_kind_of(const unsigned char *bytes, size_t length);

/* Unpacks the parts, all in all no more than `room` bytes; `record` is asked for the reason where there are more. LODE_OK,
 * LODE_ERROR_LIMIT, LODE_ERROR_SYNTAX for an archive that is broken or encrypted, LODE_ERROR_MEMORY. The package is to be freed
 * in any case. */
lode_status package_open(package *opened, const lode_input *input, const lode_record *record, lode_error *error);

/* NULL: there is none of the name. */
const package_part *package_find(const package *opened, const char *name);

void package_free(package *opened);

#endif
