/* SPDX-License-Identifier: MIT */
/* What a difference between two runs comes to, for lode diff. */
#ifndef LODE_CLI_DIFF_H
#define LODE_CLI_DIFF_H

#include "base/arena.h"
#include "found/compare.h"

/* Counts of one type or rule. */
typedef struct lode_diff_row {
    const char *name;
    size_t old; /* in the old results, by type */
    size_t counts[LODE_CHANGE_KINDS];
} lode_diff_row;

typedef struct lode_diff_rows {
    lode_diff_row *items;
    size_t count, capacity;
} lode_diff_rows;

/* One change as it is shown; its strings are in the arena. */
typedef struct lode_diff_line {
    lode_change_kind kind;
    const char *document, *type, *text;
    const char *now;             /* what the new result has in its place; NULL: nothing else to say */
    const char *details;         /* values and parts that differ; NULL: none */
    const char *before, *behind; /* what stands around the text in its sentence; NULL: not known */
    const char *rule;            /* of the old one, or of the new one where it was gained */
    size_t start;
} lode_diff_line;

typedef struct lode_diff {
    lode_arena arena;
    lode_diff_rows types, rules;
    lode_diff_line *lines;
    size_t line_count, line_capacity;
    size_t documents;          /* compared */
    size_t only_old, only_new; /* documents of one run alone */
    size_t failed, no_more;    /* documents that fail now, and that failed before */
    bool out_of_memory;
} lode_diff;

/* Prints it for people, `limit` lines of changes at most, or as one object of JSON with all. */
void lode_diff_print(const lode_diff *diff, size_t limit);
void lode_diff_print_json(const lode_diff *diff);

#endif
