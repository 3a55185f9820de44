/* SPDX-License-Identifier: MIT */
/* Any bytes as files of formats that readers take, through their plugins and the whole engine. The first byte says which
 * format; of office files the rest is one of the parts, or their zip archive. Each file gives documents or the reason why not,
 * with spans in their text. Wants LODE_SOURCE, and the readers in LODE_BUILD or LODE_PLUGIN_PATH; formats without a reader are
 * text. */
#include "must.h"

#include <lode.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { ROOM = 1 << 20 };

/* A format, and what a file of it is made of: parts with their text, NULL being the fuzzer's. */
typedef struct format {
    const char *file;
    const char *parts[10];
} format;

#define RELATIONS(rows) "<Relationships>" rows "</Relationships>"
#define RELATION(id, type, target) "<Relationship Id='" id "' Type='x/" type "' Target='" target "'/>"
#define TYPES "[Content_Types].xml", "<Types/>"
#define WORD TYPES, "_rels/.rels", RELATIONS(RELATION("a", "officeDocument", "word/d.xml"))
#define BOOK TYPES, "_rels/.rels", RELATIONS(RELATION("a", "officeDocument", "xl/workbook.xml"))
#define SHEETS                                                                                                                 \
    RELATIONS(RELATION("a", "worksheet", "worksheets/s.xml") RELATION("b", "sharedStrings", "sharedStrings.xml")               \
                  RELATION("c", "styles", "styles.xml"))

static const format FORMATS[] = {
    {"fuzz.csv", {NULL}},
    {"fuzz.tsv", {NULL}},
    {"fuzz.docx", {NULL}},
    {"fuzz.zip", {NULL}},
    {"fuzz.html", {NULL}},
    {"fuzz.eml", {NULL}},
    {"fuzz.docx", {WORD, "word/d.xml", NULL}},
    {"fuzz.odt", {"mimetype", "application/vnd.oasis.opendocument.text", "content.xml", NULL}},
    {"fuzz.odt", {"mimetype", "application/vnd.oasis.opendocument.text", "content.xml", "<d/>", "styles.xml", NULL}},
    {"fuzz.xlsx", {BOOK, "xl/workbook.xml", "<w><sheet name='s' id='a'/></w>", "xl/_rels/workbook.xml.rels", SHEETS}},
    {"fuzz.rtf", {NULL}},
    {"fuzz.pdf", {NULL}},
    {"fuzz.txt", {NULL}},
};

typedef struct zip {
    uint8_t *bytes;
    size_t length, directory_length;
    uint8_t directory[4096];
    unsigned count;
} zip;

/* Leaks are looked for at exit, when the libraries that the readers brought are gone, and with them what the search reads. The
 * documents themselves are checked by the tests of the command. */
LODE_API int __lsan_is_turned_off(void);

int __lsan_is_turned_off(void) {
    return 1;
}

static void print(void *context, const lode_error *error) {
    (void)context, (void)error;
}

static lode *open_engine(void) {
    lode_options options = lode_options_default();
    const char *source = getenv("LODE_SOURCE"), *build = getenv("LODE_BUILD");
    char pack[4096], plugins[4096];
    const char *const directories[] = {plugins, NULL};
    lode *engine;
    lode_error error = {0};

    options.cache = false;
    options.report = print;
    options.max_bytes = ROOM;
    if (build)
        options.plugin_directories = directories;
    snprintf(plugins, sizeof plugins, "%s/plugins/.libs", build ? build : "");
    snprintf(pack, sizeof pack, "%s/tests/fuzz/jsonl.yaml", source ? source : ".");
    must(lode_open(&options, &engine, &error) == LODE_OK, "an engine opens");
    must(lode_load(engine, pack, &error) == LODE_OK, "the pack loads");
    return engine;
}

static uint32_t checksum(const uint8_t *bytes, size_t length) {
    uint32_t sum = 0xFFFFFFFF;

    for (size_t i = 0; i < length; i++) {
        sum ^= bytes[i];
        for (int bit = 0; bit < 8; bit++)
            sum = sum >> 1 ^ (sum & 1 ? 0xEDB88320 : 0);
    }
    return ~sum;
}

static void put(uint8_t *to, size_t *at, uint32_t value, int size) {
    for (int i = 0; i < size; i++)
        to[(*at)++] = (uint8_t)(i < 4 ? value >> 8 * i : 0);
}

