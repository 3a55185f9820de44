/* SPDX-License-Identifier: MIT */
/* What a word of a rule file is. */
#ifndef LODE_LSP_HOVER_H
#define LODE_LSP_HOVER_H

#include "loader/registry.h"
#include "lsp/documents.h"

#include <jansson.h>

/* The Hover for a byte of a document's text: what a key means, what a definition or table has, which rules make a type, what an
 * extractor does; null where there is nothing to tell. `directories` as in lode_pack_places. NULL: memory ran out. */
json_t *lode_hover(lode_documents *documents, const lode_document *document, size_t byte, const lode_registry *registry,
                   const char *const *directories);

#endif
