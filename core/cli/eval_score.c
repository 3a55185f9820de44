/* SPDX-License-Identifier: MIT */
/* Rows and flaws, and the scoring of entities. */
#include "cli/describe.h"
#include "cli/eval.h"
#include "cli/types.h"

#include "base/hash.h"
#include "base/room.h"
#include "found/compare.h"

#include <stdlib.h>

lode_eval_row *lode_eval_row_of(lode_eval *eval, const char *type, bool is_fact) {
    const lode_string_list *types = &eval->options->types;
    lode_eval_rows *rows = &eval->rows;
    lode_eval_row *items;
    const char *name;

    for (size_t i = 0; i < rows->count; i++)
        if (rows->items[i].is_fact == is_fact && strcmp(rows->items[i].type, type) == 0)
            return &rows->items[i];
    items = realloc(rows->items, (rows->count + 1) * sizeof *items);
    name = lode_arena_copy(&eval->arena, type, strlen(type));
    if (items)
        rows->items = items;
    if (!items || !name) {
        eval->out_of_memory = true;
        return NULL;
    }
    items[rows->count] =
        (lode_eval_row){.type = name, .is_fact = is_fact, .counts = types->count && lode_types_have(types, type)};
    return &items[rows->count++];
}

static uint64_t hash_of(const lode_eval_flaw *flaw) {
    uint64_t hash = lode_hash(LODE_HASH_START, &flaw->flaw, sizeof flaw->flaw);

    return lode_hash_string(lode_hash_string(lode_hash_string(hash, flaw->type), flaw->text), flaw->details);
}

static bool is_same(const char *a, const char *b) {
    return a == b || (a && b && strcmp(a, b) == 0);
}

static const char *copy(lode_eval *eval, const char *text) {
    const char *copied = text ? lode_arena_copy(&eval->arena, text, strlen(text)) : NULL;

    eval->out_of_memory |= text && !copied;
    return copied;
}

static lode_eval_flaw *find_flaw(const lode_eval *eval, const lode_eval_flaw *flaw, uint64_t hash) {
    size_t probe = 0, at;

    while ((at = lode_slots_next(&eval->slots, hash, &probe)) != SIZE_MAX) {
        lode_eval_flaw *found = &eval->flaws[at];

        if (found->flaw == flaw->flaw && is_same(found->type, flaw->type) && is_same(found->text, flaw->text) &&
            is_same(found->details, flaw->details))
            return found;
    }
    return NULL;
}

void lode_eval_note(lode_eval *eval, const lode_eval_flaw *flaw) {
    uint64_t hash = hash_of(flaw);
    lode_eval_flaw *found = find_flaw(eval, flaw, hash), *flaws;

    if (found) {
        found->count++;
        return;
    }
    flaws = lode_room(eval->flaws, eval->flaw_count, &eval->flaw_capacity, sizeof *flaws);
    if (!flaws) {
        eval->out_of_memory = true;
        return;
    }
    eval->flaws = flaws;
    found = &eval->flaws[eval->flaw_count];
    *found = *flaw;
    found->count = 1;
    found->type = copy(eval, flaw->type);
    found->text = copy(eval, flaw->text);
    found->details = copy(eval, flaw->details);
    found->rule = copy(eval, flaw->rule);
    found->before = copy(eval, flaw->before);
    found->behind = copy(eval, flaw->behind);
    if (lode_slots_add(&eval->slots, hash, eval->flaw_count))
        eval->flaw_count++;
    else
        eval->out_of_memory = true;
}

static bool as_number(const lode_value *value, lode_decimal *number) {
    *number = value->number;
    return value->kind == LODE_VALUE_NUMBER || lode_decimal_parse(value->text, value->length, number) == LODE_OK;
}

bool lode_eval_same_value(const lode_value *gold, const lode_value *found) {
    lode_decimal a, b;

    if (gold->kind == LODE_VALUE_TEXT && found->kind == LODE_VALUE_TEXT && gold->length == found->length &&
        memcmp(gold->text, found->text, gold->length) == 0)
        return true;
    return as_number(gold, &a) && as_number(found, &b) && lode_decimal_compare(a, b) == 0;
}

/* Whether all marked attributes are as marked. What is not is told in `details`. */
static bool attributes_agree(const lode_entity *gold, const lode_entity *found, lode_buffer *details) {
    bool agree = true;

    for (size_t i = 0; i < gold->attribute_count; i++) {
        const lode_attribute *marked = &gold->attributes[i];
        const lode_value *value = lode_attribute_value(found, marked->name);

        if (value && lode_eval_same_value(&marked->value, value))
            continue;
        agree = false;
        lode_describe_change(details, marked->name, &marked->value, value);
    }
    return agree;
}

