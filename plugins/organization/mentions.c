/* SPDX-License-Identifier: MIT */
#include "mentions.h"

#include <stdlib.h>
#include <string.h>

enum { BYTE_VALUES = 256 };

/* Names sorted by their bytes; those that start with byte b are first[b] .. first[b + 1] - 1. One walk over the text then
 * serves all of them. */
typedef struct mention_index {
    const mention_name *names;
    size_t first[BYTE_VALUES + 1];
} mention_index;

static int compare_names(const void *left, const void *right) {
    const mention_name *a = left, *b = right;
    size_t shorter = a->length < b->length ? a->length : b->length;
    int order = memcmp(a->text, b->text, shorter);
    if (order == 0)
        order = (a->length > b->length) - (a->length < b->length);
    /* qsort is not stable: of two equal names the one introduced first must win. */
    return order != 0 ? order : (a->text > b->text) - (a->text < b->text);
}

static size_t sort_and_drop_doubles(mention_name *names, size_t count) {
    size_t kept = 0;
    qsort(names, count, sizeof *names, compare_names);
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || names[kept - 1].length != names[i].length ||
            memcmp(names[kept - 1].text, names[i].text, names[i].length) != 0)
            names[kept++] = names[i];
    return kept;
}

static void index_names(mention_index *index, const mention_name *names, size_t count) {
    size_t next = 0;
    index->names = names;
    for (size_t byte = 0; byte < BYTE_VALUES; byte++) {
        index->first[byte] = next;
        while (next < count && (unsigned char)names[next].text[0] == byte)
            next++;
    }
    index->first[BYTE_VALUES] = next;
}

/* Whether an entity of this type has just this span. `*cursor` only moves forward: spans are asked for by start. */
static bool is_known(const lode_document *document, size_t *cursor, size_t start, size_t end, const char *type) {
    size_t count = lode_document_entity_count(document);
    while (*cursor < count && lode_document_entity(document, *cursor)->start < start)
        ++*cursor;
    for (size_t i = *cursor; i < count; i++) {
        const lode_entity *entity = lode_document_entity(document, i);
        if (entity->start != start)
            return false;
        if (entity->end == end && strcmp(entity->type, type) == 0)
            return true;
    }
    return false;
}

static lode_status add_mention(lode_document *document, const mention_name *name, size_t start) {
    lode_draft *draft;
    lode_status status = lode_document_add(document, name->rule, start, start + name->length, &draft);
    for (size_t i = 0; status == LODE_OK && i < name->source->attribute_count; i++) {
        const lode_attribute *attribute = &name->source->attributes[i];
        if (attribute->value.kind == LODE_VALUE_NUMBER)
            status = lode_draft_set_number(draft, attribute->name, attribute->value.number);
        else
            status = lode_draft_set_text(draft, attribute->name, attribute->value.text, attribute->value.length);
    }
    return status;
}

lode_status mentions_add(lode_document *document, mention_name *names, size_t count) {
    size_t length, cursor = 0;
    const char *text = lode_document_text(document, &length);
    mention_index index;
    lode_status status = LODE_OK;
    index_names(&index, names, sort_and_drop_doubles(names, count));
    for (size_t at = 0; status == LODE_OK && at < length; at++) {
        unsigned char byte = (unsigned char)text[at];
        for (size_t i = index.first[byte]; status == LODE_OK && i < index.first[byte + 1]; i++) {
            const mention_name *name = &names[i];
            if (name->length <= length - at && memcmp(text + at, name->text, name->length) == 0 &&
                lode_document_is_boundary(document, at) && lode_document_is_boundary(document, at + name->length) &&
                !is_known(document, &cursor, at, at + name->length, name->source->type))
                status = add_mention(document, name, at);
        }
    }
    return status;
}
