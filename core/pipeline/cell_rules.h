/* SPDX-License-Identifier: MIT */
/* The rules for cells of tables of one language, compiled. */
#ifndef LODE_PIPELINE_CELL_RULES_H
#define LODE_PIPELINE_CELL_RULES_H

#include "match/searcher.h"
#include "rules/cell.h"
#include "rules/pack.h"
#include "rules/rule.h"

typedef struct lode_cell_finder {
    const lode_rule *rule;
    lode_sought figure, unit, except;
} lode_cell_finder;

typedef struct lode_cell_set {
    lode_cell_finder *finders;
    size_t count;
    lode_searcher *searcher; /* NULL: not compiled yet */
} lode_cell_set;

/* Gathers the rules for cells of packs, which must outlive the set. False where memory ran out. Start from {0}. */
bool lode_cell_set_create(lode_cell_set *set, const lode_pack *const *packs, size_t pack_count);
void lode_cell_set_free(lode_cell_set *set);

/* Compiles all patterns. As lode_matcher_create. */
lode_status lode_cell_set_compile(lode_cell_set *set, const lode_matcher_options *options, lode_report_function *report,
                                  void *report_context, lode_error *error);

#endif
