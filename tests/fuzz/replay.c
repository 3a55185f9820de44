/* SPDX-License-Identifier: MIT */
/* Gives every file of tests/fuzz/seeds/SEEDS to a fuzz target, so that `make check` replays the seeds and all that fuzzing
 * has ever found, with any compiler. A finding shows as a crash or a sanitizer's report. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay(const char *path) {
    FILE *file = fopen(path, "rb");
    uint8_t *data = NULL;
    size_t size = 0, capacity = 0, got;

    if (!file)
        return 0;
    do {
        if (size == capacity) {
            uint8_t *larger = realloc(data, capacity += 65536);

            if (!larger)
                break;
            data = larger;
        }
        got = fread(data + size, 1, capacity - size, file);
        size += got;
    } while (got);
    fclose(file);
    LLVMFuzzerTestOneInput(data, size);
    free(data);
    return 1;
}

static int is_seed(const struct dirent *entry) {
    return entry->d_name[0] != '.';
}

int main(void) {
    const char *source = getenv("LODE_SOURCE");
    struct dirent **seeds;
    char folder[4096], path[8192];
    int count;

    snprintf(folder, sizeof folder, "%s/tests/fuzz/seeds/%s", source ? source : ".", SEEDS);
    count = scandir(folder, &seeds, is_seed, alphasort);
    if (count <= 0) {
        printf("1..1\nnot ok 1 - no seeds in %s\n", folder);
        return 1;
    }
    printf("1..%d\n", count);
    for (int i = 0; i < count; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, seeds[i]->d_name);
        printf("%s %d - %s\n", replay(path) ? "ok" : "not ok", i + 1, seeds[i]->d_name);
        fflush(stdout);
        free(seeds[i]);
    }
    free(seeds);
    return 0;
}
