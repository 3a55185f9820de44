/* SPDX-License-Identifier: MIT */
#include "cli/told.h"

#include "base/room.h"
#include "cli/types.h"
#include "rules/rule.h"

#include <stdlib.h>
#include <string.h>

static bool is_asked_for(const lode_told *told, const lode_rule *rule) {
    return !told->rule || strcmp(rule->id, told->rule) == 0;
}

void lode_told_match(void *context, const lode_outcome *outcome) {
    lode_told *told = context;
    lode_outcome *matches;

    if (!is_asked_for(told, outcome->rule))
        return;
    matches = lode_room(told->matches, told->match_count, &told->match_capacity, sizeof *matches);
    told->memory = told->memory || !matches;
    if (!matches)
        return;
    told->matches = matches;
    told->matches[told->match_count++] = *outcome;
}

void lode_told_fact(void *context, const lode_fact_outcome *outcome) {
    lode_told *told = context;
    lode_fact_outcome *facts;

    if (!is_asked_for(told, outcome->rule))
        return;
    facts = lode_room(told->facts, told->fact_count, &told->fact_capacity, sizeof *facts);
    told->memory = told->memory || !facts;
    if (!facts)
        return;
    told->facts = facts;
    told->facts[told->fact_count++] = *outcome;
}

/* What lost stands under what it lost to, all else by place. */
static int compare_matches(const void *a, const void *b) {
    const lode_outcome *one = a, *other = b;
    size_t start = one->winner ? one->winner_start : one->start,
           other_start = other->winner ? other->winner_start : other->start;
    size_t end = one->winner ? one->winner_end : one->end, other_end = other->winner ? other->winner_end : other->end;

    if (start != other_start)
        return start < other_start ? -1 : 1;
    if (end != other_end)
        return end > other_end ? -1 : 1;
    if (one->fate != other->fate)
        return one->fate < other->fate ? -1 : 1;
    if (one->start != other->start)
        return one->start < other->start ? -1 : 1;
    return strcmp(one->rule->id, other->rule->id);
}

/* Whether a match is of an entity that a wanted fact points to. */
static bool is_pointed_to(const lode_string_list *types, const lode_result *result, const lode_outcome *match) {
    for (size_t i = 0; match->fate == LODE_FATE_WON && i < result->fact_count; i++)
        for (size_t j = 0; lode_types_have(types, result->facts[i].type) && j < result->facts[i].part_count; j++) {
            ptrdiff_t place = result->facts[i].parts[j].entity;
            const lode_entity *entity = place >= 0 ? &result->entities[place] : NULL;

            if (entity && entity->start == match->start && entity->end == match->end &&
                strcmp(entity->type, match->rule->type) == 0)
                return true;
        }
    return false;
}

void lode_told_choose(lode_told *told, const lode_string_list *types, const lode_result *result) {
    size_t kept = 0;

    for (size_t i = 0; i < told->match_count; i++)
        if (lode_types_have(types, told->matches[i].rule->type) || is_pointed_to(types, result, &told->matches[i]))
            told->matches[kept++] = told->matches[i];
    told->match_count = kept;
    if (kept)
        qsort(told->matches, kept, sizeof *told->matches, compare_matches);
    kept = 0;
    for (size_t i = 0; i < told->fact_count; i++)
        if (lode_types_have(types, told->facts[i].rule->type))
            told->facts[kept++] = told->facts[i];
    told->fact_count = kept;
}

void lode_told_forget(lode_told *told) {
    told->match_count = told->fact_count = 0;
}

void lode_told_free(lode_told *told) {
    free(told->matches);
    free(told->facts);
}
