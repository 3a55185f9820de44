/* SPDX-License-Identifier: MIT */
/* What the makers of corpora share: samples, chance that is always the same, and writing a document's text. */
#ifndef LODE_BENCH_WRITING_H
#define LODE_BENCH_WRITING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct text {
    char *bytes;
    size_t length;
} text;

typedef struct writing {
    text *samples;
    size_t sample_count;
    uint64_t random;
    bool jsonl;
    uint64_t written; /* bytes of text */
    uint64_t wanted;
    unsigned long number; /* of documents so far */
} writing;

/* Reads the arguments "jsonl|text MEGABYTES FILE...", the files into memory. False: told on stderr. */
bool writing_start(writing *w, int argc, char **argv);
void writing_free(writing *w);

/* A number below `below`. */
uint32_t pick(writing *w, uint32_t below);

/* Writes some of a document's text. */
void put(writing *w, const char *bytes, size_t length);

/* What stands before and behind the text of a document. */
void open_document(writing *w);
void close_document(const writing *w);

/* Writes a number like the one given. */
void put_number(writing *w, const char *digits, size_t length, bool in_date);

#endif
