/* SPDX-License-Identifier: MIT */
/* The service: documents that come by HTTP are extracted by confined workers, as a batch's are, and what is found is sent back.
 * Nothing is kept. */
#ifndef LODE_SERVE_SERVICE_H
#define LODE_SERVE_SERVICE_H

#include "serve/options.h"

/* Serves until SIGINT or SIGTERM, and finishes what is at work then; a second one ends it at once. SIGHUP reads the packs anew:
 * requests that are at work end with those that they began with. LODE_OK; LODE_ERROR_RULES where the packs could not be loaded
 * at the start, which is reported; LODE_ERROR_USAGE, LODE_ERROR_IO, LODE_ERROR_MEMORY, LODE_ERROR_PLUGIN, LODE_ERROR_CRASH
 * (workers end before they are ready). */
lode_status lode_serve(const lode_service_options *options, lode_error *error);

#endif
