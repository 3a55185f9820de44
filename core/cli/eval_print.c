/* SPDX-License-Identifier: MIT */
/* What lode eval prints. */
#include "cli/eval.h"

#include "pipeline/output.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TYPE_COLUMNS = 16 };

static const char *const FLAWS[LODE_FLAWS] = {[LODE_FLAW_VALUES] = "values",
                                              [LODE_FLAW_TYPE] = "type",
                                              [LODE_FLAW_EXTRA] = "extra",
                                              [LODE_FLAW_MISSED] = "missed",
                                              [LODE_FLAW_EXTENT] = "extent"};

static double share(size_t part, size_t whole) {
    return whole ? (double)part / (double)whole : 0;
}

double lode_eval_f1(size_t right, size_t gold, size_t found) {
    return share(2 * right, gold + found);
}

lode_eval_row lode_eval_sum(const lode_eval *eval, bool facts) {
    lode_eval_row sum = {.type = "all", .is_fact = facts};

    for (size_t i = 0; i < eval->rows.count; i++) {
        const lode_eval_row *row = &eval->rows.items[i];

        if (!row->counts || row->is_fact != facts)
            continue;
        sum.counts = true;
        sum.gold += row->gold;
        sum.found += row->found;
        sum.exact += row->exact;
        sum.overlapping += row->overlapping;
        sum.agreeing += row->agreeing;
        sum.parts_gold += row->parts_gold;
        sum.parts_found += row->parts_found;
        sum.parts_right += row->parts_right;
    }
    return sum;
}

static int compare_rows(const void *a, const void *b) {
    return strcmp(((const lode_eval_row *)a)->type, ((const lode_eval_row *)b)->type);
}

static const lode_eval_row *row_of(const lode_eval *eval, const lode_eval_flaw *flaw) {
    for (size_t i = 0; i < eval->rows.count; i++)
        if (strcmp(eval->rows.items[i].type, flaw->type) == 0)
            return &eval->rows.items[i];
    return NULL;
}

static int compare_flaws(const void *a, const void *b) {
    const lode_eval_flaw *left = a, *right = b;
    int order;

    if (left->count != right->count)
        return left->count > right->count ? -1 : 1;
    if (left->flaw != right->flaw)
        return left->flaw < right->flaw ? -1 : 1;
    order = strcmp(left->type, right->type);
    order = order ? order : strcmp(left->document, right->document);
    return order ? order : (left->start > right->start) - (left->start < right->start);
}

/* Types in the order of their names; flaws by how often, without those of types that do not count. */
static void sort(lode_eval *eval) {
    size_t count = 0;

    if (eval->rows.count)
        qsort(eval->rows.items, eval->rows.count, sizeof *eval->rows.items, compare_rows);
    for (size_t i = 0; i < eval->flaw_count; i++) {
        const lode_eval_row *row = row_of(eval, &eval->flaws[i]);

        if (row && row->counts)
            eval->flaws[count++] = eval->flaws[i];
    }
    eval->flaw_count = count;
    if (count)
        qsort(eval->flaws, count, sizeof *eval->flaws, compare_flaws);
}

/* ---- For people ----------------------------------------------------------------------------------------------------- */

static void print_share(size_t part, size_t whole) {
    if (whole)
        printf("%8.3f", share(part, whole));
    else
        printf("%8s", "-");
}

/* Precision, recall and F1. */
static void print_scores(size_t right, size_t gold, size_t found) {
    printf(" ");
    print_share(right, found);
    print_share(right, gold);
    print_share(2 * right, gold + found);
}

static void print_row(const lode_eval_row *row) {
    size_t length = strlen(row->type);

    lode_print_plain(row->type);
    printf("%*s%8zu%8zu", length < TYPE_COLUMNS ? (int)(TYPE_COLUMNS - length) : 0, "", row->gold, row->found);
    print_scores(row->exact, row->gold, row->found);
    print_scores(row->overlapping, row->gold, row->found);
    if (row->is_fact) {
        print_scores(row->parts_right, row->parts_gold, row->parts_found);
    } else {
        printf("   ");
        print_share(row->agreeing, row->exact);
    }
    printf("\n");
}

static void print_table(const lode_eval *eval, bool facts) {
    lode_eval_row sum = lode_eval_sum(eval, facts);
    size_t count = 0;

    if (!sum.counts)
        return;
    printf(facts ? "\n%-32s %24s %24s %24s\n" : "\n%-32s %24s %24s\n", facts ? "facts" : "entities", "exact", "overlapping",
           "parts");
    printf("%-16s%8s%8s %8s%8s%8s %8s%8s%8s", "type", "gold", "found", "P", "R", "F1", "P", "R", "F1");
    printf(facts ? " %8s%8s%8s\n" : " %10s\n", facts ? "P" : "attributes", "R", "F1");
    for (size_t i = 0; i < eval->rows.count; i++)
        if (eval->rows.items[i].counts && eval->rows.items[i].is_fact == facts) {
            print_row(&eval->rows.items[i]);
            count++;
        }
    if (count > 1)
        print_row(&sum);
}

/* Types that nothing is marked of: what is found of them counts for nothing. */
static void print_passed_over(const lode_eval *eval) {
    const char *before = "\nnot marked, and not counted: ";

    for (size_t i = 0; i < eval->rows.count; i++)
        if (!eval->rows.items[i].counts && !eval->options->types.count) {
            printf("%s", before);
            lode_print_plain(eval->rows.items[i].type);
            printf(" %zu", eval->rows.items[i].found);
            before = ", ";
        }
    if (before[0] == ',')
        printf("\n");
}

