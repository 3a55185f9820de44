/* SPDX-License-Identifier: MIT */
/* The scoring of facts. */
#include "cli/describe.h"
#include "cli/eval.h"
#include "cli/types.h"

#include <stdlib.h>
#include <string.h>

/* A fact with its place, from its parts. */
typedef struct item {
    const lode_fact *fact;
    size_t start, end;
    bool paired;
} item;

/* The parts that make a fact of a type the same, "PART,PART"; NULL: all. */
static const char *find_key(const lode_eval *eval, const char *type) {
    size_t length = strlen(type);

    for (size_t i = 0; i < eval->options->keys.count; i++) {
        const char *key = eval->options->keys.items[i];

        if (strncmp(key, type, length) == 0 && key[length] == '=')
            return key + length + 1;
    }
    return NULL;
}

static bool is_key(const char *key, const char *part) {
    size_t length = strlen(part);

    for (const char *at = key; at; at = strchr(at, ',')) {
        at += *at == ',';
        if (strncmp(at, part, length) == 0 && (at[length] == ',' || !at[length]))
            return true;
    }
    return !key;
}

/* A value counts more than the words that it was read from. */
static bool same_part(const lode_fact_part *gold, const lode_fact_part *found) {
    if (gold->value.kind != LODE_VALUE_NONE)
        return found->value.kind != LODE_VALUE_NONE && lode_eval_same_value(&gold->value, &found->value);
    return gold->text && found->text && gold->start == found->start && gold->end == found->end;
}

static size_t count_named(const lode_fact *fact, const char *name) {
    size_t count = 0;

    for (size_t i = 0; i < fact->part_count; i++)
        count += strcmp(fact->parts[i].name, name) == 0;
    return count;
}

/* How many of the marked parts of a name were found. */
static size_t count_same(const lode_fact *gold, const lode_fact *found, const char *name) {
    size_t count = 0;

    for (size_t i = 0; i < gold->part_count; i++) {
        bool same = false;

        if (strcmp(gold->parts[i].name, name) != 0)
            continue;
        for (size_t j = 0; !same && j < found->part_count; j++)
            same = strcmp(found->parts[j].name, name) == 0 && same_part(&gold->parts[i], &found->parts[j]);
        count += same;
    }
    return count;
}

/* Whether all parts of a name are as marked; none of it in either is. */
static bool name_agrees(const lode_fact *gold, const lode_fact *found, const char *name) {
    size_t count = count_named(gold, name);

    return count == count_named(found, name) && count == count_same(gold, found, name);
}

/* Whether a part is the first of its name. */
static bool is_first(const lode_fact *fact, size_t part) {
    for (size_t i = 0; i < part; i++)
        if (strcmp(fact->parts[i].name, fact->parts[part].name) == 0)
            return false;
    return true;
}

static bool is_same(const lode_fact *gold, const lode_fact *found, const char *key) {
    for (size_t i = 0; i < gold->part_count; i++)
        if (is_key(key, gold->parts[i].name) && !name_agrees(gold, found, gold->parts[i].name))
            return false;
    for (size_t i = 0; i < found->part_count; i++)
        if (is_key(key, found->parts[i].name) && !count_named(gold, found->parts[i].name))
            return false;
    return true;
}

static size_t count_common(const lode_fact *gold, const lode_fact *found) {
    size_t count = 0;

    for (size_t i = 0; i < gold->part_count; i++)
        if (is_first(gold, i))
            count += count_same(gold, found, gold->parts[i].name);
    return count;
}

/* Counts, by name, the parts that are no key, and says which are not as marked. */
static void compare_parts(const lode_fact *gold, const lode_fact *found, const char *key, lode_eval_row *row,
                          lode_buffer *details) {
    for (size_t i = 0; i < gold->part_count; i++) {
        const char *name = gold->parts[i].name;

        if (!is_first(gold, i) || (key && is_key(key, name)))
            continue;
        row->parts_gold++;
        if (name_agrees(gold, found, name))
            row->parts_right++;
        else
            lode_buffer_format(details, "%s%s%s", details->length ? ", " : "", name, count_named(found, name) ? "" : " missed");
    }
    for (size_t i = 0; i < found->part_count; i++) {
        const char *name = found->parts[i].name;

        if (!is_first(found, i) || (key && is_key(key, name)))
            continue;
        row->parts_found++;
        if (!count_named(gold, name))
            lode_buffer_format(details, "%s%s extra", details->length ? ", " : "", name);
    }
}

static int compare_items(const void *a, const void *b) {
    const item *left = a, *right = b;

    if (left->start != right->start)
        return left->start < right->start ? -1 : 1;
    return (left->fact > right->fact) - (left->fact < right->fact);
}

