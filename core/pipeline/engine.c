/* SPDX-License-Identifier: MIT */
#include "pipeline/engine.h"

#include "base/environment.h"
#include "pipeline/internal.h"
#include "pipeline/places.h"
#include "pipeline/rule_sets.h"
#include "pipeline/settings.h"
#include "text/language_tag.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* $XDG_CACHE_HOME/lode, else ~/.cache/lode (XDG Base Directory Specification). NULL where neither is known or to be trusted. */
static char *cache_directory(void) {
    const char *cache = lode_environment("XDG_CACHE_HOME");
    const char *between = "";
    size_t size;
    char *path;

    if (!cache || cache[0] != '/') {
        cache = lode_environment("HOME");
        between = "/.cache";
    }
    if (!cache || cache[0] != '/')
        return NULL;
    size = strlen(cache) + strlen(between) + sizeof "/lode";
    path = malloc(size);
    if (path)
        snprintf(path, size, "%s%s/lode", cache, between);
    return path;
}

static bool keep_settings(lode *engine, const char *const *settings) {
    const char **kept;
    size_t count = 0;

    while (settings && settings[count])
        count++;
    kept = lode_arena_array(&engine->lasting, count + 1, sizeof(const char *));
    for (size_t i = 0; kept && i < count; i++) {
        kept[i] = lode_arena_copy(&engine->lasting, settings[i], strlen(settings[i]));
        if (!kept[i])
            return false;
    }
    engine->asked = kept;
    return kept != NULL;
}

lode_status lode_open(const lode_options *options, lode **engine, lode_error *error) {
    lode_options complete = lode_options_default();
    lode *made;
    lode_status status;

    *engine = NULL;
    if (!options || options->size < sizeof(size_t))
        return lode_error_set(error, LODE_ERROR_USAGE, "the options have no size; start from lode_options_default()");
    memcpy(&complete, options, options->size < sizeof complete ? options->size : sizeof complete);
    made = calloc(1, sizeof *made);
    if (!made)
        return lode_error_no_memory(error);
    made->offsets = complete.offsets;
    made->line_ends = complete.line_ends;
    made->prefer = complete.prefer;
    made->report = complete.report;
    made->report_context = complete.report_context;
    made->cache_directory = complete.cache ? cache_directory() : NULL;
    made->matching = (lode_matcher_options){.prefilter = complete.prefilter,
                                            .learn = made->cache_directory != NULL,
                                            .cache_directory = made->cache_directory,
                                            .match_limit = complete.match_limit,
                                            .depth_limit = complete.depth_limit,
                                            .heap_limit = complete.heap_limit};
    made->places = lode_places_create(complete.rule_directories);
    made->tell_sentences = complete.sentences;
    made->max_bytes = complete.max_bytes ? complete.max_bytes : SIZE_MAX;
    if (!made->places || !keep_settings(made, complete.settings))
        status = lode_error_no_memory(error);
    else
        status =
            lode_registry_open(complete.plugin_directories, complete.report, complete.report_context, &made->registry, error);
    if (status == LODE_OK)
        status = lode_settings_check(made->asked, made->registry, error);
    if (status != LODE_OK) {
        lode_close(made);
        return status;
    }
    *engine = made;
    return LODE_OK;
}

void lode_engine_edit(lode *engine, const lode_edit *edits) {
    engine->edits = edits;
}

void lode_engine_tell_sentences(lode *engine) {
    engine->tell_sentences = true;
}

void lode_close(lode *engine) {
    if (!engine)
        return;
    lode_rule_sets_drop(engine);
    lode_bindings_unbind(&engine->bindings, 0, engine->bindings.count);
    lode_handles_close(&engine->handles);
    for (size_t i = 0; i < engine->pack_count; i++)
        lode_pack_free(engine->packs[i]);
    lode_registry_close(engine->registry);
    lode_places_free(engine->places);
    lode_arena_free(&engine->arena);
    lode_arena_free(&engine->lasting);
    lode_buffer_free(&engine->marked);
    free(engine->bindings.extractors);
    free(engine->bindings.values);
    free(engine->bindings.failed_in);
    free(engine->values);
    free(engine->spans);
    free(engine->packs);
    free(engine->ids);
    free(engine->cache_directory);
    free(engine);
}

bool lode_engine_serves(const lode *engine, const char *language) {
    for (size_t i = 0; i < engine->pack_count; i++)
        if (engine->packs[i]->language && lode_language_matches(engine->packs[i]->language, language))
            return true;
    return false;
}

size_t lode_pack_count(const lode *engine) {
    return engine->pack_count;
}

const lode_pack *lode_pack_at(const lode *engine, size_t index) {
    return engine->packs[index];
}

char *const *lode_engine_places(const lode *engine) {
    return engine->places;
}

const char *lode_engine_cache(const lode *engine) {
    return engine->cache_directory;
}

const lode_registry *lode_engine_registry(const lode *engine) {
    return engine->registry;
}

/* The matcher that a rule is in; NULL: none, for facts and those in cells are looked for otherwise. */
static const lode_matcher *matcher_of(const lode *engine, const lode_rule *rule) {
    for (size_t i = 0; i <= engine->set_count; i++) {
        const lode_rule_set *set = i < engine->set_count ? engine->sets[i] : engine->neutral;

        for (size_t j = 0; set && j < set->stage_count; j++)
            for (size_t k = 0; k < set->stages[j].group_count; k++) {
                const lode_rule_group *group = &set->stages[j].groups[k];

                for (size_t l = 0; l < group->rule_count; l++)
                    if (group->rules[l] == rule)
                        return group->matcher;
            }
    }
    return NULL;
}

const char *lode_matching_name(lode_matching matching) {
    static const char *const names[] = {[LODE_MATCHING_BY_PROGRAM] = "program",
                                        [LODE_MATCHING_BY_PCRE2] = "PCRE2",
                                        [LODE_MATCHING_PLAIN] = "plain",
                                        [LODE_MATCHING_IN_CELLS] = "cells",
                                        [LODE_MATCHING_IN_SENTENCES] = "sentences"};

    return names[matching];
}

lode_matching lode_engine_matching(const lode *engine, const lode_rule *rule, const char **reason) {
    const lode_matcher *matcher = matcher_of(engine, rule);

    *reason = NULL;
    if (!matcher)
        return rule->cell ? LODE_MATCHING_IN_CELLS : LODE_MATCHING_IN_SENTENCES;
    *reason = lode_matcher_plain_reason(matcher, rule);
    if (*reason)
        return LODE_MATCHING_PLAIN;
    *reason = lode_matcher_pcre2_reason(matcher, rule);
    return *reason ? LODE_MATCHING_BY_PCRE2 : LODE_MATCHING_BY_PROGRAM;
}

const lode_rule *lode_engine_rule(const lode *engine, const char *id) {
    for (size_t i = 0; i < engine->pack_count; i++)
        for (size_t j = 0; j < engine->packs[i]->rule_count; j++)
            if (strcmp(engine->packs[i]->rules[j].id, id) == 0)
                return &engine->packs[i]->rules[j];
    return NULL;
}

void lode_engine_watch(lode *engine, lode_activity *activity) {
    engine->activity = activity;
}

void lode_engine_time(lode *engine, lode_clock *clock) {
    engine->clock = clock;
}

void lode_observe_trials(lode *engine, const lode_trial_request *request) {
    engine->trials = request;
}

void lode_observe(lode *engine, lode_observer *observer, lode_fact_observer *fact_observer, void *context) {
    engine->observer = observer;
    engine->fact_observer = fact_observer;
    engine->observer_context = context;
}
