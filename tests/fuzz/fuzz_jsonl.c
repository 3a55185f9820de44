/* SPDX-License-Identifier: MIT */
/* Any bytes as lines of JSON Lines, through the reader's plugin and the whole engine: each line gives a document or a reason
 * why not, and what is found lies in the record. Wants LODE_SOURCE, and the reader in LODE_BUILD or
 * LODE_PLUGIN_PATH. */
#include "must.h"

#include <lode.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void print(void *context, const lode_error *error) {
    (void)context;
    fprintf(stderr, "%s: %s\n", error->file, error->message);
}

static lode *open_engine(lode_offsets offsets) {
    lode_options options = lode_options_default();
    const char *source = getenv("LODE_SOURCE"), *build = getenv("LODE_BUILD");
    char pack[4096], plugins[4096];
    const char *const directories[] = {plugins, NULL};
    lode *engine;
    lode_error error = {0};

    options.cache = false;
    options.offsets = offsets;
    options.report = print;
    if (build)
        options.plugin_directories = directories;
    snprintf(plugins, sizeof plugins, "%s/plugins/.libs", build ? build : "");
    snprintf(pack, sizeof pack, "%s/tests/fuzz/jsonl.yaml", source ? source : ".");
    must(lode_open(&options, &engine, &error) == LODE_OK, "an engine opens");
    must(lode_load(engine, pack, &error) == LODE_OK, "the pack loads");
    return engine;
}

static void check_entity(const lode_result *result, size_t i, size_t size) {
    const lode_entity *entity = &result->entities[i];

    must(entity->start < entity->end && entity->end <= size, "a span lies in the record");
    must(i == 0 || result->entities[i - 1].start <= entity->start, "entities come in order");
    must(entity->length > 0 && entity->type && entity->rule, "an entity is whole");
}

static lode_status check_result(void *context, const lode_result *result, lode_error *error) {
    const lode_input *input = context;

    (void)error;
    must(result->line == input->line && strcmp(result->document, "fuzz.jsonl") == 0, "the answer is the line's");
    must(result->status == LODE_OK || (result->message && result->message[0]), "a failure has its reason");
    must(result->status == LODE_OK || result->entity_count == 0, "nothing is found in a record that failed");
    for (size_t i = 0; i < result->entity_count; i++)
        check_entity(result, i, input->length);
    return LODE_OK;
}

static void check_line(lode *engine, const uint8_t *line, size_t length, uint64_t number) {
    lode_input input = {.file = "fuzz.jsonl", .line = number, .bytes = line, .length = length};
    lode_error error;

    must(lode_extract(engine, &input, NULL, check_result, &input, &error) == LODE_OK, "every line has an answer");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static lode *engines[3];
    uint64_t number = 0;
    lode *engine;

    if (!size)
        return 0;
    if (!engines[data[0] % 3])
        engines[data[0] % 3] = open_engine((lode_offsets)(data[0] % 3));
    engine = engines[data[0] % 3];
    data++;
    size--;
    while (size) {
        const uint8_t *end = memchr(data, '\n', size);
        size_t length = end ? (size_t)(end - data) : size;

        check_line(engine, data, length, ++number);
        data += length + (end != NULL);
        size -= length + (end != NULL);
    }
    return 0;
}
