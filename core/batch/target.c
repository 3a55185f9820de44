/* SPDX-License-Identifier: MIT */
#include "batch/target.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_LINKS = 40 };

static lode_status failed(const char *path, int reason, lode_error *error) {
    lode_error_set(error, LODE_ERROR_IO, "the output cannot be written: %s", strerror(reason));
    lode_error_at(error, path, 0, 0);
    return LODE_ERROR_IO;
}

static lode_status refuse(const char *path, const char *message, lode_error *error) {
    lode_error_set(error, LODE_ERROR_USAGE, "%s", message);
    lode_error_at(error, path, 0, 0);
    return LODE_ERROR_USAGE;
}

/* ---- Names -------------------------------------------------------------------------------------------------------- */

char *lode_target_beside(const char *path, const char *ending) {
    size_t size = strlen(path) + strlen(ending) + 1;
    char *whole = malloc(size);

    if (whole)
        snprintf(whole, size, "%s%s", path, ending);
    return whole;
}

/* The path that a link's text stands for, seen from the folder that the link is in. */
static char *from_link(const char *link, const char *text) {
    const char *slash = strrchr(link, '/');
    size_t folder = slash && text[0] != '/' ? (size_t)(slash - link) + 1 : 0, size = folder + strlen(text) + 1;
    char *path = malloc(size);

    if (path)
        snprintf(path, size, "%.*s%s", (int)folder, link, text);
    return path;
}

/* Follows the links at the end of a path, also where the last leads to nothing yet. NULL with errno. */
static char *follow_links(const char *path) {
    char *at = strdup(path), text[4096];

    for (int i = 0; at; i++) {
        ssize_t length = readlink(at, text, sizeof text);
        char *next;

        if (length < 0)
            return at;
        if (i == MOST_LINKS || (size_t)length == sizeof text) {
            free(at);
            errno = ELOOP;
            return NULL;
        }
        text[length] = '\0';
        next = from_link(at, text);
        free(at);
        at = next;
    }
    return NULL;
}

lode_status lode_target_find(lode_target *target, const char *path, bool replaces, lode_error *error) {
    struct stat info;

    *target = (lode_target){.replaces = replaces, .sink.descriptor = -1, .journal.descriptor = -1};
    if (!path)
        return LODE_OK;
    if (stat(path, &info) == 0 && !S_ISREG(info.st_mode)) {
        target->file = strdup(path);
        return target->file ? LODE_OK : lode_error_no_memory(error);
    }
    if (!path[0])
        return failed(path, ENOENT, error);
    target->file = follow_links(path);
    if (!target->file)
        return errno == ENOMEM ? lode_error_no_memory(error) : failed(path, errno, error);
    target->part = lode_target_beside(target->file, ".part");
    target->notes = lode_target_beside(target->file, ".journal");
    return target->part && target->notes ? LODE_OK : lode_error_no_memory(error);
}

