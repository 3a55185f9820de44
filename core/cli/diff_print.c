/* SPDX-License-Identifier: MIT */
#include "cli/command.h"
#include "cli/diff.h"

#include "pipeline/output.h"

#include <stdio.h>
#include <string.h>

enum { TYPE_COLUMNS = 16 };

static const char *const KINDS[LODE_CHANGE_KINDS] = {
    [LODE_CHANGE_VALUE] = "values",  [LODE_CHANGE_TYPE] = "type",   [LODE_CHANGE_LOST] = "lost",
    [LODE_CHANGE_GAINED] = "gained", [LODE_CHANGE_MOVED] = "moved",
};

static size_t sum(const lode_diff_row *row) {
    size_t all = 0;

    for (size_t kind = 0; kind < LODE_CHANGE_KINDS; kind++)
        all += row->counts[kind];
    return all;
}

/* Those of the old results that nothing happened to. */
static size_t kept(const lode_diff_row *row) {
    return row->old + row->counts[LODE_CHANGE_GAINED] - sum(row);
}

static void print_types(const lode_diff *diff) {
    printf("%-16s %9s", "type", "kept");
    for (size_t kind = 0; kind < LODE_CHANGE_KINDS; kind++)
        printf(" %8s", KINDS[kind]);
    printf("\n");
    for (size_t i = 0; i < diff->types.count; i++) {
        const lode_diff_row *row = &diff->types.items[i];

        size_t length = strlen(row->name);

        lode_print_plain(row->name);
        printf("%*s %9zu", length < TYPE_COLUMNS ? (int)(TYPE_COLUMNS - length) : 0, "", kept(row));
        for (size_t kind = 0; kind < LODE_CHANGE_KINDS; kind++)
            printf(" %8zu", row->counts[kind]);
        printf("\n");
    }
}

static void print_rules(const lode_diff *diff) {
    for (size_t i = 0; i < diff->rules.count; i++) {
        const lode_diff_row *row = &diff->rules.items[i];
        const char *between = ": ";

        printf("%s", i ? "" : "\n");
        lode_print_plain(row->name);
        for (size_t kind = 0; kind < LODE_CHANGE_KINDS; kind++)
            if (row->counts[kind]) {
                printf("%s%zu %s", between, row->counts[kind], KINDS[kind]);
                between = ", ";
            }
        printf("\n");
    }
}

static void print_line(const lode_diff_line *line) {
    printf("\n%s ", KINDS[line->kind]);
    lode_print_plain(line->type);
    printf("  ");
    lode_print_plain(line->document);
    printf(":%zu  ", line->start);
    lode_print_plain(line->text);
    if (line->now) {
        printf("  ->  ");
        lode_print_plain(line->now);
    }
    printf("\n");
    if (line->details) {
        printf("    ");
        lode_print_plain(line->details);
        printf("\n");
    }
    if (line->before) {
        printf("    ");
        lode_print_plain(line->before);
        printf("[");
        lode_print_plain(line->text);
        printf("]");
        lode_print_plain(line->behind);
        printf("\n");
    }
    if (line->rule) {
        printf("    rule ");
        lode_print_plain(line->rule);
        printf("\n");
    }
}

void lode_diff_print(const lode_diff *diff, size_t limit) {
    printf("%zu documents compared", diff->documents);
    if (diff->only_old || diff->only_new)
        printf(", %zu in the old run only, %zu in the new one only", diff->only_old, diff->only_new);
    if (diff->failed || diff->no_more)
        printf(", %zu fail now, %zu no more", diff->failed, diff->no_more);
    printf("\n\n");
    print_types(diff);
    print_rules(diff);
    for (size_t i = 0; i < diff->line_count && i < limit; i++)
        print_line(&diff->lines[i]);
    if (diff->line_count > limit)
        printf("\n%zu more; --limit shows more of them\n", diff->line_count - limit);
}

static void put_string(lode_output *output, const char *key, const char *text) {
    if (!text)
        return;
    lode_output_format(output, ",\"%s\":", key);
    lode_output_json(output, text, strlen(text));
}

static void put_rows(lode_output *output, const char *key, const lode_diff_rows *rows, bool with_kept) {
    lode_output_format(output, ",\"%s\":{", key);
    for (size_t i = 0; i < rows->count; i++) {
        const lode_diff_row *row = &rows->items[i];
        const char *between = "";

        lode_output_string(output, i ? "," : "");
        lode_output_json(output, row->name, strlen(row->name));
        lode_output_string(output, ":{");
        if (with_kept) {
            lode_output_format(output, "\"kept\":%zu", kept(row));
            between = ",";
        }
        for (size_t kind = 0; kind < LODE_CHANGE_KINDS; kind++) {
            lode_output_format(output, "%s\"%s\":%zu", between, KINDS[kind], row->counts[kind]);
            between = ",";
        }
        lode_output_string(output, "}");
    }
    lode_output_string(output, "}");
}

void lode_diff_print_json(const lode_diff *diff) {
    lode_output output = {0};

    lode_output_format(&output, "{\"documents\":%zu,\"only_old\":%zu,\"only_new\":%zu,\"failed\":%zu,\"failed_no_more\":%zu",
                       diff->documents, diff->only_old, diff->only_new, diff->failed, diff->no_more);
    put_rows(&output, "types", &diff->types, true);
    put_rows(&output, "rules", &diff->rules, false);
    lode_output_string(&output, ",\"changes\":[");
    for (size_t i = 0; i < diff->line_count; i++) {
        const lode_diff_line *line = &diff->lines[i];

        lode_output_format(&output, "%s{\"change\":\"%s\",\"start\":%zu", i ? "," : "", KINDS[line->kind], line->start);
        put_string(&output, "document", line->document);
        put_string(&output, "type", line->type);
        put_string(&output, "text", line->text);
        put_string(&output, "now", line->now);
        put_string(&output, "details", line->details);
        put_string(&output, "before", line->before);
        put_string(&output, "behind", line->before ? line->behind : NULL);
        put_string(&output, "rule", line->rule);
        lode_output_string(&output, "}");
        fwrite(output.buffer.bytes, 1, output.buffer.length, stdout);
        lode_buffer_clear(&output.buffer);
    }
    lode_output_string(&output, "]}\n");
    fwrite(output.buffer.bytes, 1, output.buffer.length, stdout);
    lode_buffer_free(&output.buffer);
}
