/* SPDX-License-Identifier: MIT */
#include "workbook.h"

#include "cell_formats.h"
#include "flow.h"
#include "relations.h"
#include "shared_strings.h"

#include <string.h>

enum { COLUMNS_MOST = 16384 };

typedef enum cell_kind { CELL_NUMBER, CELL_SHARED, CELL_TEXT, CELL_NOTHING } cell_kind;

typedef struct workbook {
    const package *opened;
    const workbook_options *options;
    relations related;
    shared_strings strings;
    cell_formats formats;
    number_manner manner;
    flow text;
    rich_text cell; /* the cell at work, with its value as text */
    byte_buffer shown;
    cell_kind kind;
    uint32_t style, column, next; /* column: of the cell; next: of the one that would follow */
    uint32_t marked;              /* the column that a cell without another would be marked with */
    bool in_cell, in_value;
    lode_status status;
    lode_error *error;
} workbook;

/* The column of a reference such as "AB12", from 0. */
static uint32_t column_of(xml_value reference, uint32_t fallback) {
    uint32_t column = 0;

    for (size_t i = 0; i < reference.length && i < 3 && reference.at[i] >= 'A' && reference.at[i] <= 'Z'; i++)
        column = column * 26 + (uint32_t)(reference.at[i] - 'A') + 1;
    return column && column <= COLUMNS_MOST ? column - 1 : fallback;
}

static void open_cell(workbook *to, const xml_element *element) {
    xml_value type = xml_attribute(element, "t");

    to->column = column_of(xml_attribute(element, "r"), to->next);
    to->next = to->column + 1;
    to->style = xml_number(xml_attribute(element, "s"), 0);
    to->kind = !type.at || xml_is(type, "n") ? CELL_NUMBER
               : xml_is(type, "s")           ? CELL_SHARED
               : xml_is(type, "e")           ? CELL_NOTHING
                                             : CELL_TEXT;
    to->cell.text.length = to->cell.run.length = 0;
    to->cell.has_runs = to->cell.in_text = false;
    to->in_cell = true;
}

static void open_element(void *context, const xml_element *element) {
    workbook *to = context;

    if (to->in_cell) {
        if (strcmp(element->name, "v") == 0)
            to->in_value = true;
        else
            rich_text_open(&to->cell, element);
    } else if (strcmp(element->name, "c") == 0) {
        open_cell(to, element);
    } else if (strcmp(element->name, "row") == 0) {
        flow_open_row(&to->text);
        to->next = to->marked = 0;
    }
}

/* What the cell shows, in `shown`. */
static void show_cell(workbook *from) {
    const byte_buffer *value = &from->cell.text;
    font_coding coding = cell_formats_coding(&from->formats, from->style);
    const shared_string *shared;
    uint32_t number;

    from->shown.length = 0;
    if (!value->length || from->kind == CELL_NOTHING)
        return;
    if (from->kind == CELL_NUMBER) {
        number_format_write(cell_formats_code(&from->formats, from->style), value->at, value->length, &from->manner,
                            &from->shown);
    } else if (from->kind == CELL_TEXT) {
        font_decode(from->cell.has_runs ? FONT_UNICODE : coding, value->at, value->length, &from->shown);
    } else {
        number = xml_number((xml_value){value->at, value->length}, UINT32_MAX);
        shared = number < from->strings.count ? &from->strings.all[number] : NULL;
        if (shared && shared->length)
            font_decode(shared->has_runs ? FONT_UNICODE : coding, from->strings.text.at + shared->start, shared->length,
                        &from->shown);
    }
}

static void close_cell(workbook *to) {
    rich_text_close(&to->cell, "r");
    show_cell(to);
    if (to->shown.failed || to->cell.text.failed || to->cell.run.failed)
        to->text.status = LODE_ERROR_MEMORY;
    to->in_cell = to->in_value = false;
    if (!to->shown.length)
        return;
    flow_skip_columns(&to->text, to->column > to->marked ? to->column - to->marked : 0);
    flow_open_cell(&to->text, 1, false);
    to->marked = to->column + 1;
    flow_add(&to->text, to->shown.at, to->shown.length);
}

