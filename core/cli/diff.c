/* SPDX-License-Identifier: MIT */
/* lode diff: what a change of rules does, as differences between two runs over the same documents. */
#include "cli/diff.h"

#include "base/buffer.h"
#include "base/room.h"
#include "cli/command.h"
#include "cli/describe.h"
#include "cli/option_values.h"
#include "found/index.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEY_LIMIT = LODE_KEY_LONG, DEFAULT_LIMIT = 50 };

static const lode_option own_options[] = {
    {'f', "format", "NAME", "text for people, or json (default: text)"},
    {'t', "type", "TYPE", "changes of this type of entities or facts only"},
    {KEY_LIMIT, "limit", "N", "as text, show so many changes, the worst first; 0: all (default: 50)"},
    {0}};

typedef struct diff_options {
    bool json;
    const char *type;
    size_t limit;
} diff_options;

static bool take(void *context, int key, const char *value) {
    diff_options *options = context;

    switch (key) {
    case 'f':
        return lode_json_read(value, "text", &options->json);
    case 't':
        options->type = value;
        return true;
    case KEY_LIMIT:
        if (!lode_count_read("limit", value, &options->limit))
            return false;
        options->limit = options->limit ? options->limit : SIZE_MAX;
        return true;
    default:
        return false;
    }
}

/* ---- Counting ------------------------------------------------------------------------------------------------------ */

static lode_diff_row *find_row(lode_diff *diff, lode_diff_rows *rows, const char *name) {
    lode_diff_row *items;

    for (size_t i = 0; i < rows->count; i++)
        if (strcmp(rows->items[i].name, name) == 0)
            return &rows->items[i];
    items = lode_room(rows->items, rows->count, &rows->capacity, sizeof *items);
    if (!items)
        return NULL;
    rows->items = items;
    rows->items[rows->count] = (lode_diff_row){.name = lode_arena_copy(&diff->arena, name, strlen(name))};
    return rows->items[rows->count].name ? &rows->items[rows->count++] : NULL;
}

static void count(lode_diff *diff, lode_diff_rows *rows, const char *name, lode_change_kind kind) {
    lode_diff_row *row = name ? find_row(diff, rows, name) : NULL;

    if (row)
        row->counts[kind]++;
    else
        diff->out_of_memory |= name != NULL;
}

static void count_old(lode_diff *diff, const diff_options *options, const char *type) {
    lode_diff_row *row;

    if (options->type && strcmp(options->type, type) != 0)
        return;
    row = find_row(diff, &diff->types, type);
    if (row)
        row->old++;
    else
        diff->out_of_memory = true;
}

/* ---- What is shown of a change -------------------------------------------------------------------------------------- */

/* A document at work. */
typedef struct comparing {
    lode_diff *diff;
    const diff_options *options;
    const lode_result *old, *new;
    const char *document;
} comparing;

static const char *copy(comparing *at, const char *text, size_t length) {
    const char *copied = lode_arena_copy(&at->diff->arena, text, length);

    at->diff->out_of_memory |= !copied;
    return copied;
}

static void put_attribute_changes(lode_buffer *details, const lode_entity *old, const lode_entity *new) {
    for (size_t i = 0; i < old->attribute_count; i++)
        lode_describe_change(details, old->attributes[i].name, &old->attributes[i].value,
                             lode_attribute_value(new, old->attributes[i].name));
    for (size_t i = 0; i < new->attribute_count; i++)
        if (!lode_attribute_value(old, new->attributes[i].name))
            lode_describe_change(details, new->attributes[i].name, NULL, &new->attributes[i].value);
}

static const char *fact_text(comparing *at, const lode_fact *fact) {
    lode_buffer text = {0};
    const char *copied;

    lode_describe_fact(&text, fact);
    copied = copy(at, text.bytes ? text.bytes : "", text.length);
    lode_buffer_free(&text);
    return copied;
}

