#include "batch/source.h"

#include "base/hash.h"
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
    const lode_plugin *reader;
    const char *path;
    lode_status status = lode_inputs_next(source->inputs, &path, reason);

    if (status == LODE_END)
        return status;
    if (status != LODE_OK && status != LODE_ERROR_IO) {
        *error = *reason;
        return status;
    }
    *input = (lode_input){.file = path};
    note_file(source, path);
    if (status == LODE_ERROR_IO)
        return LODE_OK;
    status = lode_engine_reader(source->engine, source->reader, path, &reader, error);
    if (status != LODE_OK)
        return status;
    status = lode_frames_open(&source->frames, path, reader->reader->framing, reason);
    source->reading = status == LODE_OK;
    reason->status = status;
    return LODE_OK;
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
        status = lode_frames_next(&source->frames, input, reason);
        if (status == LODE_OK) {
            reason->status = LODE_OK;
            source->bytes += input->length;
            return LODE_OK;
        }
        if (status == LODE_DECLINED)
            return status;
        if (status == LODE_ERROR_LIMIT) {
            *input = (lode_input){.file = source->frames.path, .line = source->frames.line};
            return LODE_OK;
        }
        lode_frames_close(&source->frames);
        source->reading = false;
        if (status != LODE_END) {
            *input = (lode_input){.file = source->frames.path, .line = source->frames.line};
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
    source->reading = false;
}
