/* SPDX-License-Identifier: MIT */
/* Counts the entities of each type in text files: what a program needs to know of lode.h.
 *
 *     cc -o count count.c $(pkg-config --cflags --libs lode)
 *     ./count vi report.txt letter.txt
 */
#include <lode.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TYPES_MAX = 64 };

typedef struct counts {
    char types[TYPES_MAX][64];
    unsigned long numbers[TYPES_MAX];
    size_t size;
} counts;

static void count(counts *counted, const char *type) {
    size_t i = 0;

    while (i < counted->size && strcmp(counted->types[i], type) != 0)
        i++;
    if (i == TYPES_MAX)
        return;
    if (i == counted->size)
        snprintf(counted->types[counted->size++], sizeof counted->types[0], "%s", type);
    counted->numbers[i]++;
}

/* Reads a whole file; NULL where it cannot be read. The caller frees it. */
static unsigned char *read_file(const char *path, size_t *length) {
    FILE *file = fopen(path, "rb");
    unsigned char *bytes = NULL;
    long size = -1;

    if (file && fseek(file, 0, SEEK_END) == 0)
        size = ftell(file);
    if (size >= 0 && fseek(file, 0, SEEK_SET) == 0)
        bytes = malloc((size_t)size + 1);
    if (bytes)
        *length = fread(bytes, 1, (size_t)size, file);
    if (file)
        fclose(file);
    return bytes;
}

/* Counts what was found in one document of a file. */
static lode_status count_document(void *context, const lode_result *result, lode_error *error) {
    for (size_t i = 0; i < result->entity_count; i++)
        count(context, result->entities[i].type);
    if (result->status != LODE_OK)
        return lode_error_set(error, result->status, "%s: %s", result->document, result->message);
    return LODE_OK;
}

static lode_status count_file(lode *engine, const char *path, counts *counted, lode_error *error) {
    lode_input input = {.file = path};
    unsigned char *bytes = read_file(path, &input.length);
    lode_status status;

    if (!bytes)
        return lode_error_set(error, LODE_ERROR_IO, "%s cannot be read", path);
    input.bytes = bytes;
    status = lode_extract(engine, &input, NULL, count_document, counted, error);
    free(bytes);
    return status;
}

static void print_mistake(void *context, const lode_error *error) {
    (void)context;
    fprintf(stderr, "%s:%u:%u: %s\n", error->file, error->line, error->column, error->message);
}

int main(int argc, char **argv) {
    lode_options options = lode_options_default();
    counts counted = {.size = 0};
    lode *engine = NULL;
    lode_error error;
    lode_status status;

    if (argc < 3) {
        fprintf(stderr, "usage: count PACK FILE...\n");
        return 2;
    }
    options.report = print_mistake;
    status = lode_open(&options, &engine, &error);
    if (status == LODE_OK)
        status = lode_load(engine, argv[1], &error);
    for (int i = 2; status == LODE_OK && i < argc; i++)
        status = count_file(engine, argv[i], &counted, &error);
    for (size_t i = 0; status == LODE_OK && i < counted.size; i++)
        printf("%s %lu\n", counted.types[i], counted.numbers[i]);
    if (status != LODE_OK)
        fprintf(stderr, "count: %s\n", error.message);
    lode_close(engine);
    return status == LODE_OK ? 0 : 1;
}
