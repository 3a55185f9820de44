/* SPDX-License-Identifier: MIT */
/* Patterns that are looked for one at a time in short texts, as those of rules for facts are in sentences. */
#ifndef LODE_MATCH_SEARCHER_H
#define LODE_MATCH_SEARCHER_H

#include "match/matcher.h"

typedef struct lode_searcher lode_searcher;

/* One of the patterns; an anchored one matches where the search starts, or not at all. */
typedef struct lode_searched {
    const lode_rule *rule;
    bool anchored;
} lode_searched;

/* A pattern as whoever looks for it has it. */
typedef struct lode_sought {
    const lode_rule *rule; /* NULL: there is none */
    size_t number;         /* in the searcher */
} lode_sought;

/* Adds a pattern, where there is one, to the list that a searcher is made of, and notes its number. */
void lode_searched_add(lode_searched *list, size_t *count, lode_sought *sought, bool anchored);

/* Reads patterns, whose rules must outlive the searcher; they go by their number. As lode_matcher_create. */
lode_status lode_searcher_create(const lode_searched *patterns, size_t count, const lode_matcher_options *options,
                                 lode_report_function *report, void *report_context, lode_searcher **searcher,
                                 lode_error *error);
void lode_searcher_free(lode_searcher *searcher);

/* Looks for the first match of a pattern in a text (valid UTF-8), from `at` on. LODE_OK: the groups are as those of a lode_hit,
 * until the next search. LODE_END: there is none. Else the pattern reached a limit or failed, and the message says how. */
lode_status lode_searcher_search(lode_searcher *searcher, size_t number, const char *text, size_t length, size_t at,
                                 const size_t **groups, size_t *group_count, const char **message);

#endif
