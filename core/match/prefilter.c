/* SPDX-License-Identifier: MIT */
#include "match/prefilter.h"

#include "base/room.h"
#include "match/assertions.h"
#include "match/emit.h"
#include "match/pattern_cache.h"
#include "match/simplify.h"
#include "match/states.h"

#include <stdlib.h>
#include <string.h>

struct lode_prefilter {
    size_t count;           /* of rules */
    lode_buffer reasons;    /* uint32_t, by rule: where the reason starts in the texts; 0: the rule is taken */
    lode_buffer texts;      /* of reasons, each with its NUL, after a first one that is empty */
    lode_automata automata; /* by rule */
    lode_program program;   /* likewise */
    lode_buffer refusals;   /* as reasons: why a rule has no program */
    lode_made_states made;  /* of the automata */
    lode_kept kept;         /* what all of the above but the states are parts of; or empty */
    lode_kept kept_states;
};

typedef struct place_list {
    size_t *places;
    size_t count, capacity;
    bool anywhere; /* there are so many places that they are not kept */
} place_list;

struct lode_prefilter_scratch {
    const lode_prefilter *prefilter;
    lode_states *states;
    place_list *lists;  /* by rule */
    size_t places_most; /* of one rule, in this text */
};

/* ---- Making ----------------------------------------------------------------------------------------------------- */

/* What rules are made into, while that is done. */
typedef struct prefilter_maker {
    lode_prefilter *prefilter;
    lode_charsets *charsets;
    lode_emitter *emitter;
    lode_arena arena; /* has all trees: rules share groups */
    lode_read_fragments read;
    lode_resolved resolved;
    lode_simplified simplified;
} prefilter_maker;

/* The tree that a rule's automaton reads; NULL: there is none, for a *reason (NULL: memory ran out). */
static const lode_node *automaton_tree(const lode_node *tree, prefilter_maker *maker, const char **reason) {
    *reason = "it can match nothing at all";
    if (lode_node_can_be_empty(tree))
        return NULL;
    *reason = NULL;
    tree = lode_assertions_resolve(tree, maker->charsets, &maker->resolved, &maker->arena);
    return tree ? lode_simplify(tree, &maker->simplified, &maker->arena) : NULL;
}

static lode_status add_automaton(prefilter_maker *maker, const lode_node *tree, const char **reason) {
    lode_status status = lode_automata_add(&maker->prefilter->automata, tree);

    if (status != LODE_ERROR_LIMIT)
        return status;
    *reason = "it is too large for the prefilter";
    return lode_automata_add(&maker->prefilter->automata, NULL);
}

/* Appends where a reason stands in the texts, 0 for none. */
static bool add_reason(lode_prefilter *prefilter, lode_buffer *reasons, const char *reason) {
    uint32_t place = reason ? (uint32_t)prefilter->texts.length : 0;

    return (!reason || lode_buffer_append(&prefilter->texts, reason, strlen(reason) + 1)) &&
           lode_buffer_append(reasons, (const char *)&place, sizeof place);
}

static lode_status add_rule(prefilter_maker *maker, const lode_rule *rule) {
    lode_prefilter *prefilter = maker->prefilter;
    const char *reason = "it is looked up in its table", *refusal = NULL;
    const lode_node *tree = NULL;
    lode_status status;

    if (!rule->lookup)
        tree = lode_syntax_parse(rule, maker->charsets, &maker->read, &maker->arena, &reason);
    if (!tree && !reason)
        return LODE_ERROR_MEMORY;
    status = lode_emit(maker->emitter, tree, rule->capture_count, &maker->arena, &refusal);
    if (tree && status == LODE_OK) {
        tree = automaton_tree(tree, maker, &reason);
        status = tree || reason ? LODE_OK : LODE_ERROR_MEMORY;
    }
    if (status == LODE_OK)
        status = add_automaton(maker, tree, &reason);
    if (status == LODE_OK &&
        (!add_reason(prefilter, &prefilter->reasons, reason) || !add_reason(prefilter, &prefilter->refusals, refusal)))
        status = LODE_ERROR_MEMORY;
    return status;
}

/* Leaves all rules to plain matching. */
static bool refuse_all(lode_prefilter *prefilter) {
    static const char reason[] = "all rules together tell too many characters apart";
    uint32_t place = (uint32_t)prefilter->texts.length;
    bool done = lode_buffer_append(&prefilter->texts, reason, sizeof reason);

    lode_automata_free(&prefilter->automata);
    lode_buffer_clear(&prefilter->reasons);
    for (size_t i = 0; done && i < prefilter->count; i++)
        done = lode_buffer_append(&prefilter->reasons, (const char *)&place, sizeof place) &&
               lode_automata_add(&prefilter->automata, NULL) == LODE_OK;
    return done && lode_automata_finish(&prefilter->automata) == LODE_OK;
}

