/* SPDX-License-Identifier: MIT */
#include "pipeline/document.h"

#include <string.h>

enum { FIRST_ATTRIBUTES = 2, FIRST_DRAFTS = 32 };

bool lode_draft_list_push(lode_draft_list *list, lode_arena *arena, lode_draft *draft) {
    lode_draft **items = lode_arena_room(arena, list->items, list->count, &list->capacity, FIRST_DRAFTS, sizeof(lode_draft *));

    if (!items)
        return false;
    list->items = items;
    list->items[list->count++] = draft;
    return true;
}

size_t lode_draft_list_from(const lode_draft_list *list, size_t at) {
    size_t low = 0, high = list->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (list->items[middle]->start < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

lode_draft *lode_draft_create(lode_document *document, const lode_rule *rule, size_t start, size_t end) {
    lode_draft *draft = lode_arena_array(document->arena, 1, sizeof *draft);

    if (!draft)
        return NULL;
    draft->document = document;
    draft->rule = rule;
    draft->start = start;
    draft->end = end;
    draft->sequence = document->sequence++;
    return draft;
}

static lode_attribute *find_or_add(lode_draft *draft, const char *name) {
    lode_attribute *attributes;

    for (size_t i = 0; i < draft->attribute_count; i++)
        if (strcmp(draft->attributes[i].name, name) == 0)
            return &draft->attributes[i];
    attributes = lode_arena_room(draft->document->arena, draft->attributes, draft->attribute_count, &draft->attribute_capacity,
                                 FIRST_ATTRIBUTES, sizeof *attributes);
    if (!attributes)
        return NULL;
    draft->attributes = attributes;
    draft->attributes[draft->attribute_count].name = name;
    return &draft->attributes[draft->attribute_count++];
}

lode_status lode_draft_set(lode_draft *draft, const char *name, const lode_value *value) {
    lode_attribute *attribute = find_or_add(draft, name);

    if (!attribute)
        return LODE_ERROR_MEMORY;
    attribute->value = *value;
    return LODE_OK;
}

lode_status lode_draft_set_text(lode_draft *draft, const char *name, const char *text, size_t length) {
    lode_value value = {.kind = LODE_VALUE_TEXT, .length = length};

    value.text = lode_arena_copy(draft->document->arena, text, length);
    return value.text ? lode_draft_set(draft, name, &value) : LODE_ERROR_MEMORY;
}

lode_status lode_draft_set_number(lode_draft *draft, const char *name, lode_decimal number) {
    lode_value value = {.kind = LODE_VALUE_NUMBER, .number = number};
    char text[LODE_DECIMAL_TEXT_MAX];

    value.length = lode_decimal_format(number, text);
    value.text = lode_arena_copy(draft->document->arena, text, value.length);
    return value.text ? lode_draft_set(draft, name, &value) : LODE_ERROR_MEMORY;
}

lode_status lode_draft_set_span(lode_draft *draft, size_t start, size_t end) {
    if (!lode_document_has_span(draft->document, start, end))
        return LODE_ERROR_USAGE;
    draft->start = start;
    draft->end = end;
    return LODE_OK;
}
