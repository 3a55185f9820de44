#include "batch/frames.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* What is read at once, and the memory that is kept from one file to the next. */
enum { BLOCK = 64 * 1024, KEPT = 16 << 20 };

static lode_status failed(const lode_frames *frames, int reason, lode_error *error) {
    if (reason == ENOMEM)
        lode_error_set(error, LODE_ERROR_MEMORY, "memory ran out while the file was read");
    else
        lode_error_set(error, LODE_ERROR_IO, "%s", strerror(reason));
    lode_error_at(error, frames->path, 0, 0);
    return reason == ENOMEM ? LODE_ERROR_MEMORY : LODE_ERROR_IO;
}

lode_status lode_frames_open(lode_frames *frames, const char *path, lode_framing framing, lode_error *error) {
    struct stat info;

    frames->path = path;
    frames->framing = framing;
    frames->line = 0;
    frames->done = false;
    frames->stream = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    if (!frames->stream)
        return failed(frames, errno, error);
    if (fstat(fileno(frames->stream), &info) == 0 && S_ISDIR(info.st_mode)) {
        lode_frames_close(frames);
        return failed(frames, EISDIR, error);
    }
    return LODE_OK;
}

static bool make_room(lode_frames *frames, size_t length) {
    size_t capacity = frames->capacity < BLOCK ? BLOCK : frames->capacity;
    char *bytes;

    if (length < frames->capacity)
        return true;
    while (capacity <= length) {
        if (capacity > SIZE_MAX / 2)
            return false;
        capacity *= 2;
    }
    bytes = realloc(frames->bytes, capacity);
    if (!bytes)
        return false;
    frames->bytes = bytes;
    frames->capacity = capacity;
    return true;
}

static lode_status read_file(lode_frames *frames, size_t *length, lode_error *error) {
    *length = 0;
    frames->done = true;
    do {
        if (!make_room(frames, *length))
            return failed(frames, ENOMEM, error);
        *length += fread(frames->bytes + *length, 1, frames->capacity - *length, frames->stream);
        if (ferror(frames->stream))
            return failed(frames, errno, error);
    } while (!feof(frames->stream));
    return LODE_OK;
}

static bool is_blank(const char *bytes, size_t length) {
    for (size_t i = 0; i < length; i++)
        if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r')
            return false;
    return true;
}

static lode_status read_line(lode_frames *frames, size_t *length, lode_error *error) {
    do {
        ssize_t count;

        errno = 0;
        count = getline(&frames->bytes, &frames->capacity, frames->stream);
        if (count < 0) {
            frames->done = true;
            return feof(frames->stream) && !ferror(frames->stream) ? LODE_END : failed(frames, errno, error);
        }
        frames->line++;
        *length = (size_t)count;
        if (frames->bytes[*length - 1] == '\n')
            --*length;
    } while (is_blank(frames->bytes, *length));
    return LODE_OK;
}

lode_status lode_frames_next(lode_frames *frames, lode_input *input, lode_error *error) {
    size_t length = 0;
    lode_status status;

    if (frames->done)
        return LODE_END;
    status = frames->framing == LODE_FRAME_LINE ? read_line(frames, &length, error) : read_file(frames, &length, error);
    if (status == LODE_OK)
        *input = (lode_input){
            .file = frames->path, .line = frames->line, .bytes = (const unsigned char *)frames->bytes, .length = length};
    return status;
}

void lode_frames_close(lode_frames *frames) {
    if (frames->stream && frames->stream != stdin)
        fclose(frames->stream);
    frames->stream = NULL;
    if (frames->capacity > KEPT)
        lode_frames_free(frames);
}

void lode_frames_free(lode_frames *frames) {
    free(frames->bytes);
    frames->bytes = NULL;
    frames->capacity = 0;
}
