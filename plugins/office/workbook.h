/* SPDX-License-Identifier: MIT */
/* Workbooks of Office Open XML (ISO/IEC 29500-1, SpreadsheetML). */
#ifndef LODE_OFFICE_WORKBOOK_H
#define LODE_OFFICE_WORKBOOK_H

#include "package.h"

#include <stdbool.h>

typedef enum workbook_decimals { WORKBOOK_AUTO, WORKBOOK_COMMA, WORKBOOK_POINT } workbook_decimals;

typedef struct workbook_options {
    bool hidden; /* hidden sheets are read as well */
    workbook_decimals decimals;
} workbook_options;

/* Adds each sheet to the record as a section: its name, and its cells as a table, as they are shown. What stands before
 * decimals is no property of a workbook, but of whoever looks at it: with WORKBOOK_AUTO a comma where the workbook's words have
 * Vietnamese letters. LODE_OK, as xml_read, or as flow_give. */
lode_status workbook_read(const package *opened, const char *main_part, const workbook_options *options, lode_record *record,
                          lode_error *error);

#endif
