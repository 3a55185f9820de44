/* SPDX-License-Identifier: MIT */
#include "writing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool read_file(const char *path, text *into) {
    FILE *file = fopen(path, "rb");
    long size;

    if (!file)
        return false;
    fseek(file, 0, SEEK_END);
    size = ftell(file);
    rewind(file);
    into->bytes = malloc((size_t)size + 1);
    into->length = into->bytes ? fread(into->bytes, 1, (size_t)size, file) : 0;
    fclose(file);
    return into->bytes != NULL;
}

bool writing_start(writing *w, int argc, char **argv) {
    *w = (writing){.random = 20201013};
    if (argc < 4) {
        fprintf(stderr, "usage: %s jsonl|text MEGABYTES FILE...\n", argv[0]);
        return false;
    }
    w->jsonl = !strcmp(argv[1], "jsonl");
    w->wanted = (uint64_t)(strtod(argv[2], NULL) * 1e6);
    w->sample_count = (size_t)argc - 3;
    w->samples = calloc(w->sample_count, sizeof *w->samples);
    for (size_t i = 0; w->samples && i < w->sample_count; i++)
        if (!read_file(argv[i + 3], &w->samples[i])) {
            fprintf(stderr, "%s: %s cannot be read\n", argv[0], argv[i + 3]);
            return false;
        }
    return w->samples != NULL;
}

void writing_free(writing *w) {
    for (size_t i = 0; w->samples && i < w->sample_count; i++)
        free(w->samples[i].bytes);
    free(w->samples);
}

/* SplitMix64 (Steele, Lea, Flood 2014). */
uint32_t pick(writing *w, uint32_t below) {
    uint64_t z = w->random += 0x9E3779B97F4A7C15u;

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return (uint32_t)((z ^ (z >> 31)) >> 33) % below;
}

void put(writing *w, const char *bytes, size_t length) {
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)bytes[i];

        if (w->jsonl && (byte == '"' || byte == '\\'))
            putchar('\\');
        if (w->jsonl && byte < 0x20)
            printf("\\u%04x", byte);
        else
            putchar(byte);
    }
    w->written += length;
}

void open_document(writing *w) {
    w->number++;
    if (w->jsonl)
        printf("{\"id\":\"%lu\",\"text\":\"", w->number);
}

void close_document(const writing *w) {
    fputs(w->jsonl ? "\"}\n" : "\n", stdout);
}

void put_number(writing *w, const char *digits, size_t length, bool in_date) {
    char varied[32];

    if (length > sizeof varied - 1) {
        put(w, digits, length);
        return;
    }
    if (length == 4 && (!memcmp(digits, "19", 2) || !memcmp(digits, "20", 2)))
        snprintf(varied, sizeof varied, "%u", 1990 + pick(w, 40));
    else if (length <= 2 && in_date)
        snprintf(varied, sizeof varied, length == 2 ? "%02u" : "%u", 1 + pick(w, length == 2 ? 12 : 9));
    else
        for (size_t i = 0; i < length; i++)
            varied[i] = (char)('0' + (i ? pick(w, 10) : 1 + pick(w, 9)));
    put(w, varied, length);
}
