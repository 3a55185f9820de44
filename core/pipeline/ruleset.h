/* SPDX-License-Identifier: MIT */
/* The rules that one language's documents are run through: by stage, and in a stage by the entities they refer to. */
#ifndef LODE_PIPELINE_RULESET_H
#define LODE_PIPELINE_RULESET_H

#include "match/matcher.h"
#include "pipeline/cell_rules.h"
#include "pipeline/fact_rules.h"
#include "pipeline/handle.h"
#include "rules/pack.h"
#include "rules/rule.h"

/* Rules of one stage that match over the same text: the document's, or the one with the same types marked. */
typedef struct lode_rule_group {
    const char *const *references; /* none: the document's text */
    size_t reference_count;
    const lode_rule **rules; /* those that tell the document's date first */
    size_t rule_count;
    lode_matcher *matcher; /* NULL: not compiled yet */
    lode_matcher_scratch *scratch;
} lode_rule_group;

typedef struct lode_stage {
    lode_rule_group *groups;
    size_t group_count;
    const lode_handle **finishing; /* extractors of its rules that want to finish documents, by their first rule */
    size_t finishing_count;
} lode_stage;

typedef struct lode_rule_set {
    const char *language; /* as the first pack of the language has it; NULL: rules for any language only */
    const lode_folds *folds;
    bool hyphenation; /* of the language, as one of its packs says */
    const lode_pack **packs;
    size_t pack_count;
    const lode_rule **rules; /* those for entities, by stage and group */
    size_t rule_count;
    lode_stage *stages;
    size_t stage_count;
    lode_cell_set cells;
    lode_fact_set facts;
    lode_tokens *tokens; /* of the texts, for all matchers; made when they are compiled */
    const char **words;  /* the packs' common words, sorted */
    size_t word_count;
    uint32_t *letters; /* those beyond ASCII in the common words */
    size_t letter_count;
    size_t common; /* how many of a text's words speak for these packs, while its language is sought */
} lode_rule_set;

/* Gathers the rules for a language (NULL: those of packs without one) from packs. `extractors` has, by rule order, the rule's
 * extractor or NULL; there are at most `handle_count` different ones. The packs must outlive the set; nothing is compiled yet.
 * LODE_OK or LODE_ERROR_MEMORY. Free with lode_rule_set_free (NULL is fine). */
lode_status lode_rule_set_create(const char *language, lode_pack *const *packs, size_t pack_count,
                                 lode_handle *const *extractors, size_t handle_count, lode_rule_set **set, lode_error *error);
void lode_rule_set_free(lode_rule_set *set);

/* Compiles what is not compiled yet. As lode_matcher_create. */
lode_status lode_rule_set_compile(lode_rule_set *set, const lode_matcher_options *options, lode_report_function *report,
                                  void *report_context, lode_error *error);

/* Gathers the common words of the set's packs; false where memory ran out. */
bool lode_language_prepare(lode_rule_set *set);

/* Of the sets, the one whose packs' common words, and words with letters beyond ASCII that those have, make up most of a text
 * (UTF-8 in NFC; names count by being common words only), and a third of its words that are no names at least; of several that
 * are alike, the first. NULL: the text is in none of their languages, or too short to tell. */
lode_rule_set *lode_language_find(lode_rule_set *const *sets, size_t count, const char *text, size_t length);

#endif
