/* SPDX-License-Identifier: MIT */
/* What the rule files of a pack declare, as far as they can be read: for those who help to write them. */
#ifndef LODE_RULES_OUTLINE_H
#define LODE_RULES_OUTLINE_H

#include "rules/pack.h"

typedef enum lode_declared { LODE_DECLARED_DEFINITION, LODE_DECLARED_TABLE, LODE_DECLARED_TYPE } lode_declared;

/* Is told of something that is declared; all of it is valid during the call only. */
typedef void lode_declared_function(void *context, lode_declared kind, const char *name, const char *file, unsigned line,
                                    unsigned column);

/* Tells of the definitions and tables that are visible in a pack, and of the types of entities of its rules and of those of the
 * packs that it uses: one by one, a type as often as it stands there. Mistakes are passed over. LODE_OK, LODE_ERROR_IO (there
 * is no such pack), LODE_ERROR_MEMORY. */
lode_status lode_pack_outline(const char *path, const lode_pack_places *places, lode_declared_function *tell, void *context,
                              lode_error *error);

#endif
