/* SPDX-License-Identifier: MIT */
/* What may be written at a place of a rule file. */
#ifndef LODE_LSP_COMPLETION_H
#define LODE_LSP_COMPLETION_H

#include "loader/registry.h"
#include "lsp/documents.h"

#include <jansson.h>

/* The CompletionItems for a byte of a document's text; `directories` as in lode_pack_places. NULL: memory ran out. */
json_t *lode_completion(lode_documents *documents, const lode_document *document, size_t byte, const lode_registry *registry,
                        const char *const *directories);

#endif
