/* SPDX-License-Identifier: MIT */
#include "pipeline/fact_rules.h"

#include <stdlib.h>
#include <string.h>

bool lode_same_references(const lode_rule *a, const lode_rule *b) {
    if (a->reference_count != b->reference_count)
        return false;
    for (size_t i = 0; i < a->reference_count; i++)
        if (strcmp(a->references[i], b->references[i]) != 0)
            return false;
    return true;
}

static bool is_same(const lode_rule *a, const lode_rule *b) {
    return a->pack == b->pack && a->pattern_length == b->pattern_length &&
           memcmp(a->pattern, b->pattern, a->pattern_length) == 0;
}

static bool make_finder(lode_fact_finder *finder, const lode_rule *rule) {
    finder->rule = rule;
    finder->match.rule = rule;
    finder->parts = calloc(rule->fact->part_count + 1, sizeof *finder->parts);
    for (size_t i = 0; finder->parts && i < rule->fact->part_count; i++) {
        const lode_part_rule *part = &rule->fact->parts[i];
        lode_part_finder *made = &finder->parts[i];

        *made = (lode_part_finder){
            .part = part, .has.rule = part->has, .over.rule = part->over, .list.rule = part->list, .sentence = SIZE_MAX};
        for (size_t j = 0; !made->twin && j < i; j++)
            if (!finder->parts[j].twin && is_same(finder->parts[j].part->is, part->is))
                made->twin = &finder->parts[j];
        if (!made->twin)
            made->is.rule = part->is;
    }
    return finder->parts != NULL;
}

/* Puts a finder behind those that refer to the same types. */
static void sort_in(lode_fact_set *set, lode_fact_finder finder) {
    size_t place = set->count;

    for (size_t i = 0; i < set->count; i++)
        if (lode_same_references(set->finders[i].rule, finder.rule))
            place = i + 1;
    memmove(&set->finders[place + 1], &set->finders[place], (set->count - place) * sizeof *set->finders);
    set->finders[place] = finder;
    set->count++;
}

bool lode_fact_set_create(lode_fact_set *set, const lode_pack *const *packs, size_t pack_count) {
    size_t count = 1;

    for (size_t i = 0; i < pack_count; i++)
        for (size_t j = 0; j < packs[i]->rule_count; j++)
            count += packs[i]->rules[j].fact != NULL;
    set->finders = calloc(count, sizeof *set->finders);
    for (size_t i = 0; set->finders && i < pack_count; i++)
        for (size_t j = 0; j < packs[i]->rule_count; j++) {
            lode_fact_finder finder = {0};

            if (!packs[i]->rules[j].fact)
                continue;
            if (!make_finder(&finder, &packs[i]->rules[j]))
                return false;
            if (!set->sentences)
                set->sentences = packs[i]->sentences;
            sort_in(set, finder);
        }
    return set->finders != NULL;
}

void lode_fact_set_free(lode_fact_set *set) {
    for (size_t i = 0; i < set->count; i++)
        free(set->finders[i].parts);
    lode_searcher_free(set->searcher);
    lode_arena_free(&set->passing);
    free(set->finders);
    *set = (lode_fact_set){0};
}

/* The patterns of all rules, each once; NULL: memory ran out. */
static lode_searched *list_patterns(const lode_fact_set *set, size_t *count) {
    size_t most = 0;
    lode_searched *list;

    *count = 0;
    for (size_t i = 0; i < set->count; i++)
        most += 1 + 4 * set->finders[i].rule->fact->part_count;
    list = calloc(most + 1, sizeof *list);
    for (size_t i = 0; list && i < set->count; i++) {
        lode_fact_finder *finder = &set->finders[i];

        lode_searched_add(list, count, &finder->match, false);
        for (size_t j = 0; j < finder->rule->fact->part_count; j++) {
            lode_searched_add(list, count, &finder->parts[j].is, false);
            lode_searched_add(list, count, &finder->parts[j].has, false);
            lode_searched_add(list, count, &finder->parts[j].over, true);
            lode_searched_add(list, count, &finder->parts[j].list, true);
        }
    }
    return list;
}

lode_status lode_fact_set_compile(lode_fact_set *set, const lode_matcher_options *options, lode_report_function *report,
                                  void *report_context, lode_error *error) {
    lode_searched *patterns;
    size_t count;
    lode_status status;

    if (set->searcher || !set->count)
        return LODE_OK;
    patterns = list_patterns(set, &count);
    if (!patterns)
        return lode_error_no_memory(error);
    status = lode_searcher_create(patterns, count, options, report, report_context, &set->searcher, error);
    free(patterns);
    return status;
}
