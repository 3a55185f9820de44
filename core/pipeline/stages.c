/* SPDX-License-Identifier: MIT */
#include "pipeline/cells.h"
#include "pipeline/extraction.h"
#include "pipeline/resolve.h"

#include <string.h>

static void on_problem(void *context, const lode_rule *rule, lode_status status, const char *message) {
    lode_extraction *extraction = context;

    if (lode_extraction_rule_problem(extraction, rule, NULL, status, message) != LODE_OK)
        extraction->memory = true;
}

static lode_status match_group(lode_extraction *extraction, const lode_rule_group *group) {
    const lode_match_calls calls = {lode_extraction_hit, on_problem, lode_extraction_may_start, extraction};
    lode_tokens *tokens = extraction->rules->tokens;
    const char *text = extraction->document.text.bytes;
    size_t length = extraction->document.text.length;
    lode_status status;

    /* Also where there is nothing to mark: a rule may do without what it refers to. */
    extraction->is_marked = group->reference_count > 0;
    if (extraction->is_marked) {
        lode_marked_text *marked = &extraction->marked;
        lode_buffer *copy = &extraction->engine->marked;

        status = lode_mark_entities(&extraction->document, group->references, group->reference_count, marked);
        if (status != LODE_OK || !lode_marked_copy(&extraction->document, marked, 0, marked->length, copy))
            return LODE_ERROR_MEMORY;
        if (tokens)
            lode_marked_read_words(&extraction->document, marked, copy, tokens);
        text = copy->bytes;
        length = copy->length;
    } else if (tokens) {
        lode_tokens_take_text(tokens);
    }
    if (extraction->engine->activity)
        lode_matcher_scratch_watch(group->scratch, &extraction->engine->activity->rule);
    lode_matcher_scratch_time(group->scratch, extraction->engine->clock);
    status = lode_matcher_scan(group->matcher, group->scratch, text, length, &calls);
    return status == LODE_OK && extraction->memory ? LODE_ERROR_MEMORY : status;
}

/* Settles the candidates against the entities so far. */
static lode_status settle(lode_document *document) {
    lode_draft_list *entities = &document->entities, *candidates = &document->candidates;
    size_t count = entities->count + candidates->count, taken;

    if (candidates->count == 0)
        return LODE_OK;
    if (count > entities->capacity) {
        lode_draft **items = lode_arena_array(document->arena, count + count / 2, sizeof(lode_draft *));

        if (!items)
            return LODE_ERROR_MEMORY;
        if (entities->count)
            memcpy(items, entities->items, entities->count * sizeof *items);
        entities->items = items;
        entities->capacity = count + count / 2;
    }
    memcpy(entities->items + entities->count, candidates->items, candidates->count * sizeof *candidates->items);
    if (lode_resolve(document->arena, entities->items, count, document->observed, &taken) != LODE_OK)
        return LODE_ERROR_MEMORY;
    for (size_t i = taken; document->observed && i < count; i++)
        if (!lode_draft_list_push(&document->dropped, document->arena, entities->items[i]))
            return LODE_ERROR_MEMORY;
    entities->count = taken;
    candidates->count = 0;
    return LODE_OK;
}

static lode_status finish_stage(lode_extraction *extraction, const lode_stage *stage) {
    lode_document *document = &extraction->document;

    if (stage->finishing_count && !lode_document_show_entities(document))
        return LODE_ERROR_MEMORY;
    for (size_t i = 0; i < stage->finishing_count; i++) {
        const lode_handle *extractor = stage->finishing[i];
        lode_error reason;
        lode_status status;

        lode_error_set(&reason, LODE_OK, "it gave no reason");
        lode_note_rule(extraction->engine->activity, NULL);
        lode_note_plugin(extraction->engine->activity, extractor->plugin);
        status = extractor->plugin->extractor->finish(extractor->state, document, &reason);
        lode_note_plugin(extraction->engine->activity, NULL);
        if (status != LODE_OK)
            status = lode_extraction_problem(extraction, NULL, extractor->plugin, status, reason.message);
        if (status != LODE_OK)
            return status;
    }
    return settle(document);
}

/* What a large document took for matching is more than is kept for the next. */
static void give_back(lode_extraction *extraction) {
    enum { KEPT = 1 << 20 };

    if (extraction->rules->tokens)
        lode_tokens_forget_text(extraction->rules->tokens);
    if (extraction->engine->marked.capacity > KEPT)
        lode_buffer_free(&extraction->engine->marked);
}

lode_status lode_extraction_run(lode_extraction *extraction, lode_error *error) {
    const lode_text *text = &extraction->document.text;
    lode_status status = LODE_OK;

    if (extraction->rules->tokens)
        lode_tokens_read_text(extraction->rules->tokens, text->bytes, text->length);
    for (size_t i = 0; status == LODE_OK && i < extraction->rules->stage_count; i++) {
        const lode_stage *stage = &extraction->rules->stages[i];

        /* Rules of a later stage may ask for what the earlier ones found. */
        if (i > 0 && !lode_document_show_entities(&extraction->document))
            status = LODE_ERROR_MEMORY;
        if (status == LODE_OK && stage->group_count)
            status = lode_extraction_try(extraction, stage->groups[0].rules[0]->stage);
        for (size_t j = 0; status == LODE_OK && j < stage->group_count; j++)
            status = match_group(extraction, &stage->groups[j]);
        lode_extraction_settle_date(extraction);
        if (status == LODE_OK)
            status = settle(&extraction->document);
        if (status == LODE_OK)
            status = finish_stage(extraction, stage);
    }
    give_back(extraction);
    if (status == LODE_OK)
        status = lode_cells_find(extraction);
    if (status == LODE_OK)
        status = settle(&extraction->document);
    if (status == LODE_ERROR_MEMORY)
        return lode_error_no_memory(error);
    return status == LODE_OK ? status : lode_error_set(error, LODE_ERROR_INTERNAL, "matching failed");
}
