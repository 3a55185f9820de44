/* SPDX-License-Identifier: MIT */
/* Fuzzing the reader of results that were written: any line is read or refused with its place. */
#include "base/arena.h"
#include "found/result.h"
#include "must.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char *line = malloc(size + 1);
    lode_arena arena = {0};
    lode_result result;
    lode_error error = {0};
    lode_status status;

    must(line, "there is memory");
    memcpy(line, data, size);
    status = lode_found_result(line, size, &arena, &result, &error);
    must(status == LODE_OK || (status == LODE_ERROR_SYNTAX && error.message[0] && error.column && error.column <= size + 1),
         "it is read, or refused with its place");
    if (status == LODE_OK) {
        must(result.document, "a result has a document");
        for (size_t i = 0; i < result.entity_count; i++) {
            must(strlen(result.entities[i].type) < size && result.entities[i].text[result.entities[i].length] == '\0',
                 "texts end");
            must(!result.text_offsets || result.text_offsets[i] + result.entities[i].length <= result.text_length,
                 "an entity ends in the text");
        }
    }
    lode_arena_free(&arena);
    free(line);
    return 0;
}
