/* SPDX-License-Identifier: MIT */
#include "pipeline/facts.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct original {
    const char *text;
    size_t length;
    size_t offset;     /* of text in the decoded text, in bytes */
    size_t start, end; /* in the engine's unit */
} original;

static original find_original(const lode_text *text, lode_text_counter *counter, const lode_draft *draft) {
    original found;
    size_t end;

    lode_text_decoded_span(text, draft->start, draft->end, &found.offset, &end);
    found.text = text->decoded + found.offset;
    found.length = end - found.offset;
    found.start = lode_text_count(counter, found.offset);
    found.end = lode_text_count(counter, end);
    return found;
}

static int compare_place(const void *a, const void *b) {
    const lode_draft *left = *(lode_draft *const *)a, *right = *(lode_draft *const *)b;

    if (left->start != right->start)
        return left->start < right->start ? -1 : 1;
    if (left->end != right->end)
        return left->end > right->end ? -1 : 1;
    return (left->sequence > right->sequence) - (left->sequence < right->sequence);
}

static lode_status tell_observer(const lode_extraction *extraction) {
    const lode *engine = extraction->engine;
    const lode_document *document = &extraction->document;
    size_t count = document->entities.count + document->dropped.count;
    lode_draft **drafts = lode_arena_array(document->arena, count + 1, sizeof(lode_draft *));
    lode_text_counter counter;

    if (!drafts)
        return LODE_ERROR_MEMORY;
    for (size_t i = 0; i < count; i++)
        drafts[i] =
            i < document->entities.count ? document->entities.items[i] : document->dropped.items[i - document->entities.count];
    qsort(drafts, count, sizeof *drafts, compare_place);
    lode_text_counter_start(&counter, &document->text, engine->offsets);
    for (size_t i = 0; i < count; i++) {
        original found = find_original(&document->text, &counter, drafts[i]);
        lode_outcome outcome = {.rule = drafts[i]->rule,
                                .start = found.start,
                                .end = found.end,
                                .text = found.text,
                                .length = found.length,
                                .text_offset = found.offset,
                                .fate = drafts[i]->fate,
                                .reason = drafts[i]->reason,
                                .attributes = drafts[i]->attributes,
                                .attribute_count = drafts[i]->attribute_count};

        if (drafts[i]->winner) {
            original winner = find_original(&document->text, &counter, drafts[i]->winner);

            outcome.winner = drafts[i]->winner->rule;
            outcome.winner_start = winner.start;
            outcome.winner_end = winner.end;
            outcome.winner_attributes = drafts[i]->winner->attributes;
            outcome.winner_attribute_count = drafts[i]->winner->attribute_count;
        }
        engine->observer(engine->observer_context, &outcome);
    }
    return LODE_OK;
}

static lode_status list_entities(const lode_extraction *extraction, lode_result *result) {
    const lode_document *document = &extraction->document;
    size_t count = document->entities.count;
    /* No extractor looks at the entities any more. */
    lode_entity *entities = count && count <= document->view_capacity
                                ? document->views
                                : lode_arena_array(document->arena, count, sizeof *entities);
    size_t *offsets = lode_arena_array(document->arena, count, sizeof *offsets);
    size_t mark = 0;
    uint32_t page = 0;
    lode_text_counter counter;

    if (!entities || !offsets)
        return LODE_ERROR_MEMORY;
    lode_text_counter_start(&counter, &document->text, extraction->engine->offsets);
    for (size_t i = 0; i < count; i++) {
        const lode_draft *draft = document->entities.items[i];
        original found = find_original(&document->text, &counter, draft);

        for (; mark < document->mark_count && document->marks[mark].offset <= draft->start; mark++)
            if (document->marks[mark].kind == LODE_MARK_PAGE)
                page = document->marks[mark].value;
        offsets[i] = found.offset;
        entities[i] = (lode_entity){.type = draft->rule->type,
                                    .start = found.start,
                                    .end = found.end,
                                    .text = found.text,
                                    .length = found.length,
                                    .rule = draft->rule->id,
                                    .attributes = draft->attributes,
                                    .attribute_count = draft->attribute_count,
                                    .page = page};
    }
    result->entities = entities;
    result->text_offsets = offsets;
    result->entity_count = count;
    return LODE_OK;
}

static lode_status list_sentences(lode_extraction *extraction, lode_result *result) {
    const lode_document *document = &extraction->document;
    const lode_sentence *sentences;
    lode_text_sentence *found;
    lode_text_counter counter;
    size_t count;
    lode_status status = lode_extraction_sentences(extraction, &sentences, &count);

    found = status == LODE_OK ? lode_arena_array(document->arena, count, sizeof *found) : NULL;
    if (!found)
        return LODE_ERROR_MEMORY;
    lode_text_counter_start(&counter, &document->text, extraction->engine->offsets);
    for (size_t i = 0; i < count; i++) {
        size_t start, end;

        lode_text_decoded_span(&document->text, sentences[i].start, sentences[i].end, &start, &end);
        found[i].start = lode_text_count(&counter, start);
        found[i].end = lode_text_count(&counter, end);
        found[i].text = document->text.decoded + start;
        found[i].length = end - start;
    }
    result->sentences = found;
    result->sentence_count = count;
    return LODE_OK;
}

static const char *format_date(lode_arena *arena, lode_day day) {
    char date[48];
    int length = snprintf(date, sizeof date, "%04d-%02d-%02d", (int)day.year, (int)day.month, (int)day.day);

    return lode_arena_copy(arena, date, (size_t)length);
}

lode_status lode_extraction_finish(lode_extraction *extraction, lode_error *error) {
    const lode_document *document = &extraction->document;
    lode_result *result = &extraction->engine->result;
    lode_status status = list_entities(extraction, result);

    if (status == LODE_OK && document->observed)
        status = tell_observer(extraction);
    if (status == LODE_OK)
        status = lode_facts_finish(extraction);
    if (status == LODE_OK && extraction->engine->tell_sentences)
        status = list_sentences(extraction, result);
    if (document->date_known)
        result->date = format_date(document->arena, document->date);
    if (status != LODE_OK || (document->date_known && !result->date))
        return lode_error_no_memory(error);
    result->problems = extraction->problems;
    result->problem_count = extraction->problem_count;
    result->text = document->text.decoded;
    result->text_length = document->text.decoded_length;
    return LODE_OK;
}
