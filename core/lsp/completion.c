/* SPDX-License-Identifier: MIT */
#include "lsp/completion.h"

#include "lsp/context.h"
#include "lsp/positions.h"

#include <stdlib.h>
#include <string.h>

enum { KIND_CLASS = 7, KIND_MODULE = 9, KIND_PROPERTY = 10, KIND_VALUE = 12, KIND_ENUM = 13, KIND_CONSTANT = 21 };

typedef struct lsp_offers {
    lode_wanted wanted;
    json_t *range; /* of the word that is being written */
    json_t *items; /* by label */
} lsp_offers;

static void offer(const lsp_offers *completion, const char *label, int kind, const char *detail) {
    char text[256];

    if (json_object_get(completion->items, label))
        return;
    snprintf(text, sizeof text, "%s%s", label, completion->wanted == LODE_WANTED_KEY ? ": " : "");
    json_object_set_new(completion->items, label,
                        json_pack("{s:s, s:i, s:s*, s:{s:O, s:s}}", "label", label, "kind", kind, "detail", detail, "textEdit",
                                  "range", completion->range, "newText", text));
}

static void offer_declared(void *context, lode_declared declared, const char *name, const char *file, unsigned line,
                           unsigned column) {
    const lsp_offers *completion = context;
    const char *slash = strrchr(file, '/');
    char detail[300];

    (void)column;
    if (!lode_context_takes(completion->wanted, declared))
        return;
    snprintf(detail, sizeof detail, "%.256s, line %u", slash ? slash + 1 : file, line);
    offer(completion, name,
          declared == LODE_DECLARED_TYPE    ? KIND_CLASS
          : declared == LODE_DECLARED_TABLE ? KIND_ENUM
                                            : KIND_CONSTANT,
          detail);
}

/* Offers what the pack of a document declares. The line at work is left out, which is rarely well-formed while one writes. */
static void offer_outline(lsp_offers *completion, lode_documents *documents, const lode_document *document, size_t byte,
                          const char *const *directories) {
    size_t start = lode_line_start(document->text, byte), end = lode_line_end(document->text, document->length, byte);
    char *text = malloc(document->length + 1);

    if (text) {
        memcpy(text, document->text, document->length + 1);
        memset(text + start, ' ', end - start);
        lode_document_outline(documents, document, text, document->length, directories, offer_declared, completion);
    }
    free(text);
}

static void offer_list(const lsp_offers *completion, const char *const *names, int kind) {
    for (; *names; names++)
        offer(completion, *names, kind, NULL);
}

static void offer_extractors(const lsp_offers *completion, const lode_registry *registry) {
    for (size_t i = 0; i < lode_registry_count(registry); i++) {
        const lode_plugin *plugin = lode_registry_entry_at(registry, i)->plugin;

        if (plugin && plugin->extractor)
            offer(completion, plugin->name, KIND_MODULE, plugin->summary);
    }
}

json_t *lode_completion(lode_documents *documents, const lode_document *document, size_t byte, const lode_registry *registry,
                        const char *const *directories) {
    static const char *const built_in[] = {"number", "digits", "roman", NULL}, *const roles[] = {"document_date", NULL},
                             *const flags[] = {"caseless", NULL}, *const bands[] = {"guess",    "general", "normal",
                                                                                    "specific", "certain", NULL};
    const lode_context context = lode_context_at(document->text, document->length, byte);
    lsp_offers completion = {.wanted = context.wanted,
                             .range = lode_range(document->text, document->length, context.start, byte),
                             .items = json_object()};
    json_t *items = json_array();

    switch (context.wanted) {
    case LODE_WANTED_NOTHING:
        break;
    case LODE_WANTED_KEY:
        offer_list(&completion, lode_keys(context.keys), KIND_PROPERTY);
        break;
    case LODE_WANTED_NAME:
        offer_list(&completion, built_in, KIND_CONSTANT);
        offer_outline(&completion, documents, document, byte, directories);
        break;
    case LODE_WANTED_TYPE:
    case LODE_WANTED_TABLE:
        offer_outline(&completion, documents, document, byte, directories);
        break;
    case LODE_WANTED_EXTRACTOR:
        offer_extractors(&completion, registry);
        break;
    case LODE_WANTED_PRIORITY:
        offer_list(&completion, bands, KIND_VALUE);
        break;
    case LODE_WANTED_ROLE:
        offer_list(&completion, roles, KIND_VALUE);
        break;
    case LODE_WANTED_FLAG:
        offer_list(&completion, flags, KIND_VALUE);
        break;
    }
    for (void *at = json_object_iter(completion.items); at; at = json_object_iter_next(completion.items, at))
        json_array_append(items, json_object_iter_value(at));
    json_decref(completion.range);
    json_decref(completion.items);
    return items;
}
