/* SPDX-License-Identifier: MIT */
#include "lsp/server.h"

#include "lsp/completion.h"
#include "lsp/declarations.h"
#include "lsp/diagnostics.h"
#include "lsp/hover.h"
#include "lsp/positions.h"

#include <stdlib.h>
#include <string.h>

enum { IDLE_MILLISECONDS = 150 /* without a message before what was changed is checked */ };

enum { SYNC_FULL = 1 };

typedef struct lsp_server {
    const lode_lsp_options *options;
    lode_lsp_transport transport;
    lode_documents documents;
    lode_diagnostics diagnostics;
    bool initialized, shut_down, exits;
    bool no_memory;
} lsp_server;

typedef void request_function(lsp_server *server, const json_t *id, const json_t *parameters);
typedef void notification_function(lsp_server *server, const json_t *parameters);

/* ---- Checking ------------------------------------------------------------------------------------------------------- */

static void check_pack(lsp_server *server, const lode_document *document, const char *pack) {
    const lode_edit *edits = lode_documents_edits(&server->documents, NULL, NULL, 0);
    lode_mistakes mistakes = {0}, advice = {0};
    lode_error error;

    if (edits && server->options->check(server->options->context, pack, edits, &mistakes, &advice, &error) != LODE_OK)
        lode_mistake(&mistakes, (lode_place){0}, error.advice[0] ? error.advice : NULL, "%s", error.message);
    server->no_memory = server->no_memory || !edits;
    lode_diagnostics_show(&server->diagnostics, &server->documents, document, pack, &mistakes, &advice, &server->transport);
    lode_mistakes_free(&mistakes);
    lode_mistakes_free(&advice);
}

static lode_document *find_changed(const lsp_server *server) {
    for (size_t i = 0; i < server->documents.count; i++)
        if (server->documents.items[i].changed)
            return &server->documents.items[i];
    return NULL;
}

static bool is_of_pack(const lsp_server *server, const lode_document *document, const char *pack) {
    char *own = lode_document_pack(&server->documents, document);
    bool same = own && strcmp(own, pack) == 0;

    free(own);
    return same;
}

/* Checks all packs of which a document was changed. */
static void check_changed(lsp_server *server) {
    lode_document *document;

    while ((document = find_changed(server))) {
        char *pack = lode_document_pack(&server->documents, document);

        document->changed = false;
        if (pack)
            check_pack(server, document, pack);
        else
            lode_diagnostics_clear_file(document->uri, &server->transport);
        for (size_t i = 0; pack && i < server->documents.count; i++)
            if (server->documents.items[i].changed && is_of_pack(server, &server->documents.items[i], pack))
                server->documents.items[i].changed = false;
        free(pack);
    }
}

/* ---- Notifications -------------------------------------------------------------------------------------------------- */

static void set_text(lsp_server *server, const json_t *document, const json_t *text) {
    const json_t *uri = json_object_get(document, "uri");
    json_int_t version = json_integer_value(json_object_get(document, "version"));

    if (json_is_string(uri) && json_is_string(text) &&
        !lode_document_set(&server->documents, json_string_value(uri), json_string_value(text), json_string_length(text),
                           version))
        server->no_memory = true;
}

static void did_open(lsp_server *server, const json_t *parameters) {
    const json_t *document = json_object_get(parameters, "textDocument");

    set_text(server, document, json_object_get(document, "text"));
}

static void did_change(lsp_server *server, const json_t *parameters) {
    const json_t *document = json_object_get(parameters, "textDocument"), *uri = json_object_get(document, "uri");
    const json_t *changes = json_object_get(parameters, "contentChanges");
    const json_t *last = json_array_get(changes, json_array_size(changes) - 1);

    if (json_is_string(uri) && lode_document_find(&server->documents, json_string_value(uri)) &&
        !json_object_get(last, "range"))
        set_text(server, document, json_object_get(last, "text"));
}

/* What is on disk may have changed, tables among it. */
static void did_save(lsp_server *server, const json_t *parameters) {
    (void)parameters;
    for (size_t i = 0; i < server->documents.count; i++)
        server->documents.items[i].changed = true;
}

