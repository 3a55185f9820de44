/* SPDX-License-Identifier: MIT */
/* How long liblode takes for texts, one after the other in this process: what other ways to it are measured by.
 *
 *     one_by_one PACK FILE        FILE: texts with a NUL behind each
 *
 * Prints the seconds of processor time for all of them, of a second pass. */
#include <lode.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static char *read_file(const char *path, size_t *length) {
    FILE *file = fopen(path, "rb");
    char *bytes = NULL;
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

static lode_status extract_all(lode *engine, const char *texts, size_t length, lode_error *error) {
    const lode_result *result;
    lode_status status = LODE_OK;

    for (size_t at = 0; status == LODE_OK && at < length;) {
        size_t size = strnlen(texts + at, length - at);

        status = lode_extract_text(engine, texts + at, size, NULL, &result, error);
        at += size + 1;
    }
    return status;
}

int main(int argc, char **argv) {
    lode_options options = lode_options_default();
    lode *engine = NULL;
    lode_error error = {0};
    lode_status status;
    size_t length = 0;
    char *texts;
    clock_t start = 0;

    if (argc < 3 || !(texts = read_file(argv[2], &length))) {
        fprintf(stderr, "usage: one_by_one PACK FILE\n");
        return 2;
    }
    options.offsets = LODE_OFFSETS_CODEPOINT;
    status = lode_open(&options, &engine, &error);
    if (status == LODE_OK)
        status = lode_load(engine, argv[1], &error);
    for (int pass = 0; status == LODE_OK && pass < 2; pass++) {
        start = clock();
        status = extract_all(engine, texts, length, &error);
    }
    if (status == LODE_OK)
        printf("%.4f\n", (double)(clock() - start) / CLOCKS_PER_SEC);
    else
        fprintf(stderr, "one_by_one: %s\n", error.message);
    lode_close(engine);
    free(texts);
    return status == LODE_OK ? 0 : 1;
}
