#include "batch/sink.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static lode_status failed(const lode_sink *sink, int reason, lode_error *error) {
    if (reason == EPIPE)
        return LODE_END;
    lode_error_set(error, LODE_ERROR_IO, "the output cannot be written: %s", strerror(reason));
    lode_error_at(error, sink->name, 0, 0);
    if (reason == ENOSPC || reason == EDQUOT)
        lode_error_advise(error, "make room or write elsewhere, then run it again");
    return LODE_ERROR_IO;
}

void lode_sink_start(lode_sink *sink, int descriptor, const char *name) {
    *sink = (lode_sink){.descriptor = descriptor, .name = name};
}

lode_status lode_sink_cut(lode_sink *sink, uint64_t length, lode_error *error) {
    struct stat info;
    bool file = fstat(sink->descriptor, &info) == 0 && S_ISREG(info.st_mode);

    if (length && (!file || (uint64_t)info.st_size < length)) {
        lode_error_set(error, LODE_ERROR_USAGE, "the output is shorter than the unfinished run left it");
        lode_error_at(error, sink->name, 0, 0);
        lode_error_advise(error, "remove it and its journal to start anew");
        return LODE_ERROR_USAGE;
    }
    if (file && (ftruncate(sink->descriptor, (off_t)length) || lseek(sink->descriptor, (off_t)length, SEEK_SET) < 0))
        return failed(sink, errno, error);
    sink->length = length;
    return LODE_OK;
}

lode_status lode_sink_sync(const lode_sink *sink, lode_error *error) {
    /* EINVAL: not a thing that can be synchronised, such as a pipe. */
    return fdatasync(sink->descriptor) == 0 || errno == EINVAL ? LODE_OK : failed(sink, errno, error);
}

lode_status lode_sink_write(lode_sink *sink, const char *bytes, size_t length, lode_error *error) {
    while (length && !sink->discards) {
        ssize_t count = write(sink->descriptor, bytes, length);

        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return failed(sink, errno, error);
        bytes += count;
        length -= (size_t)count;
        sink->length += (uint64_t)count;
    }
    return LODE_OK;
}

lode_status lode_sink_close(lode_sink *sink, lode_error *error) {
    int descriptor = sink->descriptor;

    sink->descriptor = -1;
    /* After an interrupted close the descriptor is gone on Linux; closing again could hit another file. */
    return close(descriptor) == 0 || errno == EINTR ? LODE_OK : failed(sink, errno, error);
}