static bool build(lode_prefilter *prefilter, const lode_rule *const *rules) {
    prefilter_maker *maker = calloc(1, sizeof *maker);
    bool done = maker && lode_buffer_byte(&prefilter->texts, '\0');

    if (done) {
        maker->prefilter = prefilter;
        maker->charsets = lode_charsets_create(&maker->arena);
        maker->emitter = lode_emitter_create(&prefilter->program, &maker->arena);
        done = maker->charsets && maker->emitter;
    }
    for (size_t i = 0; done && i < prefilter->count; i++)
        done = add_rule(maker, rules[i]) == LODE_OK;
    if (done) {
        lode_status status = lode_automata_finish(&prefilter->automata);

        done = status == LODE_OK || (status == LODE_ERROR_LIMIT && refuse_all(prefilter));
    }
    if (maker) {
        lode_charsets_free(maker->charsets);
        lode_arena_free(&maker->arena);
    }
    free(maker);
    return done;
}

/* ---- The prefilter ---------------------------------------------------------------------------------------------- */

/* One without anything in it; NULL: memory ran out. */
static lode_prefilter *start(size_t count) {
    lode_prefilter *made = calloc(1, sizeof *made);

    if (made)
        made->count = count;
    return made;
}

static lode_status out_of_memory(lode_prefilter *prefilter, lode_error *error) {
    lode_prefilter_free(prefilter);
    return lode_error_no_memory(error);
}

lode_status lode_prefilter_create(const lode_rule *const *rules, size_t count, lode_prefilter **prefilter, lode_error *error) {
    lode_prefilter *made = start(count);

    *prefilter = NULL;
    if (!made || !build(made, rules))
        return out_of_memory(made, error);
    *prefilter = made;
    return LODE_OK;
}

void lode_prefilter_free(lode_prefilter *prefilter) {
    if (!prefilter)
        return;
    if (!prefilter->kept.length) {
        lode_automata_free(&prefilter->automata);
        lode_program_free(&prefilter->program);
        lode_buffer_free(&prefilter->refusals);
        lode_buffer_free(&prefilter->reasons);
        lode_buffer_free(&prefilter->texts);
    }
    if (!prefilter->kept_states.length)
        lode_made_states_free(&prefilter->made);
    lode_cache_close(&prefilter->kept);
    lode_cache_close(&prefilter->kept_states);
    free(prefilter);
}

const lode_program *lode_prefilter_program(const lode_prefilter *prefilter) {
    return &prefilter->program;
}

static const char *reason_in(const lode_prefilter *prefilter, const lode_buffer *reasons, size_t rule) {
    uint32_t place = ((const uint32_t *)(const void *)reasons->bytes)[rule];

    return place ? prefilter->texts.bytes + place : NULL;
}

const char *lode_prefilter_reason(const lode_prefilter *prefilter, size_t rule) {
    return reason_in(prefilter, &prefilter->reasons, rule);
}

const char *lode_prefilter_refusal(const lode_prefilter *prefilter, size_t rule) {
    return reason_in(prefilter, &prefilter->refusals, rule);
}

lode_status lode_prefilter_scratch_create(const lode_prefilter *prefilter, lode_tokens *tokens,
                                          lode_prefilter_scratch **scratch, lode_error *error) {
    lode_prefilter_scratch *made = calloc(1, sizeof *made);

    *scratch = NULL;
    if (made) {
        made->prefilter = prefilter;
        made->lists = calloc(prefilter->count ? prefilter->count : 1, sizeof *made->lists);
        made->states = lode_states_create(&prefilter->automata, &prefilter->made, tokens);
        if (made->lists && made->states) {
            *scratch = made;
            return LODE_OK;
        }
    }
    lode_prefilter_scratch_free(made);
    return lode_error_no_memory(error);
}

void lode_prefilter_scratch_free(lode_prefilter_scratch *scratch) {
    if (!scratch)
        return;
    for (size_t i = 0; scratch->lists && i < scratch->prefilter->count; i++)
        free(scratch->lists[i].places);
    lode_states_free(scratch->states);
    free(scratch->lists);
    free(scratch);
}

/* ---- Keeping ---------------------------------------------------------------------------------------------------- */

enum { PIECES = 15, STATE_PIECES = 4 };

static void list_pieces(lode_prefilter *prefilter, lode_buffer *pieces[PIECES]) {
    lode_automata *automata = &prefilter->automata;
    lode_program *program = &prefilter->program;
    lode_buffer *const all[PIECES] = {&program->code,    &program->entries, &program->sets,      &program->ranges,
                                      &program->sources, &program->tables,  &program->firsts,    &prefilter->reasons,
                                      &prefilter->texts, &automata->nodes,  &automata->entries,  &automata->sets,
                                      &automata->pages,  &automata->blocks, &prefilter->refusals};

    memcpy(pieces, all, sizeof all);
}