static void print_flaw(const lode_eval_flaw *flaw) {
    printf("\n%zu %s ", flaw->count, FLAWS[flaw->flaw]);
    lode_print_plain(flaw->type);
    printf("  ");
    lode_print_plain(flaw->text);
    if (flaw->details) {
        printf(flaw->flaw == LODE_FLAW_VALUES ? "\n    " : "  ->  ");
        lode_print_plain(flaw->details);
    }
    printf("\n    ");
    lode_print_plain(flaw->document);
    printf(":%zu", flaw->start);
    if (flaw->rule) {
        printf("  rule ");
        lode_print_plain(flaw->rule);
    }
    printf("\n");
    if (flaw->before) {
        printf("    ");
        lode_print_plain(flaw->before);
        printf("[");
        lode_print_plain(flaw->text);
        printf("]");
        lode_print_plain(flaw->behind);
        printf("\n");
    }
}

void lode_eval_print(lode_eval *eval) {
    sort(eval);
    printf("%zu document%s", eval->documents, eval->documents == 1 ? "" : "s");
    if (eval->not_found)
        printf(", %zu of them without a result", eval->not_found);
    if (eval->failed)
        printf(", %zu of them failed", eval->failed);
    if (eval->not_marked)
        printf("; %zu others have results and are not marked", eval->not_marked);
    printf("\n");
    print_table(eval, false);
    print_table(eval, true);
    print_passed_over(eval);
    for (size_t i = 0; i < eval->flaw_count && i < eval->options->worst; i++)
        print_flaw(&eval->flaws[i]);
    if (eval->options->worst && eval->flaw_count > eval->options->worst)
        printf("\n%zu more; --worst shows more of them\n", eval->flaw_count - eval->options->worst);
}

/* ---- For programs --------------------------------------------------------------------------------------------------- */

static void put_share(lode_output *output, const char *name, size_t part, size_t whole) {
    lode_output_format(output, ",\"%s\":", name);
    if (whole)
        lode_output_format(output, "%.6f", share(part, whole));
    else
        lode_output_string(output, "null");
}

static void put_scores(lode_output *output, const char *name, size_t right, size_t gold, size_t found) {
    lode_output_format(output, ",\"%s\":{\"right\":%zu", name, right);
    put_share(output, "precision", right, found);
    put_share(output, "recall", right, gold);
    put_share(output, "f1", 2 * right, gold + found);
    lode_output_string(output, "}");
}

static void put_row(lode_output *output, const lode_eval_row *row) {
    lode_output_json(output, row->type, strlen(row->type));
    lode_output_format(output, ":{\"gold\":%zu,\"found\":%zu", row->gold, row->found);
    put_scores(output, "exact", row->exact, row->gold, row->found);
    put_scores(output, "overlapping", row->overlapping, row->gold, row->found);
    if (row->is_fact)
        put_scores(output, "parts", row->parts_right, row->parts_gold, row->parts_found);
    else
        put_share(output, "attributes", row->agreeing, row->exact);
    lode_output_string(output, "}");
}

static void put_table(lode_output *output, const lode_eval *eval, bool facts) {
    lode_eval_row sum = lode_eval_sum(eval, facts);

    lode_output_format(output, ",\"%s\":{", facts ? "facts" : "entities");
    for (size_t i = 0; i < eval->rows.count; i++)
        if (eval->rows.items[i].counts && eval->rows.items[i].is_fact == facts) {
            put_row(output, &eval->rows.items[i]);
            lode_output_string(output, ",");
        }
    put_row(output, &sum);
    lode_output_string(output, "}");
}

static void put_string(lode_output *output, const char *key, const char *text) {
    if (!text)
        return;
    lode_output_format(output, ",\"%s\":", key);
    lode_output_json(output, text, strlen(text));
}

void lode_eval_print_json(lode_eval *eval) {
    lode_output output = {0};

    sort(eval);
    lode_output_format(&output, "{\"documents\":%zu,\"not_found\":%zu,\"failed\":%zu,\"not_marked\":%zu", eval->documents,
                       eval->not_found, eval->failed, eval->not_marked);
    put_table(&output, eval, false);
    put_table(&output, eval, true);
    if (eval->options->worst)
        lode_output_string(&output, ",\"worst\":[");
    for (size_t i = 0; i < eval->flaw_count && i < eval->options->worst; i++) {
        const lode_eval_flaw *flaw = &eval->flaws[i];

        lode_output_format(&output, "%s{\"flaw\":\"%s\",\"count\":%zu", i ? "," : "", FLAWS[flaw->flaw], flaw->count);
        put_string(&output, "type", flaw->type);
        put_string(&output, "text", flaw->text);
        put_string(&output, "details", flaw->details);
        put_string(&output, "rule", flaw->rule);
        put_string(&output, "document", flaw->document);
        lode_output_format(&output, ",\"start\":%zu", flaw->start);
        put_string(&output, "before", flaw->before);
        put_string(&output, "behind", flaw->behind);
        lode_output_string(&output, "}");
    }
    lode_output_string(&output, eval->options->worst ? "]}\n" : "}\n");
    fwrite(output.buffer.bytes, 1, output.buffer.length, stdout);
    lode_buffer_free(&output.buffer);
}
