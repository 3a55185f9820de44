/* SPDX-License-Identifier: MIT */
#include "batch/journal.h"

#include "base/buffer.h"
#include "base/hash.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { NOTE_BYTES = 16 << 20, NOTE_MILLISECONDS = 250, LINE_MOST = 256, BLOCK = 64 * 1024 };

static lode_status failed(lode_journal *journal, const char *what, int reason, lode_error *error) {
    journal->failure = reason;
    lode_error_set(error, LODE_ERROR_IO, "the journal cannot be %s: %s", what, strerror(reason));
    lode_error_at(error, journal->path, 0, 0);
    return LODE_ERROR_IO;
}

static int64_t milliseconds(void) {
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Writes a line with its checksum. */
static lode_status write_line(lode_journal *journal, const char *line, lode_error *error) {
    char whole[LINE_MOST];
    int length = snprintf(whole, sizeof whole, "%s %016" PRIx64 "\n", line, lode_hash_string(LODE_HASH_START, line));

    for (int at = 0; at < length;) {
        ssize_t count = write(journal->descriptor, whole + at, (size_t)(length - at));

        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return failed(journal, "written", count < 0 ? errno : EIO, error);
        at += (int)count;
    }
    return LODE_OK;
}

/* Takes the next line off *text if it is whole and its checksum is right, and cuts the checksum off; NULL: there is none. */
static const char *take_line(char **text) {
    char *line = *text, *end = strchr(line, '\n'), *sum, wanted[2 * sizeof(uint64_t) + 1];

    if (!end)
        return NULL;
    *end = '\0';
    sum = strrchr(line, ' ');
    if (!sum)
        return NULL;
    *sum = '\0';
    snprintf(wanted, sizeof wanted, "%016" PRIx64, lode_hash_string(LODE_HASH_START, line));
    if (strcmp(sum + 1, wanted) != 0)
        return NULL;
    *text = end + 1;
    return line;
}

/* Takes a word off *line that must stand there. */
static bool take_word(const char **line, const char *word) {
    size_t length = strlen(word);

    if (strncmp(*line, word, length) != 0)
        return false;
    *line += length;
    return true;
}

/* Takes a number off *line, behind a space. */
static bool take_number(const char **line, int base, uint64_t *number) {
    char *end;

    if ((*line)[0] != ' ' || !isxdigit((unsigned char)(*line)[1]))
        return false;
    errno = 0;
    *number = strtoull(*line + 1, &end, base);
    *line = end;
    return errno == 0;
}

static lode_status read_whole(lode_journal *journal, lode_buffer *content, lode_error *error) {
    for (;;) {
        ssize_t count;

        if (!lode_buffer_reserve(content, BLOCK))
            return lode_error_no_memory(error);
        count = read(journal->descriptor, content->bytes + content->length, BLOCK);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return failed(journal, "read", errno, error);
        content->length += (size_t)count;
        content->bytes[content->length] = '\0';
        if (count == 0)
            return LODE_OK;
    }
}

static lode_status refuse(const lode_journal *journal, const char *message, const char *advice, lode_error *error) {
    lode_error_set(error, LODE_ERROR_USAGE, "%s", message);
    lode_error_at(error, journal->path, 0, 0);
    lode_error_advise(error, "%s", advice);
    return LODE_ERROR_USAGE;
}

#define HEAD "lode-journal 2"

/* Whether all there is of a text is the beginning of a journal's head. */
static bool is_torn_head(const char *text) {
    size_t length = strlen(text), head = strlen(HEAD);

    return strncmp(text, HEAD, length < head ? length : head) == 0 && !strchr(text, '\n');
}

/* Takes a line apart: what was done, or that it is the whole. A journal only ever goes forward. */
static bool read_position(lode_journal *journal, const char *line) {
    lode_journal_position read;
    bool whole = take_word(&line, "whole");

    if ((!whole && !take_word(&line, "done")) || !take_number(&line, 10, &read.documents) ||
        !take_number(&line, 10, &read.bytes) || !take_number(&line, 16, &read.inputs_hash) ||
        !take_number(&line, 16, &read.output_hash) || !take_number(&line, 10, &read.written) ||
        !take_number(&line, 10, &read.failed) || *line || read.documents < journal->resumed.documents ||
        read.bytes < journal->resumed.bytes || read.bytes > INT64_MAX || read.written < journal->resumed.written ||
        read.failed < journal->resumed.failed || read.failed > read.written)
        return false;
    journal->resumed = read;
    journal->whole = whole;
    return true;
}

lode_status lode_journal_read(lode_journal *journal, char *text, lode_error *error) {
    char *start = text;
    uint64_t fingerprint = 0;
    const char *line;

    if (is_torn_head(text))
        return LODE_END;
    line = take_line(&text);
    if (!line || !take_word(&line, HEAD) || !take_number(&line, 16, &fingerprint) || *line)
        return refuse(journal, "this is no journal of an unfinished run", "remove it to start anew", error);
    if (fingerprint != journal->fingerprint)
        return refuse(journal, "the unfinished run had other rules, plugins or options",
                      "run it with those again, or remove this file and the part beside it to start anew", error);
    do
        journal->good = text - start;
    while (!journal->whole && (line = take_line(&text)) != NULL && read_position(journal, line));
    return LODE_OK;
}

static lode_status read_journal(lode_journal *journal, lode_error *error) {
    lode_buffer content = {0};
    lode_status status = read_whole(journal, &content, error);

    if (status == LODE_OK)
        status = lode_journal_read(journal, content.bytes, error);
    lode_buffer_free(&content);
    /* What was torn must not stay before what comes next. */
    if (status == LODE_OK &&
        (ftruncate(journal->descriptor, journal->good) || lseek(journal->descriptor, journal->good, SEEK_SET) < 0))
        status = failed(journal, "written", errno, error);
    return status;
}

/* Two runs must not write to one output. The lock goes with the process, however that ends. */
static lode_status lock(const lode_journal *journal, lode_error *error) {
    const struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};

    if (fcntl(journal->descriptor, F_SETLK, &whole) == 0 || (errno != EAGAIN && errno != EACCES))
        return LODE_OK; /* or a file system without locks */
    return refuse(journal, "another run is writing to this output", "wait for its end", error);
}

