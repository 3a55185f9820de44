/* One pass over a text with all patterns at once, in a looser form, for the places where each may match. */
#ifndef LODE_MATCH_PREFILTER_H
#define LODE_MATCH_PREFILTER_H

#include "rules/rule.h"

#include <lode.h>

typedef struct lode_prefilter lode_prefilter;                 /* not changed by scanning */
typedef struct lode_prefilter_scratch lode_prefilter_scratch; /* the memory of one scan at a time */

/* Where a match may start: from `start` to `end`, in bytes. */
typedef struct lode_window {
    size_t start, end;
} lode_window;

/* Takes the prefilter of these rules from the cache folder; *prefilter is NULL where it is not kept there. One that is was made
 * for patterns that PCRE2 accepts. LODE_OK or LODE_ERROR_MEMORY. */
lode_status lode_prefilter_restore(const lode_rule *const *rules, size_t count, const char *cache_directory,
                                   lode_prefilter **prefilter, lode_error *error);

/* Compiles looser copies of the rules' patterns, which PCRE2 is known to accept, and keeps them in the cache folder (NULL:
 * none). LODE_OK, also where no rule can be taken; LODE_ERROR_MEMORY. */
lode_status lode_prefilter_create(const lode_rule *const *rules, size_t count, const char *cache_directory,
                                  lode_prefilter **prefilter, lode_error *error);
void lode_prefilter_free(lode_prefilter *prefilter);

/* Why the rule with this index is not taken; NULL: it is. */
const char *lode_prefilter_reason(const lode_prefilter *prefilter, size_t rule);

lode_status lode_prefilter_scratch_create(const lode_prefilter *prefilter, lode_prefilter_scratch **scratch, lode_error *error);
void lode_prefilter_scratch_free(lode_prefilter_scratch *scratch);

/* Finds the windows of all rules in a text (valid UTF-8). False: it could not be done (a text too long, memory ran out), and
 * any rule may match anywhere. */
bool lode_prefilter_scan(const lode_prefilter *prefilter, lode_prefilter_scratch *scratch, const char *text, size_t length);

/* The windows of a rule in the text scanned last: ascending, not touching. Every match starts in one of them. */
const lode_window *lode_prefilter_windows(const lode_prefilter_scratch *scratch, size_t rule, size_t *count);

#endif
