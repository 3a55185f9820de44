/* SPDX-License-Identifier: MIT */
/* Where the names that stand in rules are declared. */
#ifndef LODE_LSP_DECLARATIONS_H
#define LODE_LSP_DECLARATIONS_H

#include "base/arena.h"
#include "lsp/context.h"
#include "lsp/documents.h"

#include <jansson.h>

typedef struct lode_declaration {
    lode_declared kind;
    const char *path, *uri; /* of the file */
    const char *text;       /* of the file, as it is in the editor or else on disk */
    size_t length;
    unsigned line, column;
} lode_declaration;

/* Appends all lode_declarations of the word that a document has from `start` to `end`; what they point at is the arena's or the
 * documents'. Some may be missing where memory ran out or a file cannot be read. */
void lode_declarations_find(lode_documents *documents, const lode_document *document, lode_wanted wanted, size_t start,
                            size_t end, const char *const *directories, lode_arena *arena, lode_buffer *found);

/* The LSP Locations where what a name at a byte of a document's text stands for is declared. NULL: memory ran out. */
json_t *lode_definition(lode_documents *documents, const lode_document *document, size_t byte, const char *const *directories);

#endif
