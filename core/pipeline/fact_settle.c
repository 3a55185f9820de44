/* SPDX-License-Identifier: MIT */
/* Of facts that say the same, one stays. */
#include "pipeline/facts.h"

#include <stdlib.h>
#include <string.h>

static int compare_sizes(size_t a, size_t b) {
    return (a > b) - (a < b);
}

/* Rivals beside each other: by type and what the rules' patterns found. Of those the best first, a rule's own beside each
 * other. */
static int compare_rivals(const void *left, const void *right) {
    const lode_fact_draft *a = *(lode_fact_draft *const *)left, *b = *(lode_fact_draft *const *)right;
    int order = (a->reason != NULL) - (b->reason != NULL);

    if (order == 0)
        order = compare_sizes(a->match_start, b->match_start);
    if (order == 0)
        order = compare_sizes(a->match_end, b->match_end);
    if (order == 0)
        order = strcmp(a->rule->type, b->rule->type);
    if (order == 0)
        order = (a->rule->priority < b->rule->priority) - (a->rule->priority > b->rule->priority);
    if (order == 0)
        order = compare_sizes(b->item_count, a->item_count);
    if (order == 0)
        order = compare_sizes(a->rule->order, b->rule->order);
    return order != 0 ? order : compare_sizes(a->sequence, b->sequence);
}

static bool are_rivals(const lode_fact_draft *a, const lode_fact_draft *b) {
    return a->rule != b->rule && a->match_start == b->match_start && a->match_end == b->match_end &&
           strcmp(a->rule->type, b->rule->type) == 0;
}

static int compare_places(const void *left, const void *right) {
    const lode_fact_draft *a = *(lode_fact_draft *const *)left, *b = *(lode_fact_draft *const *)right;
    int order = compare_sizes(a->start, b->start);

    if (order == 0)
        order = compare_sizes(a->match_start, b->match_start);
    if (order == 0)
        order = compare_sizes(a->end, b->end);
    if (order == 0)
        order = compare_sizes(a->rule->order, b->rule->order);
    return order != 0 ? order : compare_sizes(a->sequence, b->sequence);
}

lode_status lode_facts_settle(lode_extraction *extraction) {
    lode_fact_list *facts = extraction->facts;
    const lode_fact_draft *best = NULL;

    if (facts->count < 2)
        return LODE_OK;
    qsort(facts->items, facts->count, sizeof *facts->items, compare_rivals);
    for (size_t i = 0; i < facts->count; i++) {
        lode_fact_draft *draft = facts->items[i];

        if (draft->reason)
            break;
        if (best && are_rivals(best, draft)) {
            draft->reason = "another rule says more";
            draft->winner = best;
        } else {
            best = draft;
        }
    }
    qsort(facts->items, facts->count, sizeof *facts->items, compare_places);
    return LODE_OK;
}
