/* SPDX-License-Identifier: MIT */
#include "lsp/hover.h"

#include "lsp/declarations.h"
#include "lsp/positions.h"
#include "lsp/schema.h"

#include <string.h>

enum { LINES_SHOWN = 12, TYPES_SHOWN = 12 };

typedef struct lsp_word {
    lode_context context;
    const char *name;
    size_t length;
} lsp_word;

static bool is_word(const lsp_word *word, const char *name) {
    return strlen(name) == word->length && memcmp(name, word->name, word->length) == 0;
}

/* ---- Keys ----------------------------------------------------------------------------------------------------------- */

/* What the schema says of a property: in its own place, where it refers to, or of its items. */
static const char *description_of(const json_t *schema, const json_t *property) {
    const char *description = json_string_value(json_object_get(property, "description"));
    const char *reference = json_string_value(json_object_get(property, "$ref"));
    const json_t *items = json_object_get(property, "items");

    if (!description && reference && strrchr(reference, '/'))
        description = description_of(schema, json_object_get(json_object_get(schema, "$defs"), strrchr(reference, '/') + 1));
    return description || !items ? description : description_of(schema, items);
}

/* What it says of a key of a mapping, or of one of what may be there. */
static const char *describe(const json_t *schema, const json_t *mapping, const char *key) {
    const json_t *choices = json_object_get(mapping, "anyOf");
    const char *description = description_of(schema, json_object_get(json_object_get(mapping, "properties"), key));

    for (size_t i = 0; !description && i < json_array_size(choices); i++)
        description = describe(schema, json_array_get(choices, i), key);
    return description;
}

static void tell_key(const lsp_word *word, lode_buffer *text) {
    static const char *const mappings[] = {[LODE_KEYS_PACK] = "pack",           [LODE_KEYS_SENTENCES] = "sentences",
                                           [LODE_KEYS_NORMALISE] = "normalise", [LODE_KEYS_NUMBERS] = "numbers",
                                           [LODE_KEYS_TABLE] = "table",         [LODE_KEYS_RULE] = "rule",
                                           [LODE_KEYS_PART] = "part",           [LODE_KEYS_CELL] = "cell",
                                           [LODE_KEYS_EXAMPLE] = "example",     [LODE_KEYS_COUNTEREXAMPLE] = "counterexample"};
    json_t *schema = json_loadb((const char *)schema_bytes, sizeof schema_bytes, 0, NULL);
    const json_t *mapping = word->context.keys == LODE_KEYS_FILE
                                ? schema
                                : json_object_get(json_object_get(schema, "$defs"), mappings[word->context.keys]);

    for (const char *const *key = lode_keys(word->context.keys); *key; key++) {
        const char *description = is_word(word, *key) ? describe(schema, mapping, *key) : NULL;

        if (description)
            lode_buffer_format(text, "**%s**: %s", *key, description);
    }
    json_decref(schema);
}

/* ---- Names ---------------------------------------------------------------------------------------------------------- */

static void tell_built_in(const lsp_word *word, lode_buffer *text) {
    static const char *const built_in[][2] = {{"number", "a number as the pack's `numbers` say, in digits or words"},
                                              {"digits", "a number as the pack's `numbers` say, in digits alone"},
                                              {"roman", "a Roman number in capitals"}};

    for (size_t i = 0; i < sizeof built_in / sizeof *built_in; i++)
        if (is_word(word, built_in[i][0]))
            lode_buffer_format(text, "**%s**: %s", built_in[i][0], built_in[i][1]);
}

static void tell_place(const lode_declaration *declaration, lode_buffer *text) {
    const char *slash = strrchr(declaration->path, '/');

    lode_buffer_format(text, "%s, line %u", slash ? slash + 1 : declaration->path, declaration->line);
}

