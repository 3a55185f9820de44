/* SPDX-License-Identifier: MIT */
/* From hits to candidates: the match is read, its extractor decides. */
#include "pipeline/extraction.h"

#include <stdio.h>
#include <string.h>

static const lode_plugin *plugin_of(const lode_extraction *extraction, const lode_rule *rule) {
    const lode_handle *extractor = extraction->engine->bindings.extractors[rule->order];

    return extractor ? extractor->plugin : NULL;
}

lode_status lode_extraction_problem(lode_extraction *extraction, const lode_rule *rule, const lode_plugin *plugin,
                                    lode_status status, const char *message) {
    lode_arena *arena = extraction->document.arena;
    lode_problem *problems = lode_arena_room(arena, extraction->problems, extraction->problem_count,
                                             &extraction->problem_capacity, 8, sizeof *problems);

    if (!problems)
        return LODE_ERROR_MEMORY;
    extraction->problems = problems;
    message = lode_arena_copy(arena, message, strlen(message));
    if (!message)
        return LODE_ERROR_MEMORY;
    extraction->problems[extraction->problem_count++] = (lode_problem){
        .status = status, .rule = rule ? rule->id : NULL, .plugin = plugin ? plugin->name : NULL, .message = message};
    return LODE_OK;
}

lode_status lode_extraction_rule_problem(lode_extraction *extraction, const lode_rule *rule, const lode_plugin *plugin,
                                         lode_status status, const char *message) {
    lode *engine = extraction->engine;

    if (engine->bindings.failed_in[rule->order] == engine->documents)
        return LODE_OK;
    engine->bindings.failed_in[rule->order] = engine->documents;
    return lode_extraction_problem(extraction, rule, plugin, status, message);
}

bool lode_extraction_search(lode_extraction *extraction, const lode_rule *rule, lode_searcher *searcher,
                            const lode_sought *sought, const char *text, size_t length, size_t at, const size_t **groups,
                            size_t *group_count) {
    const char *message;
    lode_status status = lode_searcher_search(searcher, sought->number, text, length, at, groups, group_count, &message);

    if (status != LODE_OK && status != LODE_END &&
        lode_extraction_rule_problem(extraction, rule, NULL, status, message) != LODE_OK)
        extraction->memory = true;
    return status == LODE_OK;
}

static bool full_day(const lode_draft *draft, lode_day *day, lode_time *time) {
    for (size_t i = 0; i < draft->attribute_count; i++) {
        const lode_attribute *attribute = &draft->attributes[i];

        if (strcmp(attribute->name, "value") == 0 && attribute->value.kind == LODE_VALUE_TEXT) {
            *time = lode_time_parse(attribute->value.text, attribute->value.length);
            return lode_day_parse(attribute->value.text, attribute->value.length, day) == LODE_OK;
        }
    }
    return false;
}

void lode_extraction_settle_date(lode_extraction *extraction) {
    if (!extraction->dateline)
        return;
    extraction->document.date_known = full_day(extraction->dateline, &extraction->document.date, &extraction->document.time);
    extraction->dateline = NULL;
}

static void consider_dateline(lode_extraction *extraction, const lode_draft *draft) {
    lode_day day;
    lode_time time;

    if (draft->rule->role == LODE_ROLE_DOCUMENT_DATE && !extraction->document.date_known && full_day(draft, &day, &time) &&
        (!extraction->dateline || draft->start < extraction->dateline->start))
        extraction->dateline = draft;
}

static bool add_parts(lode_draft *draft, const lode_marked_text *marked, const lode_hit *hit) {
    const size_t *bounds = hit->item ? hit->item : hit->groups;
    size_t first = lode_marked_from(marked, bounds[0]), end = lode_marked_from(marked, bounds[1]);
    size_t count = 0, next = 0;

    for (size_t i = first; i < end; i++)
        count += 1 + marked->marks[i].entity->part_count;
    draft->parts = lode_arena_array(draft->document->arena, count, sizeof(lode_draft *));
    if (!draft->parts)
        return false;
    for (size_t i = first; i < end; i++) {
        lode_draft *entity = marked->marks[i].entity;

        draft->parts[next++] = entity;
        for (size_t j = 0; j < entity->part_count; j++)
            draft->parts[next++] = entity->parts[j];
    }
    draft->part_count = next;
    return true;
}

static lode_status set_joined(lode_draft *draft, const char *field, const lode_attribute *attribute) {
    size_t length = strlen(field), size = length + 1 + strlen(attribute->name) + 1;
    char *name = lode_arena_allocate(draft->document->arena, size);

    if (!name)
        return LODE_ERROR_MEMORY;
    memcpy(name, field, length);
    name[length] = '.';
    memcpy(name + length + 1, attribute->name, size - length - 1);
    return lode_draft_set(draft, name, &attribute->value);
}

/* The attributes of the entity that a field refers to: FIELD.NAME each. */
static lode_status set_referred(lode_draft *draft, const char *field, size_t start, size_t end) {
    for (size_t i = 0; i < draft->part_count; i++) {
        const lode_draft *part = draft->parts[i];

        for (size_t j = 0; part->start == start && part->end == end && j < part->attribute_count; j++) {
            lode_status status = set_joined(draft, field, &part->attributes[j]);

            if (status != LODE_OK)
                return status;
        }
    }
    return LODE_OK;
}