static bool find_states(const char *directory, const lode_rule *const *rules, size_t count, lode_made_states *made,
                        lode_kept *kept) {
    lode_buffer *const pieces[STATE_PIECES] = {&made->states, &made->members, &made->list, &made->steps};

    return lode_pattern_cache_find(directory, rules, count, pieces, STATE_PIECES, kept);
}

static void store_states(const char *directory, const lode_rule *const *rules, size_t count, lode_made_states *made) {
    lode_buffer *const pieces[STATE_PIECES] = {&made->states, &made->members, &made->list, &made->steps};

    lode_pattern_cache_store(directory, rules, count, pieces, STATE_PIECES);
}

lode_status lode_prefilter_restore(const char *directory, const lode_rule *const *rules, size_t count,
                                   lode_prefilter **prefilter, lode_error *error) {
    lode_buffer *pieces[PIECES];

    *prefilter = start(count);
    if (!*prefilter)
        return out_of_memory(NULL, error);
    list_pieces(*prefilter, pieces);
    if (!lode_pattern_cache_find(directory, rules, count, pieces, PIECES, &(*prefilter)->kept)) {
        lode_prefilter_free(*prefilter);
        *prefilter = NULL;
    }
    return LODE_OK;
}

void lode_prefilter_store(lode_prefilter *prefilter, const char *directory, const lode_rule *const *rules) {
    lode_buffer *pieces[PIECES];

    list_pieces(prefilter, pieces);
    lode_pattern_cache_store(directory, rules, prefilter->count, pieces, PIECES);
}

static bool pass_by(void *context, uint32_t automaton, size_t place) {
    (void)context, (void)automaton, (void)place;
    return true;
}

lode_status lode_prefilter_learn(lode_prefilter *prefilter, const char *directory, const lode_rule *const *rules,
                                 lode_error *error) {
    lode_states *states;
    bool done;

    if (find_states(directory, rules, prefilter->count, &prefilter->made, &prefilter->kept_states))
        return LODE_OK;
    states = lode_states_create(&prefilter->automata, &prefilter->made, NULL);
    for (size_t i = 0; states && i < prefilter->count; i++)
        for (size_t j = 0; j < rules[i]->example_count && !lode_states_are_many(states); j++)
            lode_states_search(states, rules[i]->examples[j].text, rules[i]->examples[j].length, pass_by, NULL);
    done = states && lode_states_copy(states, &prefilter->made);
    lode_states_free(states);
    if (!done)
        return lode_error_no_memory(error);
    store_states(directory, rules, prefilter->count, &prefilter->made);
    return LODE_OK;
}

void lode_prefilter_scratch_keep(const lode_prefilter_scratch *scratch, const char *directory, const lode_rule *const *rules) {
    size_t count = scratch->prefilter->count;
    lode_made_states known = {0}, made = {0};
    lode_kept kept = {0};

    if (!lode_states_are_worth_keeping(scratch->states))
        return;
    if (lode_states_copy(scratch->states, &made) &&
        (!find_states(directory, rules, count, &known, &kept) || made.states.length > known.states.length))
        store_states(directory, rules, count, &made);
    lode_cache_close(&kept);
    lode_made_states_free(&made);
}

/* ---- Scanning --------------------------------------------------------------------------------------------------- */

/* A rule that may match at more places of a text is better matched plainly there. */
enum { PLACES_MOST = 1 << 14, BYTES_A_PLACE = 16 };

static bool note_place(void *context, uint32_t rule, size_t place) {
    lode_prefilter_scratch *scratch = context;
    place_list *list = &scratch->lists[rule];
    size_t *places;

    if (list->count >= scratch->places_most)
        list->anywhere = true;
    if (list->anywhere)
        return true;
    places = lode_room(list->places, list->count, &list->capacity, sizeof *places);
    if (!places)
        return false;
    list->places = places;
    places[list->count++] = place;
    return true;
}

/* Of places that are nearly in order. */
static void sort_places(place_list *list) {
    for (size_t i = 1; i < list->count; i++) {
        size_t place = list->places[i], at = i;

        for (; at > 0 && list->places[at - 1] > place; at--)
            list->places[at] = list->places[at - 1];
        list->places[at] = place;
    }
}

bool lode_prefilter_scan(lode_prefilter_scratch *scratch, const char *text, size_t length) {
    scratch->places_most = PLACES_MOST + length / BYTES_A_PLACE;
    for (size_t i = 0; i < scratch->prefilter->count; i++) {
        scratch->lists[i].count = 0;
        scratch->lists[i].anywhere = false;
    }
    if (lode_states_search(scratch->states, text, length, note_place, scratch) != LODE_STATES_DONE)
        return false;
    for (size_t i = 0; i < scratch->prefilter->count; i++)
        sort_places(&scratch->lists[i]);
    return true;
}

bool lode_prefilter_places(const lode_prefilter_scratch *scratch, size_t rule, const size_t **places, size_t *count) {
    *count = scratch->lists[rule].count;
    *places = scratch->lists[rule].places;
    return !scratch->lists[rule].anywhere;
}