/* An entity's flaw: `shown` is the marked entity, or the found one where it is extra. */
static void note(lode_evaluating *at, lode_flaw kind, const lode_entity *shown, const lode_entity *found, const char *details) {
    bool by_gold = kind != LODE_FLAW_EXTRA && at->gold->text;
    lode_arena context = {0};
    lode_eval_flaw flaw = {.flaw = kind,
                           .type = shown->type,
                           .details = details,
                           .rule = found ? found->rule : NULL,
                           .document = at->document,
                           .start = shown->start};
    bool done = true;

    flaw.text = lode_arena_copy(&context, shown->text, shown->length);
    if (by_gold || found)
        done = lode_describe_context(by_gold ? at->gold : at->found, by_gold ? shown : found, &context, &flaw.before,
                                     &flaw.behind);
    if (!flaw.text || !done)
        at->eval->out_of_memory = true;
    else
        lode_eval_note(at->eval, &flaw);
    lode_arena_free(&context);
}

/* Counts are of exact places at first; what differs is taken from them. */
static void take_change(void *context, const lode_change *change) {
    lode_evaluating *at = context;
    const lode_entity *gold = change->old_entity, *found = change->new_entity;
    const lode_entity *shown = gold ? gold : found;
    lode_eval_row *row = shown ? lode_eval_row_of(at->eval, shown->type, false) : NULL;
    lode_buffer details = {0};
    bool same_type = gold && found && strcmp(gold->type, found->type) == 0;
    lode_flaw kind = !found ? LODE_FLAW_MISSED : !gold ? LODE_FLAW_EXTRA : same_type ? LODE_FLAW_EXTENT : LODE_FLAW_TYPE;

    if (!row)
        return;
    if (same_type && gold->start == found->start && gold->end == found->end) {
        kind = LODE_FLAW_VALUES;
        if (attributes_agree(gold, found, &details)) {
            lode_buffer_free(&details);
            return;
        }
        row->agreeing--;
    } else if (gold) {
        row->exact--;
        row->agreeing--;
        row->overlapping -= !same_type;
        if (found)
            lode_buffer_append(&details, found->text, found->length);
        if (found && !same_type)
            lode_buffer_format(&details, " (%s)", found->type);
    }
    at->eval->out_of_memory |= details.failed;
    if (at->eval->options->worst)
        note(at, kind, shown, found, details.length ? details.bytes : NULL);
    lode_buffer_free(&details);
}

/* The result with the wanted entities alone. */
static bool select(const lode_eval *eval, const lode_result *result, lode_arena *work, lode_result *selected) {
    lode_entity *entities = lode_arena_array(work, result->entity_count + 1, sizeof *entities);
    size_t *offsets = lode_arena_array(work, result->entity_count + 1, sizeof *offsets), count = 0;

    *selected = *result;
    if (!entities || !offsets)
        return false;
    for (size_t i = 0; i < result->entity_count; i++)
        if (lode_types_have(&eval->options->types, result->entities[i].type)) {
            if (result->text_offsets)
                offsets[count] = result->text_offsets[i];
            entities[count++] = result->entities[i];
        }
    selected->entities = entities;
    selected->entity_count = count;
    selected->text_offsets = result->text_offsets ? offsets : NULL;
    return true;
}

lode_status lode_eval_entities(lode_evaluating *at, lode_arena *work, lode_error *error) {
    lode_result gold, found;
    lode_evaluating selected = *at;
    size_t same = 0;

    if (!select(at->eval, at->gold, work, &gold) || !select(at->eval, at->found, work, &found))
        return lode_error_no_memory(error);
    gold.fact_count = found.fact_count = 0;
    selected.gold = &gold;
    selected.found = &found;
    for (size_t i = 0; i < gold.entity_count; i++) {
        lode_eval_row *row = lode_eval_row_of(at->eval, gold.entities[i].type, false);

        if (row) {
            row->counts = true;
            row->gold++;
            row->exact++;
            row->overlapping++;
            row->agreeing++;
        }
    }
    for (size_t i = 0; i < found.entity_count; i++) {
        lode_eval_row *row = lode_eval_row_of(at->eval, found.entities[i].type, false);

        if (row)
            row->found++;
    }
    return lode_compare_results(&gold, &found, work, &same, &same, take_change, &selected, error);
}