static void describe_entities(comparing *at, const lode_change *change, lode_diff_line *line) {
    const lode_entity *old = change->old_entity, *new = change->new_entity, *shown = old ? old : new;
    lode_buffer details = {0};

    line->type = shown->type;
    line->start = shown->start;
    line->text = copy(at, shown->text, shown->length);
    line->rule = shown->rule;
    if (old && new && (old->start != new->start || old->end != new->end || change->kind == LODE_CHANGE_TYPE)) {
        lode_buffer_append(&details, new->text, new->length);
        if (change->kind == LODE_CHANGE_TYPE)
            lode_buffer_format(&details, " (%s)", new->type);
        line->now = copy(at, details.bytes ? details.bytes : "", details.length);
        lode_buffer_clear(&details);
    }
    if (old && new && change->kind == LODE_CHANGE_VALUE) {
        put_attribute_changes(&details, old, new);
        line->details = copy(at, details.bytes ? details.bytes : "", details.length);
    }
    lode_buffer_free(&details);
    if (!lode_describe_context(old ? at->old : at->new, shown, &at->diff->arena, &line->before, &line->behind))
        at->diff->out_of_memory = true;
}

static void describe_facts(comparing *at, const lode_change *change, lode_diff_line *line) {
    const lode_fact *shown = change->old_fact ? change->old_fact : change->new_fact;

    line->type = shown->type;
    line->start = shown->start;
    line->rule = shown->rule;
    line->text = fact_text(at, shown);
    if (change->old_fact && change->new_fact)
        line->now = fact_text(at, change->new_fact);
}

static void note_change(void *context, const lode_change *change) {
    comparing *at = context;
    lode_diff *diff = at->diff;
    lode_diff_line line = {.kind = change->kind, .document = at->document}, *lines;

    if (change->old_entity || change->new_entity)
        describe_entities(at, change, &line);
    else
        describe_facts(at, change, &line);
    if (at->options->type && strcmp(at->options->type, line.type) != 0)
        return;
    line.type = copy(at, line.type, strlen(line.type));
    line.rule = line.rule ? copy(at, line.rule, strlen(line.rule)) : NULL;
    lines = lode_room(diff->lines, diff->line_count, &diff->line_capacity, sizeof *lines);
    diff->out_of_memory |= !lines;
    diff->lines = lines ? lines : diff->lines;
    if (diff->out_of_memory)
        return;
    count(diff, &diff->types, line.type, line.kind);
    count(diff, &diff->rules, line.rule, line.kind);
    diff->lines[diff->line_count++] = line;
}

/* ---- Documents ------------------------------------------------------------------------------------------------------ */

/* `name` lives as long as the difference. */
static lode_status compare_documents(lode_diff *diff, const diff_options *options, const char *name, const lode_result *old,
                                     const lode_result *new, lode_arena *work, lode_error *error) {
    comparing at = {.diff = diff, .options = options, .old = old, .new = new, .document = name};
    size_t same_entities = 0, same_facts = 0;

    diff->documents++;
    diff->failed += old->status == LODE_OK && new->status != LODE_OK;
    diff->no_more += old->status != LODE_OK && new->status == LODE_OK;
    for (size_t i = 0; i < old->entity_count; i++)
        count_old(diff, options, old->entities[i].type);
    for (size_t i = 0; i < old->fact_count; i++)
        count_old(diff, options, old->facts[i].type);
    lode_arena_reset(work, 1 << 20);
    return lode_compare_results(old, new, work, &same_entities, &same_facts, note_change, &at, error);
}

