/* SPDX-License-Identifier: MIT */
/* Which reader takes a file, by the signatures and endings that readers declare. */
#ifndef LODE_LOADER_READERS_H
#define LODE_LOADER_READERS_H

#include "loader/registry.h"

/* The reader one of whose endings the file name has (without regard to ASCII case), the longest of them; NULL: none. */
const lode_plugin *lode_reader_by_ending(const lode_registry *registry, const char *file_name);

/* Asks a reader whether a file is one for it. */
typedef bool lode_verify_function(void *context, const lode_plugin *plugin, const unsigned char *bytes, size_t length);

/* The first reader with a signature in the bytes that `verify` agrees to; those of containers are asked last. NULL: none. With
 * NULL for `verify` the signature is enough, no code of a plugin runs, and the first LODE_SIGNATURE_REACH bytes of a file do.
 */
const lode_plugin *lode_reader_by_signature(const lode_registry *registry, const unsigned char *bytes, size_t length,
                                            lode_verify_function *verify, void *context);

#endif
