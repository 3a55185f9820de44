/* SPDX-License-Identifier: MIT */
#include "pipeline/ruleset.h"

#include "text/language_tag.h"

#include <stdlib.h>
#include <string.h>

static int compare_references(const lode_rule *a, const lode_rule *b) {
    if (a->reference_count != b->reference_count)
        return a->reference_count < b->reference_count ? -1 : 1;
    for (size_t i = 0; i < a->reference_count; i++) {
        int order = strcmp(a->references[i], b->references[i]);

        if (order != 0)
            return order;
    }
    return 0;
}

static int compare_rules(const void *left, const void *right) {
    const lode_rule *a = *(const lode_rule *const *)left, *b = *(const lode_rule *const *)right;
    int references = compare_references(a, b);

    if (a->stage != b->stage)
        return a->stage < b->stage ? -1 : 1;
    if (references != 0)
        return references;
    if (a->role != b->role)
        return a->role == LODE_ROLE_DOCUMENT_DATE ? -1 : 1;
    return (a->order > b->order) - (a->order < b->order);
}

/* A pack that is for the language, or for any. */
static bool serves(const lode_pack *pack, const char *language) {
    return !pack->language || (language && lode_language_matches(pack->language, language));
}

static void gather(lode_rule_set *set, const char *language, lode_pack *const *packs, size_t pack_count) {
    for (size_t i = 0; i < pack_count; i++) {
        if (!serves(packs[i], language))
            continue;
        if (!set->folds)
            set->folds = packs[i]->folds;
        set->hyphenation |= packs[i]->hyphenation;
        if (!set->language)
            set->language = packs[i]->language;
        set->packs[set->pack_count++] = packs[i];
        for (size_t j = 0; j < packs[i]->rule_count; j++)
            if (!packs[i]->rules[j].fact && !packs[i]->rules[j].cell)
                set->rules[set->rule_count++] = &packs[i]->rules[j];
    }
    qsort(set->rules, set->rule_count, sizeof *set->rules, compare_rules);
}

static void add_finishing(lode_stage *stage, const lode_handle *extractor) {
    if (!extractor || !extractor->plugin->extractor->finish)
        return;
    for (size_t i = 0; i < stage->finishing_count; i++)
        if (stage->finishing[i] == extractor)
            return;
    stage->finishing[stage->finishing_count++] = extractor;
}

static size_t count_stages(const lode_rule_set *set) {
    size_t count = 0;

    for (size_t i = 0; i < set->rule_count; i++)
        count += i == 0 || set->rules[i]->stage != set->rules[i - 1]->stage;
    return count;
}

/* Makes one stage of the rules from *next on, which moves behind them. */
static bool make_stage(lode_rule_set *set, lode_stage *stage, lode_handle *const *extractors, size_t handle_count,
                       size_t *next) {
    size_t first = *next, end = first, groups = 1;

    while (++end < set->rule_count && set->rules[end]->stage == set->rules[first]->stage)
        groups += compare_references(set->rules[end], set->rules[end - 1]) != 0;
    *next = end;
    stage->groups = calloc(groups, sizeof *stage->groups);
    stage->finishing = calloc(handle_count + 1, sizeof(const lode_handle *));
    if (!stage->groups || !stage->finishing)
        return false;
    for (size_t i = first; i < end; i++) {
        const lode_rule *rule = set->rules[i];

        if (i == first || compare_references(rule, set->rules[i - 1]) != 0)
            stage->groups[stage->group_count++] = (lode_rule_group){
                .references = rule->references, .reference_count = rule->reference_count, .rules = &set->rules[i]};
        stage->groups[stage->group_count - 1].rule_count++;
        add_finishing(stage, extractors[rule->order]);
    }
    return true;
}

lode_status lode_rule_set_create(const char *language, lode_pack *const *packs, size_t pack_count,
                                 lode_handle *const *extractors, size_t handle_count, lode_rule_set **made, lode_error *error) {
    lode_rule_set *set = calloc(1, sizeof *set);
    size_t rule_count = 1, next = 0;

    *made = NULL;
    for (size_t i = 0; i < pack_count; i++)
        rule_count += packs[i]->rule_count;
    if (set) {
        set->packs = calloc(pack_count + 1, sizeof(const lode_pack *));
        set->rules = calloc(rule_count, sizeof(const lode_rule *));
    }
    if (!set || !set->packs || !set->rules)
        goto memory;
    gather(set, language, packs, pack_count);
    set->stages = calloc(count_stages(set) + 1, sizeof *set->stages);
    if (!set->stages || !lode_language_prepare(set) || !lode_cell_set_create(&set->cells, set->packs, set->pack_count) ||
        !lode_fact_set_create(&set->facts, set->packs, set->pack_count))
        goto memory;
    while (next < set->rule_count)
        if (!make_stage(set, &set->stages[set->stage_count++], extractors, handle_count, &next))
            goto memory;
    *made = set;
    return LODE_OK;

memory:
    lode_rule_set_free(set);
    return lode_error_no_memory(error);
}

void lode_rule_set_free(lode_rule_set *set) {
    if (!set)
        return;
    for (size_t i = 0; i < set->stage_count; i++) {
        lode_stage *stage = &set->stages[i];

        for (size_t j = 0; j < stage->group_count; j++) {
            lode_matcher_scratch_free(stage->groups[j].scratch);
            lode_matcher_free(stage->groups[j].matcher);
        }
        free(stage->groups);
        free(stage->finishing);
    }
    lode_cell_set_free(&set->cells);
    lode_fact_set_free(&set->facts);
    lode_tokens_free(set->tokens);
    free(set->stages);
    free(set->words);
    free(set->letters);
    free(set->rules);
    free(set->packs);
    free(set);
}

lode_status lode_rule_set_compile(lode_rule_set *set, const lode_matcher_options *options, lode_report_function *report,
                                  void *report_context, lode_error *error) {
    lode_status status = LODE_OK;

    if (options->prefilter && !set->tokens)
        set->tokens = lode_tokens_create();
    if (options->prefilter && !set->tokens)
        return lode_error_no_memory(error);
    for (size_t i = 0; i < set->stage_count; i++)
        for (size_t j = 0; j < set->stages[i].group_count; j++) {
            lode_rule_group *group = &set->stages[i].groups[j];

            if (!group->matcher)
                status = lode_matcher_create(group->rules, group->rule_count, options, report, report_context, &group->matcher,
                                             error);
            if (status == LODE_OK && !group->scratch)
                status = lode_matcher_scratch_create(group->matcher, set->tokens, &group->scratch, error);
            if (status != LODE_OK)
                return status;
        }
    status = lode_cell_set_compile(&set->cells, options, report, report_context, error);
    return status == LODE_OK ? lode_fact_set_compile(&set->facts, options, report, report_context, error) : status;
}
