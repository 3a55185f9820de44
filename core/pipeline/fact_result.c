/* SPDX-License-Identifier: MIT */
/* Facts as the engine's result has them, and as an observer is told of them. */
#include "pipeline/facts.h"

#include <stdlib.h>

/* A position that is waiting to be counted in the engine's unit: all of them are, in one go over the text. */
struct position {
    size_t decoded;
    size_t *to;
};

struct positions {
    struct position *items;
    size_t count;
};

static void add_position(struct positions *positions, size_t decoded, size_t *to) {
    positions->items[positions->count++] = (struct position){decoded, to};
}

static int compare_positions(const void *left, const void *right) {
    const struct position *a = left, *b = right;

    return (a->decoded > b->decoded) - (a->decoded < b->decoded);
}

static void count_positions(struct positions *positions, const lode_text *text, lode_offsets unit) {
    lode_text_counter counter;

    if (positions->count)
        qsort(positions->items, positions->count, sizeof *positions->items, compare_positions);
    lode_text_counter_start(&counter, text, unit);
    for (size_t i = 0; i < positions->count; i++)
        *positions->items[i].to = lode_text_count(&counter, positions->items[i].decoded);
}

/* Takes a span of the document's text; its text in the original comes back. */
static const char *take_span(struct positions *positions, const lode_text *text, size_t start, size_t end, size_t *to_start,
                             size_t *to_end, size_t *length) {
    size_t decoded_start, decoded_end;

    lode_text_decoded_span(text, start, end, &decoded_start, &decoded_end);
    add_position(positions, decoded_start, to_start);
    add_position(positions, decoded_end, to_end);
    *length = decoded_end - decoded_start;
    return text->decoded + decoded_start;
}

/* The place of the entity that a span of the marked text is, among the document's; -1: it is none. */
static ptrdiff_t find_entity(const lode_document *document, const lode_marked_text *marked, size_t start, size_t end) {
    const lode_draft_list *entities = &document->entities;
    size_t mark = lode_marked_from(marked, start), at;
    const lode_draft *entity;

    if (mark == marked->count || marked->marks[mark].at != start || end != start + LODE_MARKER_LENGTH)
        return -1;
    entity = marked->marks[mark].entity;
    at = lode_draft_list_from(entities, entity->start);
    while (at < entities->count && entities->items[at] != entity)
        at++;
    return at < entities->count ? (ptrdiff_t)at : -1;
}

static void make_part(const lode_document *document, const lode_fact_draft *draft, const lode_part_item *item,
                      lode_fact_part *part, struct positions *positions) {
    *part = (lode_fact_part){.name = draft->rule->fact->names[item->name], .entity = -1, .value = item->value};
    if (!item->placed)
        return;
    part->entity = find_entity(document, draft->marked, item->start, item->end);
    part->text = take_span(positions, &document->text, lode_marked_position(draft->marked, item->start),
                           lode_marked_position(draft->marked, item->end), &part->start, &part->end, &part->length);
}

static lode_status make_fact(const lode_document *document, const lode_fact_draft *draft, lode_fact *fact,
                             struct positions *positions) {
    lode_fact_part *parts = lode_arena_array(document->arena, draft->item_count, sizeof *parts);
    size_t length;

    if (!parts)
        return LODE_ERROR_MEMORY;
    *fact = (lode_fact){.type = draft->rule->type, .rule = draft->rule->id, .parts = parts};
    take_span(positions, &document->text, draft->start, draft->end, &fact->start, &fact->end, &length);
    take_span(positions, &document->text, draft->sentence.start, draft->sentence.end, &fact->sentence_start,
              &fact->sentence_end, &length);
    for (size_t i = 0; i < draft->item_count; i++)
        if (draft->rule->fact->names[draft->items[i].name][0] != '_')
            make_part(document, draft, &draft->items[i], &parts[fact->part_count++], positions);
    return LODE_OK;
}

