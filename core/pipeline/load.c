/* SPDX-License-Identifier: MIT */
/* Loading packs into an engine: unique ids, and each rule bound to its extractor. */
#include "base/suggest.h"
#include "pipeline/engine.h"
#include "pipeline/places.h"
#include "pipeline/rule_sets.h"
#include "pipeline/settings.h"

#include <stdlib.h>
#include <string.h>

static void report_at_rule(lode *engine, const lode_rule *rule, const lode_error *error) {
    lode_error placed = *error;

    if (!placed.line)
        lode_error_at(&placed, rule->file, rule->line, 0);
    if (engine->report)
        engine->report(engine->report_context, &placed);
}

static int compare_ids(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Makes room for what the pack adds. */
static bool make_room(lode *engine, const lode_pack *pack) {
    size_t count = engine->bindings.count + pack->rule_count + 1, fields = 1;
    lode_pack **packs = realloc(engine->packs, (engine->pack_count + 1) * sizeof(lode_pack *));
    const char **ids = realloc(engine->ids, count * sizeof(const char *));
    lode_handle **extractors = realloc(engine->bindings.extractors, count * sizeof(lode_handle *));
    void **values = realloc(engine->bindings.values, count * sizeof(void *));
    uint64_t *failed_in = realloc(engine->bindings.failed_in, count * sizeof(uint64_t));

    if (packs)
        engine->packs = packs;
    if (ids)
        engine->ids = ids;
    if (extractors)
        engine->bindings.extractors = extractors;
    if (values)
        engine->bindings.values = values;
    if (failed_in)
        engine->bindings.failed_in = failed_in;
    if (!packs || !ids || !extractors || !values || !failed_in)
        return false;
    for (size_t i = 0; i < pack->rule_count; i++)
        if (pack->rules[i].field_count > fields)
            fields = pack->rules[i].field_count;
    if (fields > engine->field_room) {
        free(engine->values);
        free(engine->spans);
        engine->values = calloc(fields, sizeof *engine->values);
        engine->spans = calloc(fields, sizeof *engine->spans);
        engine->field_room = engine->values && engine->spans ? fields : 0;
    }
    return engine->field_room > 0;
}

static size_t report_repeated_ids(lode *engine, const lode_pack *pack) {
    size_t mistakes = 0;

    for (size_t i = 0; engine->bindings.count && i < pack->rule_count; i++) {
        const lode_rule *rule = &pack->rules[i];
        lode_error error;

        if (!bsearch(&rule->id, engine->ids, engine->bindings.count, sizeof(const char *), compare_ids))
            continue;
        lode_error_set(&error, LODE_ERROR_RULES, "another pack has a rule '%s' already", rule->id);
        lode_error_advise(&error, "give it another id");
        report_at_rule(engine, rule, &error);
        mistakes++;
    }
    return mistakes;
}

static lode_status find_extractor(lode *engine, const lode_rule *rule, lode_handle **handle, lode_error *error) {
    const lode_plugin *plugin = lode_registry_extractor(engine->registry, rule->extractor);
    lode_suggestion suggestion = {.word = rule->extractor};

    if (plugin)
        return lode_handles_extractor(&engine->handles, plugin, handle, error);
    for (size_t i = 0; i < lode_registry_count(engine->registry); i++) {
        const lode_registry_entry *entry = lode_registry_entry_at(engine->registry, i);

        if (entry->plugin && entry->plugin->extractor)
            lode_suggestion_offer(&suggestion, entry->plugin->name);
    }
    lode_error_set(error, LODE_ERROR_PLUGIN, "rule '%s': there is no extractor '%s'", rule->id, rule->extractor);
    if (suggestion.best)
        lode_error_advise(error, "did you mean '%s'?", suggestion.best);
    else
        lode_error_advise(error, "'lode list plugins' names those that are there, and why others failed to load");
    return LODE_ERROR_PLUGIN;
}

static lode_status bind_rule(lode *engine, const lode_rule *rule, lode_handle **extractor, void **value, lode_error *error) {
    lode_error reason;
    lode_status status;

    *extractor = NULL;
    *value = NULL;
    if (!rule->extractor)
        return LODE_OK;
    status = find_extractor(engine, rule, extractor, error);
    if (status != LODE_OK || !(*extractor)->plugin->extractor->bind)
        return status;
    lode_error_set(&reason, LODE_OK, "it gave no reason");
    status = (*extractor)->plugin->extractor->bind((*extractor)->state, rule, value, &reason);
    if (status != LODE_OK) {
        *extractor = NULL;
        status = status == LODE_ERROR_MEMORY || status == LODE_ERROR_RULES ? status : LODE_ERROR_PLUGIN;
        lode_error_set(error, status, "rule '%s' does not suit extractor '%s': %s", rule->id, rule->extractor, reason.message);
        lode_error_advise(error, "%s", reason.advice);
        if (reason.line)
            lode_error_at(error, reason.file, reason.line, reason.column);
    }
    return status;
}

/* Binds all rules, reporting each that cannot be; returns the first failure's status. */
static lode_status bind_rules(lode *engine, const lode_pack *pack) {
    lode_bindings *bindings = &engine->bindings;
    lode_status first = LODE_OK;

    for (size_t i = 0; i < pack->rule_count; i++) {
        const lode_rule *rule = &pack->rules[i];
        lode_error error;
        lode_status status =
            bind_rule(engine, rule, &bindings->extractors[rule->order], &bindings->values[rule->order], &error);

        if (status != LODE_OK)
            report_at_rule(engine, rule, &error);
        if (first == LODE_OK)
            first = status;
    }
    if (first != LODE_OK && pack->rule_count)
        lode_bindings_unbind(bindings, bindings->count, bindings->count + pack->rule_count);
    return first;
}

/* Where it fails, what was bound is undone. */
static lode_status check_settings(lode *engine, const lode_pack *pack) {
    size_t first = engine->bindings.count;
    lode_error error;
    lode_status status = lode_settings_check_pack(pack, engine->registry, &error);

    if (status == LODE_OK)
        return status;
    lode_error_at(&error, pack->path, 0, 0);
    if (engine->report)
        engine->report(engine->report_context, &error);
    lode_bindings_unbind(&engine->bindings, first, first + pack->rule_count);
    return status;
}

static lode_status add_pack(lode *engine, lode_pack *pack, lode_error *error) {
    lode_bindings *bindings = &engine->bindings;
    size_t first = bindings->count;
    lode_status status;

    for (size_t i = 0; i < engine->pack_count; i++)
        if (strcmp(engine->packs[i]->path, pack->path) == 0)
            return lode_error_set(error, LODE_ERROR_USAGE, "the pack '%s' is loaded already", pack->path);
    if (!make_room(engine, pack))
        return lode_error_no_memory(error);
    status = report_repeated_ids(engine, pack) ? LODE_ERROR_RULES : bind_rules(engine, pack);
    if (status == LODE_OK)
        status = check_settings(engine, pack);
    if (status != LODE_OK)
        return lode_error_set(error, status, "the pack '%s' cannot be used", pack->name);
    for (size_t i = 0; i < pack->rule_count; i++) {
        bindings->failed_in[first + i] = 0;
        engine->ids[first + i] = pack->rules[i].id;
    }
    bindings->count += pack->rule_count;
    qsort(engine->ids, bindings->count, sizeof(const char *), compare_ids);
    engine->packs[engine->pack_count++] = pack;
    lode_rule_sets_drop(engine);
    return LODE_OK;
}

lode_status lode_load(lode *engine, const char *name, lode_error *error) {
    lode_pack_places places = lode_places_of(engine);
    lode_pack *pack;
    lode_status status =
        lode_pack_load(name, &places, engine->bindings.count, engine->report, engine->report_context, &pack, error);

    if (status != LODE_OK)
        return status;
    status = add_pack(engine, pack, error);
    if (status != LODE_OK)
        lode_pack_free(pack);
    return status;
}

lode_status lode_load_all(lode *engine, lode_error *error) {
    char **paths;
    lode_status first = lode_places_list(engine->places, &paths, error);

    if (first != LODE_OK)
        return first;
    for (size_t i = 0; paths && paths[i]; i++) {
        lode_error next;
        lode_status status = lode_load(engine, paths[i], &next);

        if (status != LODE_OK && first == LODE_OK) {
            first = status;
            if (error)
                *error = next;
        }
    }
    if (!paths) {
        first = lode_error_set(error, LODE_ERROR_USAGE, "there are no rule packs in %s", engine->places[0]);
        lode_error_advise(error, "name a pack with -r, or the folder of packs in LODE_RULE_PATH");
    }
    lode_places_free(paths);
    return first;
}
