/* SPDX-License-Identifier: MIT */
/* lode/sheets.h - results as sheets, for writers that need every row of a type before the first can be written: a sheet a type,
 * a row an entity or fact, a column an attribute or part. Included by lode/plugin.h. */
#ifndef LODE_SHEETS_H
#define LODE_SHEETS_H

#include <lode/entity.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct lode_sheets lode_sheets;

typedef enum lode_sheet_kind {
    LODE_SHEET_DOCUMENTS = 0, /* a row a document, with its error */
    LODE_SHEET_SENTENCES = 1, /* those that something was found in; where results have their text */
    LODE_SHEET_ENTITIES = 2,
    LODE_SHEET_FACTS = 3
} lode_sheet_kind;

/* A sheet. Its columns are, in this order, those that say where (document ... end, text), one for each attribute or part, and
 * `rule`, `sentence`, `error`. A part that is an entity has a column with its text, and one for each attribute of the entity
 * (`amount`, `amount.currency`); several parts of one name share a cell, as texts with "; " between them. An attribute that is
 * called as another column is has the type before its name (`date.page`). */
typedef struct lode_sheet {
    lode_sheet_kind kind;
    const char *type;
    const char *name; /* the type as ASCII letters, digits, '-' and '_', 31 at most; no other sheet has it in any case */
    const char *const *columns;
    size_t column_count;
    size_t row_count;
} lode_sheet;

typedef struct lode_sheets_options {
    const char *type;    /* only the sheet of this type, with a row for each document that failed; NULL: all sheets */
    bool with_sentences; /* results have their text: rows have the sentence that they begin in */
} lode_sheets_options;

/* Starts with no rows; what comes is kept in files without a name. `options->type` must live as long. LODE_OK,
 * LODE_ERROR_MEMORY. */
LODE_API lode_status lode_sheets_open(const lode_sheets_options *options, lode_sheets **sheets, lode_error *error);
LODE_API void lode_sheets_close(lode_sheets *sheets); /* NULL is fine */

/* Adds the rows of one document. LODE_OK, LODE_ERROR_MEMORY, LODE_ERROR_IO; LODE_ERROR_OVERFLOW where results have more than
 * 1,000 types, or a type more than 1,000 attributes. */
LODE_API lode_status lode_sheets_add(lode_sheets *sheets, const lode_result *result, lode_error *error);

/* The sheets: documents, sentences, then types in the order of their first rows. With options.type, that one. */
LODE_API size_t lode_sheets_count(const lode_sheets *sheets);
LODE_API void lode_sheets_at(lode_sheets *sheets, size_t index, lode_sheet *sheet);

/* A row's cells, column_count of them (LODE_VALUE_NONE: empty), with a NUL behind each text; and the row of the sentences'
 * sheet that it begins in, from 1; 0: not known. A failure ends lode_sheets_rows, which returns it. */
typedef lode_status lode_sheet_row_function(void *context, const lode_sheet *sheet, const lode_value *cells, size_t sentence,
                                            lode_error *error);

/* Calls `row` for every row in order. LODE_OK, LODE_ERROR_MEMORY, LODE_ERROR_IO or what it returned. */
LODE_API lode_status lode_sheets_rows(lode_sheets *sheets, size_t index, lode_sheet_row_function *row, void *context,
                                      lode_error *error);

#ifdef __cplusplus
}
#endif
#endif
