/* SPDX-License-Identifier: MIT */
#include "batch/share.h"

#include "base/hash.h"

/* What a file costs beside its bytes, as so many of them. */
enum { FILE_WEIGHT = 1024 };

static void pass(lode_share *share, const char *path) {
    struct stat info;
    uint64_t size = stat(path, &info) == 0 && S_ISREG(info.st_mode) ? (uint64_t)info.st_size : 0;

    share->passed.files++;
    share->passed.weight += size + FILE_WEIGHT;
    share->passed.hash = lode_hash(lode_hash_string(share->passed.hash, path), &size, sizeof size);
}

static void start(lode_share *share) {
    share->passed.files = share->passed.weight = 0;
    share->passed.hash = LODE_HASH_START;
}

lode_status lode_share_measure(lode_share *share, lode_inputs *inputs, lode_error *error) {
    const char *path;
    lode_status status;

    start(share);
    for (;;) {
        status = lode_inputs_next(inputs, &path, error);
        if (status != LODE_OK && status != LODE_ERROR_IO)
            break;
        pass(share, path);
    }
    share->files = share->passed.files;
    share->weight = share->passed.weight;
    share->hash = share->passed.hash;
    start(share);
    return status == LODE_END ? LODE_OK : status;
}

/* Where share `number`, from 0, begins. */
static uint64_t beginning(const lode_share *share, uint64_t number) {
    return share->weight / share->count * number + share->weight % share->count * number / share->count;
}

lode_status lode_share_next(lode_share *share, lode_inputs *inputs, const char **path, lode_error *error) {
    for (;;) {
        uint64_t begin = share->passed.weight;
        lode_status status = lode_inputs_next(inputs, path, error);

        if (status == LODE_END && (share->passed.files != share->files || share->passed.hash != share->hash)) {
            lode_error_set(error, LODE_ERROR_USAGE,
                           "the inputs changed while they were read, and its parts would not fit together");
            lode_error_advise(error, "make all parts anew, of files that stay as they are");
            return LODE_ERROR_USAGE;
        }
        if (status != LODE_OK && status != LODE_ERROR_IO)
            return status;
        pass(share, *path);
        if (begin >= beginning(share, share->number - 1) && begin < beginning(share, share->number))
            return status;
    }
}
