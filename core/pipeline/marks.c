/* SPDX-License-Identifier: MIT */
/* Marks that a reader left in a text: pages, sections, the cells of tables. */
#include "pipeline/document.h"

#include <string.h>

static bool stands_before(const lode_text *text, size_t place, size_t decoded) {
    size_t start, end;

    lode_text_decoded_span(text, place, place, &start, &end);
    return start < decoded;
}

/* The first place in the normalised text, from `from` on, that does not stand before one of the decoded text; looked for around
 * a guess, since marks are many and what stands between two of them is seldom much longer or shorter than it was. */
static size_t find_place(const lode_text *text, size_t from, size_t guess, size_t decoded) {
    size_t low = from, high = text->length, step = 1;

    if (guess < high && stands_before(text, guess, decoded)) {
        for (low = guess + 1; step < high - low && stands_before(text, low + step, decoded); step *= 2)
            low += step + 1;
        high = step < high - low ? low + step : high;
    } else {
        for (high = guess < high ? guess : high; step < high - low && !stands_before(text, high - step, decoded); step *= 2)
            high -= step;
        low = step < high - low ? high - step + 1 : low;
    }
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (stands_before(text, middle, decoded))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool lode_document_place_marks(lode_document *document, const lode_text_mark *marks, size_t count) {
    const lode_text *text = &document->text;
    size_t at = 0, before = 0;

    if (!count)
        return true;
    document->marks = lode_arena_allocate(document->arena, count * sizeof *document->marks);
    if (!document->marks)
        return false;
    memcpy(document->marks, marks, count * sizeof *marks);
    for (size_t i = 0; i < count; i++) {
        lode_text_mark *mark = &document->marks[i];
        size_t decoded = mark->offset > text->source_shift ? mark->offset - text->source_shift : 0;

        at = text->normal_map ? find_place(text, at, at + (decoded - before), decoded) : decoded;
        before = decoded;
        mark->offset = at;
        document->has_cells = document->has_cells || mark->kind >= LODE_MARK_TABLE;
    }
    document->mark_count = count;
    return true;
}

const lode_text_mark *lode_document_marks(const lode_document *document, size_t *count) {
    *count = document->mark_count;
    return document->mark_count ? document->marks : NULL;
}

bool lode_document_crosses_cell(const lode_document *document, size_t start, size_t end) {
    size_t low = 0, high = document->mark_count;

    if (!document->has_cells)
        return false;
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (document->marks[middle].offset <= start)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < document->mark_count && document->marks[low].offset < end; low++)
        if (document->marks[low].kind >= LODE_MARK_TABLE)
            return true;
    return false;
}
