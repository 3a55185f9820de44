/* Where the output of a batch goes: a file descriptor whose every failure is noticed. */
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
} lode_sink;

/* Starts on an open descriptor. `name` must live as long as the sink. SIGPIPE must be ignored. */
void lode_sink_start(lode_sink *sink, int descriptor, const char *name);

/* Cuts a file to its first `length` bytes and goes on behind them; a pipe or terminal stays as it is. LODE_OK,
 * LODE_ERROR_USAGE where there are fewer, LODE_ERROR_IO. */
lode_status lode_sink_cut(lode_sink *sink, uint64_t length, lode_error *error);

/* Makes what was written durable. As lode_sink_write. */
lode_status lode_sink_sync(const lode_sink *sink, lode_error *error);

/* Writes all of the bytes. LODE_OK; LODE_END where whoever read a pipe went away; LODE_ERROR_IO, a full disk for one. */
lode_status lode_sink_write(lode_sink *sink, const char *bytes, size_t length, lode_error *error);

/* Closes it: some file systems say only now that there was no room. As lode_sink_write. */
lode_status lode_sink_close(lode_sink *sink, lode_error *error);

#endif
