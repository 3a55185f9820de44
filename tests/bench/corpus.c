/* SPDX-License-Identifier: MIT */
/* Makes a corpus for benchmarks out of sample documents: always the same bytes for the same arguments.
 *
 *     corpus FORMAT MEGABYTES FILE...        FORMAT: jsonl (a record a document) or text (all documents in one text)
 *
 * Each document is a sample with its numbers, years and names varied, so that no two are alike and caches of whatever kind gain
 * nothing from repetition. */
#include "writing.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

typedef struct name {
    const char *bytes;
    size_t length;
    unsigned words;
} name;

typedef struct corpus {
    writing writing;
    name *names;
    size_t name_count;
} corpus;

/* The length of the word at the start of `bytes` if it begins with a capital, else 0. */
static size_t capital_word(const char *bytes, size_t length) {
    size_t at = 0;

    while (at < length) {
        utf8proc_int32_t point;
        utf8proc_ssize_t used = utf8proc_iterate((const utf8proc_uint8_t *)bytes + at, (utf8proc_ssize_t)(length - at), &point);
        utf8proc_category_t category;

        if (used <= 0)
            break;
        category = utf8proc_category(point);
        if (at == 0 && category != UTF8PROC_CATEGORY_LU)
            return 0;
        if (category != UTF8PROC_CATEGORY_LU && category != UTF8PROC_CATEGORY_LL)
            break;
        at += (size_t)used;
    }
    return at;
}

/* A run of two or more words that begin with capitals. */
static name name_at(const char *bytes, size_t length) {
    name found = {bytes, capital_word(bytes, length), 1};

    if (!found.length)
        return (name){0};
    while (found.length < length && bytes[found.length] == ' ') {
        size_t word = capital_word(bytes + found.length + 1, length - found.length - 1);

        if (!word)
            break;
        found.length += 1 + word;
        found.words++;
    }
    return found.words < 2 ? (name){0} : found;
}

static bool collect_names(corpus *c, const text *sample) {
    for (size_t at = 0; at < sample->length;) {
        name found = name_at(sample->bytes + at, sample->length - at);

        if (!found.length) {
            at++;
            continue;
        }
        if ((c->name_count & (c->name_count - 1)) == 0) {
            name *larger = realloc(c->names, (c->name_count ? c->name_count * 2 : 1) * sizeof *larger);

            if (!larger)
                return false;
            c->names = larger;
        }
        c->names[c->name_count++] = found;
        at += found.length;
    }
    return true;
}

static bool joins_date(char byte) {
    return byte == '/' || byte == '-' || byte == '.' || byte == ':';
}

static void put_varied(corpus *c, const text *sample) {
    const char *bytes = sample->bytes;

    for (size_t at = 0; at < sample->length;) {
        name found = name_at(bytes + at, sample->length - at);
        size_t digits = 0;

        while (at + digits < sample->length && isdigit((unsigned char)bytes[at + digits]))
            digits++;
        if (digits) {
            bool in_date =
                (at && joins_date(bytes[at - 1])) || (at + digits < sample->length && joins_date(bytes[at + digits]));

            put_number(&c->writing, bytes + at, digits, in_date);
            at += digits;
        } else if (found.length) {
            name other = c->names[pick(&c->writing, (uint32_t)c->name_count)];

            if (other.words != found.words || pick(&c->writing, 4))
                other = found;
            put(&c->writing, other.bytes, other.length);
            at += found.length;
        } else {
            put(&c->writing, bytes + at, 1);
            at++;
        }
    }
}

int main(int argc, char **argv) {
    corpus c = {0};
    writing *w = &c.writing;
    bool started = writing_start(w, argc, argv);

    for (size_t i = 0; started && i < w->sample_count; i++)
        started = collect_names(&c, &w->samples[i]);
    while (started && c.name_count && w->written < w->wanted) {
        open_document(w);
        put_varied(&c, &w->samples[pick(w, (uint32_t)w->sample_count)]);
        close_document(w);
    }
    writing_free(w);
    free(c.names);
    return !started || fflush(stdout) || ferror(stdout);
}
