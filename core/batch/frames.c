/* SPDX-License-Identifier: MIT */
#include "batch/frames.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What is read at least at once, and the memory that is kept from one file to the next. */
enum { BLOCK = 64 * 1024, KEPT = 1 << 20 };

static lode_status failed(const lode_frames *frames, int reason, lode_error *error) {
    if (reason == ENOMEM)
        lode_error_no_memory(error);
    else
        lode_error_set(error, LODE_ERROR_IO, "%s", strerror(reason));
    lode_error_at(error, frames->path, 0, 0);
    return reason == ENOMEM ? LODE_ERROR_MEMORY : LODE_ERROR_IO;
}

/* Whether a pipe has a name in a folder. Pipes without one, such as those of a shell's <(...), are all on one device of their
 * own, where one that is made here is as well. */
static bool is_named_pipe(const struct stat *info) {
    struct stat nameless;
    int ends[2];
    bool named = pipe(ends) == 0;

    if (named) {
        named = fstat(ends[0], &nameless) == 0 && nameless.st_dev != info->st_dev;
        close(ends[0]);
        close(ends[1]);
    }
    return named;
}

/* Terminals and pipes without a name are read; other things that are no files are not: somebody may never write to them. NULL,
 * or what it is. */
static const char *is_unfit(const lode_frames *frames, const struct stat *info) {
    mode_t mode = info->st_mode;

    if (S_ISFIFO(mode) && frames->descriptor != STDIN_FILENO && is_named_pipe(info))
        return "it is a named pipe; read it as standard input, 'lode extract - <PIPE'";
    if (S_ISSOCK(mode))
        return "it is a socket";
    if (S_ISBLK(mode) || (S_ISCHR(mode) && frames->descriptor != STDIN_FILENO && !isatty(frames->descriptor)))
        return "it is a device";
    return S_ISDIR(mode) ? strerror(EISDIR) : NULL;
}

static lode_status refuse(const lode_frames *frames, const char *why, lode_error *error) {
    lode_error_set(error, LODE_ERROR_IO, "%s", why);
    lode_error_at(error, frames->path, 0, 0);
    return LODE_ERROR_IO;
}

lode_status lode_frames_open(lode_frames *frames, const char *path, lode_error *error) {
    struct stat info;
    const char *why;

    frames->path = path;
    frames->line = 0;
    frames->start = frames->filled = 0;
    frames->looked = 0;
    frames->ended = frames->done = frames->skipping = false;
    /* Opening a named pipe would wait for somebody to write to it. */
    frames->descriptor = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    frames->open = frames->descriptor >= 0;
    if (!frames->open && errno == ENXIO && stat(path, &info) == 0 && S_ISSOCK(info.st_mode))
        return refuse(frames, is_unfit(frames, &info), error);
    if (!frames->open)
        return failed(frames, errno, error);
    if (fstat(frames->descriptor, &info) != 0)
        info.st_mode = S_IFREG;
    frames->waits = !S_ISREG(info.st_mode);
    why = is_unfit(frames, &info);
    if (why)
        lode_frames_close(frames);
    return why ? refuse(frames, why, error) : LODE_OK;
}

void lode_frames_open_bytes(lode_frames *frames, const char *path, char *bytes, size_t length) {
    free(frames->bytes);
    *frames = (lode_frames){.limit = frames->limit,
                            .path = path,
                            .descriptor = -1,
                            .bytes = bytes,
                            .capacity = length,
                            .filled = length,
                            .ended = true};
}

/* Reads more behind what is there; sets `ended` where there is none. LODE_DECLINED where it would have to wait. */
static lode_status read_more(lode_frames *frames, lode_error *error) {
    struct pollfd polled = {.fd = frames->descriptor, .events = POLLIN};
    ssize_t count;

    if (frames->waits && poll(&polled, 1, 0) <= 0)
        return LODE_DECLINED;
    if (frames->start) {
        memmove(frames->bytes, frames->bytes + frames->start, frames->filled - frames->start);
        frames->filled -= frames->start;
        frames->start = 0;
    }
    if (frames->capacity - frames->filled < BLOCK) {
        size_t capacity = frames->capacity < BLOCK ? 2 * BLOCK : frames->capacity * 2;
        char *bytes = capacity > frames->capacity ? realloc(frames->bytes, capacity) : NULL;

        if (!bytes)
            return failed(frames, ENOMEM, error);
        frames->bytes = bytes;
        frames->capacity = capacity;
    }
    do
        count = read(frames->descriptor, frames->bytes + frames->filled, frames->capacity - frames->filled);
    while (count < 0 && errno == EINTR);
    if (count < 0 && errno == EAGAIN)
        return LODE_DECLINED;
    if (count < 0)
        return failed(frames, errno, error);
    frames->filled += (size_t)count;
    frames->ended = count == 0;
    return LODE_OK;
}

