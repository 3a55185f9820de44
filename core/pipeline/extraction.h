/* SPDX-License-Identifier: MIT */
/* One document on its way through the rules. */
#ifndef LODE_PIPELINE_EXTRACTION_H
#define LODE_PIPELINE_EXTRACTION_H

#include "pipeline/internal.h"
#include "text/sentences.h"

typedef struct lode_extraction {
    lode *engine;
    lode_rule_set *rules;
    lode_document document;
    lode_marked_text marked;    /* what is being matched, where that is not the document's own text */
    bool is_marked;             /* it is not */
    const lode_draft *dateline; /* the first entity that tells the document's date, while that is sought */
    lode_draft *spare;          /* a draft that was declined */
    lode_problem *problems;
    size_t problem_count, problem_capacity;
    struct lode_fact_list *facts; /* by place; NULL: no rule for facts is loaded */
    lode_sentence *sentences;     /* once they were asked for */
    size_t sentence_count;
    bool memory; /* it ran out where no status could say so */
} lode_extraction;

/* Runs all stages over extraction->document, whose text is normalised. Afterwards its entities are settled. LODE_OK or
 * LODE_ERROR_MEMORY; anything that goes wrong with one rule or plugin is a problem of the document. */
lode_status lode_extraction_run(lode_extraction *extraction, lode_error *error);

/* Notes what could not be done. The message is copied. LODE_OK or LODE_ERROR_MEMORY. */
lode_status lode_extraction_problem(lode_extraction *extraction, const lode_rule *rule, const lode_plugin *plugin,
                                    lode_status status, const char *message);

/* As above, but a rule's first in a document only: a rule may fail at each of many thousand places. */
lode_status lode_extraction_rule_problem(lode_extraction *extraction, const lode_rule *rule, const lode_plugin *plugin,
                                         lode_status status, const char *message);

/* Looks for a pattern that a rule has, as lode_searcher_search; whether there is a match. What goes wrong is a problem of the
 * document. */
bool lode_extraction_search(lode_extraction *extraction, const lode_rule *rule, lode_searcher *searcher,
                            const lode_sought *sought, const char *text, size_t length, size_t at, const size_t **groups,
                            size_t *group_count);

/* As a lode_hit_function, the context being the extraction: makes a candidate of a hit where its extractor accepts it. */
lode_status lode_extraction_hit(void *extraction, const lode_hit *hit);

/* As a lode_place_function, the context being the extraction: whether the rule's extractor may want what starts there. */
bool lode_extraction_may_start(void *extraction, const lode_rule *rule, size_t at);

/* A draft for a match; and what comes of it: a candidate where the match could be read (`status`) and its extractor accepts it.
 * LODE_OK or LODE_ERROR_MEMORY; NULL: memory ran out. */
lode_draft *lode_extraction_draft(lode_extraction *extraction, const lode_match *match);
lode_status lode_extraction_offer(lode_extraction *extraction, const lode_match *match, lode_draft *draft, lode_status status,
                                  lode_error *reason);

/* Once all rules that tell the document's date have had their hits, the first of their entities has told it. */
void lode_extraction_settle_date(lode_extraction *extraction);

/* The sentences of the document, in bytes of its text, once its entities are settled. LODE_OK or LODE_ERROR_MEMORY. */
lode_status lode_extraction_sentences(lode_extraction *extraction, const lode_sentence **sentences, size_t *count);

/* Tries the rule that the engine's request names, if it is one of this stage, and tells its observer. LODE_OK or
 * LODE_ERROR_MEMORY. */
lode_status lode_extraction_try(lode_extraction *extraction, unsigned stage);

/* Makes the engine's result of the extraction, and tells the observer. LODE_OK or LODE_ERROR_MEMORY. */
lode_status lode_extraction_finish(lode_extraction *extraction, lode_error *error);

#endif
