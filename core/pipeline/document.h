/* SPDX-License-Identifier: MIT */
/* The document at work: what matches and extractors see of it, and the entities found so far. All of it lives in the arena. */
#ifndef LODE_PIPELINE_DOCUMENT_H
#define LODE_PIPELINE_DOCUMENT_H

#include "base/arena.h"
#include "pipeline/observer.h"
#include "rules/rule.h"
#include "text/text.h"

/* An entity, or what may become one. Spans count bytes of the document's normalised text. */
struct lode_draft {
    lode_document *document;
    const lode_rule *rule;
    size_t start, end;
    lode_attribute *attributes;
    size_t attribute_count, attribute_capacity;
    lode_draft **parts; /* the entities of earlier stages that its rule refers to here, and theirs */
    size_t part_count;
    size_t sequence; /* in which it was made: the last thing that tells two drafts apart */
    size_t owners;   /* while overlaps are settled: winners that have it as a part */
    lode_fate fate;
    const lode_draft *winner; /* LODE_FATE_LOST, while observed: the best of those that it lost to */
    const char *reason;       /* LODE_FATE_DECLINED and LODE_FATE_FAILED: why; NULL: not told */
};

/* Start from {0}. */
typedef struct lode_draft_list {
    lode_draft **items;
    size_t count, capacity;
} lode_draft_list;

struct lode_document {
    lode_arena *arena;
    lode_text text;
    lode_day date;
    bool date_known;
    lode_time time; /* of that day; of no meaning without it */
    lode_prefer prefer;
    lode_draft_list entities;   /* settled, by start */
    lode_draft_list candidates; /* proposed since */
    lode_draft_list dropped;    /* what was declined or lost; kept only while observed */
    bool observed;
    lode_entity *views; /* the entities as extractors see them while their finish runs */
    size_t view_capacity;
    size_t sequence;
    lode_text_mark *marks; /* of its reader, by offset in the normalised text */
    size_t mark_count;
    bool has_cells; /* some of them are of tables */
};

/* Takes a reader's marks, whose offsets count bytes of the decoded text as its source. False where memory ran out. */
bool lode_document_place_marks(lode_document *document, const lode_text_mark *marks, size_t count);

/* Whether a span reaches across the border of a table's cell. */
bool lode_document_crosses_cell(const lode_document *document, size_t start, size_t end);

/* Adds to the end; false where memory ran out. */
bool lode_draft_list_push(lode_draft_list *list, lode_arena *arena, lode_draft *draft);

/* The index of the first of a list by place that starts at or behind a position; its count where none does. */
size_t lode_draft_list_from(const lode_draft_list *list, size_t at);

/* A draft without attributes, in no list; NULL where memory ran out. */
lode_draft *lode_draft_create(lode_document *document, const lode_rule *rule, size_t start, size_t end);

/* Puts an attribute on the draft without copying the value's text. `name` must live as long as the document.
 * LODE_OK or LODE_ERROR_MEMORY. */
lode_status lode_draft_set(lode_draft *draft, const char *name, const lode_value *value);

/* Whether a span is not empty, in the text, and cuts no character. */
bool lode_document_has_span(const lode_document *document, size_t start, size_t end);

/* Makes the views that lode_document_entity gives from the settled entities; false where memory ran out. */
bool lode_document_show_entities(lode_document *document);

#endif
