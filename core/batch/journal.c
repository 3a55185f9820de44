#include "batch/journal.h"

#include "base/buffer.h"
#include "batch/hash.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { NOTE_BYTES = 16 << 20, NOTE_MILLISECONDS = 1000, LINE_MOST = 256 };

static lode_status failed(const lode_journal *journal, const char *what, lode_error *error) {
    lode_error_set(error, LODE_ERROR_IO, "the journal cannot be %s: %s", what, strerror(errno));
    lode_error_at(error, journal->path, 0, 0);
    return LODE_ERROR_IO;
}

static int64_t milliseconds(void) {
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Writes a line with its checksum. */
static lode_status write_line(const lode_journal *journal, const char *line, lode_error *error) {
    char whole[LINE_MOST];
    int length = snprintf(whole, sizeof whole, "%s %016" PRIx64 "\n", line, lode_hash_string(LODE_HASH_START, line));

    for (int at = 0; at < length;) {
        ssize_t count = write(journal->descriptor, whole + at, (size_t)(length - at));

        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return failed(journal, "written", error);
        at += (int)count;
    }
    return LODE_OK;
}

/* The next line if its checksum is right; it loses the checksum. */
static bool read_line(FILE *file, char *line) {
    char *sum, *end;
    uint64_t value;

    if (!fgets(line, LINE_MOST, file) || !strchr(line, '\n'))
        return false;
    sum = strrchr(line, ' ');
    if (!sum)
        return false;
    *sum = '\0';
    value = strtoull(sum + 1, &end, 16);
    return *end == '\n' && value == lode_hash_string(LODE_HASH_START, line);
}

/* Reads what a run before left. LODE_END where it had not yet written a whole head: nothing was done then. */
static lode_status read_journal(lode_journal *journal, lode_error *error) {
    FILE *file = fdopen(dup(journal->descriptor), "r");
    lode_journal_position position;
    uint64_t fingerprint;
    char line[LINE_MOST];
    long good = 0;

    if (!file)
        return failed(journal, "read", error);
    if (!read_line(file, line) || sscanf(line, "lode-journal 1 %" SCNx64, &fingerprint) != 1) {
        fclose(file);
        return LODE_END;
    }
    good = ftell(file);
    while (read_line(file, line) && sscanf(line, "done %" SCNu64 " %" SCNu64 " %" SCNx64, &position.documents, &position.bytes,
                                           &position.inputs_hash) == 3) {
        journal->resumed = position;
        good = ftell(file);
    }
    fclose(file);
    if (fingerprint != journal->fingerprint) {
        lode_error_set(error, LODE_ERROR_USAGE, "the unfinished run had other rules, plugins or options");
        lode_error_at(error, journal->path, 0, 0);
        lode_error_advise(error, "run it with those again, or remove this file to start anew");
        return LODE_ERROR_USAGE;
    }
    /* What was torn must not stay before what comes next. */
    return ftruncate(journal->descriptor, good) || lseek(journal->descriptor, good, SEEK_SET) < 0
               ? failed(journal, "written", error)
               : LODE_OK;
}

static lode_status begin(lode_journal *journal, lode_error *error) {
    char line[LINE_MOST];

    if (ftruncate(journal->descriptor, 0) || lseek(journal->descriptor, 0, SEEK_SET) < 0)
        return failed(journal, "written", error);
    snprintf(line, sizeof line, "lode-journal 1 %016" PRIx64, journal->fingerprint);
    return write_line(journal, line, error);
}

lode_status lode_journal_open(lode_journal *journal, const char *path, uint64_t fingerprint, bool resume, lode_error *error) {
    size_t size = strlen(path) + sizeof ".journal";
    struct stat info;
    lode_status status = LODE_END;

    *journal = (lode_journal){.descriptor = -1, .fingerprint = fingerprint, .noted_at = milliseconds()};
    journal->path = malloc(size);
    if (!journal->path)
        return lode_error_set(error, LODE_ERROR_MEMORY, "memory ran out");
    snprintf(journal->path, size, "%s.journal", path);
    if (!resume && stat(journal->path, &info) == 0) {
        lode_error_set(error, LODE_ERROR_USAGE, "a run into this output was not finished");
        lode_error_at(error, path, 0, 0);
        lode_error_advise(error, "go on with --resume, or remove %s to start anew", journal->path);
        return LODE_ERROR_USAGE;
    }
    journal->descriptor = open(journal->path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (journal->descriptor < 0)
        return failed(journal, "opened", error);
    if (resume)
        status = read_journal(journal, error);
    return status == LODE_END ? begin(journal, error) : status;
}

lode_status lode_journal_note(lode_journal *journal, const lode_sink *output, const lode_journal_position *position, bool now,
                              lode_error *error) {
    char line[LINE_MOST];
    lode_status status;

    if (!now && position->bytes - journal->noted_bytes < NOTE_BYTES && milliseconds() - journal->noted_at < NOTE_MILLISECONDS)
        return LODE_OK;
    status = lode_sink_sync(output, error);
    snprintf(line, sizeof line, "done %" PRIu64 " %" PRIu64 " %016" PRIx64, position->documents, position->bytes,
             position->inputs_hash);
    if (status == LODE_OK)
        status = write_line(journal, line, error);
    if (status == LODE_OK && fdatasync(journal->descriptor))
        status = failed(journal, "written", error);
    journal->noted_bytes = position->bytes;
    journal->noted_at = milliseconds();
    return status;
}

void lode_journal_close(lode_journal *journal, bool complete) {
    if (journal->descriptor >= 0) {
        if (complete)
            unlink(journal->path);
        close(journal->descriptor);
    }
    free(journal->path);
    *journal = (lode_journal){.descriptor = -1};
}
