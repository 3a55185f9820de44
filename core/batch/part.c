/* SPDX-License-Identifier: MIT */
#include "batch/part.h"

#include "base/buffer.h"
#include "base/hash.h"
#include "batch/target.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEAD "lode-part 1\n"
#define ADVICE "make it by 'lode extract --shard K/N -o PART'"

enum { BLOCK = 64 * 1024 };

static lode_status failed(const char *path, const char *what, lode_error *error) {
    lode_error_set(error, LODE_ERROR_IO, "it cannot be %s: %s", what, strerror(errno));
    lode_error_at(error, path, 0, 0);
    return LODE_ERROR_IO;
}

static lode_status refuse(const char *path, const char *message, const char *advice, lode_error *error) {
    lode_error_set(error, LODE_ERROR_USAGE, "%s", message);
    lode_error_at(error, path, 0, 0);
    lode_error_advise(error, "%s", advice);
    return LODE_ERROR_USAGE;
}

/* ---- Writing ------------------------------------------------------------------------------------------------------ */

static void put(lode_buffer *text, const lode_part *part) {
    lode_buffer_format(text,
                       HEAD "part %" PRIu32 " %" PRIu32 "\nrules %016" PRIx64 "\ninputs %" PRIu64 " %016" PRIx64
                            "\noutput %" PRIu64 " %016" PRIx64 "\n",
                       part->number, part->count, part->rules, part->files, part->inputs, part->bytes, part->hash);
    for (const char *const *type = part->types; type && *type; type++)
        lode_buffer_format(text, "type %s\n", *type);
    for (uint64_t i = 0; i < part->packs_count; i++)
        lode_buffer_format(text, "pack %016" PRIx64 " %s\n", part->packs[i].checksum, part->packs[i].name);
    if (!text->failed)
        lode_buffer_format(text, "end %016" PRIx64 "\n", lode_hash(LODE_HASH_START, text->bytes, text->length));
}

static lode_status write_whole(const char *path, const lode_buffer *text, lode_error *error) {
    int descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    lode_sink sink;
    lode_error closing;
    lode_status status;

    if (descriptor < 0)
        return failed(path, "written", error);
    lode_sink_start(&sink, descriptor, path);
    status = lode_sink_write(&sink, text->bytes, text->length, error);
    if (status == LODE_OK)
        status = lode_sink_sync(&sink, error);
    if (lode_sink_close(&sink, &closing) != LODE_OK && status == LODE_OK) {
        status = closing.status;
        *error = closing;
    }
    return status;
}

lode_status lode_part_write(const lode_part *part, const char *path, lode_error *error) {
    char *notes = lode_target_beside(path, ".shard"), *made = lode_target_beside(path, ".shard.part");
    lode_buffer text = {0};
    lode_status status = LODE_OK;

    put(&text, part);
    if (!notes || !made || text.failed)
        status = lode_error_no_memory(error);
    else
        status = write_whole(made, &text, error);
    if (status == LODE_OK && rename(made, notes))
        status = failed(notes, "written", error);
    lode_buffer_free(&text);
    free(notes);
    free(made);
    return status;
}

/* ---- Reading ------------------------------------------------------------------------------------------------------ */

static lode_status read_whole(const char *path, lode_buffer *text, lode_error *error) {
    FILE *file = fopen(path, "rb");
    lode_status status = LODE_OK;

    if (!file)
        return failed(path, "read", error);
    if (!lode_buffer_read(text, file))
        status = text->failed ? lode_error_no_memory(error) : failed(path, "read", error);
    fclose(file);
    return status;
}

/* What the lines are about; room for lists is for as many as there are lines. */
static bool read_line(lode_part *part, char *line, const char **types, lode_writer_pack *packs) {
    uint64_t sum;
    int at = 0;

    if (sscanf(line, "part %" SCNu32 " %" SCNu32 "%n", &part->number, &part->count, &at) == 2 ||
        sscanf(line, "rules %" SCNx64 "%n", &part->rules, &at) == 1 ||
        sscanf(line, "inputs %" SCNu64 " %" SCNx64 "%n", &part->files, &part->inputs, &at) == 2 ||
        sscanf(line, "output %" SCNu64 " %" SCNx64 "%n", &part->bytes, &part->hash, &at) == 2)
        return line[at] == '\0';
    if (strncmp(line, "type ", 5) == 0) {
        types[part->types_count++] = line + 5;
        return true;
    }
    if (sscanf(line, "pack %" SCNx64 " %n", &sum, &at) == 1 && at && line[at]) {
        packs[part->packs_count++] = (lode_writer_pack){line + at, sum};
        return true;
    }
    return false;
}