static lode_status compare_all(lode_diff *diff, const diff_options *options, lode_found *old_found, lode_found *new_found,
                               lode_found_index *index, lode_error *error) {
    const lode_result *old, *new;
    lode_arena work = {0};
    lode_buffer name = {0};
    lode_status status = lode_found_index_make(new_found, index, error);

    while (status == LODE_OK && (status = lode_found_next(old_found, &old, error)) == LODE_OK) {
        lode_found_entry *found;

        lode_buffer_clear(&name);
        lode_result_name(old, &name);
        found = name.failed ? NULL : lode_found_index_find(index, name.bytes);
        diff->out_of_memory |= name.failed;
        if (!found) {
            diff->only_old++;
            continue;
        }
        found->used = true;
        status = lode_found_seek(new_found, found->offset, error);
        if (status == LODE_OK)
            status = lode_found_next(new_found, &new, error);
        if (status == LODE_OK)
            status = compare_documents(diff, options, found->name, old, new, &work, error);
        if (status == LODE_OK && diff->out_of_memory)
            status = lode_error_no_memory(error);
    }
    for (size_t i = 0; i < index->count; i++)
        diff->only_new += !index->items[i].used;
    lode_buffer_free(&name);
    lode_arena_free(&work);
    return status == LODE_END ? LODE_OK : status;
}

static int compare_lines(const void *a, const void *b) {
    const lode_diff_line *left = a, *right = b;
    int documents = strcmp(left->document, right->document);

    if (left->kind != right->kind)
        return left->kind < right->kind ? -1 : 1;
    if (documents)
        return documents;
    return (left->start > right->start) - (left->start < right->start);
}

static int compare_names(const void *a, const void *b) {
    return strcmp(((const lode_diff_row *)a)->name, ((const lode_diff_row *)b)->name);
}

static void sort(lode_diff *diff) {
    if (diff->line_count)
        qsort(diff->lines, diff->line_count, sizeof *diff->lines, compare_lines);
    if (diff->types.count)
        qsort(diff->types.items, diff->types.count, sizeof *diff->types.items, compare_names);
    if (diff->rules.count)
        qsort(diff->rules.items, diff->rules.count, sizeof *diff->rules.items, compare_names);
}

static int diff_files(const diff_options *options, const char *old, const char *new) {
    lode_found *old_found = NULL, *new_found = NULL;
    lode_diff diff = {0};
    lode_found_index index = {0};
    lode_error error;
    lode_status status = lode_found_open(old, &old_found, &error);
    int exit_status;

    if (status == LODE_OK)
        status = lode_found_open(new, &new_found, &error);
    if (status == LODE_OK)
        status = compare_all(&diff, options, old_found, new_found, &index, &error);
    if (status == LODE_OK) {
        sort(&diff);
        if (options->json)
            lode_diff_print_json(&diff);
        else
            lode_diff_print(&diff, options->limit);
        exit_status = lode_finish_output(
            diff.line_count || diff.only_old || diff.only_new || diff.failed || diff.no_more ? LODE_EXIT_FAILED : LODE_EXIT_OK);
    } else {
        lode_print_error(NULL, &error);
        exit_status = lode_exit_status(status);
    }
    lode_found_close(old_found);
    lode_found_close(new_found);
    lode_found_index_free(&index);
    free(diff.lines);
    free(diff.types.items);
    free(diff.rules.items);
    lode_arena_free(&diff.arena);
    return exit_status;
}

static int run(const lode_command *command, int argc, char **argv) {
    diff_options options = {.limit = DEFAULT_LIMIT};
    int operands, status = lode_options_read(command, argc, argv, take, &options, &operands);

    if (status >= 0)
        return status;
    if (argc - operands != 2)
        return lode_usage_error("give what 'lode extract' wrote before and after a change",
                                "two files are compared, %d are named", argc - operands);
    return diff_files(&options, argv[operands], argv[operands + 1]);
}

const lode_command lode_command_diff = {
    .name = "diff",
    .arguments = "OLD.jsonl NEW.jsonl",
    .summary = "Shows what is found differently in two runs over the same documents.",
    .details = "Ends with 0 where nothing differs and 1 where something does. Results that were extracted with --with-text\n"
               "are shown in their sentences.\n",
    .options = own_options,
    .run = run};