/* A stored member: what its local header and its entry in the directory share. */
static void put_member(uint8_t *to, size_t *at, uint32_t sum, size_t length, size_t name) {
    put(to, at, 0, 8); /* flags, method, time */
    put(to, at, sum, 4);
    put(to, at, (uint32_t)length, 4);
    put(to, at, (uint32_t)length, 4);
    put(to, at, (uint32_t)name, 2);
    put(to, at, 0, 2);
}

static void add_member(zip *to, const char *name, const uint8_t *bytes, size_t length) {
    size_t start = to->length, name_length = strlen(name);
    uint32_t sum = checksum(bytes, length);

    to->bytes = realloc(to->bytes, to->length + length + name_length + 64);
    must(to->bytes != NULL, "there is memory");
    put(to->bytes, &to->length, 0x04034B50, 4);
    put(to->bytes, &to->length, 20, 2);
    put_member(to->bytes, &to->length, sum, length, name_length);
    memcpy(to->bytes + to->length, name, name_length);
    memcpy(to->bytes + to->length + name_length, bytes, length);
    to->length += name_length + length;
    put(to->directory, &to->directory_length, 0x02014B50, 4);
    put(to->directory, &to->directory_length, 20 | 20 << 16, 4);
    put_member(to->directory, &to->directory_length, sum, length, name_length);
    put(to->directory, &to->directory_length, 0, 10); /* comment, disk, attributes */
    put(to->directory, &to->directory_length, (uint32_t)start, 4);
    memcpy(to->directory + to->directory_length, name, name_length);
    to->directory_length += name_length;
    to->count++;
}

static void end_zip(zip *to) {
    uint32_t start = (uint32_t)to->length;

    to->bytes = realloc(to->bytes, to->length + to->directory_length + 64);
    must(to->bytes != NULL, "there is memory");
    memcpy(to->bytes + to->length, to->directory, to->directory_length);
    to->length += to->directory_length;
    put(to->bytes, &to->length, 0x06054B50, 4);
    put(to->bytes, &to->length, 0, 4);
    put(to->bytes, &to->length, to->count | to->count << 16, 4);
    put(to->bytes, &to->length, (uint32_t)to->directory_length, 4);
    put(to->bytes, &to->length, start, 4);
    put(to->bytes, &to->length, 0, 2);
}

/* What is the fuzzer's of a workbook is its sheet, its strings and its formats, divided by NUL. */
static void add_book(zip *to, const uint8_t *data, size_t size) {
    static const char *const PARTS[] = {"xl/worksheets/s.xml", "xl/sharedStrings.xml", "xl/styles.xml"};

    for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++) {
        const uint8_t *end = size ? memchr(data, 0, size) : NULL;
        size_t length = end ? (size_t)(end - data) : size;

        add_member(to, PARTS[i], data, length);
        data += length + (end != NULL);
        size -= length + (end != NULL);
    }
}

static zip make_zip(const format *of, const uint8_t *data, size_t size) {
    zip made = {0};
    const char *const *part = of->parts;

    for (; part[0] && part[1]; part += 2)
        add_member(&made, part[0], (const uint8_t *)part[1], strlen(part[1]));
    if (part[0])
        add_member(&made, part[0], data, size);
    else
        add_book(&made, data, size);
    end_zip(&made);
    return made;
}

static lode_status check_result(void *context, const lode_result *result, lode_error *error) {
    (void)context, (void)error;
    must(result->status == LODE_OK || (result->message && result->message[0]), "a failure has its reason");
    must(result->status != LODE_ERROR_PLUGIN, "a reader gives a text or a reason of its own");
    must(result->status == LODE_OK || result->entity_count == 0, "nothing is found in a document that failed");
    for (size_t i = 0; i < result->entity_count; i++)
        must(result->entities[i].start < result->entities[i].end, "an entity has a span");
    return LODE_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static lode *engine;
    const format *of = size ? &FORMATS[data[0] % (sizeof FORMATS / sizeof *FORMATS)] : NULL;
    zip made = {0};
    lode_input input;
    lode_error error;

    if (!of)
        return 0;
    engine = engine ? engine : open_engine();
    input = (lode_input){.file = of->file, .bytes = data + 1, .length = size - 1};
    if (of->parts[0]) {
        made = make_zip(of, data + 1, size - 1);
        input.bytes = made.bytes;
        input.length = made.length;
    }
    if (lode_extract(engine, &input, NULL, check_result, NULL, &error) != LODE_OK) {
        fprintf(stderr, "%s: %s\n", of->file, error.message);
        must(false, "every file has an answer");
    }
    free(made.bytes);
    return 0;
}
