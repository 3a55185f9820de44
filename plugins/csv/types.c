/* SPDX-License-Identifier: MIT */
#include "types.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static lode_status put_row(void *context, const lode_sheet *sheet, const lode_value *cells, size_t sentence,
                           lode_error *error) {
    const csv_place *place = context;

    (void)sentence;
    (void)error;
    for (size_t i = 0; i < sheet->column_count; i++) {
        csv_separate(place, i > 0);
        csv_value(place, &cells[i]);
    }
    csv_string(place, place->dialect.line_end);
    return LODE_OK;
}

lode_status csv_types_write(const csv_place *place, lode_sheets *sheets, size_t index, lode_error *error) {
    csv_place copy = *place;
    lode_sheet sheet;

    lode_sheets_at(sheets, index, &sheet);
    for (size_t i = 0; i < sheet.column_count; i++) {
        csv_separate(place, i > 0);
        csv_name(place, sheet.columns[i]);
    }
    csv_string(place, place->dialect.line_end);
    return lode_sheets_rows(sheets, index, put_row, &copy, error);
}

static lode_status fail(const char *path, lode_error *error) {
    lode_error_set(error, LODE_ERROR_IO, "the file cannot be written: %s", strerror(errno));
    lode_error_at(error, path, 0, 0);
    return LODE_ERROR_IO;
}

static lode_status write_file(const csv_dialect *dialect, lode_sheets *sheets, size_t index, const char *path,
                              const char *before, lode_error *error) {
    csv_place place = {.dialect = *dialect, .file = fopen(path, "wxb")};
    lode_status status;
    bool failed;

    if (!place.file)
        return fail(path, error);
    csv_string(&place, before);
    status = csv_types_write(&place, sheets, index, error);
    failed = ferror(place.file) != 0;
    failed = fclose(place.file) != 0 || failed;
    return status == LODE_OK && failed ? fail(path, error) : status;
}

lode_status csv_types_write_folder(const csv_dialect *dialect, lode_sheets *sheets, const char *folder, const char *before,
                                   lode_error *error) {
    lode_status status = LODE_OK;

    for (size_t i = 0; status == LODE_OK && i < lode_sheets_count(sheets); i++) {
        lode_sheet sheet;
        size_t size;
        char *path;

        lode_sheets_at(sheets, i, &sheet);
        if (sheet.kind == LODE_SHEET_SENTENCES)
            continue;
        size = strlen(folder) + strlen(sheet.name) + strlen(dialect->ending) + 1;
        path = malloc(size);
        if (!path)
            return lode_error_no_memory(error);
        snprintf(path, size, "%s%s%s", folder, sheet.name, dialect->ending);
        status = write_file(dialect, sheets, i, path, before, error);
        free(path);
    }
    return status;
}
