/* SPDX-License-Identifier: MIT */
/* Where packs are looked for by name. */
#ifndef LODE_PIPELINE_PLACES_H
#define LODE_PIPELINE_PLACES_H

#include "rules/pack.h"

#include <lode.h>

/* The folders for packs in the order in which they are searched: those given (ends with NULL; may be NULL), those of
 * LODE_RULE_PATH (separated by ':'; empty ones are passed over, so that the working directory is never meant), the installed
 * one. Ends with NULL. NULL where memory ran out. */
char **lode_places_create(const char *const *directories);

/* The packs in the folders, sorted by name: subfolders that hold a rule file (*.yaml), and rule files. Of two of one name the
 * first counts. A list of paths that ends with NULL, to be freed like the above; NULL where there are none. A folder that does
 * not exist holds none. LODE_OK, LODE_ERROR_IO, LODE_ERROR_MEMORY. */
lode_status lode_places_list(char *const *places, char ***paths, lode_error *error);

/* Where an engine looks for packs and keeps them. */
lode_pack_places lode_places_of(const lode *engine);

/* Frees a list and its strings. NULL is fine. */
void lode_places_free(char **list);

#endif
