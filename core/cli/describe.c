/* SPDX-License-Identifier: MIT */
#include "cli/describe.h"

#include <string.h>

enum { CONTEXT_BYTES = 60 };

void lode_describe_value(lode_buffer *text, const lode_value *value) {
    char digits[LODE_DECIMAL_TEXT_MAX];

    if (value->kind == LODE_VALUE_NUMBER)
        lode_buffer_append(text, digits, lode_decimal_format(value->number, digits));
    else
        lode_buffer_append(text, value->text, value->length);
}

const lode_value *lode_attribute_value(const lode_entity *entity, const char *name) {
    for (size_t i = 0; i < entity->attribute_count; i++)
        if (strcmp(entity->attributes[i].name, name) == 0)
            return &entity->attributes[i].value;
    return NULL;
}

void lode_describe_change(lode_buffer *text, const char *name, const lode_value *before, const lode_value *after) {
    lode_buffer old = {0}, new = {0};

    if (before)
        lode_describe_value(&old, before);
    if (after)
        lode_describe_value(&new, after);
    if (old.length != new.length || (old.length && memcmp(old.bytes, new.bytes, old.length) != 0))
        lode_buffer_format(text, "%s%s: %.*s -> %.*s", text->length ? ", " : "", name, before ? (int)old.length : 1,
                           before ? old.bytes : "-", after ? (int)new.length : 1, after ? new.bytes : "-");
    lode_buffer_free(&old);
    lode_buffer_free(&new);
}

void lode_describe_fact(lode_buffer *text, const lode_fact *fact) {
    for (size_t i = 0; i < fact->part_count; i++) {
        lode_buffer_format(text, "%s%s: ", i ? ", " : "", fact->parts[i].name);
        if (fact->parts[i].text)
            lode_buffer_append(text, fact->parts[i].text, fact->parts[i].length);
        else
            lode_describe_value(text, &fact->parts[i].value);
    }
}

bool lode_describe_context(const lode_result *result, const lode_entity *entity, lode_arena *arena, const char **before,
                           const char **behind) {
    size_t place, end, from, to;

    if (!result->text || !result->text_offsets)
        return true;
    place = result->text_offsets[entity - result->entities];
    end = place + entity->length;
    from = place > CONTEXT_BYTES ? place - CONTEXT_BYTES : 0;
    to = end + CONTEXT_BYTES < result->text_length ? end + CONTEXT_BYTES : result->text_length;
    while (from < place && ((unsigned char)result->text[from] & 0xC0) == 0x80)
        from++;
    while (to > end && to < result->text_length && ((unsigned char)result->text[to] & 0xC0) == 0x80)
        to--;
    for (size_t i = 0; i < result->sentence_count; i++) {
        const lode_text_sentence *sentence = &result->sentences[i];
        size_t start = sentence->length ? (size_t)(sentence->text - result->text) : SIZE_MAX;

        if (start <= place && end <= start + sentence->length) {
            from = start;
            to = start + sentence->length;
        }
    }
    *before = lode_arena_copy(arena, result->text + from, place - from);
    *behind = lode_arena_copy(arena, result->text + end, to - end);
    return *before && *behind;
}
