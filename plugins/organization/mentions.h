/* SPDX-License-Identifier: MIT */
/* Names that a document introduces in one place and uses in others. */
#ifndef ORGANIZATION_MENTIONS_H
#define ORGANIZATION_MENTIONS_H

#include <lode/plugin.h>

/* A name to look for, and the entity that introduced it, whose attributes its other mentions share. */
typedef struct mention_name {
    const char *text;
    size_t length;
    const lode_rule *rule;
    const lode_entity *source;
} mention_name;

/* Proposes an entity wherever one of the names stands in the document as a word of its own, except where an entity of the same
 * type has just that span already. Sorts `names` and drops those given twice. LODE_OK or LODE_ERROR_MEMORY. */
lode_status mentions_add(lode_document *document, mention_name *names, size_t count);

#endif
