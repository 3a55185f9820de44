/* SPDX-License-Identifier: MIT */
#include "pipeline/cell_rules.h"

#include <stdlib.h>

bool lode_cell_set_create(lode_cell_set *set, const lode_pack *const *packs, size_t pack_count) {
    size_t count = 1;

    for (size_t i = 0; i < pack_count; i++)
        for (size_t j = 0; j < packs[i]->rule_count; j++)
            count += packs[i]->rules[j].cell != NULL;
    set->finders = calloc(count, sizeof *set->finders);
    for (size_t i = 0; set->finders && i < pack_count; i++)
        for (size_t j = 0; j < packs[i]->rule_count; j++) {
            const lode_rule *rule = &packs[i]->rules[j];

            if (rule->cell)
                set->finders[set->count++] = (lode_cell_finder){
                    .rule = rule, .figure.rule = rule, .unit.rule = rule->cell->unit, .except.rule = rule->cell->except};
        }
    return set->finders != NULL;
}

void lode_cell_set_free(lode_cell_set *set) {
    lode_searcher_free(set->searcher);
    free(set->finders);
    *set = (lode_cell_set){0};
}

lode_status lode_cell_set_compile(lode_cell_set *set, const lode_matcher_options *options, lode_report_function *report,
                                  void *report_context, lode_error *error) {
    lode_searched *list;
    size_t count = 0;
    lode_status status;

    if (set->searcher || !set->count)
        return LODE_OK;
    list = calloc(3 * set->count, sizeof *list);
    if (!list)
        return lode_error_no_memory(error);
    for (size_t i = 0; i < set->count; i++) {
        lode_searched_add(list, &count, &set->finders[i].figure, true);
        lode_searched_add(list, &count, &set->finders[i].unit, false);
        lode_searched_add(list, &count, &set->finders[i].except, false);
    }
    status = lode_searcher_create(list, count, options, report, report_context, &set->searcher, error);
    free(list);
    return status;
}
