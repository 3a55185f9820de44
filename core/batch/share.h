/* SPDX-License-Identifier: MIT */
/* A share of a batch's inputs, for runs on several machines: of N shares each has a stretch of the files, in their order, so
 * that what comes of them one behind the other is what one run makes of all. Stretches have about as many bytes each. */
#ifndef LODE_BATCH_SHARE_H
#define LODE_BATCH_SHARE_H

#include "batch/inputs.h"

/* Start from {0}, set what stands first and measure it. */
typedef struct lode_share {
    uint32_t number, count; /* share `number`, from 1, of `count` */
    uint64_t files;         /* of all shares */
    uint64_t weight;        /* their bytes, and a little for each file */
    uint64_t hash;          /* over the path and size of each */
    struct {
        uint64_t files, weight, hash;
    } passed; /* those that came so far */
} lode_share;

/* Goes through all of the inputs and notes what there is. LODE_OK, LODE_ERROR_MEMORY. */
lode_status lode_share_measure(lode_share *share, lode_inputs *inputs, lode_error *error);

/* As lode_inputs_next, on inputs opened anew, for the files of the share only; LODE_ERROR_USAGE at the end where the inputs are
 * not those that were measured. */
lode_status lode_share_next(lode_share *share, lode_inputs *inputs, const char **path, lode_error *error);

#endif
