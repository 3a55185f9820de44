/* Makes a corpus for benchmarks out of sample documents: always the same bytes for the same arguments.
 *
 *     corpus FORMAT MEGABYTES FILE...        FORMAT: jsonl (a record a document) or text (all documents in one text)
 *
 * Each document is a sample with its numbers, years and names varied, so that no two are alike and caches of whatever kind gain
 * nothing from repetition. */
#include <ctype.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

typedef struct text {
    char *bytes;
    size_t length;
} text;

typedef struct name {
    const char *bytes;
    size_t length;
    unsigned words;
} name;

typedef struct corpus {
    text *samples;
    size_t sample_count;
    name *names;
    size_t name_count;
    uint64_t random;
    bool jsonl;
    uint64_t written;
} corpus;

/* SplitMix64 (Steele, Lea, Flood 2014). */
static uint32_t pick(corpus *c, uint32_t below) {
    uint64_t z = c->random += 0x9E3779B97F4A7C15u;

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return (uint32_t)((z ^ (z >> 31)) >> 33) % below;
}

static void put(corpus *c, const char *bytes, size_t length) {
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)bytes[i];

        if (c->jsonl && (byte == '"' || byte == '\\'))
            putchar('\\');
        if (c->jsonl && byte < 0x20)
            printf("\\u%04x", byte);
        else
            putchar(byte);
    }
    c->written += length;
}

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

static void put_number(corpus *c, const char *digits, size_t length, bool in_date) {
    char varied[32];

    if (length > sizeof varied - 1) {
        put(c, digits, length);
        return;
    }
    if (length == 4 && (!memcmp(digits, "19", 2) || !memcmp(digits, "20", 2)))
        snprintf(varied, sizeof varied, "%u", 1990 + pick(c, 40));
    else if (length <= 2 && in_date)
        snprintf(varied, sizeof varied, length == 2 ? "%02u" : "%u", 1 + pick(c, length == 2 ? 12 : 9));
    else
        for (size_t i = 0; i < length; i++)
            varied[i] = (char)('0' + (i ? pick(c, 10) : 1 + pick(c, 9)));
    put(c, varied, length);
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

            put_number(c, bytes + at, digits, in_date);
            at += digits;
        } else if (found.length) {
            name other = c->names[pick(c, (uint32_t)c->name_count)];

            if (other.words != found.words || pick(c, 4))
                other = found;
            put(c, other.bytes, other.length);
            at += found.length;
        } else {
            put(c, bytes + at, 1);
            at++;
        }
    }
}

int main(int argc, char **argv) {
    corpus c = {.random = 20201013};
    uint64_t wanted;
    unsigned long number = 0;

    if (argc < 4) {
        fprintf(stderr, "usage: corpus jsonl|text MEGABYTES FILE...\n");
        return 2;
    }
    c.jsonl = !strcmp(argv[1], "jsonl");
    wanted = strtoull(argv[2], NULL, 10) * 1000000u;
    c.sample_count = (size_t)argc - 3;
    c.samples = calloc(c.sample_count, sizeof *c.samples);
    for (size_t i = 0; c.samples && i < c.sample_count; i++)
        if (!read_file(argv[i + 3], &c.samples[i]) || !collect_names(&c, &c.samples[i])) {
            fprintf(stderr, "corpus: %s cannot be read\n", argv[i + 3]);
            return 1;
        }
    if (!c.samples || !c.name_count)
        return 1;
    while (c.written < wanted) {
        number++;
        if (c.jsonl)
            printf("{\"id\":\"%lu\",\"text\":\"", number);
        put_varied(&c, &c.samples[pick(&c, (uint32_t)c.sample_count)]);
        fputs(c.jsonl ? "\"}\n" : "\n", stdout);
    }
    for (size_t i = 0; i < c.sample_count; i++)
        free(c.samples[i].bytes);
    free(c.samples);
    free(c.names);
    return fflush(stdout) || ferror(stdout);
}
