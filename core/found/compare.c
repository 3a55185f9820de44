/* SPDX-License-Identifier: MIT */
#include "found/compare.h"

#include <stdlib.h>
#include <string.h>

/* An entity or fact as far as its place and type count. */
typedef struct item {
    const char *type;
    size_t start, end;
    const lode_entity *entity; /* or */
    const lode_fact *fact;
    bool paired;
} item;

static bool same_value(const lode_value *a, const lode_value *b) {
    if (a->kind != b->kind)
        return false;
    if (a->kind == LODE_VALUE_NUMBER)
        return lode_decimal_compare(a->number, b->number) == 0;
    return a->length == b->length && memcmp(a->text, b->text, a->length) == 0;
}

/* Attributes are compared by name: their order says nothing. */
static bool same_attributes(const lode_entity *a, const lode_entity *b) {
    if (a->attribute_count != b->attribute_count)
        return false;
    for (size_t i = 0; i < a->attribute_count; i++) {
        size_t j = 0;

        while (j < b->attribute_count && strcmp(a->attributes[i].name, b->attributes[j].name) != 0)
            j++;
        if (j == b->attribute_count || !same_value(&a->attributes[i].value, &b->attributes[j].value))
            return false;
    }
    return true;
}

static bool same_part(const lode_fact_part *a, const lode_fact_part *b) {
    return strcmp(a->name, b->name) == 0 && a->start == b->start && a->end == b->end && same_value(&a->value, &b->value);
}

static bool has_part(const lode_fact *fact, const lode_fact_part *part) {
    for (size_t i = 0; i < fact->part_count; i++)
        if (same_part(&fact->parts[i], part))
            return true;
    return false;
}

static bool same_parts(const lode_fact *a, const lode_fact *b) {
    if (a->part_count != b->part_count)
        return false;
    for (size_t i = 0; i < a->part_count; i++)
        if (!has_part(b, &a->parts[i]))
            return false;
    return true;
}

static bool same_contents(const item *a, const item *b) {
    return a->entity ? same_attributes(a->entity, b->entity) : same_parts(a->fact, b->fact);
}

static int compare_items(const void *left, const void *right) {
    const item *a = left, *b = right;
    int types = strcmp(a->type, b->type);

    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    if (a->end != b->end)
        return a->end < b->end ? -1 : 1;
    return types ? types : (a->fact > b->fact) - (a->fact < b->fact);
}

/* The entities, or the facts, of a result by place. NULL where memory ran out. */
static item *list_items(const lode_result *result, bool facts, lode_arena *arena, size_t *count) {
    item *items;

    *count = facts ? result->fact_count : result->entity_count;
    items = lode_arena_array(arena, *count + 1, sizeof *items);
    for (size_t i = 0; items && i < *count; i++) {
        const lode_entity *entity = &result->entities[i];
        const lode_fact *fact = &result->facts[i];

        items[i] = facts ? (item){.type = fact->type, .start = fact->start, .end = fact->end, .fact = fact}
                         : (item){.type = entity->type, .start = entity->start, .end = entity->end, .entity = entity};
    }
    if (items)
        qsort(items, *count, sizeof *items, compare_items);
    return items;
}

static void tell_change(lode_change_kind kind, const item *old, const item *new, lode_change_function *tell, void *context) {
    const lode_change change = {.kind = kind,
                                .old_entity = old ? old->entity : NULL,
                                .new_entity = new ? new->entity : NULL,
                                .old_fact = old ? old->fact : NULL,
                                .new_fact = new ? new->fact : NULL};

    tell(context, &change);
}

/* How two items may belong together, best first. */
typedef enum likeness { SAME, SAME_PLACE, OVERLAP, OTHER_TYPE, LIKENESSES } likeness;

static bool are_like(const item *old, const item *new, likeness how) {
    bool type = strcmp(old->type, new->type) == 0, place = old->start == new->start && old->end == new->end;

    switch (how) {
    case SAME:
        return type && place && same_contents(old, new);
    case SAME_PLACE:
        return type && place;
    case OVERLAP:
        return type && old->start < new->end &&new->start < old->end;
    default:
        return old->start < new->end &&new->start < old->end;
    }
}

static lode_change_kind change_of(const item *old, const item *new, likeness how) {
    if (how == OTHER_TYPE)
        return LODE_CHANGE_TYPE;
    return how == OVERLAP && (old->fact || same_contents(old, new)) ? LODE_CHANGE_MOVED : LODE_CHANGE_VALUE;
}

/* Pairs what is left with what is like it so; `from` moves with the old items, since new ones that end before can be passed
 * over for good only where none overlap. */
static void pair(item *old, size_t old_count, item *new, size_t new_count, likeness how, size_t *same,
                 lode_change_function *tell, void *context) {
    size_t from = 0, longest = 0;

    for (size_t i = 0; i < new_count; i++)
        if (new[i].end - new[i].start > longest)
            longest = new[i].end - new[i].start;
    for (size_t i = 0; i < old_count; i++) {
        while (from < new_count && new[from].start + longest < old[i].start)
            from++;
        for (size_t j = from; !old[i].paired && j < new_count && new[j].start <= old[i].end; j++) {
            if (new[j].paired || !are_like(&old[i], &new[j], how))
                continue;
            old[i].paired = new[j].paired = true;
            if (how == SAME)
                ++*same;
            else
                tell_change(change_of(&old[i], &new[j], how), &old[i], &new[j], tell, context);
        }
    }
}

static lode_status compare(const lode_result *old, const lode_result *new, bool facts, lode_arena *arena, size_t *same,
                           lode_change_function *tell, void *context, lode_error *error) {
    size_t old_count, new_count;
    item *before = list_items(old, facts, arena, &old_count), *after = list_items(new, facts, arena, &new_count);

    if (!before || !after)
        return lode_error_no_memory(error);
    for (likeness how = SAME; how < LIKENESSES; how++)
        if (how != OTHER_TYPE || !facts)
            pair(before, old_count, after, new_count, how, same, tell, context);
    for (size_t i = 0; i < old_count; i++)
        if (!before[i].paired)
            tell_change(LODE_CHANGE_LOST, &before[i], NULL, tell, context);
    for (size_t i = 0; i < new_count; i++)
        if (!after[i].paired)
            tell_change(LODE_CHANGE_GAINED, NULL, &after[i], tell, context);
    return LODE_OK;
}

lode_status lode_compare_results(const lode_result *old, const lode_result *new, lode_arena *arena, size_t *same_entities,
                                 size_t *same_facts, lode_change_function *tell, void *context, lode_error *error) {
    lode_status status = compare(old, new, false, arena, same_entities, tell, context, error);

    return status == LODE_OK ? compare(old, new, true, arena, same_facts, tell, context, error) : status;
}
