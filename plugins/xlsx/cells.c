/* SPDX-License-Identifier: MIT */
#include "cells.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EXACT_DIGITS = 15 };

#define EXACT_WHOLE INT64_C(999999999999999)

/* A copy that ends with a NUL and is as long as a cell may be at most; whole characters of UTF-8. NULL where memory ran out. */
static char *copy_text(const lode_value *value) {
    size_t length = 0, units = 0;
    char *copy;

    while (length < value->length && units < XLSX_MOST_CHARACTERS - 1) {
        unsigned char byte = (unsigned char)value->text[length];

        units += byte >= 0xF0 ? 2 : 1;
        length += byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
    }
    if (length > value->length)
        length = value->length;
    copy = malloc(length + 1);
    if (!copy)
        return NULL;
    memcpy(copy, value->text, length);
    copy[length] = '\0';
    /* XML 1.0 has no control characters but these. */
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)copy[i] < 0x20 && copy[i] != '\t' && copy[i] != '\n')
            copy[i] = ' ';
    return copy;
}

/* Whether a text may stand in a cell as it is. */
static bool is_cell_text(const lode_value *value) {
    bool control = false;

    for (size_t i = 0; i < value->length; i++)
        control |= (unsigned char)value->text[i] < 0x20;
    return !control && value->length < XLSX_MOST_CHARACTERS;
}

/* A text as a cell may have it: as it is, or *copy, which the caller frees. NULL where memory ran out. */
static const char *cell_text(const lode_value *value, char **copy) {
    *copy = NULL;
    if (is_cell_text(value))
        return value->text;
    return *copy = copy_text(value);
}

static lxw_error put_text(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const lode_value *value) {
    char *copy;
    const char *text = cell_text(value, &copy);
    lxw_error status = text ? worksheet_write_string(sheet, row, column, text, NULL) : LXW_ERROR_MEMORY_MALLOC_FAILED;

    free(copy);
    return status;
}

static lxw_error put_number(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, lode_decimal number,
                            const xlsx_formats *formats) {
    char text[LODE_DECIMAL_TEXT_MAX];
    size_t length, digits = 0;
    int64_t whole;

    if (lode_decimal_to_integer(number, &whole) && whole <= EXACT_WHOLE && whole >= -EXACT_WHOLE)
        return worksheet_write_number(sheet, row, column, (double)whole, formats->number);
    length = lode_decimal_format(number, text);
    for (size_t i = 0; i < length; i++)
        digits += text[i] >= '0' && text[i] <= '9';
    if (digits > EXACT_DIGITS)
        return worksheet_write_string(sheet, row, column, text, NULL);
    return worksheet_write_number(sheet, row, column, strtod(text, NULL), NULL);
}

/* Whether a text is a day that a spreadsheet can count. */
static bool read_day(const lode_value *value, lxw_datetime *day) {
    char text[sizeof "YYYY-MM-DD"];
    int end = 0;

    if (value->length != sizeof text - 1)
        return false;
    memcpy(text, value->text, value->length);
    text[value->length] = '\0';
    for (size_t i = 0; i < value->length; i++)
        if (i == 4 || i == 7 ? text[i] != '-' : text[i] < '0' || text[i] > '9')
            return false;
    *day = (lxw_datetime){0};
    return sscanf(text, "%4d-%2d-%2d%n", &day->year, &day->month, &day->day, &end) == 3 && end == (int)value->length &&
           strcmp(text, "1900-03-01") >= 0 && day->month >= 1 && day->month <= 12 && day->day >= 1 && day->day <= 31;
}

lxw_error xlsx_put(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const lode_value *value,
                   const xlsx_formats *formats) {
    lxw_datetime day;

    if (value->kind == LODE_VALUE_NUMBER)
        return put_number(sheet, row, column, value->number, formats);
    if (value->kind != LODE_VALUE_TEXT || !value->length)
        return LXW_NO_ERROR;
    if (read_day(value, &day))
        return worksheet_write_datetime(sheet, row, column, &day, formats->date);
    return put_text(sheet, row, column, value);
}

lxw_error xlsx_put_link(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const lode_value *value, size_t sentence,
                        unsigned sentence_column) {
    char formula[96], *copy;
    const char *text;
    lxw_error status;

    if (!sentence || sentence >= XLSX_MOST_ROWS || value->kind != LODE_VALUE_TEXT)
        return value->kind == LODE_VALUE_TEXT ? put_text(sheet, row, column, value) : LXW_NO_ERROR;
    text = cell_text(value, &copy);
    if (!text)
        return LXW_ERROR_MEMORY_MALLOC_FAILED;
    snprintf(formula, sizeof formula, "=HYPERLINK(\"#sentences!%c%zu\",sentences!%c%zu)", 'A' + (int)sentence_column,
             sentence + 1, 'A' + (int)sentence_column, sentence + 1);
    status = worksheet_write_formula_str(sheet, row, column, formula, NULL, text);
    free(copy);
    return status;
}
