/* SPDX-License-Identifier: MIT */
/* The documents of a batch, one after the other, out of all its inputs. */
#ifndef LODE_BATCH_SOURCE_H
#define LODE_BATCH_SOURCE_H

#include "base/buffer.h"
#include "batch/frames.h"
#include "batch/inputs.h"
#include "batch/share.h"

/* Start from {0} and set what stands first. */
typedef struct lode_source {
    const lode *engine;
    lode_inputs *inputs;
    lode_share *share;  /* of the inputs; NULL: all */
    const char *reader; /* NULL: by the file's name */
    lode_frames frames;
    lode_buffer named;    /* where the file's path is no name of a document */
    const char *name;     /* of the documents in the file begun last */
    bool reading;         /* `frames` is open */
    bool chosen;          /* and it is known how to cut it */
    uint64_t inputs_hash; /* over path, size and time of change of each file begun so far */
    uint64_t bytes;       /* of the documents so far */
} lode_source;

/* The next document: its frame, or, with reason->status set, its name (and line) and why there is no more of it. Both live
 * until the next call. LODE_OK; LODE_END; LODE_DECLINED where it would have to wait for a pipe; LODE_ERROR_MEMORY,
 * LODE_ERROR_USAGE (no such reader): the batch cannot go on. */
lode_status lode_source_next(lode_source *source, lode_input *input, lode_error *reason, lode_error *error);

/* What can be waited for by poll after LODE_DECLINED; -1: nothing. */
int lode_source_descriptor(const lode_source *source);

void lode_source_close(lode_source *source);

#endif
