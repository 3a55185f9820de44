/* SPDX-License-Identifier: MIT */
#include "cell_formats.h"

#include "room.h"

#include <stdlib.h>
#include <string.h>

typedef struct reading {
    cell_formats *to;
    bool in_fonts, in_cells;
} reading;

/* Makes room for one more; the array is as it was where that failed. */
static void *grow(void *all, size_t count, size_t *capacity, size_t size, bool *failed) {
    void *grown = room_for_one(all, count, capacity, size);

    *failed = *failed || !grown;
    return grown ? grown : all;
}

static void add_code(cell_formats *to, const xml_element *element) {
    xml_value code = xml_attribute(element, "formatCode");

    to->codes = grow(to->codes, to->code_count, &to->code_capacity, sizeof *to->codes, &to->failed);
    if (to->failed || !code.at || code.length >= NUMBER_FORMAT_LENGTH)
        return;
    to->codes[to->code_count].id = xml_number(xml_attribute(element, "numFmtId"), 0);
    memcpy(to->codes[to->code_count].code, code.at, code.length);
    to->codes[to->code_count++].code[code.length] = '\0';
}

static void add_font(cell_formats *to) {
    to->fonts = grow(to->fonts, to->font_count, &to->font_capacity, sizeof *to->fonts, &to->failed);
    if (!to->failed)
        to->fonts[to->font_count++] = FONT_UNSAID;
}

static void add_cell(cell_formats *to, const xml_element *element) {
    to->cells = grow(to->cells, to->cell_count, &to->cell_capacity, sizeof *to->cells, &to->failed);
    if (!to->failed)
        to->cells[to->cell_count++] =
            (cell_format){xml_number(xml_attribute(element, "numFmtId"), 0), xml_number(xml_attribute(element, "fontId"), 0)};
}

static void open_element(void *context, const xml_element *element) {
    reading *at = context;
    cell_formats *to = at->to;
    xml_value value = xml_attribute(element, "val");

    if (strcmp(element->name, "numFmt") == 0)
        add_code(to, element);
    else if (strcmp(element->name, "fonts") == 0)
        at->in_fonts = true;
    else if (strcmp(element->name, "cellXfs") == 0)
        at->in_cells = true;
    else if (at->in_fonts && strcmp(element->name, "font") == 0)
        add_font(to);
    else if (at->in_fonts && to->font_count && value.at && strcmp(element->name, "name") == 0)
        to->fonts[to->font_count - 1] = font_coding_of(value.at, value.length);
    else if (at->in_cells && strcmp(element->name, "xf") == 0)
        add_cell(to, element);
}

static void close_element(void *context, const char *name) {
    reading *at = context;

    if (strcmp(name, "fonts") == 0)
        at->in_fonts = false;
    else if (strcmp(name, "cellXfs") == 0)
        at->in_cells = false;
}

lode_status cell_formats_read(const package_part *part, cell_formats *read, lode_error *error) {
    const xml_handlers handlers = {.open = open_element, .close = close_element};
    reading at = {.to = read};
    lode_status status;

    *read = (cell_formats){0};
    status = xml_read(part, &handlers, &at, error);
    return status == LODE_OK && read->failed ? lode_error_no_memory(error) : status;
}

const char *cell_formats_code(const cell_formats *of, uint32_t style) {
    uint32_t id = style < of->cell_count ? of->cells[style].number : 0;

    for (size_t i = 0; id && i < of->code_count; i++)
        if (of->codes[i].id == id)
            return of->codes[i].code;
    return number_format_built_in(id);
}

font_coding cell_formats_coding(const cell_formats *of, uint32_t style) {
    uint32_t font = style < of->cell_count ? of->cells[style].font : 0;

    return font < of->font_count ? of->fonts[font] : FONT_UNSAID;
}

void cell_formats_free(cell_formats *of) {
    free(of->codes);
    free(of->fonts);
    free(of->cells);
    *of = (cell_formats){0};
}
