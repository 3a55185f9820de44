/* SPDX-License-Identifier: MIT */
/* What lode stats prints of results. */
#include "cli/columns.h"
#include "cli/stats.h"

#include "pipeline/output.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* NULL before all others. */
static int compare_strings(const char *a, const char *b) {
    return a && b ? strcmp(a, b) : (a != NULL) - (b != NULL);
}

/* Entities before facts, by type, part, currency and period. */
static int compare_keys(const void *a, const void *b) {
    const lode_figure *left = a, *right = b;
    int order = left->is_fact - right->is_fact;

    order = order ? order : strcmp(left->type, right->type);
    order = order ? order : compare_strings(left->part, right->part);
    order = order ? order : compare_strings(left->name, right->name);
    return order ? order : compare_strings(left->period, right->period);
}

/* By type, the most frequent first. */
static int compare_names(const void *a, const void *b) {
    const lode_figure *left = a, *right = b;
    int order = strcmp(left->type, right->type);

    if (order)
        return order;
    if (left->count != right->count)
        return left->count > right->count ? -1 : 1;
    return strcmp(left->name, right->name);
}

static void sort(lode_figures *figures, int (*compare)(const void *, const void *)) {
    if (figures->count)
        qsort(figures->items, figures->count, sizeof *figures->items, compare);
}

/* Only the most frequent names of each type stay. */
static void keep_top(lode_figures *names, size_t top) {
    size_t kept = 0, of_type = 0;

    for (size_t i = 0; i < names->count; i++) {
        of_type = i && strcmp(names->items[i].type, names->items[i - 1].type) == 0 ? of_type + 1 : 1;
        if (of_type <= top)
            names->items[kept++] = names->items[i];
    }
    names->count = kept;
}

static void prepare(lode_stats *stats) {
    sort(&stats->types, compare_keys);
    sort(&stats->sums, compare_keys);
    sort(&stats->names, compare_names);
    keep_top(&stats->names, stats->options->top);
}

/* ---- For people ----------------------------------------------------------------------------------------------------- */

/* A decimal with a blank between groups of three digits before the point. */
static void add_sum(lode_columns *table, const lode_figure *figure) {
    char digits[LODE_DECIMAL_TEXT_MAX], grouped[2 * LODE_DECIMAL_TEXT_MAX];
    size_t whole, used = 0;

    if (figure->too_big || !figure->has_sum) {
        lode_columns_add(table, figure->too_big ? "too big" : "-");
        return;
    }
    lode_decimal_format(figure->sum, digits);
    whole = strcspn(digits, ".");
    for (size_t i = 0; digits[i]; i++) {
        if (i && i < whole && (whole - i) % 3 == 0 && digits[i - 1] != '-')
            grouped[used++] = ' ';
        grouped[used++] = digits[i];
    }
    grouped[used] = '\0';
    lode_columns_add(table, grouped);
}

static bool print_types(const lode_stats *stats, bool facts) {
    static const char *const ENTITIES[] = {"entities", "count", "documents", NULL}, *const FACTS[] = {"facts", "count",
                                                                                                      "documents", NULL};
    lode_columns table = {.right = 6};

    for (size_t i = 0; i < stats->types.count; i++) {
        const lode_figure *figure = &stats->types.items[i];

        if (figure->is_fact != facts)
            continue;
        if (!table.count) {
            printf("\n");
            lode_columns_head(&table, facts ? FACTS : ENTITIES);
        }
        lode_columns_add(&table, figure->type);
        lode_columns_add_number(&table, figure->count);
        lode_columns_add_number(&table, figure->documents);
    }
    return lode_columns_print(&table);
}

