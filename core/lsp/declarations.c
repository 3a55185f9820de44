/* SPDX-License-Identifier: MIT */
#include "lsp/declarations.h"

#include "lsp/positions.h"
#include "lsp/uri.h"
#include "rules/files.h"

#include <string.h>

typedef struct lsp_search {
    const lode_documents *documents;
    lode_wanted wanted;
    const char *name;
    size_t length;
    lode_arena *arena;
    lode_buffer *found;
} lsp_search;

static const lode_declaration *last_found(const lsp_search *search) {
    const lode_declaration *items = (const lode_declaration *)(const void *)search->found->bytes;
    size_t count = search->found->length / sizeof *items;

    return count ? &items[count - 1] : NULL;
}

/* Fills in the file. */
static bool take_file(const lsp_search *search, const char *path, lode_declaration *declaration) {
    const lode_document *open = lode_document_find_path(search->documents, path);
    lode_buffer uri = {0};
    lode_error error;

    if (open) {
        declaration->path = open->path;
        declaration->uri = open->uri;
        declaration->text = open->text;
        declaration->length = open->length;
        return true;
    }
    if (lode_uri_append(&uri, path))
        declaration->uri = lode_arena_copy(search->arena, uri.bytes, uri.length);
    lode_buffer_free(&uri);
    declaration->path = lode_arena_copy(search->arena, path, strlen(path));
    return declaration->uri && declaration->path &&
           lode_file_read(path, search->arena, &declaration->text, &declaration->length, &error) == LODE_OK;
}

static void take_declared(void *context, lode_declared kind, const char *name, const char *path, unsigned line,
                          unsigned column) {
    const lsp_search *search = context;
    const lode_declaration *last = last_found(search);
    lode_declaration declaration = {0};

    if (!lode_context_takes(search->wanted, kind) || strlen(name) != search->length ||
        memcmp(name, search->name, search->length) != 0)
        return;
    if (last && strcmp(last->path, path) == 0)
        declaration = *last;
    else if (!take_file(search, path, &declaration))
        return;
    declaration.kind = kind;
    declaration.line = line;
    declaration.column = column;
    lode_buffer_append(search->found, (const char *)&declaration, sizeof declaration);
}

void lode_declarations_find(lode_documents *documents, const lode_document *document, lode_wanted wanted, size_t start,
                            size_t end, const char *const *directories, lode_arena *arena, lode_buffer *found) {
    lsp_search search = {documents, wanted, document->text + start, end - start, arena, found};

    if (end > start && wanted != LODE_WANTED_NOTHING)
        lode_document_outline(documents, document, document->text, document->length, directories, take_declared, &search);
}

json_t *lode_definition(lode_documents *documents, const lode_document *document, size_t byte, const char *const *directories) {
    lode_arena arena = {0};
    lode_buffer found = {0};
    size_t end;
    lode_context context = lode_context_of_word(document->text, document->length, byte, &end);
    const lode_declaration *at;
    json_t *places = json_array();

    lode_declarations_find(documents, document, context.wanted, context.start, end, directories, &arena, &found);
    at = (const lode_declaration *)(const void *)found.bytes;
    for (size_t count = found.length / sizeof *at; count > 0; count--, at++) {
        size_t first = lode_byte_of_place(at->text, at->length, at->line, at->column), behind = first + end - context.start;

        if (behind <= at->length)
            json_array_append_new(
                places, json_pack("{s:s, s:o}", "uri", at->uri, "range", lode_range(at->text, at->length, first, behind)));
    }
    lode_buffer_free(&found);
    lode_arena_free(&arena);
    return places;
}
