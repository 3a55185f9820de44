/* SPDX-License-Identifier: MIT */
/* A rule as it was loaded: checked, expanded, ready to be compiled by a matcher and bound to its extractor. */
#ifndef LODE_RULES_RULE_H
#define LODE_RULES_RULE_H

#include "rules/table.h"

#include <lode.h>

typedef struct lode_pack lode_pack;
typedef struct lode_fact_rule lode_fact_rule;
typedef struct lode_cell_rule lode_cell_rule;

typedef enum lode_field_kind {
    LODE_FIELD_TEXT,    /* the text captured */
    LODE_FIELD_TABLE,   /* the table's value for it */
    LODE_FIELD_NUMBER,  /* %{number}, %{digits} or %{roman}: the decimal read from it */
    LODE_FIELD_ENTITY,  /* %{@type}: an entity of an earlier stage */
    LODE_FIELD_CONSTANT /* from `set:`; a constant is a fall-back where a capture of the same name took no part */
} lode_field_kind;

/* One capturing group of the expanded pattern. Group numbers count from 1 and every group of the pattern has an entry, in
 * order: captures[n - 1] is group n. Several groups may fill one field: the first that took part wins. */
typedef struct lode_capture {
    int field; /* in fields (of an item: in its rule's); -1: not a field (the span group, a back reference's target) */
    lode_field_kind kind;
    const lode_table *table; /* LODE_FIELD_TABLE */
    const uint32_t *columns; /* the fields of the table's further columns */
    size_t column_count;     /* of these; 0 where the group is no field */
    int reader;              /* LODE_FIELD_NUMBER: a lode_number_reader */
} lode_capture;

typedef enum lode_number_reader { LODE_READ_NUMBER, LODE_READ_DIGITS, LODE_READ_ROMAN } lode_number_reader;

typedef struct lode_field {
    const char *name; /* "amount", "to.day" */
    const char *file; /* where it is written first: in the rule's pattern, in a definition, under `set:` */
    unsigned line, column;
    lode_value constant; /* from `set:`; kind NONE: none */
    bool is_built;       /* the constant is what the value is built from: '{family} {given}' */
} lode_field;

/* A part of what a value is built from: text as it is, or the name of a field. */
typedef struct lode_built_part {
    const char *text;
    size_t length;
    bool is_field;
} lode_built_part;

/* The part that starts at *at, which is moved behind it; false: there is none. */
bool lode_built_next(const char *text, size_t length, size_t *at, lode_built_part *part);

/* The stages of rules with `cell:` and with `fact:`, behind all that a file may say. */
enum { LODE_STAGE_CELLS = 100, LODE_STAGE_FACTS = 101 };

typedef enum lode_role {
    LODE_ROLE_NONE,
    LODE_ROLE_DOCUMENT_DATE /* its entity's `value` is the document's date where none was given */
} lode_role;

/* What may be said of the text beside a match. */
typedef enum lode_side { LODE_BEFORE, LODE_AFTER, LODE_NOT_BEFORE, LODE_NOT_AFTER, LODE_SIDES } lode_side;

enum { LODE_BESIDE_BYTES = 256 }; /* how far before a match the pattern of `before` or `not_before` may begin */

/* "before", "not_after": the key of a rule that says it. */
const char *lode_side_name(size_t side);

/* A fact that must be found in an example: its parts, those of a list one by one. */
typedef struct lode_expected_fact {
    const lode_attribute *parts;
    size_t part_count;
} lode_expected_fact;

/* An example: the text without its brackets, and what must be found in it. */
typedef struct lode_expected {
    size_t start, end; /* the bracketed span, in bytes of text */
    const lode_attribute *attributes;
    size_t attribute_count;
} lode_expected;

typedef struct lode_example {
    const char *text; /* NUL-terminated */
    size_t length;
    const char *date;              /* the document's date; NULL: none */
    const lode_expected *expected; /* none, nor facts: a counterexample */
    size_t expected_count;
    const lode_expected_fact *facts; /* of a rule with `fact:` */
    size_t fact_count;
    unsigned line; /* in the rule's file */
} lode_example;

/* A pointer that is added here, or to what a rule points at, needs a member in layouts.c. */
struct lode_rule {
    const char *id;
    const char *type;           /* of its entities, or of its facts */
    const lode_fact_rule *fact; /* NULL: it finds entities */
    const lode_cell_rule *cell; /* NULL: it is for texts, not for the cells of tables */
    const char *extractor;      /* the plugin's name; NULL: captures become attributes as they are */
    const char *pattern; /* PCRE2, for UTF | UCP | NO_AUTO_CAPTURE (| CASELESS), with marks of the pack's fragments; every
                            group in it is in captures */
    size_t pattern_length;
    const lode_rule *beside[LODE_SIDES]; /* patterns of what must stand beside a match, and what must not; NULL: anything */
    const lode_rule *each;    /* the pattern of an item, each of which is an entity; its captures fill this rule's fields; NULL:
                                 the match is one */
    const char *written;      /* `match:` as the file has it, for people */
    const lode_table *lookup; /* a `lookup:` rule has no pattern: each entry is a place; field 0 is "value" */
    const char *file;
    unsigned line;                     /* of the rule in file */
    unsigned match_line, match_column; /* of `match:`, for errors in the pattern */
    int priority;
    unsigned stage; /* from 1; facts come after all */
    size_t order;   /* among all rules of the engine, as loaded */
    bool caseless;
    lode_role role;
    unsigned span_group; /* the group named `span`; 0: the whole match */
    const lode_capture *captures;
    size_t capture_count;
    const lode_field *fields;
    size_t field_count;
    const char *const *references; /* the types that its pattern refers to with %{@type}, each once */
    size_t reference_count;
    const lode_example *examples;
    size_t example_count;
    const lode_pack *pack;
};

/* The code point (of a private-use plane) that stands for every entity of a type in the texts that rules with %{@type} match:
 * such a rule's pattern holds it in place of %{@type}. */
uint32_t lode_reference_marker(const char *type);

enum { LODE_MARKER_LENGTH = 4 }; /* bytes of a code point of plane 15 in UTF-8 */

/* Puts a type's marker as UTF-8. */
void lode_reference_put(char to[LODE_MARKER_LENGTH], const char *type);

#endif
