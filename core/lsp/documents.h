/* SPDX-License-Identifier: MIT */
/* The files that the editor has open, and the packs that they belong to. */
#ifndef LODE_LSP_DOCUMENTS_H
#define LODE_LSP_DOCUMENTS_H

#include "base/buffer.h"
#include "rules/outline.h"

typedef struct lode_document {
    char *uri;  /* as the editor writes it */
    char *path; /* NULL: it is no file */
    char *text; /* UTF-8, NUL-terminated */
    size_t length;
    char *readable; /* the last text that was well-formed YAML; NULL: none was */
    size_t readable_length;
    int64_t version;
    bool changed; /* since it was checked */
} lode_document;

/* Start from {0}; free with lode_documents_free. */
typedef struct lode_documents {
    lode_document *items;
    size_t count;
    lode_edit *edits; /* of lode_documents_edits */
} lode_documents;

lode_document *lode_document_find(const lode_documents *documents, const char *uri);
lode_document *lode_document_find_path(const lode_documents *documents, const char *path);

/* Opens a document, or gives the one that is open another text, which is copied. False where memory ran out. */
bool lode_document_set(lode_documents *documents, const char *uri, const char *text, size_t length, int64_t version);

void lode_document_close(lode_documents *documents, lode_document *document);

/* All documents as edits of their files, until the next call or change; `other` (NULL: none) has another text. NULL: memory ran
 * out. */
const lode_edit *lode_documents_edits(lode_documents *documents, const lode_document *other, const char *text, size_t length);

/* Tells what the pack of a document declares (lode_pack_outline), as all of it is in the editor, but this document with a text,
 * or where that is not well-formed with the last that was. Nothing is told of what is no rule file, or where memory ran out. */
void lode_document_outline(lode_documents *documents, const lode_document *document, const char *text, size_t length,
                           const char *const *directories, lode_declared_function *tell, void *context);

/* The path of the pack that a document belongs to, to be freed: its folder, where that is one, else itself. A folder is a pack
 * if one file in it has the section `pack`, or if none has and all are rule files. NULL: it is no rule file on disk, or memory
 * ran out. */
char *lode_document_pack(const lode_documents *documents, const lode_document *document);

void lode_documents_free(lode_documents *documents);

#endif
