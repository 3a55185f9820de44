/* SPDX-License-Identifier: MIT */
/* Types apart: a row an entity or fact of one type, a column an attribute or part. Columns are known when all documents have
 * been seen, so nothing is written before. */
#ifndef PLUGINS_CSV_TYPES_H
#define PLUGINS_CSV_TYPES_H

#include "cells.h"

/* A sheet, under a header. LODE_OK, LODE_ERROR_IO, LODE_ERROR_MEMORY. */
lode_status csv_types_write(const csv_place *place, lode_sheets *sheets, size_t index, lode_error *error);

/* Each sheet but the sentences' as a file of a folder, whose name ends in '/', which begins with `before`. As above. */
lode_status csv_types_write_folder(const csv_dialect *dialect, lode_sheets *sheets, const char *folder, const char *before,
                                   lode_error *error);

#endif
