/* SPDX-License-Identifier: MIT */
/* Texts in which entities found earlier are replaced by one code point each, for rules that refer to them as %{@type}. */
#ifndef LODE_PIPELINE_REFERENCES_H
#define LODE_PIPELINE_REFERENCES_H

#include "base/buffer.h"
#include "match/tokens.h"
#include "pipeline/document.h"

typedef struct lode_mark {
    size_t at; /* where the marker starts in the marked text */
    lode_draft *entity;
} lode_mark;

/* Which entities are replaced, and how long the text is then; its bytes are copied where they are needed. */
typedef struct lode_marked_text {
    size_t length;
    const lode_mark *marks; /* by place */
    size_t count;
} lode_marked_text;

/* Has each of the document's entities of the given types replaced by its type's marker; of nested ones the outermost. LODE_OK
 * or LODE_ERROR_MEMORY. */
lode_status lode_mark_entities(const lode_document *document, const char *const *types, size_t type_count,
                               lode_marked_text *marked);

/* Makes a buffer hold the marked text from `start` to before `end`, neither of which is inside a marker. Code points of the
 * text itself that could be taken for a marker become another private-use one of the same length. False: memory ran out. */
bool lode_marked_copy(const lode_document *document, const lode_marked_text *marked, size_t start, size_t end, lode_buffer *to);

/* Has the words of a copy of all of the marked text, once those of the document's were read. */
void lode_marked_read_words(const lode_document *document, const lode_marked_text *marked, const lode_buffer *copy,
                            lode_tokens *tokens);

/* The position in the document's text that stands behind one of the marked text. */
size_t lode_marked_position(const lode_marked_text *marked, size_t at);

/* The index of the first mark at or after a position; count where there is none. */
size_t lode_marked_from(const lode_marked_text *marked, size_t at);

#endif
