/* SPDX-License-Identifier: MIT */
/* Facts: entities and words of one sentence that belong together. */
#ifndef LODE_PIPELINE_FACTS_H
#define LODE_PIPELINE_FACTS_H

#include "pipeline/extraction.h"
#include "text/sentences.h"

/* One item of a part. Spans count bytes of the text with its entities marked, and are nothing for a value that stands nowhere.
 */
typedef struct lode_part_item {
    size_t name; /* in the rule's names */
    size_t start, end;
    lode_value value; /* LODE_VALUE_NONE: the part is its text */
    bool placed;
} lode_part_item;

/* What became of a place where a part could have stood. */
typedef struct lode_part_note {
    const char *part, *from; /* from NULL: what the rule's pattern matched */
    lode_fact_side side;
    lode_part_verdict verdict;
    size_t start, end;                 /* of the place, in bytes of the document's text */
    size_t between_start, between_end; /* likewise */
} lode_part_note;

/* A fact, or what may become one. */
typedef struct lode_fact_draft {
    const lode_rule *rule;
    const lode_marked_text *marked; /* that its spans are in */
    lode_sentence sentence;         /* in bytes of the document's text */
    size_t start, end;              /* of all its parts, likewise */
    size_t match_start, match_end;  /* of what the rule's pattern found, likewise */
    lode_part_item *items;          /* by name and place */
    size_t item_count;
    const char *reason; /* why it is none; NULL: it is one */
    const struct lode_fact_draft *winner;
    lode_part_note *notes; /* while observed */
    size_t note_count;
    size_t sequence;
} lode_fact_draft;

typedef struct lode_fact_list {
    lode_fact_draft **items;
    size_t count, capacity;
} lode_fact_list;

/* One sentence at work for one rule. */
typedef struct lode_fact_search {
    lode_extraction *extraction;
    lode_fact_set *set;
    lode_fact_finder *finder;
    const lode_marked_text *marked;
    lode_sentence sentence; /* in bytes of the document's text */
    size_t start;           /* where it starts in the marked text */
    const char *text;       /* there */
    size_t length;
    lode_fact_draft *draft;
    size_t item_room, note_room;
} lode_fact_search;

/* Finds the facts of a document whose entities are settled: extraction->facts. LODE_OK or LODE_ERROR_MEMORY. */
lode_status lode_facts_find(lode_extraction *extraction);

/* fact_parts.c: adds the parts that a match of a rule's or part's pattern captured, then those that are looked for beside it.
 * As above; LODE_DECLINED where a number cannot be read. */
lode_status lode_fact_take_captures(lode_fact_search *search, const lode_rule *pattern, const size_t *fields,
                                    const lode_candidate *candidate);
lode_status lode_fact_find_parts(lode_fact_search *search, const lode_candidate *match);

/* facts.c: looks for all places of a part in the sentence at work, where that was not done yet. As above. */
lode_status lode_fact_find_candidates(lode_fact_search *search, lode_part_finder *finder);

/* Looks for a pattern in the sentence at work, of so many bytes, from `at` on; *match is undefined without one and else has its
 * groups until the next search. What goes wrong is a problem of the document. */
bool lode_fact_matches(lode_fact_search *search, const lode_sought *pattern, size_t length, size_t at, lode_candidate *match);

/* fact_settle.c: drops facts that another one makes needless, and sorts the rest. */
lode_status lode_facts_settle(lode_extraction *extraction);

/* fact_result.c: puts the facts into the engine's result, and tells the observer. */
lode_status lode_facts_finish(lode_extraction *extraction);

#endif
