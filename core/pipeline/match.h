/* SPDX-License-Identifier: MIT */
/* A match as extractors see it: the fields' values, read from what the pattern's groups took. */
#ifndef LODE_PIPELINE_MATCH_H
#define LODE_PIPELINE_MATCH_H

#include "match/matcher.h"
#include "pipeline/references.h"

/* Where a field was captured, in bytes of the document's text; start SIZE_MAX: nowhere. */
typedef struct lode_span {
    size_t start, end;
} lode_span;

struct lode_match {
    const lode_document *document;
    const lode_rule *rule;
    size_t start, end;
    lode_value *values; /* one a field */
    lode_span *spans;   /* likewise */
};

/* Reads the value of a capture: a table's, a number, or the text. LODE_OK; LODE_DECLINED with the reason where a number cannot
 * be read; LODE_ERROR_INTERNAL where the text is no key of its table. */
lode_status lode_capture_read(const lode_rule *rule, const lode_capture *capture, const char *text, size_t length,
                              lode_value *value, const char **reason);

/* What stands for a captured key in a further column of its table; NULL: nothing. */
const lode_value *lode_capture_cell(const lode_capture *capture, const char *text, size_t length, size_t column);

/* Reads a hit into a match, whose `values` and `spans` have room for the rule's fields. `marked` is the text that was matched
 * where that is not the document's own; else NULL. LODE_OK; LODE_DECLINED, with the reason, where the span is empty or a
 * number cannot be read; LODE_ERROR_INTERNAL where a captured key is in no table. */
lode_status lode_match_read(lode_match *match, const lode_document *document, const lode_hit *hit,
                            const lode_marked_text *marked, const char **reason);

/* Begins a match of a rule in a document, without values; reads into it what a pattern took of a piece of text, which stands at
 * `place` in the document's and which the groups count from, where that is not filled yet; and gives the fields that are empty
 * then what the rule sets them to (false: memory ran out). The captures of the hit's rule, which is a part of the match's,
 * are for fields of that one. lode_match_captures as lode_match_read. */
void lode_match_begin(lode_match *match, const lode_document *document, const lode_rule *rule, size_t start, size_t end);
lode_status lode_match_captures(lode_match *match, const lode_hit *hit, const char *piece, size_t place, const char **reason);
bool lode_match_constants(lode_match *match);

#endif
