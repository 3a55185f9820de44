/* SPDX-License-Identifier: MIT */
/* Output of writers: a buffer that whoever runs them empties. */
#ifndef LODE_PIPELINE_OUTPUT_H
#define LODE_PIPELINE_OUTPUT_H

#include "base/buffer.h"

#include <lode.h>

/* Start from {0}; `buffer` is the owner's to empty and free. */
struct lode_output {
    lode_buffer buffer;
};

#endif
