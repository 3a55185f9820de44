/* SPDX-License-Identifier: MIT */
/* The rules for facts of one language, compiled. */
#ifndef LODE_PIPELINE_FACT_RULES_H
#define LODE_PIPELINE_FACT_RULES_H

#include "match/searcher.h"
#include "rules/fact.h"
#include "rules/pack.h"
#include "rules/rule.h"

/* A place where the pattern of a part matched in the sentence at work, in bytes of the sentence. */
typedef struct lode_candidate {
    const size_t *groups; /* as those of a lode_hit */
    size_t group_count;
    size_t start, end; /* of the part */
} lode_candidate;

typedef struct lode_part_finder lode_part_finder;
struct lode_part_finder {
    const lode_part_rule *part;
    lode_part_finder *twin; /* an earlier one of the rule with the same `is`, whose candidates are its own; NULL: none */
    lode_sought is, has, over, list;
    lode_candidate *candidates; /* by place, once they were looked for in the sentence at work */
    size_t candidate_count;
    size_t sentence; /* the number of the sentence that they are of */
};

typedef struct lode_fact_finder {
    const lode_rule *rule;
    lode_sought match;
    lode_part_finder *parts; /* as many as the rule has */
} lode_fact_finder;

typedef struct lode_fact_set {
    lode_fact_finder *finders; /* those that refer to the same types beside each other */
    size_t count;
    const lode_sentence_marks *sentences;
    lode_searcher *searcher; /* NULL: not compiled yet */
    size_t sentence;         /* how many sentences were looked at */
    lode_arena passing;      /* what is known of the sentence at work only: candidates */
} lode_fact_set;

/* Gathers the rules for facts of packs, which must outlive the set. False where memory ran out. Start from {0}. */
bool lode_fact_set_create(lode_fact_set *set, const lode_pack *const *packs, size_t pack_count);
void lode_fact_set_free(lode_fact_set *set);

/* Compiles all patterns. As lode_matcher_create. */
lode_status lode_fact_set_compile(lode_fact_set *set, const lode_matcher_options *options, lode_report_function *report,
                                  void *report_context, lode_error *error);

/* Whether two rules refer to the same types, in the same order. */
bool lode_same_references(const lode_rule *a, const lode_rule *b);

#endif
