/* SPDX-License-Identifier: MIT */
#include "lsp/documents.h"

#include "lsp/uri.h"
#include "rules/files.h"
#include "rules/yaml.h"

#include <stdlib.h>
#include <string.h>

lode_document *lode_document_find(const lode_documents *documents, const char *uri) {
    for (size_t i = 0; i < documents->count; i++)
        if (strcmp(documents->items[i].uri, uri) == 0)
            return &documents->items[i];
    return NULL;
}

lode_document *lode_document_find_path(const lode_documents *documents, const char *path) {
    for (size_t i = 0; i < documents->count; i++)
        if (documents->items[i].path && strcmp(documents->items[i].path, path) == 0)
            return &documents->items[i];
    return NULL;
}

static void free_document(lode_document *document) {
    free(document->uri);
    free(document->path);
    free(document->text);
    free(document->readable);
}

static lode_document *add(lode_documents *documents, const char *uri) {
    lode_document *items = realloc(documents->items, (documents->count + 1) * sizeof *items), *added;

    if (!items)
        return NULL;
    documents->items = items;
    added = &items[documents->count];
    *added = (lode_document){.uri = strdup(uri), .path = lode_uri_path(uri)};
    if (!added->uri) {
        free_document(added);
        return NULL;
    }
    documents->count++;
    return added;
}

static char *copy(const char *text, size_t length) {
    char *made = malloc(length + 1);

    if (made) {
        memcpy(made, text, length);
        made[length] = '\0';
    }
    return made;
}

bool lode_document_set(lode_documents *documents, const char *uri, const char *text, size_t length, int64_t version) {
    lode_document *document = lode_document_find(documents, uri);
    char *copied = copy(text, length), *readable = lode_yaml_is_readable(text, length) ? copy(text, length) : NULL;

    if (copied && !document)
        document = add(documents, uri);
    if (!copied || !document) {
        free(copied);
        free(readable);
        return false;
    }
    free(document->text);
    document->text = copied;
    document->length = length;
    document->version = version;
    document->changed = true;
    if (readable) {
        free(document->readable);
        document->readable = readable;
        document->readable_length = length;
    }
    return true;
}

void lode_document_close(lode_documents *documents, lode_document *document) {
    free_document(document);
    *document = documents->items[--documents->count];
}

const lode_edit *lode_documents_edits(lode_documents *documents, const lode_document *other, const char *text, size_t length) {
    lode_edit *edits = realloc(documents->edits, (documents->count + 1) * sizeof *edits);
    size_t count = 0;

    if (!edits)
        return NULL;
    documents->edits = edits;
    for (size_t i = 0; i < documents->count; i++) {
        const lode_document *document = &documents->items[i];

        if (document->path)
            edits[count++] = document == other ? (lode_edit){document->path, text, length}
                                               : (lode_edit){document->path, document->text, document->length};
    }
    edits[count] = (lode_edit){0};
    return edits;
}

/* ---- Packs ---------------------------------------------------------------------------------------------------------- */

/* Whether a line of a text begins so. */
static bool has_section(const char *text, size_t length, const char *key) {
    size_t size = strlen(key);

    for (const char *line = text, *end = text + length; line && (size_t)(end - line) >= size;
         line = memchr(line, '\n', (size_t)(end - line)), line = line ? line + 1 : NULL)
        if (memcmp(line, key, size) == 0)
            return true;
    return false;
}

/* What the rule files of a folder are. */
typedef struct folder {
    size_t files, rule_files, heads; /* with `lode:`, with `pack:` */
} folder;

static bool look_into(const lode_documents *documents, const lode_document *document, const char *path, folder *found,
                      lode_arena *arena) {
    const char *const *files;
    bool has_document = false;
    lode_error error;

    *found = (folder){0};
    if (lode_folder_rule_files(path, arena, &files, &found->files, &error) != LODE_OK)
        return false;
    for (size_t i = 0; i < found->files; i++) {
        const lode_document *open = lode_document_find_path(documents, files[i]);
        const char *text = open ? open->text : NULL;
        size_t length = open ? open->length : 0;

        if (!open && lode_file_read(files[i], arena, &text, &length, &error) != LODE_OK)
            continue;
        has_document = has_document || open == document;
        found->rule_files += has_section(text, length, "lode:");
        found->heads += has_section(text, length, "pack:");
    }
    return has_document;
}

char *lode_document_pack(const lode_documents *documents, const lode_document *document) {
    lode_arena arena = {0};
    char *pack = NULL;

    if (document->path && (lode_path_ends(document->path, ".yaml") || lode_path_ends(document->path, ".yml"))) {
        const char *path = lode_path_folder(&arena, document->path);
        folder found;

        if (path && look_into(documents, document, path, &found, &arena) && found.files > 1 &&
            (found.heads == 1 || (found.heads == 0 && found.rule_files == found.files)))
            pack = strdup(path);
        else if (lode_path_is_file(document->path) && has_section(document->text, document->length, "lode:"))
            pack = strdup(document->path);
    }
    lode_arena_free(&arena);
    return pack;
}

void lode_document_outline(lode_documents *documents, const lode_document *document, const char *text, size_t length,
                           const char *const *directories, lode_declared_function *tell, void *context) {
    char *pack = lode_document_pack(documents, document);
    lode_pack_places places = {.directories = directories};
    lode_error error;

    if (!lode_yaml_is_readable(text, length) && document->readable) {
        text = document->readable;
        length = document->readable_length;
    }
    places.edits = lode_documents_edits(documents, document, text, length);
    if (pack && places.edits)
        lode_pack_outline(pack, &places, tell, context, &error);
    free(pack);
}

void lode_documents_free(lode_documents *documents) {
    for (size_t i = 0; i < documents->count; i++)
        free_document(&documents->items[i]);
    free(documents->items);
    free(documents->edits);
}
