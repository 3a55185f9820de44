/* SPDX-License-Identifier: MIT */
#include "batch/selection.h"

#include "base/suggest.h"
#include "pipeline/engine.h"
#include "rules/pack.h"

#include <string.h>

bool lode_selection_has(const char *const *types, const char *type) {
    for (size_t i = 0; types[i]; i++)
        if (strcmp(types[i], type) == 0)
            return true;
    return false;
}

/* Whether a rule makes a type; offers those that rules make as what was meant. */
static bool is_made(const char *type, const lode *engine, lode_suggestion *suggestion) {
    for (size_t i = 0; i < lode_pack_count(engine); i++)
        for (size_t j = 0; j < lode_pack_at(engine, i)->rule_count; j++) {
            const char *made = lode_pack_at(engine, i)->rules[j].type;

            if (strcmp(made, type) == 0)
                return true;
            lode_suggestion_offer(suggestion, made);
        }
    return false;
}

lode_status lode_selection_check(const char *const *types, const lode *engine, lode_error *error) {
    for (; types && *types; types++) {
        lode_suggestion suggestion = {.word = *types};

        if (is_made(*types, engine, &suggestion))
            continue;
        lode_error_set(error, LODE_ERROR_USAGE, "no rule that is loaded makes the type '%s'", *types);
        if (suggestion.best)
            lode_error_advise(error, "did you mean '%s'?", suggestion.best);
        else
            lode_error_advise(error, "'lode list rules' names the types");
        return LODE_ERROR_USAGE;
    }
    return LODE_OK;
}

/* The lists in the making; places[i] is 1 + where entity i is to be, 0 where it is not. */
typedef struct selection {
    lode_entity *entities;
    lode_fact *facts;
    size_t *offsets, *places;
} selection;

static bool make_room(selection *lists, const lode_result *result, lode_arena *arena) {
    lists->entities = lode_arena_array(arena, result->entity_count + 1, sizeof *lists->entities);
    lists->facts = lode_arena_array(arena, result->fact_count + 1, sizeof *lists->facts);
    lists->offsets = lode_arena_array(arena, result->entity_count + 1, sizeof *lists->offsets);
    lists->places = lode_arena_array(arena, result->entity_count + 1, sizeof *lists->places);
    return lists->entities && lists->facts && lists->offsets && lists->places;
}

static void keep_facts(selection *lists, const char *const *types, const lode_result *result, lode_result *selected) {
    selected->fact_count = 0;
    for (size_t i = 0; i < result->fact_count; i++) {
        const lode_fact *fact = &result->facts[i];

        if (!lode_selection_has(types, fact->type))
            continue;
        lists->facts[selected->fact_count++] = *fact;
        for (size_t j = 0; j < fact->part_count; j++)
            if (fact->parts[j].entity >= 0)
                lists->places[fact->parts[j].entity] = 1;
    }
    if (result->facts)
        selected->facts = lists->facts;
}

static void keep_entities(selection *lists, const char *const *types, const lode_result *result, lode_result *selected) {
    selected->entity_count = 0;
    for (size_t i = 0; i < result->entity_count; i++) {
        if (!lists->places[i] && !lode_selection_has(types, result->entities[i].type))
            continue;
        if (result->text_offsets)
            lists->offsets[selected->entity_count] = result->text_offsets[i];
        lists->entities[selected->entity_count++] = result->entities[i];
        lists->places[i] = selected->entity_count;
    }
    selected->entities = lists->entities;
    if (result->text_offsets)
        selected->text_offsets = lists->offsets;
}

/* Parts point to entities where these are now. */
static bool point_anew(const selection *lists, lode_arena *arena, const lode_result *selected) {
    for (size_t i = 0; i < selected->fact_count; i++) {
        lode_fact *fact = &lists->facts[i];
        lode_fact_part *parts = lode_arena_array(arena, fact->part_count + 1, sizeof *parts);

        if (!parts)
            return false;
        for (size_t j = 0; j < fact->part_count; j++) {
            parts[j] = fact->parts[j];
            if (parts[j].entity >= 0)
                parts[j].entity = (ptrdiff_t)lists->places[parts[j].entity] - 1;
        }
        fact->parts = parts;
    }
    return true;
}

lode_status lode_selection_make(const char *const *types, const lode_result *result, lode_arena *arena, lode_result *selected,
                                lode_error *error) {
    selection lists;

    *selected = *result;
    if (!make_room(&lists, result, arena))
        return lode_error_no_memory(error);
    keep_facts(&lists, types, result, selected);
    keep_entities(&lists, types, result, selected);
    if (!point_anew(&lists, arena, selected))
        return lode_error_no_memory(error);
    return LODE_OK;
}
