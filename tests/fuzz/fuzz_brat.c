/* SPDX-License-Identifier: MIT */
/* Fuzzing the reader of brat's annotations: whatever a text (up to a NUL) and its annotations are, they are read or refused
 * with their place, and what is read stands in the text. */
#include "found/brat.h"
#include "must.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void write_file(const char *path, const uint8_t *bytes, size_t length) {
    FILE *file = fopen(path, "wb");

    must(file != NULL && fwrite(bytes, 1, length, file) == length && fclose(file) == 0, "a file can be written");
}

static void check_result(const lode_result *result) {
    for (size_t i = 0; i < result->entity_count; i++) {
        const lode_entity *entity = &result->entities[i];

        must(result->text_offsets[i] + entity->length <= result->text_length, "an entity ends in the text");
        must(entity->text == result->text + result->text_offsets[i] && entity->start < entity->end && entity->type[0],
             "an entity stands in the text, and has a type");
    }
    for (size_t i = 0; i < result->fact_count; i++)
        for (size_t j = 0; j < result->facts[i].part_count; j++)
            must(result->facts[i].parts[j].entity < (ptrdiff_t)result->entity_count, "a part is an entity that there is");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const uint8_t *split = size ? memchr(data, 0, size) : NULL;
    size_t text = split ? (size_t)(split - data) : 0, behind = split ? text + 1 : 0;
    char folder[] = "/tmp/fuzz-brat-XXXXXX", names[2][64];
    lode_arena arena = {0};
    lode_error error = {0};

    must(mkdtemp(folder), "a folder can be made");
    snprintf(names[0], sizeof names[0], "%s/a.txt", folder);
    snprintf(names[1], sizeof names[1], "%s/a.ann", folder);
    write_file(names[0], data, text);
    write_file(names[1], data + behind, size - behind);
    for (int unit = LODE_OFFSETS_BYTE; unit <= LODE_OFFSETS_UTF16; unit++) {
        lode_result result = {0};
        lode_status status = lode_brat_text(names[1], &arena, &result, &error);

        if (status == LODE_OK)
            status = lode_brat_annotations(names[1], (lode_offsets)unit, &arena, &result, &error);
        must(status == LODE_OK || (status == LODE_ERROR_SYNTAX && error.message[0] && error.file[0]),
             "it is read, or said why not");
        if (status == LODE_OK)
            check_result(&result);
    }
    lode_arena_free(&arena);
    unlink(names[0]);
    unlink(names[1]);
    rmdir(folder);
    return 0;
}
