/* SPDX-License-Identifier: MIT */
/* Where the output of a batch goes: a file descriptor whose every failure is noticed, and stays. */
#ifndef LODE_BATCH_SINK_H
#define LODE_BATCH_SINK_H

#include <lode/error.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct lode_sink {
    int descriptor;
    const char *name; /* for messages */
    uint64_t length;  /* written so far, with what a file had before */
    bool discards;    /* writing does nothing */
    bool hashes;      /* `hash` is kept */
    uint64_t hash;    /* of the bytes written so far, with what a file had before (base/hash.h) */
    int failure;      /* errno of the first call that failed: after it nothing is written or taken for durable; 0: none did */
} lode_sink;

/* Starts on an open descriptor. `name` must live as long as the sink. SIGPIPE must be ignored. */
void lode_sink_start(lode_sink *sink, int descriptor, const char *name);

/* Whether a file, which was opened for reading too, begins with that many bytes that have that hash. LODE_OK, LODE_ERROR_USAGE
 * where it does not, LODE_ERROR_IO. */
lode_status lode_sink_verify(lode_sink *sink, uint64_t length, uint64_t hash, lode_error *error);

/* Cuts a file to its first `length` bytes, once they are found to have that hash, and goes on behind them. As above. */
lode_status lode_sink_cut(lode_sink *sink, uint64_t length, uint64_t hash, lode_error *error);

/* Makes what was written durable. As lode_sink_write. */
lode_status lode_sink_sync(lode_sink *sink, lode_error *error);

/* Makes what a descriptor stands for durable, a file's bytes or a folder's entries; false with errno where that failed. What
 * cannot be made durable at all (EINVAL: a pipe, some file systems) is no failure. */
bool lode_make_durable(int descriptor, bool folder);

/* Writes all of the bytes. LODE_OK; LODE_END where whoever read a pipe went away; LODE_ERROR_IO, a full disk for one. What
 * failed once fails from then on: a system tells once only of bytes that it could not keep. */
lode_status lode_sink_write(lode_sink *sink, const char *bytes, size_t length, lode_error *error);

/* Closes it: some file systems say only now that there was no room. As lode_sink_write. */
lode_status lode_sink_close(lode_sink *sink, lode_error *error);

#endif
