/* SPDX-License-Identifier: MIT */
/* Any bytes as the notes beside a part of a run's output: they are refused with what to do, or are those of a part, which are
 * written as they were read. The first byte tells whether they get the checksum that they should have. */
#include "batch/part.h"

#include "base/buffer.h"
#include "base/hash.h"
#include "must.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char folder[] = "/tmp/fuzz-part-XXXXXX", part_path[64], notes_path[64];

static void write_file(const char *path, const char *bytes, size_t length) {
    FILE *file = fopen(path, "wb");

    must(file && fwrite(bytes, 1, length, file) == length && fclose(file) == 0, "a file can be written");
}

static void clean_up(void) {
    remove(part_path);
    remove(notes_path);
    rmdir(folder);
}

/* An empty part. */
static void begin(void) {
    must(mkdtemp(folder) && atexit(clean_up) == 0, "a folder can be made");
    snprintf(part_path, sizeof part_path, "%s/part", folder);
    snprintf(notes_path, sizeof notes_path, "%s/part.shard", folder);
    write_file(part_path, "", 0);
}

static lode_status read_part(lode_part *part, lode_arena *arena) {
    lode_error error = {0};
    lode_status status = lode_part_read(part, part_path, arena, &error);

    must(status == LODE_OK || (status == LODE_ERROR_USAGE && error.message[0] && error.advice[0]), "an answer of those told");
    return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    lode_arena arena = {0};
    lode_buffer text = {0};
    lode_part part, again;

    if (!size)
        return 0;
    if (!part_path[0])
        begin();
    lode_buffer_append(&text, (const char *)data + 1, size - 1);
    if (data[0] & 1)
        lode_buffer_format(&text, "end %016" PRIx64 "\n", lode_hash(LODE_HASH_START, text.bytes, text.length));
    write_file(notes_path, text.bytes, text.length);
    if (read_part(&part, &arena) == LODE_OK) {
        must(part.number && part.number <= part.count && !part.bytes, "it is a part of a run, and what it says of it");
        must(lode_part_write(&part, part_path, NULL) == LODE_OK && read_part(&again, &arena) == LODE_OK, "it is read again");
        must(again.number == part.number && again.count == part.count && again.rules == part.rules &&
                 again.files == part.files && again.inputs == part.inputs && again.types_count == part.types_count &&
                 again.packs_count == part.packs_count,
             "what is written is what was read");
    }
    lode_buffer_free(&text);
    lode_arena_free(&arena);
    return 0;
}