static bool is_same(const struct stat *a, const struct stat *b) {
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

lode_status lode_target_refuse_inputs(const lode_target *target, const char *const *paths, size_t count, lode_error *error) {
    const char *const written[] = {target->part, target->notes, target->file};
    struct stat outputs[3], input;
    size_t known = 0;

    for (size_t i = 0; i < 3; i++)
        known += written[i] && stat(written[i], &outputs[known]) == 0 && S_ISREG(outputs[known].st_mode);
    if (!target->file)
        known = fstat(STDOUT_FILENO, &outputs[0]) == 0 && S_ISREG(outputs[0].st_mode);
    for (size_t i = 0; known && i < count; i++) {
        bool is_file = (strcmp(paths[i], "-") == 0 ? fstat(STDIN_FILENO, &input) : stat(paths[i], &input)) == 0;

        for (size_t k = 0; is_file && k < known; k++)
            if (is_same(&input, &outputs[k])) {
                refuse(paths[i], "it is the output as well", error);
                lode_error_advise(error, "write to another file");
                return LODE_ERROR_USAGE;
            }
    }
    return LODE_OK;
}

void lode_target_own_files(const lode_target *target, lode_own_files *own) {
    *own = (lode_own_files){0};
    own->count += fstat(target->sink.descriptor, &own->files[own->count]) == 0 && S_ISREG(own->files[own->count].st_mode);
    if (!target->part)
        return;
    own->count += fstat(target->journal.descriptor, &own->files[own->count]) == 0;
    own->replaces = stat(target->file, &own->replaced) == 0;
}

/* ---- Opening ------------------------------------------------------------------------------------------------------ */

/* What a run that is not finished left must not be written over by another, nor a file that is there. */
static lode_status refuse_what_is_there(lode_target *target, bool resume, bool *resumes, lode_error *error) {
    struct stat info;
    bool is_there = lstat(target->file, &info) == 0;

    *resumes = lstat(target->notes, &info) == 0;
    if (*resumes && !resume) {
        refuse(target->file, "a run into this output was not finished", error);
        lode_error_advise(error, "go on with --resume, or remove %s and %s to start anew", target->part, target->notes);
        return LODE_ERROR_USAGE;
    }
    target->finished = is_there && resume && !*resumes;
    if (is_there && !resume && !target->replaces) {
        refuse(target->file, "the file is there already", error);
        lode_error_advise(error, "write to another, or give --overwrite to replace it when the new one is whole");
        return LODE_ERROR_USAGE;
    }
    return LODE_OK;
}

static lode_status open_part(lode_target *target, bool resumes, lode_error *error) {
    const struct stat none = {.st_mode = 0};
    struct stat before = none, info;
    int descriptor = open(target->part, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | (resumes ? 0 : O_EXCL), 0666);

    if (descriptor < 0 && errno == EEXIST) {
        refuse(target->part, "this is in the way: the output is made under this name until it is whole", error);
        lode_error_advise(error, "remove it, or write to another file");
        return LODE_ERROR_USAGE;
    }
    if (descriptor < 0)
        return failed(target->part, errno, error);
    target->made = true;
    lode_sink_start(&target->sink, descriptor, target->part);
    target->sink.hashes = true;
    if (fstat(descriptor, &info) == 0 && !S_ISREG(info.st_mode))
        return refuse(target->part, "this is no file, but the output is made under this name until it is whole", error);
    if (stat(target->file, &before) == 0 && before.st_mode != info.st_mode)
        fchmod(descriptor, before.st_mode & 0777);
    return LODE_OK;
}

/* The folder's entries are durable only when it is synced itself. One that must not be read cannot be. */
static lode_status sync_folder(const lode_target *target, lode_error *error) {
    const char *slash = strrchr(target->file, '/');
    char *path = slash ? strdup(target->file) : strdup(".");
    lode_status status = LODE_OK;
    int folder;

    if (!path)
        return lode_error_no_memory(error);
    if (slash)
        path[slash - target->file + (slash == target->file)] = '\0';
    folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0 && !lode_make_durable(folder, true))
        status = failed(path, errno, error);
    if (folder >= 0)
        close(folder);
    free(path);
    return status;
}

/* Gives the part its name. Without leave to replace, a file that came to be there meanwhile stays. */
static lode_status rename_part(lode_target *target, lode_error *error) {
    struct stat info;
    bool linked = !target->replaces && link(target->part, target->file) == 0;

    if (!target->replaces && !linked && (errno == EEXIST || lstat(target->file, &info) == 0)) {
        refuse(target->file, "there is a file of this name now", error);
        lode_error_advise(error, "the output is whole: run the same command with --resume and --overwrite, or move %s away",
                          target->file);
        return LODE_ERROR_USAGE;
    }
    if (linked ? unlink(target->part) : rename(target->part, target->file))
        return failed(target->file, errno, error);
    return sync_folder(target, error);
}

