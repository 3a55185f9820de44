/* SPDX-License-Identifier: MIT */
/* Cells of CSV (RFC 4180) and of tab-separated values, which are the same with tabs between them. */
#ifndef PLUGINS_CSV_CELLS_H
#define PLUGINS_CSV_CELLS_H

#include <lode/plugin.h>
#include <stdio.h>

typedef struct csv_dialect {
    const char *separator;
    const char *line_end;
    const char *ending;  /* of a file's name */
    bool keeps_formulas; /* a text that a spreadsheet would run is left as it is */
} csv_dialect;

/* Where cells go: a file, or else an output. */
typedef struct csv_place {
    csv_dialect dialect;
    lode_output *output;
    FILE *file;
} csv_place;

void csv_write(const csv_place *place, const char *bytes, size_t length);
void csv_string(const csv_place *place, const char *text); /* as it is */

/* A text as a cell, in quotes where it needs them. One that a spreadsheet would take for a formula gets a ' before it, as OWASP
 * advises against CSV injection. */
void csv_text(const csv_place *place, const char *text, size_t length);
void csv_name(const csv_place *place, const char *text); /* NUL-terminated; NULL: an empty cell */
void csv_number(const csv_place *place, size_t number);
void csv_value(const csv_place *place, const lode_value *value);

/* Text inside quotes; where `escape`, for a value among others. */
void csv_quoted(const csv_place *place, const char *text, size_t length, bool escape);

/* Empty cells: as many separators. */
void csv_separate(const csv_place *place, unsigned count);

/* What stands before a text for its sake: "'" or nothing. */
const char *csv_guard(const csv_place *place, const char *text, size_t length);

#endif
