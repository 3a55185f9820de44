/* SPDX-License-Identifier: MIT */
#include "cli/check.h"

#include "rules/files.h"

#include <stdlib.h>
#include <string.h>

/* Two rules by their order, the one that lost first. */
typedef struct rule_pair {
    size_t loser, winner;
} rule_pair;

typedef struct order_check {
    lode_mistakes *advice;
    bool *won;        /* by a rule's order */
    rule_pair *pairs; /* that were noted */
    size_t pair_count, pair_room;
    const lode_rule *rule; /* the example at work */
    const lode_example *example;
    const char *file; /* what is at work in place of an example; NULL: none */
} order_check;

static bool same_attribute(const lode_attribute *a, const lode_attribute *b) {
    return strcmp(a->name, b->name) == 0 && a->value.kind == b->value.kind && a->value.length == b->value.length &&
           (!a->value.length || memcmp(a->value.text, b->value.text, a->value.length) == 0);
}

static bool says_the_same(const lode_outcome *outcome) {
    if (strcmp(outcome->rule->type, outcome->winner->type) != 0 || outcome->attribute_count != outcome->winner_attribute_count)
        return false;
    for (size_t i = 0; i < outcome->attribute_count; i++) {
        size_t j = 0;

        while (j < outcome->winner_attribute_count && !same_attribute(&outcome->attributes[i], &outcome->winner_attributes[j]))
            j++;
        if (j == outcome->winner_attribute_count)
            return false;
    }
    return true;
}

/* Whether a pair is new; it is noted then. */
static bool note(order_check *check, size_t loser, size_t winner) {
    for (size_t i = 0; i < check->pair_count; i++)
        if (check->pairs[i].loser == loser && check->pairs[i].winner == winner)
            return false;
    if (check->pair_count == check->pair_room) {
        size_t room = check->pair_room ? 2 * check->pair_room : 16;
        rule_pair *pairs = realloc(check->pairs, room * sizeof *pairs);

        if (!pairs) {
            check->advice->memory = true;
            return false;
        }
        check->pairs = pairs;
        check->pair_room = room;
    }
    check->pairs[check->pair_count++] = (rule_pair){loser, winner};
    return true;
}

static void observe(void *context, const lode_outcome *outcome) {
    order_check *check = context;
    const lode_rule *rule = outcome->rule, *winner = outcome->winner;

    if (outcome->fate == LODE_FATE_WON)
        check->won[rule->order] = true;
    if (outcome->fate != LODE_FATE_LOST || !winner || winner == rule || winner->priority != rule->priority ||
        outcome->start != outcome->winner_start || outcome->end != outcome->winner_end || says_the_same(outcome) ||
        !note(check, rule->order, winner->order))
        return;
    lode_mistake(check->advice, (lode_place){rule->file, rule->line, 1},
                 "give one of them a priority, or let one say with 'not_before' or 'not_after' what it is not",
                 "'%s' and '%s' both find '%.*s' with other values, and only the order of the rules decides (%s%s%s)", rule->id,
                 winner->id, (int)outcome->length, outcome->text, check->file ? "in " : "an example of '",
                 check->file ? check->file : check->rule->id, check->file ? "" : "'");
}

static lode_status run_example(lode *engine, order_check *check, lode_error *error) {
    lode_about about = {.date = check->example->date, .language = check->rule->pack->language};
    const lode_result *result;

    return lode_extract_text(engine, check->example->text, check->example->length, &about, &result, error);
}

static lode_status run_examples(lode *engine, order_check *check, lode_error *error) {
    lode_status status = LODE_OK;

    for (size_t i = 0; i < lode_pack_count(engine); i++) {
        const lode_pack *pack = lode_pack_at(engine, i);

        for (size_t j = 0; j < pack->rule_count; j++) {
            check->rule = &pack->rules[j];
            for (size_t k = 0; k < check->rule->example_count && status == LODE_OK; k++) {
                check->example = &check->rule->examples[k];
                status = run_example(engine, check, error);
            }
        }
    }
    return status;
}

static lode_status pass(void *context, const lode_result *result, lode_error *error) {
    (void)context, (void)result, (void)error;
    return LODE_OK;
}

static lode_status run_file(lode *engine, order_check *check, const char *path, lode_error *error) {
    const lode_about about = {0};
    lode_arena arena = {0};
    const char *bytes;
    lode_input input = {.file = path};
    lode_status status = lode_file_read(path, &arena, &bytes, &input.length, error);

    if (status == LODE_OK) {
        input.bytes = (const unsigned char *)bytes;
        check->file = path;
        status = lode_extract(engine, &input, &about, pass, NULL, error);
        check->file = NULL;
    } else {
        lode_error_at(error, path, 0, 0);
    }
    lode_arena_free(&arena);
    return status;
}

static void note_unreached(lode *engine, const order_check *check) {
    for (size_t i = 0; i < lode_pack_count(engine); i++) {
        const lode_pack *pack = lode_pack_at(engine, i);

        for (size_t j = 0; j < pack->rule_count; j++) {
            const lode_rule *rule = &pack->rules[j];

            if (!rule->fact && !check->won[rule->order])
                lode_mistake(check->advice, (lode_place){rule->file, rule->line, 1},
                             "'lode explain' shows to what it loses; take it out, or give it a priority",
                             "the rule '%s' finds nothing in any example, its own neither", rule->id);
        }
    }
}

lode_status lode_check_order(lode *engine, char *const *files, size_t file_count, lode_mistakes *advice, lode_error *error) {
    order_check check = {.advice = advice};
    size_t count = 1;
    lode_status status;

    for (size_t i = 0; i < lode_pack_count(engine); i++)
        count += lode_pack_at(engine, i)->rule_count;
    check.won = calloc(count, sizeof *check.won);
    if (!check.won)
        return lode_error_no_memory(error);
    lode_observe(engine, observe, NULL, &check);
    status = run_examples(engine, &check, error);
    if (status == LODE_OK)
        note_unreached(engine, &check);
    for (size_t i = 0; i < file_count && status == LODE_OK; i++)
        status = run_file(engine, &check, files[i], error);
    lode_observe(engine, NULL, NULL, NULL);
    free(check.won);
    free(check.pairs);
    return status;
}
