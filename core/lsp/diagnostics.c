/* SPDX-License-Identifier: MIT */
#include "lsp/diagnostics.h"

#include "lsp/positions.h"
#include "lsp/uri.h"
#include "rules/files.h"
#include "rules/scalar.h"

#include <stdlib.h>
#include <string.h>

enum { SEVERITY_ERROR = 1, SEVERITY_WARNING = 2 };

/* The findings of one check, file by file. */
typedef struct lsp_showing {
    const lode_documents *documents;
    const lode_document *document;
    const char *pack;
    bool own_only; /* files of the pack */
    int severity;
    json_t *files; /* by URI */
    /* The file at work: */
    char *path;
    const char *text;
    size_t length;
    lode_arena arena;
} lsp_showing;

static void take_file(lsp_showing *showing, const char *path) {
    const lode_document *open = lode_document_find_path(showing->documents, path);
    lode_error error;

    if (showing->path && strcmp(showing->path, path) == 0)
        return;
    free(showing->path);
    lode_arena_free(&showing->arena);
    showing->path = strdup(path);
    showing->text = open ? open->text : "";
    showing->length = open ? open->length : 0;
    if (!open && lode_file_read(path, &showing->arena, &showing->text, &showing->length, &error) != LODE_OK) {
        showing->text = "";
        showing->length = 0;
    }
}

/* Where what begins at a byte ends: an insertion, a word, else the line without blanks at its end. */
static size_t find_end(const char *text, size_t length, size_t start) {
    size_t end = lode_line_end(text, length, start), word = start;
    const char *brace = end - start > 2 && memcmp(text + start, "%{", 2) == 0 ? memchr(text + start, '}', end - start) : NULL;

    if (brace)
        return (size_t)(brace - text) + 1;
    while (word < end && (lode_name_length((char[]){text[word], '\0'}) || (word > start && strchr("0123456789.-", text[word]))))
        word++;
    if (word > start)
        return word;
    while (end > start && (text[end - 1] == ' ' || text[end - 1] == '\t'))
        end--;
    return end;
}

static json_t *make_diagnostic(const lsp_showing *showing, const lode_error *error, bool placed) {
    size_t start = placed ? lode_byte_of_place(showing->text, showing->length, error->line, error->column) : 0;
    size_t end = placed ? find_end(showing->text, showing->length, start) : 0;
    char message[sizeof error->message + sizeof error->advice + 2];

    strcpy(message, error->message);
    if (error->advice[0])
        strcat(strcat(message, "; "), error->advice);
    return json_pack("{s:o, s:i, s:s, s:s}", "range", lode_range(showing->text, showing->length, start, end), "severity",
                     showing->severity, "source", "lode", "message", message);
}

/* The findings of a file, which are none yet where it is new; NULL: memory ran out. */
static json_t *of_file(lsp_showing *showing, const char *path) {
    const lode_document *open = lode_document_find_path(showing->documents, path);
    lode_buffer uri = {0};
    const char *key = open ? open->uri : lode_uri_append(&uri, path) ? uri.bytes : "";
    json_t *found = json_object_get(showing->files, key);

    if (!found && json_object_set_new(showing->files, key, json_array()) == 0)
        found = json_object_get(showing->files, key);
    lode_buffer_free(&uri);
    return found;
}

static bool is_of_pack(const char *pack, const char *file) {
    size_t length = strlen(pack);

    return strncmp(file, pack, length) == 0 && (file[length] == '\0' || file[length] == '/');
}

static void add(void *context, const lode_error *error) {
    lsp_showing *showing = context;
    bool placed = error->file[0] == '/' && lode_path_is_file(error->file);
    const char *path = placed ? error->file : showing->document->path;

    if (showing->own_only && !is_of_pack(showing->pack, error->file))
        return;
    take_file(showing, path);
    json_array_append_new(of_file(showing, path), make_diagnostic(showing, error, placed && error->line));
}

static void publish(lode_lsp_transport *transport, const char *uri, const lode_document *document, json_t *found) {
    json_t *parameters = json_pack("{s:s, s:o}", "uri", uri, "diagnostics", found);

    if (document)
        json_object_set_new(parameters, "version", json_integer(document->version));
    lode_lsp_notify(transport, "textDocument/publishDiagnostics", parameters);
}

void lode_diagnostics_clear_file(const char *uri, lode_lsp_transport *transport) {
    publish(transport, uri, NULL, json_array());
}

void lode_diagnostics_clear(lode_diagnostics *diagnostics, const char *pack, lode_lsp_transport *transport) {
    const json_t *shown = json_object_get(diagnostics->shown, pack);

    for (size_t i = 0; i < json_array_size(shown); i++)
        lode_diagnostics_clear_file(json_string_value(json_array_get(shown, i)), transport);
    json_object_del(diagnostics->shown, pack);
}

/* All that is open of the pack is told of, and what was shown before. */
static void enter_files(lsp_showing *showing, const lode_diagnostics *diagnostics) {
    const json_t *shown = json_object_get(diagnostics->shown, showing->pack);

    for (size_t i = 0; i < showing->documents->count; i++) {
        const lode_document *document = &showing->documents->items[i];

        if (document->path && is_of_pack(showing->pack, document->path))
            of_file(showing, document->path);
    }
    for (size_t i = 0; i < json_array_size(shown); i++) {
        const char *uri = json_string_value(json_array_get(shown, i));

        if (!json_object_get(showing->files, uri))
            json_object_set_new(showing->files, uri, json_array());
    }
}

void lode_diagnostics_show(lode_diagnostics *diagnostics, const lode_documents *documents, const lode_document *document,
                           const char *pack, lode_mistakes *mistakes, lode_mistakes *advice, lode_lsp_transport *transport) {
    lsp_showing showing = {
        .documents = documents, .document = document, .pack = pack, .severity = SEVERITY_ERROR, .files = json_object()};
    json_t *shown = json_array();

    if (!diagnostics->shown)
        diagnostics->shown = json_object();
    enter_files(&showing, diagnostics);
    lode_mistakes_report(mistakes, add, &showing);
    showing.severity = SEVERITY_WARNING;
    showing.own_only = true;
    lode_mistakes_report(advice, add, &showing);
    for (void *at = json_object_iter(showing.files); at; at = json_object_iter_next(showing.files, at)) {
        const char *uri = json_object_iter_key(at);
        json_t *found = json_object_iter_value(at);

        publish(transport, uri, lode_document_find(documents, uri), json_incref(found));
        if (json_array_size(found))
            json_array_append_new(shown, json_string(uri));
    }
    json_object_set_new(diagnostics->shown, pack, shown);
    json_decref(showing.files);
    free(showing.path);
    lode_arena_free(&showing.arena);
}

void lode_diagnostics_free(lode_diagnostics *diagnostics) {
    json_decref(diagnostics->shown);
}
