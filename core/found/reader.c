/* SPDX-License-Identifier: MIT */
#include "base/buffer.h"
#include "found/result.h"

#include <lode/results.h>
#include <stdlib.h>

enum { KEPT = 1 << 20 }; /* memory that is kept between lines */

struct lode_result_reader {
    lode_buffer line;
    lode_arena arena;
    lode_result result;
};

lode_status lode_result_reader_open(lode_result_reader **reader, lode_error *error) {
    *reader = calloc(1, sizeof **reader);
    return *reader ? LODE_OK : lode_error_no_memory(error);
}

void lode_result_reader_close(lode_result_reader *reader) {
    if (!reader)
        return;
    lode_buffer_free(&reader->line);
    lode_arena_free(&reader->arena);
    free(reader);
}

lode_status lode_result_reader_read(lode_result_reader *reader, const char *line, size_t length, const lode_result **result,
                                    lode_error *error) {
    lode_status status;

    *result = NULL;
    lode_arena_reset(&reader->arena, KEPT);
    if (reader->line.capacity > KEPT)
        lode_buffer_free(&reader->line);
    lode_buffer_clear(&reader->line);
    lode_buffer_append(&reader->line, line, length);
    if (reader->line.failed) {
        lode_buffer_free(&reader->line);
        return lode_error_no_memory(error);
    }
    status = lode_found_result(reader->line.bytes ? reader->line.bytes : (char[]){""}, length, &reader->arena, &reader->result,
                               error);
    if (status == LODE_OK)
        *result = &reader->result;
    return status;
}
