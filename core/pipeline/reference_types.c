/* SPDX-License-Identifier: MIT */
#include "pipeline/reference_types.h"

#include "base/suggest.h"
#include "pipeline/internal.h"
#include "pipeline/places.h"
#include "text/language_tag.h"

#include <string.h>

/* Whether there are documents that both packs' rules run on. */
static bool meet(const lode_pack *a, const lode_pack *b) {
    return !a->language || !b->language || lode_language_matches(a->language, b->language);
}

/* What is known of the rules that make a type, for one rule that refers to it. */
struct makers {
    bool found;            /* one that counts */
    const lode_rule *late; /* one that runs too late */
    lode_suggestion near;  /* types that could have been meant */
};

static void look_at_pack(const lode_rule *rule, const lode_pack *pack, struct makers *makers) {
    if (!meet(rule->pack, pack))
        return;
    for (size_t i = 0; i < pack->rule_count; i++) {
        const lode_rule *maker = &pack->rules[i];

        if (maker->fact || strcmp(maker->type, makers->near.word) != 0)
            continue;
        if (maker->stage < rule->stage)
            makers->found = true;
        else
            makers->late = maker;
    }
}

/* Only where none was found: telling words apart takes longer than all else here. */
static void offer_types(const lode *engine, const lode_rule *rule, lode_suggestion *near) {
    for (size_t i = 0; i < engine->pack_count; i++)
        for (size_t j = 0; meet(rule->pack, engine->packs[i]) && j < engine->packs[i]->rule_count; j++) {
            const lode_rule *maker = &engine->packs[i]->rules[j];

            if (!maker->fact && maker->stage < rule->stage)
                lode_suggestion_offer(near, maker->type);
        }
}

static bool makes(const lode_pack *pack, const char *type) {
    for (size_t i = 0; i < pack->rule_count; i++)
        if (!pack->rules[i].fact && strcmp(pack->rules[i].type, type) == 0)
            return true;
    return false;
}

/* What -r takes for a pack that was found at a path: its name, where that stands for the same one. */
static void advise_pack(const lode_pack *used, const lode_pack_places *places, lode_error *error) {
    lode_pack *named;
    bool same = lode_pack_load(used->name, places, 0, NULL, NULL, &named, NULL) == LODE_OK && named->digest == used->digest;

    lode_pack_free(named);
    lode_error_advise(error, "the pack '%s' has such rules, and a pack that is only used does not run: add '-r %s'", used->name,
                      same ? used->name : used->path);
}

/* Of the packs that the rule's pack uses, the one whose rules would make the type. */
static bool advise_used_pack(const lode *engine, const lode_rule *rule, const char *type, lode_error *error) {
    lode_pack_places places = lode_places_of(engine);
    bool advised = false;

    for (size_t i = 0; !advised && i < rule->pack->used_count; i++) {
        lode_pack *used;

        if (lode_pack_load(rule->pack->used[i], &places, 0, NULL, NULL, &used, NULL) == LODE_OK && makes(used, type)) {
            advise_pack(used, &places, error);
            advised = true;
        }
        lode_pack_free(used);
    }
    return advised;
}

static void report(const lode *engine, const lode_rule *rule, const char *type, const struct makers *makers) {
    lode_error error;

    if (!makers->late && makers->near.best)
        lode_error_set(&error, LODE_ERROR_RULES, "%%{@%s}: no rule finds entities of this type, did you mean '%s'?", type,
                       makers->near.best);
    else
        lode_error_set(&error, LODE_ERROR_RULES, "%%{@%s}: no rule that is loaded finds entities of this type before stage %u",
                       type, rule->stage);
    if (makers->late)
        lode_error_advise(&error, "the rule '%s' does in stage %u; give this one a later 'stage'", makers->late->id,
                          makers->late->stage);
    else if (!advise_used_pack(engine, rule, type, &error) && !makers->near.best)
        lode_error_advise(&error, "load the pack that has such rules as well, with another -r");
    lode_error_at(&error, rule->file, rule->match_line, rule->match_column);
    engine->report(engine->report_context, &error);
}

static bool check(const lode *engine, const lode_rule *rule, const char *type) {
    struct makers makers = {.near.word = type};

    for (size_t i = 0; !makers.found && i < engine->pack_count; i++)
        look_at_pack(rule, engine->packs[i], &makers);
    if (!makers.found && engine->report) {
        offer_types(engine, rule, &makers.near);
        report(engine, rule, type, &makers);
    }
    return makers.found;
}

lode_status lode_check_reference_types(const lode *engine, lode_error *error) {
    size_t missing = 0;

    for (size_t i = 0; i < engine->pack_count; i++)
        for (size_t j = 0; j < engine->packs[i]->rule_count; j++) {
            const lode_rule *rule = &engine->packs[i]->rules[j];

            for (size_t k = 0; k < rule->reference_count; k++)
                missing += !check(engine, rule, rule->references[k]);
        }
    if (!missing)
        return LODE_OK;
    return lode_error_set(error, LODE_ERROR_RULES, "the rules refer to entities that no other rule finds in %zu place%s",
                          missing, missing == 1 ? "" : "s");
}