static lode_status begin(lode_journal *journal, lode_error *error) {
    char line[LINE_MOST];

    if (ftruncate(journal->descriptor, 0) || lseek(journal->descriptor, 0, SEEK_SET) < 0)
        return failed(journal, "written", errno, error);
    journal->noted = false;
    snprintf(line, sizeof line, HEAD " %016" PRIx64, journal->fingerprint);
    return write_line(journal, line, error);
}

lode_status lode_journal_open(lode_journal *journal, const char *path, uint64_t fingerprint, bool resume, lode_error *error) {
    lode_status status;

    *journal = (lode_journal){.path = path, .fingerprint = fingerprint, .noted = true, .noted_at = milliseconds()};
    journal->descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | (resume ? 0 : O_EXCL), 0666);
    if (journal->descriptor < 0)
        return failed(journal, "opened", errno, error);
    status = lock(journal, error);
    if (status == LODE_OK)
        status = read_journal(journal, error);
    return status == LODE_END ? begin(journal, error) : status;
}

/* Makes the output durable, and then a line that says so. */
static lode_status note(lode_journal *journal, const char *word, lode_sink *output, const lode_journal_position *position,
                        lode_error *error) {
    char line[LINE_MOST];
    lode_status status;

    if (journal->failure)
        return failed(journal, "written", journal->failure, error);
    status = lode_sink_sync(output, error);
    snprintf(line, sizeof line, "%s %" PRIu64 " %" PRIu64 " %016" PRIx64 " %016" PRIx64 " %" PRIu64 " %" PRIu64, word,
             position->documents, position->bytes, position->inputs_hash, position->output_hash, position->written,
             position->failed);
    if (status == LODE_OK)
        status = write_line(journal, line, error);
    if (status == LODE_OK && !lode_make_durable(journal->descriptor, false))
        status = failed(journal, "written", errno, error);
    journal->noted = journal->noted || status == LODE_OK;
    journal->noted_bytes = position->bytes;
    journal->noted_at = milliseconds();
    return status;
}

lode_status lode_journal_note(lode_journal *journal, lode_sink *output, const lode_journal_position *position, bool now,
                              lode_error *error) {
    if (!now && position->bytes - journal->noted_bytes < NOTE_BYTES && milliseconds() - journal->noted_at < NOTE_MILLISECONDS)
        return LODE_OK;
    return note(journal, "done", output, position, error);
}

lode_status lode_journal_finish(lode_journal *journal, lode_sink *output, const lode_journal_position *position,
                                lode_error *error) {
    lode_journal_position end = *position;

    end.bytes = output->length;
    end.output_hash = output->hash;
    return note(journal, "whole", output, &end, error);
}

void lode_journal_close(lode_journal *journal, bool complete) {
    if (journal->descriptor >= 0) {
        if (complete || !journal->noted)
            unlink(journal->path);
        close(journal->descriptor);
    }
    *journal = (lode_journal){.descriptor = -1};
}
