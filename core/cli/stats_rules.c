/* SPDX-License-Identifier: MIT */
/* lode stats --rules: what each rule comes to over some documents. */
#include "batch/run.h"
#include "cli/columns.h"
#include "cli/stats.h"
#include "pipeline/engine.h"
#include "pipeline/output.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What became of the matches of one rule. */
typedef struct rule_figure {
    const lode_rule *rule;
    size_t won, lost, declined, failed;
    uint64_t nanoseconds;
} rule_figure;

typedef struct rule_figures {
    rule_figure *items; /* by the rules' order, until they are sorted */
    size_t count;
} rule_figures;

static void note_outcome(void *context, const lode_outcome *outcome) {
    rule_figure *figure = &((rule_figures *)context)->items[outcome->rule->order];

    figure->won += outcome->fate == LODE_FATE_WON;
    figure->lost += outcome->fate == LODE_FATE_LOST;
    figure->declined += outcome->fate == LODE_FATE_DECLINED;
    figure->failed += outcome->fate == LODE_FATE_FAILED;
}

static void note_fact(void *context, const lode_fact_outcome *outcome) {
    rule_figure *figure = &((rule_figures *)context)->items[outcome->rule->order];

    if (outcome->winner)
        figure->lost++;
    else if (outcome->reason)
        figure->declined++;
    else
        figure->won++;
}

/* Extracts from all documents in this process, and writes nothing. */
static lode_status extract(lode *engine, const lode_setup *setup, const lode_string_list *paths, lode_batch *batch,
                           lode_error *error) {
    static const lode_input_filter all = {0};
    lode_writer_options options = {.size = sizeof options};
    lode_sink nowhere = {.descriptor = -1, .discards = true};
    lode_status status = lode_inputs_open(paths->items, paths->count, setup->about.reader ? NULL : lode_engine_registry(engine),
                                          &all, NULL, &batch->inputs, error);

    if (status == LODE_OK)
        status = lode_writing_open(batch->writing, engine, "jsonl", &options, &nowhere, error);
    if (status == LODE_OK)
        status = lode_batch_run(batch, error);
    lode_writing_close(batch->writing);
    lode_inputs_close(batch->inputs);
    return status;
}

static size_t matched(const rule_figure *figure) {
    return figure->won + figure->lost + figure->declined + figure->failed;
}

/* What takes longest first. */
static int compare(const void *a, const void *b) {
    const rule_figure *left = a, *right = b;

    if (left->nanoseconds != right->nanoseconds)
        return left->nanoseconds > right->nanoseconds ? -1 : 1;
    return strcmp(left->rule->id, right->rule->id);
}

static void add_milliseconds(lode_columns *table, uint64_t nanoseconds) {
    char digits[32];

    snprintf(digits, sizeof digits, "%.3f", (double)nanoseconds / 1e6);
    lode_columns_add(table, digits);
}

static bool print_table(const lode_batch *batch, const rule_figures *figures, uint64_t shared) {
    static const char *const HEAD[] = {"rule", "type", "matched", "won", "lost", "declined", "failed", "ms", NULL};
    lode_columns table = {.right = 0xFC};

    printf("%" PRIu64 " document%s, %" PRIu64 " bytes; %.3f ms to find where rules may match\n\n", batch->counts.documents,
           batch->counts.documents == 1 ? "" : "s", batch->counts.bytes, (double)shared / 1e6);
    lode_columns_head(&table, HEAD);
    for (size_t i = 0; i < figures->count; i++) {
        const rule_figure *figure = &figures->items[i];

        lode_columns_add(&table, figure->rule->id);
        lode_columns_add(&table, figure->rule->type);
        lode_columns_add_number(&table, matched(figure));
        lode_columns_add_number(&table, figure->won);
        lode_columns_add_number(&table, figure->lost);
        lode_columns_add_number(&table, figure->declined);
        lode_columns_add_number(&table, figure->failed);
        add_milliseconds(&table, figure->nanoseconds);
    }
    return lode_columns_print(&table);
}