static void close_element(void *context, const char *name) {
    workbook *to = context;

    if (!to->in_cell)
        return;
    if (strcmp(name, "c") == 0)
        close_cell(to);
    else if (strcmp(name, "v") == 0)
        to->in_value = false;
    else
        rich_text_close(&to->cell, name);
}

static void add_text(void *context, const char *text, size_t length) {
    workbook *to = context;

    if (to->in_value)
        bytes_add(&to->cell.text, text, length);
    else if (to->in_cell)
        rich_text_add(&to->cell, text, length);
}

static lode_status read_sheet(workbook *to, xml_value name, const char *part) {
    const xml_handlers handlers = {.open = open_element, .close = close_element, .text = add_text};
    lode_status status;

    flow_section(&to->text, 1);
    flow_add(&to->text, name.at, name.length);
    flow_end_line(&to->text);
    flow_open_table(&to->text);
    to->in_cell = to->in_value = false;
    status = xml_read(package_find(to->opened, part), &handlers, to, to->error);
    flow_close_table(&to->text);
    return status;
}

/* The sheets in their order, which the main part gives. */
static void open_sheet(void *context, const xml_element *element) {
    workbook *to = context;
    xml_value state = xml_attribute(element, "state");
    const relation *sheet = NULL;

    if (strcmp(element->name, "workbookPr") == 0)
        to->manner.from_1904 =
            xml_is(xml_attribute(element, "date1904"), "1") || xml_is(xml_attribute(element, "date1904"), "true");
    if (strcmp(element->name, "sheet") != 0 || to->status != LODE_OK ||
        (!to->options->hidden && (xml_is(state, "hidden") || xml_is(state, "veryHidden"))))
        return;
    for (int i = 0; i < element->attribute_count && !sheet; i++)
        sheet = relations_by_id(&to->related, xml_attribute_at(element, i));
    if (sheet && strcmp(sheet->type, "worksheet") == 0)
        to->status = read_sheet(to, xml_attribute(element, "name"), sheet->part);
}

static void close_sheet(void *context, const char *name) {
    (void)context, (void)name;
}

/* Whether the workbook's words have letters that only Vietnamese has: then whoever made it saw commas before decimals. */
static bool has_vietnamese(const package *opened) {
    for (size_t i = 0; i < opened->count; i++) {
        const unsigned char *at = (const unsigned char *)opened->parts[i].bytes, *end = at + opened->parts[i].length;

        for (; at + 1 < end; at++)
            if ((*at == 0xE1 && (at[1] == 0xBA || at[1] == 0xBB)) || (*at == 0xC6 && (at[1] == 0xA1 || at[1] == 0xB0)))
                return true;
    }
    return false;
}

static lode_status read_all(workbook *to, const char *main_part, lode_error *error) {
    const xml_handlers handlers = {.open = open_sheet, .close = close_sheet};
    const relation *strings, *formats;
    lode_status status = relations_read(&to->related, to->opened, main_part, error);

    strings = relations_of_type(&to->related, "sharedStrings");
    formats = relations_of_type(&to->related, "styles");
    if (status == LODE_OK && strings)
        status = shared_strings_read(package_find(to->opened, strings->part), &to->strings, error);
    if (status == LODE_OK && formats)
        status = cell_formats_read(package_find(to->opened, formats->part), &to->formats, error);
    to->manner.comma =
        to->options->decimals == WORKBOOK_COMMA || (to->options->decimals == WORKBOOK_AUTO && has_vietnamese(to->opened));
    if (status == LODE_OK)
        status = xml_read(package_find(to->opened, main_part), &handlers, to, error);
    return status == LODE_OK ? to->status : status;
}

lode_status workbook_read(const package *opened, const char *main_part, const workbook_options *options, lode_record *record,
                          lode_error *error) {
    workbook reading = {.opened = opened, .options = options, .error = error, .text.room = lode_record_room(record)};
    lode_status status = read_all(&reading, main_part, error);

    if (status == LODE_OK)
        status = flow_give(&reading.text, record, error);
    flow_free(&reading.text);
    bytes_free(&reading.cell.text);
    bytes_free(&reading.cell.run);
    bytes_free(&reading.shown);
    shared_strings_free(&reading.strings);
    cell_formats_free(&reading.formats);
    relations_free(&reading.related);
    return status;
}
