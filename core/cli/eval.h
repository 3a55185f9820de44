/* SPDX-License-Identifier: MIT */
/* How what was found compares with what people marked, for lode eval. */
#ifndef LODE_CLI_EVAL_H
#define LODE_CLI_EVAL_H

#include "base/arena.h"
#include "base/slots.h"
#include "cli/setup.h"

#include <lode/entity.h>

/* What is wrong with an entity or fact, in the order in which people want to see it: a wrong value is worse than none. */
typedef enum lode_flaw {
    LODE_FLAW_VALUES, /* the right place and type, other attributes or parts than marked */
    LODE_FLAW_TYPE,   /* another type than marked */
    LODE_FLAW_EXTRA,  /* nothing is marked there */
    LODE_FLAW_MISSED, /* nothing was found there */
    LODE_FLAW_EXTENT, /* the right type, at a place that only overlaps the marked one */
    LODE_FLAWS
} lode_flaw;

/* Counts of one type. */
typedef struct lode_eval_row {
    const char *type;
    bool is_fact;
    bool counts; /* it is marked somewhere, or was asked for */
    size_t gold, found;
    size_t exact;                                /* found as marked: the place of an entity, the key parts of a fact */
    size_t overlapping;                          /* likewise, or overlapping; a fact has a part in common */
    size_t agreeing;                             /* of the exact entities those whose marked attributes are all as marked */
    size_t parts_gold, parts_found, parts_right; /* of facts that are found: beside the key where there is one, else all */
} lode_eval_row;

typedef struct lode_eval_rows {
    lode_eval_row *items;
    size_t count;
} lode_eval_rows;

/* Something to mend: all flaws that look the same. Its strings are in the arena; NULL: nothing to say. */
typedef struct lode_eval_flaw {
    lode_flaw flaw;
    const char *type, *text;     /* as marked, or as found where it is extra */
    const char *details;         /* what was found in its place */
    const char *rule;            /* that found it */
    size_t count;                /* how often */
    const char *document;        /* the first place */
    size_t start;                /* as FOUND counts it */
    const char *before, *behind; /* what stands around it there */
} lode_eval_flaw;

typedef struct lode_eval_options {
    bool json;
    lode_string_list types; /* none: those that are marked */
    lode_string_list keys;  /* TYPE=PART,PART */
    lode_string_list floors;
    size_t worst;
} lode_eval_options;

typedef struct lode_eval {
    const lode_eval_options *options;
    lode_arena arena;
    lode_eval_rows rows;
    lode_eval_flaw *flaws;
    size_t flaw_count, flaw_capacity;
    lode_slots slots;  /* of flaws */
    size_t documents;  /* that are marked */
    size_t not_found;  /* of them, without a result */
    size_t failed;     /* likewise, with one that failed */
    size_t not_marked; /* documents that only the results have */
    bool out_of_memory;
} lode_eval;

/* A document at work. */
typedef struct lode_evaluating {
    lode_eval *eval;
    const char *document; /* lives as long as eval->arena */
    const lode_result *gold, *found;
} lode_evaluating;

/* The row of a type, made where it is not there yet; NULL where memory ran out. */
lode_eval_row *lode_eval_row_of(lode_eval *eval, const char *type, bool is_fact);

/* Notes a flaw, if such are asked for. Strings are copied. */
void lode_eval_note(lode_eval *eval, const lode_eval_flaw *flaw);

/* Scores the entities and the facts of a document. `work` is working memory. LODE_OK or LODE_ERROR_MEMORY. */
lode_status lode_eval_entities(lode_evaluating *at, lode_arena *work, lode_error *error);
lode_status lode_eval_facts(lode_evaluating *at, lode_arena *work, lode_error *error);

/* Whether a marked value is what was found: the same text, or the same number however it is written. */
bool lode_eval_same_value(const lode_value *gold, const lode_value *found);

/* The rows of entities or of facts in one, without those that do not count. */
lode_eval_row lode_eval_sum(const lode_eval *eval, bool facts);

/* The harmonic mean of precision (right / found) and recall (right / gold); 0 without anything right. */
double lode_eval_f1(size_t right, size_t gold, size_t found);

void lode_eval_print(lode_eval *eval);
void lode_eval_print_json(lode_eval *eval);

#endif