/* A rule without an extractor: what was captured or set becomes attributes as it is. */
static lode_status accept_plainly(const lode_match *match, lode_draft *draft) {
    const lode_rule *rule = match->rule;

    for (size_t i = 0; i < rule->field_count; i++) {
        lode_status status = LODE_OK;

        if (match->values[i].kind != LODE_VALUE_NONE)
            status = lode_draft_set(draft, rule->fields[i].name, &match->values[i]);
        if (status == LODE_OK && draft->part_count && match->spans[i].start != SIZE_MAX)
            status = set_referred(draft, rule->fields[i].name, match->spans[i].start, match->spans[i].end);
        if (status != LODE_OK)
            return status;
    }
    return LODE_OK;
}

static lode_status drop(lode_extraction *extraction, lode_draft *draft, lode_fate fate, const char *reason) {
    lode_document *document = &extraction->document;

    if (!document->observed) {
        extraction->spare = draft;
        return LODE_OK;
    }
    draft->fate = fate;
    if (reason && reason[0]) {
        draft->reason = lode_arena_copy(document->arena, reason, strlen(reason));
        if (!draft->reason)
            return LODE_ERROR_MEMORY;
    }
    return lode_draft_list_push(&document->dropped, document->arena, draft) ? LODE_OK : LODE_ERROR_MEMORY;
}

lode_draft *lode_extraction_draft(lode_extraction *extraction, const lode_match *match) {
    lode_draft *draft = extraction->spare;

    if (!draft)
        return lode_draft_create(&extraction->document, match->rule, match->start, match->end);
    extraction->spare = NULL;
    draft->rule = match->rule;
    draft->start = match->start;
    draft->end = match->end;
    draft->attribute_count = draft->part_count = 0;
    draft->sequence = extraction->document.sequence++;
    return draft;
}

static lode_status accept(lode_extraction *extraction, const lode_match *match, lode_draft *draft, lode_error *reason) {
    const lode *engine = extraction->engine;
    const lode_handle *extractor = engine->bindings.extractors[match->rule->order];
    lode_status status;

    if (!extractor)
        return accept_plainly(match, draft);
    lode_note_plugin(engine->activity, extractor->plugin);
    status = extractor->plugin->extractor->accept(extractor->state, engine->bindings.values[match->rule->order], match, draft,
                                                  reason);
    lode_note_plugin(engine->activity, NULL);
    return status;
}

bool lode_extraction_may_start(void *context, const lode_rule *rule, size_t at) {
    const lode_extraction *extraction = context;
    const lode_bindings *bindings = &extraction->engine->bindings;
    const lode_handle *extractor = bindings->extractors[rule->order];

    if (!extractor || !extractor->plugin->extractor->may_start)
        return true;
    if (extraction->is_marked)
        at = lode_marked_position(&extraction->marked, at);
    return extractor->plugin->extractor->may_start(extractor->state, bindings->values[rule->order], &extraction->document, at);
}

/* An error that nobody filled; not by lode_error_set, which takes as long as all else that is done for a hit. */
static void clear(lode_error *error) {
    error->status = LODE_OK;
    error->line = error->column = 0;
    error->file[0] = error->message[0] = error->advice[0] = '\0';
}

lode_status lode_extraction_offer(lode_extraction *extraction, const lode_match *match, lode_draft *draft, lode_status status,
                                  lode_error *reason) {
    lode_document *document = &extraction->document;
    bool read = status == LODE_OK;

    if (read)
        status = accept(extraction, match, draft, reason);
    if (status == LODE_OK && lode_document_crosses_cell(document, draft->start, draft->end))
        status = lode_error_set(reason, LODE_DECLINED, "it reaches across the cells of a table");
    if (status == LODE_OK) {
        consider_dateline(extraction, draft);
        return lode_draft_list_push(&document->candidates, document->arena, draft) ? LODE_OK : LODE_ERROR_MEMORY;
    }
    if (status == LODE_DECLINED)
        return drop(extraction, draft, LODE_FATE_DECLINED, reason->message);
    if (!reason->message[0])
        lode_error_set(reason, status, "it gave no reason");
    status = lode_extraction_rule_problem(extraction, match->rule, read ? plugin_of(extraction, match->rule) : NULL, status,
                                          reason->message);
    return status == LODE_OK ? drop(extraction, draft, LODE_FATE_FAILED, reason->message) : status;
}

lode_status lode_extraction_hit(void *context, const lode_hit *hit) {
    lode_extraction *extraction = context;
    lode_document *document = &extraction->document;
    const lode_marked_text *marked = extraction->is_marked ? &extraction->marked : NULL;
    lode_match match = {.values = extraction->engine->values, .spans = extraction->engine->spans};
    const char *unread = "";
    char refusal[64];
    lode_error reason;
    lode_draft *draft;
    lode_status status;

    if (hit->refusal && !document->observed)
        return LODE_OK;
    if (hit->rule->role != LODE_ROLE_DOCUMENT_DATE)
        lode_extraction_settle_date(extraction);
    status = lode_match_read(&match, document, hit, marked, &unread);
    if (status == LODE_ERROR_MEMORY)
        return status;
    if (status == LODE_OK && hit->refusal) {
        snprintf(refusal, sizeof refusal, "what stands beside it is refused by '%s'", hit->refusal);
        unread = refusal;
        status = LODE_DECLINED;
    }
    clear(&reason);
    if (status != LODE_OK)
        lode_error_set(&reason, status, "%s", unread);
    draft = lode_extraction_draft(extraction, &match);
    if (!draft || (marked && !add_parts(draft, marked, hit)))
        return LODE_ERROR_MEMORY;
    return lode_extraction_offer(extraction, &match, draft, status, &reason);
}