static bool print_sums(const lode_stats *stats) {
    static const char *const HEAD[] = {"amounts in", "part", "currency", "period", "count", "left out", "sum", NULL};
    lode_columns table = {.right = 0x70};

    if (!stats->sums.count)
        return true;
    printf("\n");
    lode_columns_head(&table, HEAD);
    for (size_t i = 0; i < stats->sums.count; i++) {
        const lode_figure *figure = &stats->sums.items[i];

        lode_columns_add(&table, figure->type);
        lode_columns_add(&table, figure->part ? figure->part : "");
        lode_columns_add(&table, figure->name);
        lode_columns_add(&table, figure->period[0] ? figure->period : "-");
        lode_columns_add_number(&table, figure->count);
        lode_columns_add_number(&table, figure->left_out);
        add_sum(&table, figure);
    }
    return lode_columns_print(&table);
}

/* Names stand last, since they may take any columns. */
static bool print_names(const lode_stats *stats) {
    static const char *const HEAD[] = {"names of", "count", "documents", "name", NULL};
    lode_columns table = {.right = 6};

    if (!stats->names.count)
        return true;
    printf("\n");
    lode_columns_head(&table, HEAD);
    for (size_t i = 0; i < stats->names.count; i++) {
        const lode_figure *figure = &stats->names.items[i];
        bool first = i == 0 || strcmp(figure->type, stats->names.items[i - 1].type) != 0;

        lode_columns_add(&table, first ? figure->type : "");
        lode_columns_add_number(&table, figure->count);
        lode_columns_add_number(&table, figure->documents);
        lode_columns_add(&table, figure->name);
    }
    return lode_columns_print(&table);
}

void lode_stats_print(lode_stats *stats) {
    prepare(stats);
    printf("%zu document%s", stats->documents, stats->documents == 1 ? "" : "s");
    if (stats->failed)
        printf(", %zu of them failed", stats->failed);
    printf("\n");
    if (!print_types(stats, false) || !print_types(stats, true) || !print_sums(stats) || !print_names(stats))
        stats->out_of_memory = true;
}

/* ---- For programs --------------------------------------------------------------------------------------------------- */

static void put_member(lode_output *output, const char *key, const char *text) {
    if (text) {
        lode_output_format(output, ",\"%s\":", key);
        lode_output_json(output, text, strlen(text));
    }
}

static void put_figure(lode_output *output, const lode_figure *figure, const char *name) {
    lode_output_string(output, "{\"type\":");
    lode_output_json(output, figure->type, strlen(figure->type));
    if (!figure->name || figure->period)
        put_member(output, "kind", figure->is_fact ? "fact" : "entity");
    put_member(output, "part", figure->part);
    put_member(output, name, figure->name);
    put_member(output, "period", figure->period && figure->period[0] ? figure->period : NULL);
    lode_output_format(output, ",\"count\":%zu,\"documents\":%zu", figure->count, figure->documents);
    if (figure->period) {
        const lode_value sum = {.kind = LODE_VALUE_NUMBER, .number = figure->sum};

        lode_output_format(output, ",\"left_out\":%zu,\"sum\":", figure->left_out);
        if (figure->has_sum && !figure->too_big)
            lode_output_value(output, &sum);
        else
            lode_output_string(output, "null");
    }
    lode_output_string(output, "}");
}

static void put_figures(lode_output *output, const char *key, const lode_figures *figures, const char *name) {
    lode_output_format(output, ",\"%s\":[", key);
    for (size_t i = 0; i < figures->count; i++) {
        lode_output_string(output, i ? "," : "");
        put_figure(output, &figures->items[i], name);
    }
    lode_output_string(output, "]");
}

void lode_stats_print_json(lode_stats *stats) {
    lode_output output = {0};

    prepare(stats);
    lode_output_format(&output, "{\"documents\":%zu,\"failed\":%zu", stats->documents, stats->failed);
    put_figures(&output, "types", &stats->types, NULL);
    put_figures(&output, "sums", &stats->sums, "currency");
    put_figures(&output, "names", &stats->names, "name");
    lode_output_string(&output, "}\n");
    stats->out_of_memory |= output.buffer.failed;
    if (!output.buffer.failed)
        fwrite(output.buffer.bytes, 1, output.buffer.length, stdout);
    lode_buffer_free(&output.buffer);
}