static bool print_json(const lode_batch *batch, const rule_figures *figures, uint64_t shared) {
    lode_output output = {0};
    bool well;

    lode_output_format(
        &output, "{\"documents\":%" PRIu64 ",\"failed\":%" PRIu64 ",\"bytes\":%" PRIu64 ",\"scan_ns\":%" PRIu64 ",\"rules\":[",
        batch->counts.documents, batch->counts.failed, batch->counts.bytes, shared);
    for (size_t i = 0; i < figures->count; i++) {
        const rule_figure *figure = &figures->items[i];

        lode_output_string(&output, i ? ",{\"rule\":" : "{\"rule\":");
        lode_output_json(&output, figure->rule->id, strlen(figure->rule->id));
        lode_output_string(&output, ",\"type\":");
        lode_output_json(&output, figure->rule->type, strlen(figure->rule->type));
        lode_output_format(&output,
                           ",\"matched\":%zu,\"won\":%zu,\"lost\":%zu,\"declined\":%zu,\"failed\":%zu,\"ns\":%" PRIu64 "}",
                           matched(figure), figure->won, figure->lost, figure->declined, figure->failed, figure->nanoseconds);
    }
    lode_output_string(&output, "]}\n");
    well = !output.buffer.failed;
    if (well)
        fwrite(output.buffer.bytes, 1, output.buffer.length, stdout);
    lode_buffer_free(&output.buffer);
    return well;
}

/* Room for all rules, and the clock for them. */
static bool prepare(const lode *engine, rule_figures *figures, lode_clock *clock) {
    for (size_t i = 0; i < lode_pack_count(engine); i++)
        figures->count += lode_pack_at(engine, i)->rule_count;
    figures->items = calloc(figures->count + 1, sizeof *figures->items);
    clock->spent = calloc(figures->count + 1, sizeof *clock->spent);
    clock->count = figures->count;
    for (size_t i = 0; figures->items && i < lode_pack_count(engine); i++)
        for (size_t j = 0; j < lode_pack_at(engine, i)->rule_count; j++) {
            const lode_rule *rule = &lode_pack_at(engine, i)->rules[j];

            figures->items[rule->order].rule = rule;
        }
    return figures->items && clock->spent;
}

static int measure(lode *engine, const lode_setup *setup, const lode_string_list *paths, bool json) {
    rule_figures figures = {0};
    lode_clock clock = {0};
    lode_writing writing = {0};
    lode_batch batch = {.engine = engine, .writing = &writing, .about = setup->about, .report = lode_print_error};
    lode_error error;
    lode_status status = LODE_OK;

    if (!prepare(engine, &figures, &clock))
        status = lode_error_no_memory(&error);
    if (status == LODE_OK) {
        lode_engine_time(engine, &clock);
        lode_observe(engine, note_outcome, note_fact, &figures);
        status = extract(engine, setup, paths, &batch, &error);
    }
    if (status == LODE_OK) {
        for (size_t i = 0; i < figures.count; i++)
            figures.items[i].nanoseconds = clock.spent[i];
        qsort(figures.items, figures.count, sizeof *figures.items, compare);
        if (!(json ? print_json : print_table)(&batch, &figures, clock.spent[figures.count]))
            status = lode_error_no_memory(&error);
    }
    if (status != LODE_OK)
        lode_print_error(NULL, &error);
    free(figures.items);
    free(clock.spent);
    lode_batch_free(&batch);
    return status == LODE_OK && batch.counts.failed ? LODE_EXIT_FAILED : lode_exit_status(status);
}

int lode_stats_rules(lode_setup *setup, const lode_string_list *paths, bool json) {
    lode *engine = NULL;
    int status = lode_setup_load(setup, &engine);

    if (engine)
        status = lode_finish_output(measure(engine, setup, paths, json));
    lode_close(engine);
    return status;
}
