/* SPDX-License-Identifier: MIT */
#include "pipeline/document.h"

#include "text/utf8.h"

const char *lode_document_text(const lode_document *document, size_t *length) {
    *length = document->text.length;
    return document->text.bytes;
}

const char *lode_document_original(const lode_document *document, size_t start, size_t end, size_t *length) {
    size_t decoded_start, decoded_end;

    *length = 0;
    if (start > end || end > document->text.length)
        return "";
    lode_text_decoded_span(&document->text, start, end, &decoded_start, &decoded_end);
    *length = decoded_end - decoded_start;
    return document->text.decoded + decoded_start;
}

bool lode_document_date(const lode_document *document, lode_day *date) {
    if (document->date_known)
        *date = document->date;
    return document->date_known;
}

lode_time lode_document_time(const lode_document *document) {
    static const lode_time unknown = {-1, -1, -1};

    return document->date_known ? document->time : unknown;
}

lode_prefer lode_document_prefer(const lode_document *document) {
    return document->prefer;
}

bool lode_document_is_boundary(const lode_document *document, size_t offset) {
    const lode_text *text = &document->text;
    size_t before = offset, after = offset;

    if (offset == 0 || offset >= text->length)
        return offset == 0 || offset == text->length;
    return lode_utf8_is_boundary(text->bytes, text->length, offset) &&
           !(lode_utf8_is_word(lode_utf8_previous(text->bytes, &before)) &&
             lode_utf8_is_word(lode_utf8_next(text->bytes, text->length, &after)));
}

bool lode_document_has_span(const lode_document *document, size_t start, size_t end) {
    const lode_text *text = &document->text;

    return start < end && lode_utf8_is_boundary(text->bytes, text->length, start) &&
           lode_utf8_is_boundary(text->bytes, text->length, end);
}

bool lode_document_show_entities(lode_document *document) {
    size_t count = document->entities.count;
    lode_entity *views;

    if (!document->views || count > document->view_capacity) {
        document->view_capacity = count + count / 2;
        document->views = lode_arena_allocate(document->arena, document->view_capacity * sizeof *document->views);
    }
    views = document->views;
    if (!views)
        return false;
    for (size_t i = 0; i < count; i++) {
        const lode_draft *draft = document->entities.items[i];

        views[i] = (lode_entity){.type = draft->rule->type,
                                 .start = draft->start,
                                 .end = draft->end,
                                 .text = document->text.bytes + draft->start,
                                 .length = draft->end - draft->start,
                                 .rule = draft->rule->id,
                                 .attributes = draft->attributes,
                                 .attribute_count = draft->attribute_count};
    }
    return true;
}

size_t lode_document_entity_count(const lode_document *document) {
    return document->entities.count;
}

const lode_entity *lode_document_entity(const lode_document *document, size_t index) {
    return index < document->entities.count ? &document->views[index] : NULL;
}

lode_status lode_document_add(lode_document *document, const lode_rule *rule, size_t start, size_t end, lode_draft **draft) {
    *draft = NULL;
    if (!lode_document_has_span(document, start, end) || lode_document_crosses_cell(document, start, end))
        return LODE_ERROR_USAGE;
    *draft = lode_draft_create(document, rule, start, end);
    if (!*draft || !lode_draft_list_push(&document->candidates, document->arena, *draft))
        return LODE_ERROR_MEMORY;
    return LODE_OK;
}