static void did_close(lsp_server *server, const json_t *parameters) {
    const json_t *uri = json_object_get(json_object_get(parameters, "textDocument"), "uri");
    lode_document *document = uri ? lode_document_find(&server->documents, json_string_value(uri)) : NULL;
    bool others = false;
    char *pack;

    if (!document)
        return;
    pack = lode_document_pack(&server->documents, document);
    lode_diagnostics_clear_file(document->uri, &server->transport);
    lode_document_close(&server->documents, document);
    for (size_t i = 0; pack && i < server->documents.count; i++)
        if (is_of_pack(server, &server->documents.items[i], pack))
            others = server->documents.items[i].changed = true;
    if (pack && !others)
        lode_diagnostics_clear(&server->diagnostics, pack, &server->transport);
    free(pack);
}

static void do_nothing(lsp_server *server, const json_t *parameters) {
    (void)server;
    (void)parameters;
}

static void do_exit(lsp_server *server, const json_t *parameters) {
    (void)parameters;
    server->exits = true;
}

/* ---- Requests ------------------------------------------------------------------------------------------------------- */

static void initialize(lsp_server *server, const json_t *id, const json_t *parameters) {
    (void)parameters;
    server->initialized = true;
    lode_lsp_answer(&server->transport, id,
                    json_pack("{s:{s:s, s:{s:b, s:i, s:b}, s:{s:[s, s, s]}, s:b, s:b}, s:{s:s, s:s}}", "capabilities",
                              "positionEncoding", "utf-16", "textDocumentSync", "openClose", true, "change", SYNC_FULL, "save",
                              true, "completionProvider", "triggerCharacters", "{", "@", ":", "hoverProvider", true,
                              "definitionProvider", true, "serverInfo", "name", "lode", "version", lode_version()));
}

static void shut_down(lsp_server *server, const json_t *id, const json_t *parameters) {
    (void)parameters;
    server->shut_down = true;
    lode_lsp_answer(&server->transport, id, json_null());
}

/* The open document that a request names, and the byte of its position; NULL: the request is refused. */
static const lode_document *find_place(lsp_server *server, const json_t *id, const json_t *parameters, size_t *byte) {
    const json_t *uri = json_object_get(json_object_get(parameters, "textDocument"), "uri");
    const json_t *position = json_object_get(parameters, "position");
    const json_t *line = json_object_get(position, "line"), *character = json_object_get(position, "character");
    const lode_document *document =
        uri && json_is_string(uri) ? lode_document_find(&server->documents, json_string_value(uri)) : NULL;

    if (!document || !json_is_integer(line) || !json_is_integer(character) || json_integer_value(line) < 0 ||
        json_integer_value(character) < 0) {
        lode_lsp_refuse(&server->transport, id, LODE_LSP_INVALID_PARAMS, "name a document that is open, and a position in it");
        return NULL;
    }
    *byte = lode_byte_of_position(document->text, document->length, (size_t)json_integer_value(line),
                                  (size_t)json_integer_value(character));
    return document;
}

static void complete(lsp_server *server, const json_t *id, const json_t *parameters) {
    size_t byte;
    const lode_document *document = find_place(server, id, parameters, &byte);

    if (document)
        lode_lsp_answer(
            &server->transport, id,
            lode_completion(&server->documents, document, byte, server->options->registry, server->options->directories));
}

static void hover(lsp_server *server, const json_t *id, const json_t *parameters) {
    size_t byte;
    const lode_document *document = find_place(server, id, parameters, &byte);

    if (document)
        lode_lsp_answer(
            &server->transport, id,
            lode_hover(&server->documents, document, byte, server->options->registry, server->options->directories));
}

static void go_to_definition(lsp_server *server, const json_t *id, const json_t *parameters) {
    size_t byte;
    const lode_document *document = find_place(server, id, parameters, &byte);

    if (document)
        lode_lsp_answer(&server->transport, id,
                        lode_definition(&server->documents, document, byte, server->options->directories));
}

/* ---- Messages ------------------------------------------------------------------------------------------------------- */

static const struct {
    const char *method;
    request_function *answer;
} requests[] = {{"initialize", initialize},
                {"shutdown", shut_down},
                {"textDocument/completion", complete},
                {"textDocument/hover", hover},
                {"textDocument/definition", go_to_definition}};

static const struct {
    const char *method;
    notification_function *take;
} notifications[] = {{"initialized", do_nothing},
                     {"textDocument/didOpen", did_open},
                     {"textDocument/didChange", did_change},
                     {"textDocument/didSave", did_save},
                     {"textDocument/didClose", did_close},
                     {"workspace/didChangeWatchedFiles", did_save},
                     {"exit", do_exit}};