/* Takes the text apart; false where it is not as it was written. */
static bool read_text(lode_part *part, char *text, size_t length, const char **types, lode_writer_pack *packs) {
    char wanted[sizeof "end 0123456789abcdef\n"];
    size_t end = sizeof wanted - 1;

    if (length < end + strlen(HEAD) || strncmp(text, HEAD, strlen(HEAD)) != 0 || strlen(text) != length)
        return false;
    length -= end;
    snprintf(wanted, sizeof wanted, "end %016" PRIx64 "\n", lode_hash(LODE_HASH_START, text, length));
    if (strcmp(text + length, wanted) != 0)
        return false;
    for (char *line = text + strlen(HEAD), *last; line < text + length; line = last + 1) {
        last = memchr(line, '\n', (size_t)(text + length - line));
        if (!last)
            return false;
        *last = '\0';
        if (!read_line(part, line, types, packs))
            return false;
    }
    return part->number && part->number <= part->count;
}

/* Whether the part itself is what its run wrote. */
static lode_status check_output(const lode_part *part, const char *path, lode_error *error) {
    FILE *file = fopen(path, "rb");
    uint64_t hash = LODE_HASH_START, bytes = 0;
    char block[BLOCK];
    size_t count;
    bool good;

    if (!file)
        return failed(path, "read", error);
    while ((count = fread(block, 1, sizeof block, file)) > 0) {
        hash = lode_hash(hash, block, count);
        bytes += count;
    }
    good = !ferror(file);
    fclose(file);
    if (!good)
        return failed(path, "read", error);
    if (bytes != part->bytes || hash != part->hash)
        return refuse(path, "it is not what its run wrote", "make this part anew", error);
    return LODE_OK;
}

static lode_status read_notes(lode_part *part, const char *notes, lode_arena *arena, lode_error *error) {
    lode_buffer text = {0};
    lode_status status = read_whole(notes, &text, error);
    char *kept = status == LODE_OK ? lode_arena_copy(arena, text.bytes, text.length) : NULL;
    size_t lines = 1;
    const char **types;
    lode_writer_pack *packs;

    for (size_t i = 0; kept && i < text.length; i++)
        lines += kept[i] == '\n';
    types = lode_arena_array(arena, lines, sizeof *types);
    packs = lode_arena_array(arena, lines, sizeof *packs);
    if (status == LODE_OK && (!kept || !types || !packs))
        status = lode_error_no_memory(error);
    if (status == LODE_OK && !read_text(part, kept, text.length, types, packs))
        status = refuse(notes, "these are no notes of a part, or they are damaged", "make this part anew", error);
    part->types = part->types_count ? types : NULL;
    part->packs = packs;
    lode_buffer_free(&text);
    return status;
}

lode_status lode_part_read(lode_part *part, const char *path, lode_arena *arena, lode_error *error) {
    char *notes = lode_target_beside(path, ".shard"), *journal = lode_target_beside(path, ".journal");
    struct stat info;
    lode_status status = LODE_OK;

    *part = (lode_part){0};
    if (!notes || !journal)
        status = lode_error_no_memory(error);
    else if (stat(journal, &info) == 0)
        status = refuse(path, "the run of this part is not finished", "go on with it by --resume", error);
    else if (stat(path, &info) == 0 && stat(notes, &info))
        status = refuse(path, "it is no part: there is no file of that name and '.shard' beside it", ADVICE, error);
    else if (stat(path, &info))
        status = refuse(path, "there is no such part", ADVICE, error);
    if (status == LODE_OK)
        status = read_notes(part, notes, arena, error);
    if (status == LODE_OK)
        status = check_output(part, path, error);
    free(notes);
    free(journal);
    return status;
}
