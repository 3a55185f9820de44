/* SPDX-License-Identifier: MIT */
/* lode/extractor.h - extractors: from matches to entities. Included by lode/plugin.h, which tells how a plugin is made. */
#ifndef LODE_EXTRACTOR_H
#define LODE_EXTRACTOR_H

#include <lode/calendar.h>
#include <lode/decimal.h>
#include <lode/entity.h>
#include <lode/error.h>
#include <lode/reader.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct lode_rule lode_rule;         /* a rule that names the extractor */
typedef struct lode_match lode_match;       /* one place where a rule's pattern matched */
typedef struct lode_draft lode_draft;       /* the entity in the making */
typedef struct lode_document lode_document; /* the document at work */

typedef struct lode_extractor {
    /* Makes the handle's state. Before any document, in the process that loads the rules; so is bind. */
    lode_status (*open)(void **state, lode_error *error);
    /* Called once a rule, before any match: look up the fields and check what the rule captures and sets. A refusal
     * (LODE_ERROR_RULES) is reported with the rule's place. `*binding` comes back with each match. */
    lode_status (*bind)(void *state, const lode_rule *rule, void **binding, lode_error *error);
    /* Needed. In a worker, as are all callbacks from here on but close. Decides on a match: LODE_OK keeps it with the
     * attributes put on the draft, LODE_DECLINED drops it. A draft that was kept lives until finish returns, which may set its
     * attributes anew. */
    lode_status (*accept)(void *state, void *binding, const lode_match *match, lode_draft *draft, lode_error *error);
    /* Called once a document and stage, when overlaps are settled, also where nothing was found: may add entities. */
    lode_status (*finish)(void *state, lode_document *document, lode_error *error);
    void (*unbind)(void *state, void *binding);
    void (*close)(void *state);
    /* Whether a match that starts at this byte of the document's text may be one to accept; NULL: always. Asked before a rule
     * is tried there, so it pays for rules that match at very many places. Where it says no, nothing is matched. */
    bool (*may_start)(void *state, void *binding, const lode_document *document, size_t at);
} lode_extractor;

/* The rule's id ("vi.money.amount") and the type of its entities. */
LODE_API const char *lode_rule_id(const lode_rule *rule);
LODE_API const char *lode_rule_type(const lode_rule *rule);

/* The fields are all names that the rule captures or sets, numbered from 0. A definition inserted under a name keeps the
 * fields inside it, with the name before them: "to" with `day` inside gives "to" and "to.day". */
LODE_API size_t lode_rule_field_count(const lode_rule *rule);
LODE_API const char *lode_rule_field_name(const lode_rule *rule, size_t field);

/* The number of the field with this name, or -1. */
LODE_API int lode_rule_field(const lode_rule *rule, const char *name);

/* The values that a field can take where they are known beforehand: the values of the tables it captures from and what the
 * rule sets it to. Count 0: free text or a number. For checks in bind. */
LODE_API size_t lode_rule_field_value_count(const lode_rule *rule, size_t field);
LODE_API const lode_value *lode_rule_field_value(const lode_rule *rule, size_t field, size_t index);

/* For bind: refuses a field that the extractor does not know, since a misspelt one would lose its value without a word. `known`
 * ends with NULL. Names with a '.' (parts of a definition inserted under a name) and names that begin with '_' (the pattern's
 * own) pass. LODE_OK, or LODE_ERROR_RULES with the name that was meant, or those that there are, as the advice. */
LODE_API lode_status lode_rule_check_fields(const lode_rule *rule, const char *const *known, lode_error *error);

/* For bind: refuses a field that is known beforehand to take a value other than `allowed` ones, which end with NULL; a field of
 * -1 passes. LODE_OK, or LODE_ERROR_RULES with those that are allowed as the advice. */
LODE_API lode_status lode_rule_check_values(const lode_rule *rule, int field, const char *const *allowed, lode_error *error);

/* For bind: fills the error with why the extractor refuses a rule, and what to do about it (NULL: nothing to say); returns
 * LODE_ERROR_RULES. */
LODE_API lode_status lode_rule_refuse(lode_error *error, const char *advice, const char *format, ...) LODE_PRINTF(3, 4);