/* Whether the file that has the output's name is the output. */
static lode_status verify_file(lode_target *target, lode_error *error) {
    const lode_journal_position *end = &target->journal.resumed;
    int descriptor = open(target->file, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    lode_status status;

    if (descriptor < 0)
        return failed(target->file, errno, error);
    lode_sink_start(&target->sink, descriptor, target->file);
    status = lode_sink_verify(&target->sink, end->bytes, end->output_hash, error);
    if (status != LODE_ERROR_USAGE)
        return status;
    refuse(target->part, "the output of the unfinished run is gone", error);
    lode_error_advise(error, "remove %s to start anew", target->notes);
    return status;
}

/* All was done before: at most the renaming is left. */
static lode_status finish(lode_target *target, lode_error *error) {
    struct stat part, file;
    bool has_part = stat(target->part, &part) == 0, has_file = stat(target->file, &file) == 0;
    lode_status status = LODE_OK;

    if (has_part && has_file && is_same(&part, &file)) {
        status = unlink(target->part) ? failed(target->part, errno, error) : sync_folder(target, error);
    } else if (!has_part && has_file) {
        status = verify_file(target, error);
    } else {
        status = open_part(target, true, error);
        if (status == LODE_OK)
            status = lode_sink_cut(&target->sink, target->journal.resumed.bytes, target->journal.resumed.output_hash, error);
        if (status == LODE_OK)
            status = lode_sink_sync(&target->sink, error);
        if (status == LODE_OK)
            status = rename_part(target, error);
    }
    target->finished = status == LODE_OK;
    return status;
}

static lode_status open_file(lode_target *target, uint64_t fingerprint, bool resume, lode_error *error) {
    struct stat info;
    bool resumes;
    lode_status status = refuse_what_is_there(target, resume, &resumes, error);

    if (status != LODE_OK || target->finished)
        return status;
    status = lode_journal_open(&target->journal, target->notes, fingerprint, resumes, error);
    if (status == LODE_OK && target->journal.whole)
        return finish(target, error);
    if (status == LODE_OK && resumes && !target->replaces && lstat(target->file, &info) == 0) {
        refuse(target->file, "the file is there already", error);
        lode_error_advise(error, "give --overwrite as well to replace it when the new one is whole");
        return LODE_ERROR_USAGE;
    }
    if (status == LODE_OK)
        status = open_part(target, resumes, error);
    if (status == LODE_OK)
        status = lode_sink_cut(&target->sink, target->journal.resumed.bytes, target->journal.resumed.output_hash, error);
    return status == LODE_OK ? sync_folder(target, error) : status;
}

lode_status lode_target_open(lode_target *target, uint64_t fingerprint, bool resume, lode_error *error) {
    int descriptor;

    if (target->part)
        return open_file(target, fingerprint, resume, error);
    descriptor = target->file ? open(target->file, O_WRONLY | O_CLOEXEC | O_NOCTTY) : STDOUT_FILENO;
    if (descriptor < 0)
        return failed(target->file, errno, error);
    lode_sink_start(&target->sink, descriptor, target->file ? target->file : "standard output");
    return LODE_OK;
}

/* ---- The end ------------------------------------------------------------------------------------------------------ */

lode_status lode_target_complete(lode_target *target, const lode_journal_position *position, lode_error *error) {
    lode_status status = LODE_OK;

    if (target->part)
        status = lode_journal_finish(&target->journal, &target->sink, position, error);
    if (status == LODE_OK)
        status = lode_sink_close(&target->sink, error);
    if (status == LODE_OK && target->part)
        status = rename_part(target, error);
    target->finished = status == LODE_OK;
    return status;
}

void lode_target_close(lode_target *target) {
    lode_error ignored;

    if (target->sink.descriptor >= 0)
        lode_sink_close(&target->sink, &ignored);
    if (target->made && !target->finished && !target->journal.noted)
        unlink(target->part);
    lode_journal_close(&target->journal, target->finished);
    free(target->file);
    free(target->part);
    free(target->notes);
    *target = (lode_target){.sink.descriptor = -1, .journal.descriptor = -1};
}
