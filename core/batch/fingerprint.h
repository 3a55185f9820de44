/* SPDX-License-Identifier: MIT */
/* The fingerprint of what decides a batch's output besides its inputs, so that a run is not resumed with something else. */
#ifndef LODE_BATCH_FINGERPRINT_H
#define LODE_BATCH_FINGERPRINT_H

#include <lode.h>

/* Over lode's version, the rules and tables of the engine's packs, its plugins, what is said of the documents, settings, the
 * format of the output and the unit of offsets. */
typedef struct lode_fingerprint_options {
    const lode_options *engine; /* that it was opened with */
    const lode_about *about;
    const char *format;
    const char *const *types; /* that are written; NULL: all */
    size_t max_bytes;
    bool colour, with_text, bom;
    bool anywhere; /* but when plugins were installed, which is another time on each machine */
} lode_fingerprint_options;

/* Limits on time and memory are no part of it: whoever resumes a run may grant more. */
uint64_t lode_fingerprint(const lode *engine, const lode_fingerprint_options *options);

#endif
