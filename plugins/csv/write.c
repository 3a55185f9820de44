/* SPDX-License-Identifier: MIT */
/* The writer for CSV and tab-separated values: all entities as a list; or one type, or a folder with a file a type, with a
 * column for each attribute or part. */
#include "csv.h"

#include "list.h"
#include "types.h"

#include <stdlib.h>
#include <string.h>

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

typedef struct csv_state {
    csv_dialect dialect;
    bool with_sentence;
    const char *before;  /* of the output: a byte order mark, or nothing */
    char *folder;        /* with its '/'; NULL: it is one output */
    lode_sheets *sheets; /* NULL: a list */
} csv_state;

static bool is_folder(const lode_writer_options *options) {
    size_t length = options->file ? strlen(options->file) : 0;

    return length && options->file[length - 1] == '/';
}

static bool has_one_type(const lode_writer_options *options) {
    return options->types && options->types[0] && !options->types[1];
}

bool csv_gathers(const lode_writer_options *options) {
    return is_folder(options) || has_one_type(options);
}

void csv_close_writer(void *handle) {
    csv_state *state = handle;

    lode_sheets_close(state->sheets);
    free(state->folder);
    free(state);
}

lode_status csv_open_writer(const lode_writer_options *options, void **opened, lode_error *error) {
    static const csv_dialect COMMAS = {",", "\r\n", ".csv", false}, TABS = {"\t", "\n", ".tsv", false};
    csv_state *state = calloc(1, sizeof *state);
    lode_sheets_options sheets = {.with_sentences = options->with_text};
    lode_status status = LODE_OK;

    if (!state)
        return lode_error_no_memory(error);
    state->dialect = strcmp(options->format, "tsv") == 0 ? TABS : COMMAS;
    state->dialect.keeps_formulas = strcmp(lode_settings_get(options->settings, "formulas"), "keep") == 0;
    state->with_sentence = options->with_text;
    state->before = options->bom ? BYTE_ORDER_MARK : "";
    if (is_folder(options)) {
        state->folder = strdup(options->file);
        if (!state->folder)
            status = lode_error_no_memory(error);
    } else if (has_one_type(options)) {
        sheets.type = options->types[0];
    }
    if (status == LODE_OK && csv_gathers(options))
        status = lode_sheets_open(&sheets, &state->sheets, error);
    if (status != LODE_OK)
        csv_close_writer(state);
    else
        *opened = state;
    return status;
}

lode_status csv_begin(void *handle, lode_output *output, lode_error *error) {
    const csv_state *state = handle;
    csv_place place = {.dialect = state->dialect, .output = output};

    (void)error;
    if (state->folder)
        return LODE_OK;
    csv_string(&place, state->before);
    if (!state->sheets)
        csv_list_head(&place, state->with_sentence);
    return LODE_OK;
}

lode_status csv_write_document(void *handle, const lode_result *result, lode_output *output, lode_error *error) {
    const csv_state *state = handle;
    csv_place place = {.dialect = state->dialect, .output = output};

    if (state->sheets)
        return lode_sheets_add(state->sheets, result, error);
    csv_list_document(&place, state->with_sentence, result);
    return LODE_OK;
}

lode_status csv_end(void *handle, lode_output *output, lode_error *error) {
    const csv_state *state = handle;
    csv_place place = {.dialect = state->dialect, .output = output};

    if (!state->sheets)
        return LODE_OK;
    return state->folder ? csv_types_write_folder(&state->dialect, state->sheets, state->folder, state->before, error)
                         : csv_types_write(&place, state->sheets, 0, error);
}
