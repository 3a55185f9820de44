/* SPDX-License-Identifier: MIT */
#include "pipeline/references.h"

#include <string.h>

/* Markers are code points of plane 15; the same place of plane 16 is private use as well, and no marker. */
static const unsigned char PLANE_15[] = {0xF3, 0xB0}, PLANE_16[] = {0xF4, 0x80};

static bool is_of_types(const lode_draft *entity, const char *const *types, size_t type_count) {
    for (size_t i = 0; i < type_count; i++)
        if (strcmp(entity->rule->type, types[i]) == 0)
            return true;
    return false;
}

static void append_text(lode_buffer *buffer, const char *from, size_t length) {
    char *to = buffer->bytes + buffer->length;

    lode_buffer_append(buffer, from, length);
    for (char *at = to; (at = memchr(at, PLANE_15[0], length - (size_t)(at - to))) != NULL; at++)
        /* U+F0000 to U+FFFFF are F3 B0 80 80 to F3 BF BF BF. */
        if ((size_t)(at - to) + 1 < length && (unsigned char)at[1] >= PLANE_15[1]) {
            at[1] = (char)(PLANE_16[1] + ((unsigned char)at[1] - PLANE_15[1]));
            at[0] = (char)PLANE_16[0];
        }
}

lode_status lode_mark_entities(const lode_document *document, const char *const *types, size_t type_count,
                               lode_marked_text *marked) {
    const lode_draft_list *entities = &document->entities;
    size_t done = 0, length = 0, count = 0;
    lode_mark *marks;

    for (size_t i = 0; i < entities->count; i++)
        count += is_of_types(entities->items[i], types, type_count);
    marks = lode_arena_array(document->arena, count, sizeof *marks);
    count = 0;
    if (!marks)
        return LODE_ERROR_MEMORY;
    for (size_t i = 0; i < entities->count; i++) {
        lode_draft *entity = entities->items[i];

        if (entity->start < done || !is_of_types(entity, types, type_count))
            continue;
        length += entity->start - done;
        marks[count].at = length;
        marks[count++].entity = entity;
        length += LODE_MARKER_LENGTH;
        done = entity->end;
    }
    length += document->text.length - done;
    *marked = (lode_marked_text){.length = length, .marks = marks, .count = count};
    return LODE_OK;
}

bool lode_marked_copy(const lode_document *document, const lode_marked_text *marked, size_t start, size_t end,
                      lode_buffer *to) {
    const char *text = document->text.bytes;
    size_t i = lode_marked_from(marked, start), done = lode_marked_position(marked, start);

    lode_buffer_clear(to);
    if (!lode_buffer_reserve(to, end - start))
        return false;
    for (; i < marked->count && marked->marks[i].at < end; i++) {
        const lode_draft *entity = marked->marks[i].entity;
        char marker[LODE_MARKER_LENGTH];

        append_text(to, text + done, entity->start - done);
        lode_reference_put(marker, entity->rule->type);
        lode_buffer_append(to, marker, sizeof marker);
        done = entity->end;
    }
    append_text(to, text + done, end - start - to->length);
    return true;
}

/* Tells one mark after the other. */
typedef struct mark_edits {
    const lode_marked_text *marked;
    size_t next;
} mark_edits;

static bool next_edit(void *context, lode_word_edit *edit) {
    mark_edits *edits = context;
    const lode_mark *mark = edits->marked->marks + edits->next;

    if (edits->next == edits->marked->count)
        return false;
    *edit = (lode_word_edit){mark->entity->start, mark->entity->end, mark->at, mark->at + LODE_MARKER_LENGTH};
    edits->next++;
    return true;
}

void lode_marked_read_words(const lode_document *document, const lode_marked_text *marked, const lode_buffer *copy,
                            lode_tokens *tokens) {
    bool is_altered = document->text.length && memchr(document->text.bytes, PLANE_15[0], document->text.length);
    mark_edits edits = {marked, 0};

    lode_tokens_edit_text(tokens, copy->bytes, copy->length, is_altered ? NULL : next_edit, &edits);
}

size_t lode_marked_from(const lode_marked_text *marked, size_t at) {
    size_t low = 0, high = marked->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (marked->marks[middle].at < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t lode_marked_position(const lode_marked_text *marked, size_t at) {
    size_t next = lode_marked_from(marked, at);
    const lode_mark *before;

    if (next < marked->count && marked->marks[next].at == at)
        return marked->marks[next].entity->start;
    if (next == 0)
        return at;
    before = &marked->marks[next - 1];
    return before->entity->end + (at - before->at - LODE_MARKER_LENGTH);
}
