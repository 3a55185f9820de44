/* SPDX-License-Identifier: MIT */
/* How the cells of a workbook look: their number formats and fonts (xl/styles.xml). */
#ifndef LODE_OFFICE_CELL_FORMATS_H
#define LODE_OFFICE_CELL_FORMATS_H

#include "fonts.h"
#include "number_format.h"
#include "xml.h"

typedef struct cell_format {
    uint32_t number, font;
} cell_format;

typedef struct cell_formats {
    struct {
        uint32_t id;
        char code[NUMBER_FORMAT_LENGTH];
    } * codes;
    font_coding *fonts;
    cell_format *cells;
    size_t code_count, font_count, cell_count;
    size_t code_capacity, font_capacity, cell_capacity;
    bool failed;
} cell_formats;

/* LODE_OK, also where the part is NULL, or as xml_read. To be freed in any case. */
lode_status cell_formats_read(const package_part *part, cell_formats *read, lode_error *error);

/* Of a cell with the style of a number. */
const char *cell_formats_code(const cell_formats *of, uint32_t style);
font_coding cell_formats_coding(const cell_formats *of, uint32_t style);

void cell_formats_free(cell_formats *of);

#endif
