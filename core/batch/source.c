/* SPDX-License-Identifier: MIT */
#include "batch/source.h"

#include "base/hash.h"
#include "batch/naming.h"
#include "pipeline/engine.h"

#include <string.h>
#include <sys/stat.h>

static void note_file(lode_source *source, const char *path) {
    struct stat info = {0};
    uint64_t facts[3] = {0};

    if (strcmp(path, "-") != 0 && stat(path, &info) == 0) {
        facts[0] = (uint64_t)info.st_size;
        facts[1] = (uint64_t)info.st_mtim.tv_sec;
        facts[2] = (uint64_t)info.st_mtim.tv_nsec;
    }
    source->inputs_hash = lode_hash_string(source->inputs_hash, path);
    source->inputs_hash = lode_hash(source->inputs_hash, facts, sizeof facts);
}

/* Begins the next file; with a reason where that one cannot be read. */
static lode_status next_file(lode_source *source, lode_input *input, lode_error *reason, lode_error *error) {
    const char *path;
    lode_status status = source->share ? lode_share_next(source->share, source->inputs, &path, reason)
                                       : lode_inputs_next(source->inputs, &path, reason);

    if (status == LODE_END)
        return status;
    if (status != LODE_OK && status != LODE_ERROR_IO) {
        *error = *reason;
        return status;
    }
    source->name = lode_document_name(&source->named, path);
    if (!source->name)
        return lode_error_no_memory(error);
    *input = (lode_input){.file = source->name};
    note_file(source, path);
    if (status == LODE_ERROR_IO)
        return LODE_OK;
    status = lode_frames_open(&source->frames, path, reason);
    source->reading = status == LODE_OK;
    source->chosen = false;
    reason->status = status;
    return LODE_OK;
}

/* Finds out how to cut the file. A reason is why it cannot be read. */
static lode_status choose_framing(lode_source *source, lode_error *reason, lode_error *error) {
    lode_input head = {.file = source->frames.path, .bytes = (const unsigned char *)""};
    lode_status status = source->reader ? LODE_OK : lode_frames_head(&source->frames, &head, reason);

    if (status != LODE_OK) {
        reason->status = status;
        return status == LODE_DECLINED ? status : LODE_OK;
    }
    reason->status = LODE_OK;
    source->chosen = true;
    return lode_engine_framing(source->engine, source->reader, &head, &source->frames.framing, error);
}

lode_status lode_source_next(lode_source *source, lode_input *input, lode_error *reason, lode_error *error) {
    for (;;) {
        lode_status status;

        reason->status = LODE_OK;
        if (!source->reading) {
            status = next_file(source, input, reason, error);
            if (status != LODE_OK || reason->status != LODE_OK)
                return status;
        }
        if (!source->chosen) {
            status = choose_framing(source, reason, error);
            if (status != LODE_OK)
                return status;
        }
        status = source->chosen ? lode_frames_next(&source->frames, input, reason) : reason->status;
        if (status == LODE_OK) {
            reason->status = LODE_OK;
            input->file = source->name;
            source->bytes += input->length;
            return LODE_OK;
        }
        if (status == LODE_DECLINED)
            return status;
        if (status == LODE_ERROR_LIMIT) {
            *input = (lode_input){.file = source->name, .line = source->frames.line};
            return LODE_OK;
        }
        lode_frames_close(&source->frames);
        source->reading = false;
        if (status != LODE_END) {
            *input = (lode_input){.file = source->name, .line = source->frames.line};
            return LODE_OK;
        }
    }
}

int lode_source_descriptor(const lode_source *source) {
    return source->reading && source->frames.waits ? source->frames.descriptor : -1;
}

void lode_source_close(lode_source *source) {
    lode_frames_close(&source->frames);
    lode_frames_free(&source->frames);
    lode_buffer_free(&source->named);
    source->reading = false;
}