static bool make_positions(struct positions *positions, lode_arena *arena, const lode_fact_list *facts, bool notes) {
    size_t count = 0;

    for (size_t i = 0; i < facts->count; i++)
        count += 4 + 2 * (notes ? 2 * facts->items[i]->note_count : facts->items[i]->item_count);
    *positions = (struct positions){.items = lode_arena_array(arena, count, sizeof *positions->items)};
    return positions->items != NULL;
}

static lode_status list_facts(const lode_extraction *extraction, lode_result *result) {
    const lode_document *document = &extraction->document;
    const lode_fact_list *list = extraction->facts;
    lode_fact *facts = lode_arena_array(document->arena, list->count + 1, sizeof *facts);
    struct positions positions;
    size_t count = 0;

    if (!facts || !make_positions(&positions, document->arena, list, false))
        return LODE_ERROR_MEMORY;
    for (size_t i = 0; i < list->count; i++)
        if (!list->items[i]->reason && make_fact(document, list->items[i], &facts[count++], &positions) != LODE_OK)
            return LODE_ERROR_MEMORY;
    count_positions(&positions, &document->text, extraction->engine->offsets);
    result->facts = facts;
    result->fact_count = count;
    return LODE_OK;
}

static const char *const SIDES[] = {
    [LODE_SIDE_EITHER] = "beside", [LODE_SIDE_BEHIND] = "behind", [LODE_SIDE_BEFORE] = "before", [LODE_SIDE_INSIDE] = "inside"};

static lode_status make_outcome(const lode_document *document, const lode_fact_draft *draft, lode_fact_outcome *outcome,
                                struct positions *positions) {
    lode_part_outcome *parts = lode_arena_array(document->arena, draft->note_count, sizeof *parts);

    if (!parts)
        return LODE_ERROR_MEMORY;
    *outcome = (lode_fact_outcome){.rule = draft->rule,
                                   .reason = draft->reason,
                                   .winner = draft->winner ? draft->winner->rule : NULL,
                                   .parts = parts,
                                   .part_count = draft->note_count};
    outcome->text =
        take_span(positions, &document->text, draft->start, draft->end, &outcome->start, &outcome->end, &outcome->length);
    for (size_t i = 0; i < draft->note_count; i++) {
        const lode_part_note *note = &draft->notes[i];
        size_t start, end;

        parts[i] =
            (lode_part_outcome){.part = note->part, .from = note->from, .side = SIDES[note->side], .verdict = note->verdict};
        if (note->end == note->start)
            continue;
        parts[i].text =
            take_span(positions, &document->text, note->start, note->end, &parts[i].start, &parts[i].end, &parts[i].length);
        lode_text_decoded_span(&document->text, note->between_start, note->between_end, &start, &end);
        parts[i].between = document->text.decoded + start;
        parts[i].between_length = end - start;
    }
    return LODE_OK;
}

static lode_status tell_observer(const lode_extraction *extraction) {
    const lode_document *document = &extraction->document;
    const lode_fact_list *list = extraction->facts;
    lode_fact_outcome *outcomes = lode_arena_array(document->arena, list->count, sizeof *outcomes);
    struct positions positions;

    if (!outcomes || !make_positions(&positions, document->arena, list, true))
        return LODE_ERROR_MEMORY;
    for (size_t i = 0; i < list->count; i++)
        if (make_outcome(document, list->items[i], &outcomes[i], &positions) != LODE_OK)
            return LODE_ERROR_MEMORY;
    count_positions(&positions, &document->text, extraction->engine->offsets);
    for (size_t i = 0; i < list->count; i++)
        extraction->engine->fact_observer(extraction->engine->observer_context, &outcomes[i]);
    return LODE_OK;
}

lode_status lode_facts_finish(lode_extraction *extraction) {
    lode_status status = extraction->facts ? list_facts(extraction, &extraction->engine->result) : LODE_OK;

    if (status == LODE_OK && extraction->facts && extraction->engine->fact_observer)
        status = tell_observer(extraction);
    return status;
}