/* The wanted facts by place. NULL where memory ran out. */
static item *list_items(lode_eval *eval, const lode_result *result, lode_arena *work, size_t *count) {
    item *items = lode_arena_array(work, result->fact_count + 1, sizeof *items);

    *count = 0;
    for (size_t i = 0; items && i < result->fact_count; i++) {
        const lode_fact *fact = &result->facts[i];
        item made = {.fact = fact, .start = SIZE_MAX};

        if (!lode_types_have(&eval->options->types, fact->type))
            continue;
        for (size_t j = 0; j < fact->part_count; j++)
            if (fact->parts[j].text) {
                made.start = fact->parts[j].start < made.start ? fact->parts[j].start : made.start;
                made.end = fact->parts[j].end > made.end ? fact->parts[j].end : made.end;
            }
        made.start = made.start == SIZE_MAX ? 0 : made.start;
        items[(*count)++] = made;
    }
    if (items)
        qsort(items, *count, sizeof *items, compare_items);
    return items;
}

/* `shown` is the marked fact, or the found one where it is extra. */
static void note(lode_evaluating *at, lode_flaw kind, const lode_fact *shown, const char *rule, const char *details) {
    lode_buffer text = {0};
    lode_eval_flaw flaw = {
        .flaw = kind, .type = shown->type, .details = details, .rule = rule, .document = at->document, .start = shown->start};

    if (!at->eval->options->worst)
        return;
    lode_describe_fact(&text, shown);
    flaw.text = text.bytes ? text.bytes : "";
    if (text.failed)
        at->eval->out_of_memory = true;
    else
        lode_eval_note(at->eval, &flaw);
    lode_buffer_free(&text);
}

static void pair(lode_evaluating *at, item *gold, item *found, bool exact) {
    const char *key = find_key(at->eval, gold->fact->type);
    lode_eval_row *row = lode_eval_row_of(at->eval, gold->fact->type, true);
    lode_buffer details = {0};

    gold->paired = found->paired = true;
    if (!row)
        return;
    row->exact += exact;
    row->overlapping++;
    if (exact || !key) {
        compare_parts(gold->fact, found->fact, key, row, &details);
        if (details.length)
            note(at, LODE_FLAW_VALUES, gold->fact, found->fact->rule, details.bytes);
    } else {
        lode_describe_fact(&details, found->fact);
        note(at, LODE_FLAW_VALUES, gold->fact, found->fact->rule, details.bytes);
    }
    at->eval->out_of_memory |= details.failed;
    lode_buffer_free(&details);
}

/* Pairs each marked fact that is left with the one that is like it: exactly, or the one with the most parts in common. Parts in
 * common stand at one place, so only facts that overlap are asked. */
static void pair_all(lode_evaluating *at, item *gold, size_t gold_count, item *found, size_t found_count, bool exact) {
    size_t from = 0, longest = 0;

    for (size_t i = 0; i < found_count; i++)
        longest = found[i].end - found[i].start > longest ? found[i].end - found[i].start : longest;
    for (size_t i = 0; i < gold_count; i++) {
        const char *key = find_key(at->eval, gold[i].fact->type);
        item *best = NULL;
        size_t most = 0;

        while (from < found_count && found[from].start + longest < gold[i].start)
            from++;
        for (size_t j = from; !gold[i].paired && j < found_count && found[j].start <= gold[i].end; j++) {
            size_t common;

            if (found[j].paired || strcmp(found[j].fact->type, gold[i].fact->type) != 0)
                continue;
            common = exact ? is_same(gold[i].fact, found[j].fact, key) : count_common(gold[i].fact, found[j].fact);
            if (common > most) {
                most = common;
                best = &found[j];
                if (exact)
                    break;
            }
        }
        if (best)
            pair(at, &gold[i], best, exact);
    }
}

lode_status lode_eval_facts(lode_evaluating *at, lode_arena *work, lode_error *error) {
    size_t gold_count, found_count;
    item *gold = list_items(at->eval, at->gold, work, &gold_count),
         *found = list_items(at->eval, at->found, work, &found_count);

    if (!gold || !found)
        return lode_error_no_memory(error);
    for (size_t i = 0; i < gold_count; i++) {
        lode_eval_row *row = lode_eval_row_of(at->eval, gold[i].fact->type, true);

        if (row) {
            row->counts = true;
            row->gold++;
        }
    }
    for (size_t i = 0; i < found_count; i++) {
        lode_eval_row *row = lode_eval_row_of(at->eval, found[i].fact->type, true);

        if (row)
            row->found++;
    }
    pair_all(at, gold, gold_count, found, found_count, true);
    pair_all(at, gold, gold_count, found, found_count, false);
    for (size_t i = 0; i < gold_count; i++)
        if (!gold[i].paired)
            note(at, LODE_FLAW_MISSED, gold[i].fact, NULL, NULL);
    for (size_t i = 0; i < found_count; i++)
        if (!found[i].paired)
            note(at, LODE_FLAW_EXTRA, found[i].fact, found[i].fact->rule, NULL);
    return LODE_OK;
}