static void take_request(lsp_server *server, const char *method, const json_t *id, const json_t *parameters) {
    bool initializes = strcmp(method, "initialize") == 0;

    if (!server->initialized && !initializes) {
        lode_lsp_refuse(&server->transport, id, LODE_LSP_NOT_INITIALIZED, "'initialize' comes first");
        return;
    }
    if (server->shut_down || (server->initialized && initializes)) {
        lode_lsp_refuse(&server->transport, id, LODE_LSP_INVALID_REQUEST,
                        server->shut_down ? "only 'exit' comes after 'shutdown'" : "'initialize' comes once");
        return;
    }
    for (size_t i = 0; i < sizeof requests / sizeof *requests; i++)
        if (strcmp(requests[i].method, method) == 0) {
            requests[i].answer(server, id, parameters);
            return;
        }
    lode_lsp_refuse(&server->transport, id, LODE_LSP_METHOD_NOT_FOUND, "this server has no such method");
}

static void take_notification(lsp_server *server, const char *method, const json_t *parameters) {
    if ((!server->initialized || server->shut_down) && strcmp(method, "exit") != 0)
        return;
    for (size_t i = 0; i < sizeof notifications / sizeof *notifications; i++)
        if (strcmp(notifications[i].method, method) == 0)
            notifications[i].take(server, parameters);
}

static void take_message(lsp_server *server) {
    json_error_t error;
    json_t *message = json_loadb(server->transport.message.bytes ? server->transport.message.bytes : "",
                                 server->transport.message.length, JSON_ALLOW_NUL | JSON_DECODE_ANY, &error);
    const json_t *id = json_object_get(message, "id"), *method = json_object_get(message, "method");
    const json_t *parameters = json_object_get(message, "params");
    bool has_id = json_is_string(id) || json_is_number(id);

    if (!message)
        lode_lsp_refuse(&server->transport, NULL, LODE_LSP_PARSE_ERROR, error.text);
    else if (json_is_string(method) && has_id)
        take_request(server, json_string_value(method), id, parameters);
    else if (json_is_string(method) && !id)
        take_notification(server, json_string_value(method), parameters);
    else if (!(id && !method && (json_object_get(message, "result") || json_object_get(message, "error"))))
        lode_lsp_refuse(&server->transport, has_id ? id : NULL, LODE_LSP_INVALID_REQUEST, "this is no message of JSON-RPC 2.0");
    json_decref(message);
}

static lode_status receive(lsp_server *server, lode_error *error) {
    switch (lode_lsp_receive(&server->transport)) {
    case LODE_LSP_MESSAGE:
        take_message(server);
        return LODE_OK;
    case LODE_LSP_TOO_LARGE:
        lode_lsp_refuse(&server->transport, NULL, LODE_LSP_INVALID_REQUEST, "the message is too large");
        return LODE_OK;
    case LODE_LSP_BROKEN:
        lode_lsp_refuse(&server->transport, NULL, LODE_LSP_PARSE_ERROR, "the header has no proper Content-Length");
        lode_error_set(error, LODE_ERROR_SYNTAX, "what came is no message of the Language Server Protocol");
        lode_error_advise(error, "an editor starts 'lode lsp' and speaks with it; see docs/lsp.md");
        return LODE_ERROR_SYNTAX;
    case LODE_LSP_END:
        return lode_error_set(error, LODE_ERROR_IO, "the input ended before 'exit' came");
    case LODE_LSP_NO_MEMORY:
        break;
    }
    return lode_error_no_memory(error);
}

lode_status lode_lsp_serve(const lode_lsp_options *options, lode_error *error) {
    lsp_server server = {.options = options, .transport = {.in = options->in, .out = options->out}};
    lode_status status = LODE_OK;

    while (status == LODE_OK && !server.exits) {
        if (find_changed(&server) && lode_lsp_is_idle(&server.transport, IDLE_MILLISECONDS))
            check_changed(&server);
        status = receive(&server, error);
        if (status == LODE_OK && server.no_memory)
            status = lode_error_no_memory(error);
        if (status == LODE_OK && server.transport.broken)
            status = lode_error_set(error, LODE_ERROR_IO, "the client has closed the output");
    }
    if (status == LODE_OK && !server.shut_down)
        status = lode_error_set(error, LODE_ERROR_IO, "'exit' came without 'shutdown'");
    lode_documents_free(&server.documents);
    lode_diagnostics_free(&server.diagnostics);
    lode_lsp_transport_free(&server.transport);
    return status;
}