/* A plain setting of the rule's pack, such as `week_start` in its `calendar:` section; NULL where the pack has none. */
LODE_API const char *lode_rule_setting(const lode_rule *rule, const char *section, const char *name);

/* The value of a field in this match: the text captured (as rules see it), a table's value for the captured key, the
 * number that was read, or the constant that the rule sets. Never NULL; kind LODE_VALUE_NONE where the group took no part. */
LODE_API const lode_value *lode_match_value(const lode_match *match, int field);

/* Whether a value is this text (NUL-terminated). */
LODE_API bool lode_value_is(const lode_value *value, const char *text);

/* Where a field was captured, in bytes of the document's text; false where it took no part or is a constant. */
LODE_API bool lode_match_field_span(const lode_match *match, int field, size_t *start, size_t *end);

/* The span that becomes the entity's, in bytes of the document's text, and the rule and document of the match. */
LODE_API void lode_match_span(const lode_match *match, size_t *start, size_t *end);
LODE_API const lode_rule *lode_match_rule(const lode_match *match);
LODE_API const lode_document *lode_match_document(const lode_match *match);

/* Reads a number at the start of a text with the number words and marks of the rule's pack. `used` (may be NULL) is how many
 * bytes it takes. LODE_OK, LODE_DECLINED where the text starts with no number, LODE_ERROR_OVERFLOW. */
LODE_API lode_status lode_rule_read_number(const lode_rule *rule, const char *text, size_t length, lode_decimal *number,
                                           size_t *used);

/* The document's text as rules see it (normalised). Offsets in this header count its bytes. */
LODE_API const char *lode_document_text(const lode_document *document, size_t *length);

/* The text of a span as the document came in, in UTF-8. */
LODE_API const char *lode_document_original(const lode_document *document, size_t start, size_t end, size_t *length);

/* The document's date: given with the document, or found by a rule with `role: document_date`. False: not known. */
LODE_API bool lode_document_date(const lode_document *document, lode_day *date);

/* The time of that day, where it came with the date; nothing known otherwise. */
LODE_API lode_time lode_document_time(const lode_document *document);

/* Which occurrence of a day, month or weekday without its year, month or week whoever runs lode wants. */
LODE_API lode_prefer lode_document_prefer(const lode_document *document);

/* The marks that the document's reader left (pages, sections, tables: lode/reader.h), by offset, which here counts bytes of the
 * document's text. NULL and *count 0: none. No match is accepted across the border of a table's cell. */
LODE_API const lode_text_mark *lode_document_marks(const lode_document *document, size_t *count);

/* Whether the text may be cut here: not between two letters, marks or digits (Unicode categories L, M, N). */
LODE_API bool lode_document_is_boundary(const lode_document *document, size_t offset);

/* The entities of the document so far, by start, in finish; in accept those of the stages before the rule's. Span and text are
 * those of the document's text as rules see it. */
LODE_API size_t lode_document_entity_count(const lode_document *document);
LODE_API const lode_entity *lode_document_entity(const lode_document *document, size_t index);

/* In finish: proposes one more entity, under the rule that stands behind it, which takes part in settling overlaps like a
 * match. `*draft` lives until finish returns. LODE_OK, LODE_ERROR_USAGE for a span outside the text, LODE_ERROR_MEMORY. */
LODE_API lode_status lode_document_add(lode_document *document, const lode_rule *rule, size_t start, size_t end,
                                       lode_draft **draft);

/* Puts an attribute on the entity, in the order of the calls; a name set again keeps its place and takes the new value. The
 * text is copied; `name` must live as long as the plugin (a string literal). LODE_OK or LODE_ERROR_MEMORY. */
LODE_API lode_status lode_draft_set_text(lode_draft *draft, const char *name, const char *text, size_t length);
LODE_API lode_status lode_draft_set_number(lode_draft *draft, const char *name, lode_decimal number);

/* Moves the span, in bytes of the document's text. LODE_OK, or LODE_ERROR_USAGE where it is empty or outside the text. */
LODE_API lode_status lode_draft_set_span(lode_draft *draft, size_t start, size_t end);

#ifdef __cplusplus
}
#endif
#endif
