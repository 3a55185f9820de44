/* SPDX-License-Identifier: MIT */
#include "rules/yaml.h"

#include "rules/strings.h"
#include "rules/yaml_message.h"
#include "text/utf8.h"

#include <stdint.h>
#include <string.h>
#include <yaml.h>

/* A collection that is being read. */
struct level {
    lode_yaml_node *node;
    lode_yaml_node *last;
};

struct builder {
    lode_yaml_file *file;
    lode_arena *arena;
    lode_mistakes *mistakes;
    struct level levels[LODE_YAML_DEPTH_MAX];
    size_t depth;
    size_t nodes;
};

bool lode_yaml_is_null(const lode_yaml_node *node) {
    return node->kind == LODE_YAML_SCALAR && !node->style && (node->length == 0 || strcmp(node->text, "~") == 0);
}

static bool check_encoding(const lode_yaml_file *file, lode_mistakes *mistakes) {
    size_t bad = lode_utf8_check(file->source, file->length);

    if (bad == file->length)
        return true;
    lode_mistake(mistakes, lode_yaml_place_of_byte(file, bad), "save the file as UTF-8", "the byte 0x%02X is not UTF-8 here",
                 (unsigned)(unsigned char)file->source[bad]);
    return false;
}

/* Makes a node and links it into the collection at work. NULL: memory, or too many. */
static lode_yaml_node *add_node(struct builder *builder, lode_yaml_kind kind, const yaml_mark_t *mark) {
    lode_place place = lode_yaml_place_of_mark(builder->file, mark);
    lode_yaml_node *node;

    if (++builder->nodes > LODE_YAML_NODES_MAX) {
        lode_mistake(builder->mistakes, place, "put large tables into a TSV file", "the file has more than %d values",
                     LODE_YAML_NODES_MAX);
        return NULL;
    }
    node = lode_mistakes_check(builder->mistakes, lode_arena_array(builder->arena, 1, sizeof *node));
    if (!node)
        return NULL;
    node->file = builder->file;
    node->kind = (unsigned char)kind;
    node->line = place.line;
    node->column = place.column;
    if (builder->depth) {
        struct level *parent = &builder->levels[builder->depth - 1];

        if (parent->last)
            parent->last->next = node;
        else
            parent->node->first = node;
        parent->last = node;
        parent->node->count++;
    } else {
        builder->file->root = node;
    }
    return node;
}

static bool add_scalar(struct builder *builder, const yaml_event_t *event) {
    lode_yaml_node *node = add_node(builder, LODE_YAML_SCALAR, &event->start_mark);

    if (!node)
        return false;
    node->length = event->data.scalar.length;
    node->text = lode_mistakes_check(builder->mistakes,
                                     lode_arena_copy(builder->arena, (const char *)event->data.scalar.value, node->length));
    switch (event->data.scalar.style) {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE:
        node->style = '\'';
        break;
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
        node->style = '"';
        break;
    case YAML_LITERAL_SCALAR_STYLE:
        node->style = '|';
        break;
    case YAML_FOLDED_SCALAR_STYLE:
        node->style = '>';
        break;
    default:
        break;
    }
    if (node->text && memchr(node->text, '\0', node->length)) {
        lode_mistake(builder->mistakes, lode_yaml_place(node), NULL, "a text with a NUL character");
        node->length = strlen(node->text);
    }
    return node->text;
}

static bool open_collection(struct builder *builder, lode_yaml_kind kind, const yaml_mark_t *mark) {
    lode_yaml_node *node;

    if (builder->depth == LODE_YAML_DEPTH_MAX) {
        lode_mistake(builder->mistakes, lode_yaml_place_of_mark(builder->file, mark), NULL, "nested deeper than %d levels",
                     LODE_YAML_DEPTH_MAX);
        return false;
    }
    node = add_node(builder, kind, mark);
    if (!node)
        return false;
    builder->levels[builder->depth++] = (struct level){.node = node};
    return true;
}

