/* SPDX-License-Identifier: MIT */
#include "batch/merging.h"

#include "base/buffer.h"
#include "batch/target.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BLOCK = 64 * 1024, MOST_NAMED = 20 };

/* ---- Checking ----------------------------------------------------------------------------------------------------- */

typedef struct checking {
    lode_merging *merging;
    lode_report_function *report;
    void *context;
    bool refused;
} checking;

/* Tells of what is wrong, whose message is set. */
static void refuse(checking *at, const char *path, const char *advice, lode_error *error) {
    lode_error_at(error, path, 0, 0);
    lode_error_advise(error, "%s", advice);
    at->report(at->context, error);
    at->refused = true;
}

/* What makes a part one of another run than the first; NULL: nothing. */
static const char *difference(const lode_part *part, const lode_part *first) {
    if (part->count != first->count)
        return "it is a part of another number of parts";
    if (part->rules != first->rules)
        return "it was made with other rules, plugins or options";
    return part->inputs != first->inputs || part->files != first->files ? "it is a part of other inputs" : NULL;
}

static void check_run(checking *at, size_t index) {
    const lode_merging *merging = at->merging;
    const char *other = difference(&merging->parts[index], &merging->parts[0]);
    lode_error error;

    if (!other)
        return;
    lode_error_set(&error, LODE_ERROR_USAGE, "%s than %s", other, merging->paths[0]);
    refuse(at, merging->paths[index], "merge the parts of one run", &error);
}

/* Parts by their numbers: 1 + which of those named it is; 0: it is missing. */
static void check_doubled(checking *at, size_t *places) {
    const lode_merging *merging = at->merging;

    for (size_t i = 0; i < merging->count; i++) {
        size_t *place = &places[merging->parts[i].number - 1];
        lode_error error;

        if (!*place) {
            *place = i + 1;
            continue;
        }
        lode_error_set(&error, LODE_ERROR_USAGE, "it is part %" PRIu32 " of %" PRIu32 ", and so is %s",
                       merging->parts[i].number, merging->parts[i].count, merging->paths[*place - 1]);
        refuse(at, merging->paths[i], "name one of them", &error);
    }
}

static lode_status check_missing(checking *at, const size_t *places, lode_error *error) {
    uint32_t count = at->merging->parts[0].count, missing = 0;
    lode_buffer list = {0};

    for (uint32_t i = 0; i < count; i++)
        if (!places[i] && ++missing <= MOST_NAMED)
            lode_buffer_format(&list, "%s%" PRIu32, missing > 1 ? ", " : "", i + 1);
    if (missing > MOST_NAMED)
        lode_buffer_format(&list, ", ... (%" PRIu32 " in all)", missing);
    if (missing) {
        lode_error reason;

        lode_error_set(&reason, LODE_ERROR_USAGE, "of %" PRIu32 " parts %s missing: %s", count,
                       missing == 1 ? "one is" : "some are", list.bytes ? list.bytes : "");
        refuse(at, NULL, "make what is missing by 'lode extract --shard K/N -o PART', and name all parts", &reason);
    }
    lode_buffer_free(&list);
    return list.failed ? lode_error_no_memory(error) : LODE_OK;
}

/* Puts them in their order. */
static lode_status sort(lode_merging *merging, const size_t *places, lode_error *error) {
    lode_part *parts = calloc(merging->count, sizeof *parts);
    const char **paths = calloc(merging->count + 1, sizeof *paths);

    for (size_t i = 0; parts && paths && i < merging->count; i++) {
        parts[i] = merging->parts[places[i] - 1];
        paths[i] = merging->paths[places[i] - 1];
    }
    if (!parts || !paths) {
        free(parts);
        free(paths);
        return lode_error_no_memory(error);
    }
    free(merging->parts);
    free(merging->paths);
    merging->parts = parts;
    merging->paths = paths;
    return LODE_OK;
}

static lode_status check_together(checking *at, lode_error *error) {
    lode_merging *merging = at->merging;
    size_t *places = calloc(merging->parts[0].count, sizeof *places);
    lode_status status = places ? LODE_OK : lode_error_no_memory(error);

    for (size_t i = 1; i < merging->count; i++)
        check_run(at, i);
    if (status == LODE_OK && !at->refused) {
        check_doubled(at, places);
        status = check_missing(at, places, error);
    }
    if (status == LODE_OK && !at->refused)
        status = sort(merging, places, error);
    free(places);
    return status;
}

lode_status lode_merging_open(lode_merging *merging, const char *const *paths, size_t count, lode_report_function *report,
                              void *context, lode_error *error) {
    checking at = {.merging = merging, .report = report, .context = context};
    lode_status status = LODE_OK;

    *merging = (lode_merging){
        .parts = calloc(count, sizeof *merging->parts), .paths = calloc(count + 1, sizeof *merging->paths), .count = count};
    if (!merging->parts || !merging->paths)
        return lode_error_no_memory(error);
    for (size_t i = 0; status == LODE_OK && i < count; i++) {
        lode_error reason;

        merging->paths[i] = paths[i];
        status = lode_part_read(&merging->parts[i], paths[i], &merging->arena, &reason);
        if (status == LODE_ERROR_MEMORY) {
            *error = reason;
        } else if (status != LODE_OK) {
            report(context, &reason);
            at.refused = true;
            status = LODE_OK;
        }
    }
    if (status == LODE_OK && !at.refused)
        status = check_together(&at, error);
    if (status == LODE_OK && at.refused)
        return lode_error_set(error, LODE_ERROR_USAGE, "nothing was merged");
    return status;
}

void lode_merging_close(lode_merging *merging) {
    free(merging->parts);
    free(merging->paths);
    lode_arena_free(&merging->arena);
    *merging = (lode_merging){0};
}

/* ---- Writing ------------------------------------------------------------------------------------------------------ */

static lode_status copy(const char *path, lode_sink *sink, lode_error *error) {
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    lode_status status = LODE_OK;
    char block[BLOCK];
    ssize_t count = descriptor < 0 ? -1 : 1;

    while (status == LODE_OK && count > 0) {
        do
            count = read(descriptor, block, sizeof block);
        while (count < 0 && errno == EINTR);
        if (count > 0)
            status = lode_sink_write(sink, block, (size_t)count, error);
    }
    if (count < 0) {
        status = lode_error_set(error, LODE_ERROR_IO, "%s", strerror(errno));
        lode_error_at(error, path, 0, 0);
    }
    if (descriptor >= 0)
        close(descriptor);
    return status;
}

lode_status lode_merging_write(const lode_merging *merging, const char *output, bool overwrite, lode_error *error) {
    lode_journal_position position = {0};
    lode_target target;
    lode_status status = lode_target_find(&target, output, overwrite, error);

    if (status == LODE_OK)
        status = lode_target_refuse_inputs(&target, merging->paths, merging->count, error);
    if (status == LODE_OK)
        status = lode_target_open(&target, 0, false, error);
    for (size_t i = 0; status == LODE_OK && i < merging->count; i++)
        status = copy(merging->paths[i], &target.sink, error);
    if (status == LODE_OK)
        status = lode_target_complete(&target, &position, error);
    lode_target_close(&target);
    return status;
}
