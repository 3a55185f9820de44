/* The fingerprint of what decides a batch's output besides its inputs, so that a run is not resumed with something else. */
#ifndef LODE_BATCH_FINGERPRINT_H
#define LODE_BATCH_FINGERPRINT_H

#include <lode.h>

/* Over lode's version, the rules and tables of the engine's packs, its plugins, what is said of the documents, the format of
 * the output and the unit of offsets. */
uint64_t lode_fingerprint(const lode *engine, const lode_about *about, const char *format, lode_offsets offsets);

#endif