static void check_keys(struct builder *builder, const lode_yaml_node *mapping) {
    lode_arena arena = {0};
    lode_strings keys;

    if (!lode_strings_init(&keys, &arena, mapping->count)) {
        builder->mistakes->memory = true;
        lode_arena_free(&arena);
        return;
    }
    for (const lode_yaml_node *key = mapping->first; key; key = key->next->next) {
        bool fresh;

        if (key->kind != LODE_YAML_SCALAR) {
            lode_mistake(builder->mistakes, lode_yaml_place(key), "quote it if it starts with '{' or '['",
                         "a key must be a word");
            continue;
        }
        lode_strings_add(&keys, key->text, key->length, &fresh);
        if (!fresh)
            lode_mistake(builder->mistakes, lode_yaml_place(key), "keep one of them", "the key '%s' stands twice", key->text);
    }
    lode_arena_free(&arena);
}

static void close_collection(struct builder *builder) {
    lode_yaml_node *node = builder->levels[--builder->depth].node;

    if (node->kind == LODE_YAML_MAPPING) {
        node->count /= 2;
        check_keys(builder, node);
    }
}

static void check_tag(struct builder *builder, const yaml_char_t *tag, const yaml_mark_t *mark) {
    if (tag)
        lode_mistake(builder->mistakes, lode_yaml_place_of_mark(builder->file, mark),
                     "leave it out; quote what must stay a text", "tags such as '%s' have no meaning in rule files",
                     (const char *)tag);
}

/* Takes one event; false: the file ends here. */
static bool take(struct builder *builder, const yaml_event_t *event) {
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        if (!builder->nodes)
            return true;
        lode_mistake(builder->mistakes, lode_yaml_place_of_mark(builder->file, &event->start_mark),
                     "put it into a file of its own", "a second document starts here");
        return false;
    case YAML_SCALAR_EVENT:
        check_tag(builder, event->data.scalar.tag, &event->start_mark);
        return add_scalar(builder, event);
    case YAML_SEQUENCE_START_EVENT:
        check_tag(builder, event->data.sequence_start.tag, &event->start_mark);
        return open_collection(builder, LODE_YAML_SEQUENCE, &event->start_mark);
    case YAML_MAPPING_START_EVENT:
        check_tag(builder, event->data.mapping_start.tag, &event->start_mark);
        return open_collection(builder, LODE_YAML_MAPPING, &event->start_mark);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        close_collection(builder);
        return true;
    case YAML_ALIAS_EVENT:
        lode_mistake(builder->mistakes, lode_yaml_place_of_mark(builder->file, &event->start_mark),
                     "give it a name under 'define:' or 'tables:'", "aliases such as '*%s' are not taken in rule files",
                     (const char *)event->data.alias.anchor);
        return false;
    default:
        return true;
    }
}

/* True: well formed to the end. */
static bool build(struct builder *builder, yaml_parser_t *parser) {
    bool more = true;

    while (more) {
        yaml_event_t event;

        if (!yaml_parser_parse(parser, &event)) {
            lode_yaml_report(builder->file, parser, builder->mistakes);
            return false;
        }
        if (event.type == YAML_STREAM_END_EVENT) {
            yaml_event_delete(&event);
            return true;
        }
        more = take(builder, &event);
        yaml_event_delete(&event);
    }
    return false;
}

void lode_yaml_parse(lode_yaml_file *file, lode_arena *arena, const char *path, const char *source, size_t length,
                     lode_mistakes *mistakes) {
    yaml_parser_t parser;
    struct builder builder = {.file = file, .arena = arena, .mistakes = mistakes};

    *file = (lode_yaml_file){.path = path, .source = source, .length = length};
    if (!check_encoding(file, mistakes))
        return;
    if (!yaml_parser_initialize(&parser)) {
        mistakes->memory = true;
        return;
    }
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)source, length);
    if (!build(&builder, &parser))
        file->root = NULL;
    yaml_parser_delete(&parser);
}

bool lode_yaml_is_readable(const char *source, size_t length) {
    lode_arena arena = {0};
    lode_mistakes mistakes = {0};
    lode_yaml_file file = {0};

    lode_yaml_parse(&file, &arena, "", source, length, &mistakes);
    lode_mistakes_free(&mistakes);
    lode_arena_free(&arena);
    return file.root != NULL;
}
