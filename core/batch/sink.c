/* SPDX-License-Identifier: MIT */
#include "batch/sink.h"

#include "base/hash.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { BLOCK = 64 * 1024 };

static lode_status failed(lode_sink *sink, int reason, lode_error *error) {
    sink->failure = reason;
    if (reason == EPIPE)
        return LODE_END;
    lode_error_set(error, LODE_ERROR_IO, "the output cannot be written: %s", strerror(reason));
    lode_error_at(error, sink->name, 0, 0);
    if (reason == ENOSPC || reason == EDQUOT)
        lode_error_advise(error, "make room or write elsewhere, then run it again");
    return LODE_ERROR_IO;
}

void lode_sink_start(lode_sink *sink, int descriptor, const char *name) {
    *sink = (lode_sink){.descriptor = descriptor, .name = name, .hash = LODE_HASH_START};
}

static lode_status refuse(const lode_sink *sink, const char *message, lode_error *error) {
    lode_error_set(error, LODE_ERROR_USAGE, "%s", message);
    lode_error_at(error, sink->name, 0, 0);
    lode_error_advise(error, "remove it and its journal to start anew");
    return LODE_ERROR_USAGE;
}

lode_status lode_sink_verify(lode_sink *sink, uint64_t length, uint64_t hash, lode_error *error) {
    char block[BLOCK];
    uint64_t found = LODE_HASH_START;

    for (uint64_t at = 0; at < length;) {
        size_t wanted = length - at < BLOCK ? (size_t)(length - at) : BLOCK;
        ssize_t count = pread(sink->descriptor, block, wanted, (off_t)at);

        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return failed(sink, errno, error);
        if (count == 0)
            return refuse(sink, "the output is shorter than the unfinished run left it", error);
        found = lode_hash(found, block, (size_t)count);
        at += (uint64_t)count;
    }
    return found == hash ? LODE_OK : refuse(sink, "the output is not what the unfinished run wrote", error);
}

lode_status lode_sink_cut(lode_sink *sink, uint64_t length, uint64_t hash, lode_error *error) {
    lode_status status = length ? lode_sink_verify(sink, length, hash, error) : LODE_OK;

    if (status != LODE_OK)
        return status;
    if (ftruncate(sink->descriptor, (off_t)length) || lseek(sink->descriptor, (off_t)length, SEEK_SET) < 0)
        return failed(sink, errno, error);
    sink->length = length;
    sink->hash = length ? hash : LODE_HASH_START;
    return LODE_OK;
}

bool lode_make_durable(int descriptor, bool folder) {
    int result;

    do /* what names a folder holds is not always its data */
        result = folder ? fsync(descriptor) : fdatasync(descriptor);
    while (result && errno == EINTR);
    return result == 0 || errno == EINVAL;
}

lode_status lode_sink_sync(lode_sink *sink, lode_error *error) {
    if (sink->failure)
        return failed(sink, sink->failure, error);
    return lode_make_durable(sink->descriptor, false) ? LODE_OK : failed(sink, errno, error);
}

lode_status lode_sink_write(lode_sink *sink, const char *bytes, size_t length, lode_error *error) {
    if (sink->failure)
        return failed(sink, sink->failure, error);
    while (length && !sink->discards) {
        ssize_t count = write(sink->descriptor, bytes, length);

        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return failed(sink, count < 0 ? errno : EIO, error);
        if (sink->hashes)
            sink->hash = lode_hash(sink->hash, bytes, (size_t)count);
        bytes += count;
        length -= (size_t)count;
        sink->length += (uint64_t)count;
    }
    return LODE_OK;
}

lode_status lode_sink_close(lode_sink *sink, lode_error *error) {
    int descriptor = sink->descriptor, before = sink->failure;

    sink->descriptor = -1;
    /* After an interrupted close the descriptor is gone on Linux; closing again could hit another file. */
    if (close(descriptor) && errno != EINTR)
        return failed(sink, errno, error);
    return before ? failed(sink, before, error) : LODE_OK;
}
