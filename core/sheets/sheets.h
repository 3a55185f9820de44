/* SPDX-License-Identifier: MIT */
/* The sheets of results in the making. */
#ifndef LODE_SHEETS_SHEETS_H
#define LODE_SHEETS_SHEETS_H

#include "sheets/sheet.h"

struct lode_sheets {
    lode_sheets_options options;
    lode_arena arena; /* of names */
    sheet_making **sheets;
    size_t count, capacity;
    const char **columns; /* as lode_sheets_at hands them out */
    size_t *shown;        /* their places */
    size_t shown_capacity;
};

#endif
