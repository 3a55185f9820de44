/* SPDX-License-Identifier: MIT */
#include "cells.h"

#include <string.h>

void csv_write(const csv_place *place, const char *bytes, size_t length) {
    if (place->file)
        fwrite(bytes, 1, length, place->file); /* a failure stays with the file */
    else
        lode_output_write(place->output, bytes, length);
}

void csv_string(const csv_place *place, const char *text) {
    csv_write(place, text, strlen(text));
}

const char *csv_guard(const csv_place *place, const char *text, size_t length) {
    static const char *const STARTS[] = {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"};

    for (size_t i = 0; !place->dialect.keeps_formulas && i < sizeof STARTS / sizeof *STARTS; i++) {
        size_t start = strlen(STARTS[i]);

        if (length >= start && memcmp(text, STARTS[i], start) == 0)
            return "'";
    }
    return "";
}

void csv_quoted(const csv_place *place, const char *text, size_t length, bool escape) {
    size_t done = 0;

    for (size_t i = 0; i < length; i++) {
        bool marked = escape && (text[i] == ';' || text[i] == '\\');

        if (!marked && text[i] != '"')
            continue;
        csv_write(place, text + done, i - done);
        csv_string(place, marked ? "\\" : "\"");
        done = i;
    }
    csv_write(place, text + done, length - done);
}

void csv_text(const csv_place *place, const char *text, size_t length) {
    bool plain = true;

    for (size_t i = 0; plain && i < length; i++)
        plain = text[i] != '"' && text[i] != *place->dialect.separator && text[i] != '\n' && text[i] != '\r';
    if (!plain)
        csv_string(place, "\"");
    csv_string(place, csv_guard(place, text, length));
    if (plain) {
        csv_write(place, text, length);
        return;
    }
    csv_quoted(place, text, length, false);
    csv_string(place, "\"");
}

void csv_name(const csv_place *place, const char *text) {
    if (text)
        csv_text(place, text, strlen(text));
}

void csv_number(const csv_place *place, size_t number) {
    char digits[32];

    csv_write(place, digits, (size_t)snprintf(digits, sizeof digits, "%zu", number));
}

void csv_value(const csv_place *place, const lode_value *value) {
    char number[LODE_DECIMAL_TEXT_MAX];

    if (value->kind == LODE_VALUE_NUMBER)
        csv_write(place, number, lode_decimal_format(value->number, number));
    else if (value->kind == LODE_VALUE_TEXT)
        csv_text(place, value->text, value->length);
}

void csv_separate(const csv_place *place, unsigned count) {
    while (count--)
        csv_string(place, place->dialect.separator);
}
