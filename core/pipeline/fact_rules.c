#include "pipeline/fact_rules.h"

#include <stdlib.h>
#include <string.h>

enum { BYTES_A_TRY = 16 }; /* of a pattern: it must be tried so often before it is worth the JIT's time */

bool lode_same_references(const lode_rule *a, const lode_rule *b) {
    if (a->reference_count != b->reference_count)
        return false;
    for (size_t i = 0; i < a->reference_count; i++)
        if (strcmp(a->references[i], b->references[i]) != 0)
            return false;
    return true;
}

static bool is_same(const lode_rule *a, const lode_rule *b) {
    return a->pattern_length == b->pattern_length && memcmp(a->pattern, b->pattern, a->pattern_length) == 0;
}

static bool make_finder(lode_fact_finder *finder, const lode_rule *rule) {
    finder->rule = rule;
    finder->match.rule = rule;
    finder->parts = calloc(rule->fact->part_count + 1, sizeof *finder->parts);
    for (size_t i = 0; finder->parts && i < rule->fact->part_count; i++) {
        const lode_part_rule *part = &rule->fact->parts[i];
        lode_part_finder *made = &finder->parts[i];

        *made = (lode_part_finder){
            .part = part, .has.rule = part->has, .over.rule = part->over, .list.rule = part->list, .sentence = SIZE_MAX};
        for (size_t j = 0; !made->twin && j < i; j++)
            if (!finder->parts[j].twin && is_same(finder->parts[j].part->is, part->is))
                made->twin = &finder->parts[j];
        if (!made->twin)
            made->is.rule = part->is;
    }
    return finder->parts != NULL;
}

/* Puts a finder behind those that refer to the same types. */
static void sort_in(lode_fact_set *set, lode_fact_finder finder) {
    size_t place = set->count;

    for (size_t i = 0; i < set->count; i++)
        if (lode_same_references(set->finders[i].rule, finder.rule))
            place = i + 1;
    memmove(&set->finders[place + 1], &set->finders[place], (set->count - place) * sizeof *set->finders);
    set->finders[place] = finder;
    set->count++;
}

bool lode_fact_set_create(lode_fact_set *set, const lode_pack *const *packs, size_t pack_count) {
    size_t count = 1;

    for (size_t i = 0; i < pack_count; i++)
        for (size_t j = 0; j < packs[i]->rule_count; j++)
            count += packs[i]->rules[j].fact != NULL;
    set->finders = calloc(count, sizeof *set->finders);
    for (size_t i = 0; set->finders && i < pack_count; i++)
        for (size_t j = 0; j < packs[i]->rule_count; j++) {
            lode_fact_finder finder = {0};

            if (!packs[i]->rules[j].fact)
                continue;
            if (!make_finder(&finder, &packs[i]->rules[j]))
                return false;
            if (!set->sentences)
                set->sentences = packs[i]->sentences;
            sort_in(set, finder);
        }
    return set->finders != NULL;
}

void lode_fact_set_free(lode_fact_set *set) {
    for (size_t i = 0; i < set->count; i++) {
        lode_fact_finder *finder = &set->finders[i];

        for (size_t j = 0; j < finder->rule->fact->part_count; j++) {
            lode_pattern_free(&finder->parts[j].is.pattern);
            lode_pattern_free(&finder->parts[j].has.pattern);
            lode_pattern_free(&finder->parts[j].over.pattern);
            lode_pattern_free(&finder->parts[j].list.pattern);
        }
        lode_pattern_free(&finder->match.pattern);
        free(finder->parts);
    }
    lode_pattern_scratch_free(&set->scratch);
    free(set->finders);
    *set = (lode_fact_set){0};
}

/* Compiles a pattern where there is one; a mistake in it is reported and counted. */
static lode_status compile(lode_fact_pattern *pattern, lode_report_function *report, void *report_context, size_t *groups,
                           size_t *mistakes) {
    lode_error error;
    lode_status status;

    if (!pattern->rule)
        return LODE_OK;
    status = lode_pattern_compile(pattern->rule, &pattern->pattern, &error);
    pattern->pattern.tries_left = pattern->rule->pattern_length / BYTES_A_TRY + 1;
    if (pattern->rule->capture_count > *groups)
        *groups = pattern->rule->capture_count;
    if (status != LODE_ERROR_RULES)
        return status;
    if (report)
        report(report_context, &error);
    ++*mistakes;
    return LODE_OK;
}

lode_status lode_fact_set_compile(lode_fact_set *set, const lode_matcher_options *options, lode_report_function *report,
                                  void *report_context, lode_error *error) {
    size_t groups = 0, mistakes = 0;
    lode_status status = LODE_OK;

    if (set->compiled || !set->count)
        return LODE_OK;
    for (size_t i = 0; status == LODE_OK && i < set->count; i++) {
        lode_fact_finder *finder = &set->finders[i];

        status = compile(&finder->match, report, report_context, &groups, &mistakes);
        for (size_t j = 0; status == LODE_OK && j < finder->rule->fact->part_count; j++) {
            status = compile(&finder->parts[j].is, report, report_context, &groups, &mistakes);
            if (status == LODE_OK)
                status = compile(&finder->parts[j].has, report, report_context, &groups, &mistakes);
            if (status == LODE_OK)
                status = compile(&finder->parts[j].over, report, report_context, &groups, &mistakes);
            if (status == LODE_OK)
                status = compile(&finder->parts[j].list, report, report_context, &groups, &mistakes);
        }
    }
    if (status != LODE_OK)
        return lode_error_set(error, status, "memory ran out while rules were compiled");
    if (mistakes)
        return lode_error_set(error, LODE_ERROR_RULES, "%zu pattern%s cannot be compiled", mistakes, mistakes == 1 ? "" : "s");
    status = lode_pattern_scratch_create(options, (uint32_t)groups, &set->scratch, error);
    set->compiled = status == LODE_OK;
    return status;
}
