#include "pipeline/fact_rules.h"

#include "match/kept.h"

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

/* The patterns of all rules, each once; NULL: memory ran out. */
static const lode_rule **list_patterns(const lode_fact_set *set, size_t *count) {
    size_t most = 0;
    const lode_rule **patterns;

    *count = 0;
    for (size_t i = 0; i < set->count; i++)
        most += 1 + 4 * set->finders[i].rule->fact->part_count;
    patterns = calloc(most + 1, sizeof *patterns);
    for (size_t i = 0; patterns && i < set->count; i++) {
        const lode_fact_finder *finder = &set->finders[i];

        patterns[(*count)++] = finder->match.rule;
        for (size_t j = 0; j < finder->rule->fact->part_count; j++) {
            const lode_part_finder *part = &finder->parts[j];
            const lode_rule *const of_part[] = {part->is.rule, part->has.rule, part->over.rule, part->list.rule};

            for (size_t k = 0; k < sizeof of_part / sizeof *of_part; k++)
                if (of_part[k])
                    patterns[(*count)++] = of_part[k];
        }
    }
    return patterns;
}

/* Lets PCRE2 read the patterns, and reports every mistake. That is most of what a small document would cost, so it is noted in
 * the cache folder that they were read, and each is compiled when it is first tried. */
static lode_status check(const lode_rule *const *patterns, size_t count, const lode_matcher_options *options,
                         lode_report_function *report, void *report_context, lode_error *error) {
    static char note[] = "well";
    lode_buffer piece = {0}, *const pieces[] = {&piece};
    size_t mistakes = 0;
    lode_kept kept = {0};
    bool found = false;

    if (options->cache_directory &&
        lode_kept_restore(options->cache_directory, patterns, count, pieces, 1, &kept, &found) != LODE_OK)
        return lode_error_set(error, LODE_ERROR_MEMORY, "memory ran out while rules were compiled");
    if (found) {
        lode_cache_close(&kept);
        return LODE_OK;
    }
    for (size_t i = 0; i < count; i++) {
        lode_error mistake;
        lode_status status = lode_pattern_check(patterns[i], &mistake);

        if (status == LODE_ERROR_RULES && report)
            report(report_context, &mistake);
        else if (status != LODE_OK && status != LODE_ERROR_RULES)
            return lode_error_set(error, status, "memory ran out while rules were compiled");
        mistakes += status != LODE_OK;
    }
    if (mistakes)
        return lode_error_set(error, LODE_ERROR_RULES, "%zu pattern%s cannot be compiled", mistakes, mistakes == 1 ? "" : "s");
    piece = (lode_buffer){.bytes = note, .length = sizeof note, .capacity = sizeof note};
    if (options->cache_directory)
        lode_kept_store(options->cache_directory, patterns, count, pieces, 1);
    return LODE_OK;
}

lode_status lode_fact_set_compile(lode_fact_set *set, const lode_matcher_options *options, lode_report_function *report,
                                  void *report_context, lode_error *error) {
    const lode_rule **patterns;
    size_t count, groups = 0;
    lode_status status;

    if (set->compiled || !set->count)
        return LODE_OK;
    patterns = list_patterns(set, &count);
    if (!patterns)
        return lode_error_set(error, LODE_ERROR_MEMORY, "memory ran out while rules were compiled");
    for (size_t i = 0; i < count; i++)
        if (patterns[i]->capture_count > groups)
            groups = patterns[i]->capture_count;
    status = check(patterns, count, options, report, report_context, error);
    free(patterns);
    if (status == LODE_OK)
        status = lode_pattern_scratch_create(options, (uint32_t)groups, &set->scratch, error);
    set->compiled = status == LODE_OK;
    return status;
}

int lode_fact_pattern_match(lode_fact_pattern *pattern, const lode_pattern_scratch *scratch, const char *text, size_t length,
                            size_t at) {
    if (!pattern->pattern.code) {
        lode_error error;

        if (lode_pattern_compile(pattern->rule, &pattern->pattern, &error) != LODE_OK)
            return PCRE2_ERROR_NOMEMORY;
        pattern->pattern.tries_left = pattern->rule->pattern_length / BYTES_A_TRY + 1;
    }
    return lode_pattern_match(&pattern->pattern, scratch, text, length, at);
}
