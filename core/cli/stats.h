/* SPDX-License-Identifier: MIT */
/* Figures over what was found, for lode stats. */
#ifndef LODE_CLI_STATS_H
#define LODE_CLI_STATS_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/slots.h"
#include "cli/setup.h"

#include <lode/entity.h>

/* The span of time that sums are of. */
typedef enum lode_period { LODE_PERIOD_YEAR, LODE_PERIOD_QUARTER } lode_period;

/* What is counted: a type; a name of a type; or amounts of one currency and period, of a type of entities or in a part of a
 * type of facts. Strings are in the arena. */
typedef struct lode_figure {
    bool is_fact;
    const char *type;
    const char *part;      /* of sums in facts; else NULL */
    const char *name;      /* of names and, as the currency, of sums; else NULL */
    const char *period;    /* of sums: "2021", "2021-Q3", or "" where it is not known; else NULL */
    size_t count;          /* how often */
    size_t documents;      /* in so many */
    size_t last;           /* the number of the last of these */
    size_t left_out;       /* of sums: ranges and rates, which are counted and not added */
    lode_decimal sum;      /* exact */
    bool has_sum, too_big; /* to be exact: then the sum is none */
} lode_figure;

typedef struct lode_figures {
    lode_figure *items;
    size_t count, capacity;
    lode_slots slots;
} lode_figures;

typedef struct lode_stats_options {
    bool json;
    lode_string_list types; /* none: all */
    lode_period period;
    size_t top;
} lode_stats_options;

typedef struct lode_stats {
    const lode_stats_options *options;
    lode_arena arena;
    lode_figures types, sums, names;
    lode_buffer text; /* at work */
    size_t documents, failed;
    bool out_of_memory;
} lode_stats;

/* Counts what a result has. */
void lode_stats_count(lode_stats *stats, const lode_result *result);
void lode_stats_free(lode_stats *stats);

void lode_stats_print(lode_stats *stats);
void lode_stats_print_json(lode_stats *stats);

/* Extracts from documents with all rules loaded, and prints what each rule came to. Returns the status to exit with. */
int lode_stats_rules(lode_setup *setup, const lode_string_list *paths, bool json);

#endif
