/* SPDX-License-Identifier: MIT */
/* Cells of a workbook. */
#ifndef PLUGINS_XLSX_CELLS_H
#define PLUGINS_XLSX_CELLS_H

#include <lode/plugin.h>
#include <xlsxwriter.h>

typedef struct xlsx_formats {
    lxw_format *head, *number, *date;
} xlsx_formats;

enum {
    XLSX_MOST_ROWS = 1048576,
    XLSX_MOST_COLUMNS = 16384,
    XLSX_MOST_CHARACTERS = 32767 /* of a cell */
};

/* Writes a value: a number that a spreadsheet's binary numbers hold, to 15 digits, as a number, any other as text; a day from
 * 1900-03-01 on as a date; other texts as text, cut where they are longer than a cell may be. */
lxw_error xlsx_put(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const lode_value *value, const xlsx_formats *formats);

/* Writes a text that leads to the sentence of that row (from 1) in the sheet `sentences`. */
lxw_error xlsx_put_link(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const lode_value *value, size_t sentence,
                        unsigned sentence_column);

#endif