/* The lines of a definition or table: that of its name, and those that are indented deeper. */
static void tell_lines(const lode_declaration *declaration, lode_buffer *text) {
    const char *from = declaration->text;
    size_t length = declaration->length, shown = 0, blank = 0;
    size_t at = lode_line_start(from, lode_byte_of_place(from, length, declaration->line, declaration->column));
    size_t indentation = strspn(from + at, " ");

    lode_buffer_string(text, "````yaml\n");
    while (at < length) {
        size_t end = lode_line_end(from, length, at), inner = strspn(from + at, " ");

        if (at + inner == end) {
            blank++;
        } else if (shown && inner <= indentation) {
            break;
        } else if (shown + blank >= LINES_SHOWN) {
            lode_buffer_string(text, "…\n");
            break;
        } else {
            for (shown += blank + 1; blank; blank--)
                lode_buffer_byte(text, '\n');
            lode_buffer_append(text, from + at + indentation, end - at - indentation);
            lode_buffer_byte(text, '\n');
        }
        at = end + (end < length && from[end] == '\r' && from[end + 1] == '\n') + 1;
    }
    lode_buffer_string(text, "````\n");
}

static void tell_declared(const lsp_word *word, const lode_declaration *items, size_t count, lode_buffer *text) {
    if (count && word->context.wanted == LODE_WANTED_TYPE) {
        lode_buffer_format(text, "the type of the entities of %zu rule%s\n", count, count == 1 ? "" : "s");
        for (size_t i = 0; i < count && i < TYPES_SHOWN; i++) {
            lode_buffer_string(text, "\n- ");
            tell_place(&items[i], text);
        }
        if (count > TYPES_SHOWN)
            lode_buffer_string(text, "\n- …");
    } else {
        for (size_t i = 0; i < count; i++) {
            lode_buffer_string(text, i ? "\n" : "");
            lode_buffer_string(text, items[i].kind == LODE_DECLARED_TABLE ? "a table, " : "a definition, ");
            tell_place(&items[i], text);
            lode_buffer_string(text, "\n\n");
            tell_lines(&items[i], text);
        }
    }
}

static void tell_extractor(const lsp_word *word, const lode_registry *registry, lode_buffer *text) {
    for (size_t i = 0; i < lode_registry_count(registry); i++) {
        const lode_plugin *plugin = lode_registry_entry_at(registry, i)->plugin;

        if (plugin && plugin->extractor && is_word(word, plugin->name))
            lode_buffer_format(text, "**%s**: %s", plugin->name, plugin->summary);
    }
}

json_t *lode_hover(lode_documents *documents, const lode_document *document, size_t byte, const lode_registry *registry,
                   const char *const *directories) {
    lsp_word word = {0};
    lode_buffer text = {0}, found = {0};
    lode_arena arena = {0};
    json_t *hover = NULL;
    size_t end;

    word.context = lode_context_of_word(document->text, document->length, byte, &end);
    word.name = document->text + word.context.start;
    word.length = end - word.context.start;
    switch (word.context.wanted) {
    case LODE_WANTED_KEY:
        tell_key(&word, &text);
        break;
    case LODE_WANTED_EXTRACTOR:
        tell_extractor(&word, registry, &text);
        break;
    default:
        lode_declarations_find(documents, document, word.context.wanted, word.context.start, end, directories, &arena, &found);
        tell_declared(&word, (const lode_declaration *)(const void *)found.bytes, found.length / sizeof(lode_declaration),
                      &text);
        if (word.context.wanted == LODE_WANTED_NAME)
            tell_built_in(&word, &text);
    }
    if (!text.length)
        hover = json_null();
    else if (!text.failed)
        hover = json_pack("{s:{s:s, s:s%}, s:o}", "contents", "kind", "markdown", "value", text.bytes, text.length, "range",
                          lode_range(document->text, document->length, word.context.start, end));
    lode_buffer_free(&text);
    lode_buffer_free(&found);
    lode_arena_free(&arena);
    return hover;
}
