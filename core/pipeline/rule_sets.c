/* SPDX-License-Identifier: MIT */
#include "pipeline/rule_sets.h"

#include "pipeline/reference_types.h"
#include "text/language_tag.h"

#include <stdlib.h>

/* Keeps for the next run what the texts have taught. */
static void keep_learnt(const lode_rule_set *set, const char *directory) {
    for (size_t i = 0; set && i < set->stage_count; i++)
        for (size_t j = 0; j < set->stages[i].group_count; j++) {
            const lode_rule_group *group = &set->stages[i].groups[j];

            if (group->scratch)
                lode_matcher_scratch_keep(group->scratch, group->matcher, directory);
        }
}

void lode_rule_sets_drop(lode *engine) {
    for (size_t i = 0; i < engine->set_count; i++)
        keep_learnt(engine->sets[i], engine->matching.cache_directory);
    keep_learnt(engine->neutral, engine->matching.cache_directory);

    for (size_t i = 0; i < engine->set_count; i++)
        lode_rule_set_free(engine->sets[i]);
    free(engine->sets);
    lode_rule_set_free(engine->neutral);
    engine->sets = NULL;
    engine->set_count = 0;
    engine->neutral = NULL;
}

static bool has_language(lode_rule_set *const *sets, size_t count, const char *language) {
    for (size_t i = 0; i < count; i++)
        if (lode_language_matches(sets[i]->language, language))
            return true;
    return false;
}

/* One set a language; where no pack has one, a single set of all rules. */
static lode_status make_sets(lode *engine, lode_error *error) {
    lode_status status = LODE_OK;

    engine->sets = calloc(engine->pack_count, sizeof(lode_rule_set *));
    if (!engine->sets)
        return lode_error_no_memory(error);
    for (size_t i = 0; status == LODE_OK && i < engine->pack_count; i++) {
        const char *language = engine->packs[i]->language;

        if (!language || has_language(engine->sets, engine->set_count, language))
            continue;
        status = lode_rule_set_create(language, engine->packs, engine->pack_count, engine->bindings.extractors,
                                      engine->handles.count, &engine->sets[engine->set_count], error);
        engine->set_count += status == LODE_OK;
    }
    if (status == LODE_OK)
        status = lode_rule_set_create(NULL, engine->packs, engine->pack_count, engine->bindings.extractors,
                                      engine->handles.count, &engine->neutral, error);
    if (status != LODE_OK)
        lode_rule_sets_drop(engine);
    return status;
}

/* Says of each language but an only one how its documents would have to be known. */
static void report_unknowable(const lode *engine) {
    for (size_t i = 0; engine->report && engine->set_count > 1 && i < engine->set_count; i++) {
        const lode_rule_set *set = engine->sets[i];
        lode_error error;

        if (set->word_count)
            continue;
        lode_error_set(&error, LODE_ERROR_RULES,
                       "no text is known to be in '%s': no pack that is loaded for this language has 'common_words'",
                       set->language);
        lode_error_advise(&error, "add some, or use a pack that has them; '--language %s' says it of all documents",
                          set->language);
        for (size_t j = 0; j < set->pack_count; j++)
            if (set->packs[j]->language)
                lode_error_at(&error, set->packs[j]->path, 0, 0);
        engine->report(engine->report_context, &error);
    }
}

lode_status lode_rule_sets_gather(lode *engine, lode_error *error) {
    lode_status status;

    if (engine->pack_count == 0) {
        lode_error_set(error, LODE_ERROR_USAGE, "no rules are loaded");
        lode_error_advise(error, "load a pack first");
        return LODE_ERROR_USAGE;
    }
    if (engine->neutral)
        return LODE_OK;
    status = lode_check_reference_types(engine, error);
    if (status == LODE_OK)
        status = make_sets(engine, error);
    if (status == LODE_OK)
        report_unknowable(engine);
    return status;
}

static lode_status compile(lode *engine, lode_rule_set *set, lode_error *error) {
    return lode_rule_set_compile(set, &engine->matching, engine->report, engine->report_context, error);
}

lode_status lode_prepare(lode *engine, lode_error *error) {
    lode_status status = lode_rule_sets_gather(engine, error);

    for (size_t i = 0; status == LODE_OK && i < engine->set_count; i++)
        status = compile(engine, engine->sets[i], error);
    return status == LODE_OK ? compile(engine, engine->neutral, error) : status;
}

lode_status lode_rule_sets_choose(lode *engine, const char **language, const char *text, size_t length, lode_rule_set **set,
                                  lode_error *error) {
    lode_rule_set *found;

    *set = engine->neutral;
    if (*language) {
        for (size_t i = 0; i < engine->set_count; i++)
            if (lode_language_matches(engine->sets[i]->language, *language))
                *set = engine->sets[i];
    } else if (engine->set_count) {
        found = lode_language_find(engine->sets, engine->set_count, text, length);
        if (found)
            *language = found->language;
        if (found || engine->set_count == 1)
            *set = found ? found : engine->sets[0];
    }
    return compile(engine, *set, error);
}
