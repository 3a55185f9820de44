/* SPDX-License-Identifier: MIT */
#include "found/found.h"

#include "base/arena.h"
#include "found/result.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEPT_MEMORY = 1 << 20 };

struct lode_found {
    const char *path;
    FILE *file;
    char *line;
    size_t capacity;
    unsigned number;
    long offset, at; /* of the last result, and of what comes next */
    lode_arena arena;
    lode_result result;
};

static lode_status fail_io(const char *path, const char *what, lode_error *error) {
    lode_error_set(error, LODE_ERROR_IO, "the file cannot be %s: %s", what, strerror(errno));
    lode_error_at(error, path, 0, 0);
    return LODE_ERROR_IO;
}

lode_status lode_found_open(const char *path, lode_found **found, lode_error *error) {
    lode_found *made = calloc(1, sizeof *made);

    *found = NULL;
    if (!made)
        return lode_error_no_memory(error);
    made->path = path;
    made->file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    if (!made->file) {
        free(made);
        return fail_io(path, "opened", error);
    }
    *found = made;
    return LODE_OK;
}

void lode_found_close(lode_found *found) {
    if (!found)
        return;
    if (found->file != stdin)
        fclose(found->file);
    free(found->line);
    lode_arena_free(&found->arena);
    free(found);
}

static bool is_blank(const char *line, size_t length) {
    return strspn(line, " \t\r\n") >= length;
}

lode_status lode_found_next(lode_found *found, const lode_result **result, lode_error *error) {
    ssize_t length;
    lode_status status;

    *result = NULL;
    do {
        errno = 0;
        found->offset = found->at;
        length = getline(&found->line, &found->capacity, found->file);
        found->number++;
        found->at += length > 0 ? length : 0;
    } while (length >= 0 && is_blank(found->line, (size_t)length));
    if (length < 0 && errno == ENOMEM)
        return lode_error_no_memory(error);
    if (length < 0)
        return ferror(found->file) ? fail_io(found->path, "read", error) : LODE_END;
    lode_arena_reset(&found->arena, KEPT_MEMORY);
    status = lode_found_result(found->line, (size_t)length, &found->arena, &found->result, error);
    if (status == LODE_OK)
        *result = &found->result;
    else if (status == LODE_ERROR_SYNTAX)
        lode_error_at(error, found->path, found->number, error->column);
    return status;
}

long lode_found_offset(const lode_found *found) {
    return found->offset;
}

lode_status lode_found_seek(lode_found *found, long offset, lode_error *error) {
    if (fseek(found->file, offset, SEEK_SET) != 0)
        return fail_io(found->path, "read again", error);
    found->at = offset;
    return LODE_OK;
}
