/* SPDX-License-Identifier: MIT */
/* A view a type, with a column an attribute or part. */
#ifndef PLUGINS_SQLITE_VIEWS_H
#define PLUGINS_SQLITE_VIEWS_H

#include <lode/plugin.h>
#include <sqlite3.h>

/* Makes them, when all rows and indexes are there. LODE_OK, LODE_ERROR_IO, LODE_ERROR_MEMORY. */
lode_status sqlite_views_make(sqlite3 *database, lode_error *error);

#endif