lode_status lode_frames_head(lode_frames *frames, lode_input *head, lode_error *error) {
    /* A pipe may give its first line long before the next. */
    while (!frames->ended && frames->filled < LODE_SIGNATURE_REACH && !(frames->waits && frames->filled)) {
        lode_status status = read_more(frames, error);

        if (status != LODE_OK)
            return status;
    }
    *head = (lode_input){.file = frames->path,
                         .bytes = (const unsigned char *)(frames->filled ? frames->bytes : ""),
                         .length = frames->filled < LODE_SIGNATURE_REACH ? frames->filled : LODE_SIGNATURE_REACH};
    return LODE_OK;
}

static bool too_long(const lode_frames *frames, size_t length) {
    return frames->limit && length > frames->limit;
}

static lode_status refuse_length(const lode_frames *frames, lode_error *error) {
    lode_error_set(error, LODE_ERROR_LIMIT, "the document is larger than %zu bytes", frames->limit);
    lode_error_at(error, frames->path, 0, 0);
    lode_error_advise(error, "allow more with --max-bytes");
    return LODE_ERROR_LIMIT;
}

static lode_status read_file(lode_frames *frames, size_t *length, lode_error *error) {
    while (!frames->ended && !too_long(frames, frames->filled)) {
        lode_status status = read_more(frames, error);

        if (status != LODE_OK)
            return status;
    }
    frames->done = true;
    *length = frames->filled;
    return too_long(frames, frames->filled) ? refuse_length(frames, error) : LODE_OK;
}

static bool is_blank(const char *bytes, size_t length) {
    for (size_t i = 0; i < length; i++)
        if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r')
            return false;
    return true;
}

/* Takes one line out of what is read: its start and length without the line end. */
static lode_status take_line(lode_frames *frames, size_t *start, size_t *length, lode_error *error) {
    for (;;) {
        const char *from = frames->bytes + frames->start, *end = NULL;
        bool skipped;

        if (frames->filled > frames->start + frames->looked)
            end = memchr(from + frames->looked, '\n', frames->filled - frames->start - frames->looked);
        if (end || frames->ended) {
            *start = frames->start;
            *length = end ? (size_t)(end - from) : frames->filled - frames->start;
            skipped = frames->skipping;
            if (!end && !*length && !skipped)
                return LODE_END;
            frames->looked = 0;
            frames->skipping = false;
            frames->start += *length + (end != NULL);
            frames->line++;
            return skipped || too_long(frames, *length) ? refuse_length(frames, error) : LODE_OK;
        }
        frames->looked = frames->filled - frames->start;
        if (too_long(frames, frames->looked)) {
            frames->skipping = true;
            frames->start = frames->filled;
            frames->looked = 0;
        }
        lode_status status = read_more(frames, error);

        if (status != LODE_OK)
            return status;
    }
}

static lode_status read_line(lode_frames *frames, size_t *start, size_t *length, lode_error *error) {
    lode_status status;

    do
        status = take_line(frames, start, length, error);
    while (status == LODE_OK && is_blank(frames->bytes + *start, *length));
    frames->done = status == LODE_END;
    return status;
}

lode_status lode_frames_next(lode_frames *frames, lode_input *input, lode_error *error) {
    size_t start = 0, length = 0;
    lode_status status;

    if (frames->done)
        return LODE_END;
    if (frames->framing == LODE_FRAME_LINE)
        status = read_line(frames, &start, &length, error);
    else
        status = read_file(frames, &length, error);
    if (status == LODE_OK)
        *input = (lode_input){.file = frames->path,
                              .line = frames->line,
                              .bytes = (const unsigned char *)(length ? frames->bytes + start : ""),
                              .length = length};
    return status;
}

void lode_frames_close(lode_frames *frames) {
    if (frames->open && frames->descriptor != STDIN_FILENO)
        close(frames->descriptor);
    frames->open = false;
    if (frames->capacity > KEPT)
        lode_frames_free(frames);
}

void lode_frames_free(lode_frames *frames) {
    free(frames->bytes);
    frames->bytes = NULL;
    frames->capacity = 0;
}
