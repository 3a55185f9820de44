/* SPDX-License-Identifier: MIT */
#include "match/matcher.h"

#include "match/beside.h"
#include "match/items.h"
#include "match/lookup.h"
#include "match/pattern.h"
#include "match/prefilter.h"
#include "match/run.h"

#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>

typedef struct compiled_rule {
    const lode_rule *rule;
    lode_lookup *lookup; /* NULL: a pattern */
    bool prefiltered;
    bool left_out; /* PCRE2 is to match it, and cannot hold its pattern */
} compiled_rule;

struct lode_matcher {
    lode_matcher_options options;
    compiled_rule *rules;
    size_t count;
    uint32_t groups;           /* the most that a rule has */
    lode_prefilter *prefilter; /* NULL: not asked for */
};

struct lode_matcher_scratch {
    lode_pattern_scratch pattern;
    lode_prefilter_scratch *prefilter; /* NULL: as the matcher's */
    lode_runner *runner;               /* likewise */
    lode_beside *beside;
    lode_items *items;
    lode_pattern *patterns;            /* two a rule, unanchored and anchored, each made when it is first needed */
    size_t count;                      /* of patterns */
    const lode_rule *_Atomic *at_work; /* NULL: nobody watches */
    lode_clock *clock;                 /* NULL: nobody asks */
};

/* One scan at work. */
typedef struct matcher_scan {
    const lode_matcher *matcher;
    lode_matcher_scratch *scratch;
    const char *text;
    size_t length;
    const lode_match_calls *calls;
    bool prefiltered; /* the places are known */
} matcher_scan;

/* ---- Compiling -------------------------------------------------------------------------------------------------- */

static lode_status compile_rule(lode_matcher *matcher, compiled_rule *compiled, lode_error *error) {
    const lode_rule *rule = compiled->rule;

    if (rule->capture_count > matcher->groups)
        matcher->groups = (uint32_t)rule->capture_count;
    if (rule->lookup) {
        lode_status status = lode_lookup_create(rule->lookup, rule->caseless, &compiled->lookup, error);

        if (status != LODE_OK)
            return status;
    }
    if (matcher->prefilter) /* it was kept, so that all patterns are known to be right */
        return LODE_OK;
    if (!rule->lookup) {
        lode_status status =
            matcher->options.prefilter ? lode_pattern_check_outline(rule, error) : lode_pattern_check(rule, error);

        if (status != LODE_OK)
            return status;
    }
    if (rule->each) {
        lode_status status = lode_pattern_check(rule->each, error);

        if (status != LODE_OK)
            return status;
    }
    return lode_beside_check(rule, error);
}

/* Reports what is wrong with a rule, or keeps the first; *first is what is wrong with all. False: no more need be tried. */
static bool take_mistake(lode_status status, const lode_error *mistake, lode_report_function *report, void *report_context,
                         lode_status *first, lode_error *error) {
    if (status == LODE_ERROR_LIMIT)
        status = LODE_ERROR_RULES;
    if (status == LODE_ERROR_RULES && report) {
        lode_pattern_report(mistake, report, report_context, error);
    } else if (error && (*first == LODE_OK || status != LODE_ERROR_RULES)) {
        *error = *mistake;
        error->status = status;
    }
    *first = status;
    return status == LODE_ERROR_RULES;
}

/* Compiles all rules, reporting every mistake. */
static lode_status compile_rules(lode_matcher *matcher, lode_report_function *report, void *report_context, lode_error *error) {
    lode_status first = LODE_OK;

    for (size_t i = 0; i < matcher->count; i++) {
        lode_error mistake;
        lode_status status = compile_rule(matcher, &matcher->rules[i], &mistake);

        if (status == LODE_ERROR_LIMIT && !matcher->options.prefilter) {
            matcher->rules[i].left_out = true;
            lode_error_advise(&mistake, "it is left out; without --engine pcre2 it is matched");
            if (report)
                report(report_context, &mistake);
        } else if (status != LODE_OK && !take_mistake(status, &mistake, report, report_context, &first, error)) {
            break;
        }
    }
    return first;
}

/* Checks the patterns that PCRE2 is to match after all, as compile_rules has checked only their outlines. */
static lode_status check_refused(const lode_matcher *matcher, lode_report_function *report, void *report_context,
                                 lode_error *error) {
    lode_status first = LODE_OK;

    for (size_t i = 0; i < matcher->count; i++) {
        const lode_rule *rule = matcher->rules[i].rule;
        lode_error mistake;
        lode_status status = LODE_OK;

        if (!rule->lookup && (lode_prefilter_reason(matcher->prefilter, i) || lode_prefilter_refusal(matcher->prefilter, i)))
            status = lode_pattern_check(rule, &mistake);
        if (status != LODE_OK && !take_mistake(status, &mistake, report, report_context, &first, error))
            break;
    }
    return first;
}

lode_status lode_matcher_create(const lode_rule *const *rules, size_t count, const lode_matcher_options *options,
                                lode_report_function *report, void *report_context, lode_matcher **matcher, lode_error *error) {
    lode_matcher *made = calloc(1, sizeof *made);
    lode_status status = LODE_OK;

    *matcher = NULL;
    if (made)
        made->rules = calloc(count ? count : 1, sizeof *made->rules);
    if (!made || !made->rules) {
        lode_matcher_free(made);
        return lode_error_no_memory(error);
    }
    made->options = *options;
    made->options.cache_directory = NULL; /* the caller's */
    made->count = count;
    for (size_t i = 0; i < count; i++)
        made->rules[i].rule = rules[i];
    if (options->prefilter && options->cache_directory)
        status = lode_prefilter_restore(options->cache_directory, rules, count, &made->prefilter, error);
    if (status == LODE_OK)
        status = compile_rules(made, report, report_context, error);
    if (status == LODE_OK && options->prefilter && !made->prefilter) {
        status = lode_prefilter_create(rules, count, &made->prefilter, error);
        if (status == LODE_OK)
            status = check_refused(made, report, report_context, error);
        if (status == LODE_OK)
            lode_prefilter_store(made->prefilter, options->cache_directory, rules);
    }
    if (status == LODE_OK && made->prefilter && options->learn)
        status = lode_prefilter_learn(made->prefilter, options->cache_directory, rules, error);
    for (size_t i = 0; made->prefilter && i < count; i++)
        made->rules[i].prefiltered = !lode_prefilter_reason(made->prefilter, i);
    if (status != LODE_OK)
        lode_matcher_free(made);
    else
        *matcher = made;
    return status;
}

void lode_matcher_free(lode_matcher *matcher) {
    if (!matcher)
        return;
    for (size_t i = 0; i < matcher->count; i++)
        lode_lookup_free(matcher->rules[i].lookup);
    lode_prefilter_free(matcher->prefilter);
    free(matcher->rules);
    free(matcher);
}

/* The rules, to be freed; NULL: memory ran out. */
static const lode_rule **list_rules(const lode_matcher *matcher) {
    const lode_rule **rules = calloc(matcher->count + 1, sizeof *rules);

    for (size_t i = 0; rules && i < matcher->count; i++)
        rules[i] = matcher->rules[i].rule;
    return rules;
}

/* What is asked of matches besides. */
static lode_status make_questions(const lode_matcher *matcher, lode_matcher_scratch *made, lode_error *error) {
    const lode_rule **rules = list_rules(matcher);
    lode_status status;

    if (!rules)
        return lode_error_no_memory(error);
    status = lode_beside_create(rules, matcher->count, &matcher->options, &made->beside, error);
    if (status == LODE_OK)
        status = lode_items_create(rules, matcher->count, &matcher->options, &made->items, error);
    free(rules);
    return status;
}

lode_status lode_matcher_scratch_create(const lode_matcher *matcher, lode_tokens *tokens, lode_matcher_scratch **scratch,
                                        lode_error *error) {
    lode_matcher_scratch *made = calloc(1, sizeof *made);
    lode_status status;

    *scratch = NULL;
    if (!made)
        return lode_error_no_memory(error);
    made->count = 2 * matcher->count;
    made->patterns = calloc(2 * matcher->count + 1, sizeof *made->patterns);
    if (!made->patterns) {
        lode_matcher_scratch_free(made);
        return lode_error_no_memory(error);
    }
    status = lode_pattern_scratch_create(&matcher->options, matcher->groups, &made->pattern, error);
    if (status == LODE_OK)
        status = make_questions(matcher, made, error);
    if (status == LODE_OK && matcher->prefilter)
        status = lode_prefilter_scratch_create(matcher->prefilter, tokens, &made->prefilter, error);
    if (status == LODE_OK && matcher->prefilter) {
        made->runner = lode_runner_create(lode_prefilter_program(matcher->prefilter), matcher->options.match_limit,
                                          matcher->options.heap_limit);
        if (!made->runner)
            status = lode_error_no_memory(error);
    }
    if (status != LODE_OK)
        lode_matcher_scratch_free(made);
    else
        *scratch = made;
    return status;
}

void lode_matcher_scratch_free(lode_matcher_scratch *scratch) {
    if (scratch) {
        lode_pattern_scratch_free(&scratch->pattern);
        lode_prefilter_scratch_free(scratch->prefilter);
        lode_runner_free(scratch->runner);
        lode_beside_free(scratch->beside);
        lode_items_free(scratch->items);
        for (size_t i = 0; scratch->patterns && i < scratch->count; i++)
            lode_pattern_free(&scratch->patterns[i]);
        free(scratch->patterns);
    }
    free(scratch);
}

void lode_matcher_scratch_keep(const lode_matcher_scratch *scratch, const lode_matcher *matcher, const char *directory) {
    const lode_rule **rules = scratch->prefilter && directory ? list_rules(matcher) : NULL;

    if (rules)
        lode_prefilter_scratch_keep(scratch->prefilter, directory, rules);
    free(rules);
}

void lode_matcher_scratch_watch(lode_matcher_scratch *scratch, const lode_rule *_Atomic *at_work) {
    scratch->at_work = at_work;
}

void lode_matcher_scratch_time(lode_matcher_scratch *scratch, lode_clock *clock) {
    scratch->clock = clock;
}

/* ---- Matching --------------------------------------------------------------------------------------------------- */

/* The start of the code point after the one at `at`. */
static size_t next_start(const matcher_scan *scan, size_t at) {
    do
        at++;
    while (at < scan->length && ((unsigned char)scan->text[at] & 0xC0) == 0x80);
    return at;
}

static bool is_wanted(const matcher_scan *scan, const lode_rule *rule, size_t at) {
    return !scan->calls->place || scan->calls->place(scan->calls->context, rule, at);
}

typedef enum try_outcome { TRY_NO_MATCH, TRY_MATCHED, TRY_FAILED /* the rule is done with in this text */ } try_outcome;

/* Asks what stands beside a hit; false: that failed, and was told as the rule's problem. */
static bool ask_beside(const matcher_scan *scan, size_t index, lode_hit *hit) {
    lode_error error;
    lode_status status = lode_beside_ask(scan->scratch->beside, index, scan->text, scan->length, hit->groups[0], hit->groups[1],
                                         &hit->refusal, &error);

    if (status != LODE_OK)
        scan->calls->problem(scan->calls->context, hit->rule, status, error.message);
    return status == LODE_OK;
}

/* Takes each item in a match, or in its span. */
static try_outcome take_items(const matcher_scan *scan, size_t index, lode_hit *hit, lode_status *status) {
    unsigned span = hit->rule->span_group;
    const size_t *range =
        &hit->groups[span < hit->group_count && hit->groups[2 * (size_t)span] != SIZE_MAX ? 2 * (size_t)span : 0];
    size_t at = range[0];

    do {
        lode_error error;
        lode_status found =
            lode_items_next(scan->scratch->items, index, scan->text, range[1], &at, &hit->item, &hit->item_group_count, &error);

        if (found != LODE_OK) {
            scan->calls->problem(scan->calls->context, hit->rule, found, error.message);
            return TRY_FAILED;
        }
        *status = hit->item_group_count ? scan->calls->hit(scan->calls->context, hit) : LODE_OK;
    } while (*status == LODE_OK && hit->item_group_count);
    return *status == LODE_OK ? TRY_MATCHED : TRY_FAILED;
}

/* Takes what was found at *at, and moves that to where the next match may start. */
static try_outcome take_match(const matcher_scan *scan, size_t index, const size_t *groups, size_t group_count, size_t *at,
                              lode_status *status) {
    lode_hit hit = {.rule = scan->matcher->rules[index].rule, .groups = groups, .group_count = group_count};

    if (groups[1] == groups[0]) {
        *at = next_start(scan, groups[1]);
        return TRY_MATCHED;
    }
    if (!is_wanted(scan, hit.rule, groups[0])) {
        *at = next_start(scan, groups[0]);
        return TRY_MATCHED;
    }
    if (!ask_beside(scan, index, &hit))
        return TRY_FAILED;
    *at = hit.refusal ? next_start(scan, groups[0]) : groups[1];
    if (hit.rule->each && !hit.refusal)
        return take_items(scan, index, &hit, status);
    *status = scan->calls->hit(scan->calls->context, &hit);
    return *status == LODE_OK ? TRY_MATCHED : TRY_FAILED;
}

/* Tries a pattern from *at on (only there, if it was compiled so), and moves *at to where the next match may start. */
static try_outcome try_pattern(const matcher_scan *scan, size_t index, lode_pattern *pattern, size_t *at, lode_status *status) {
    const lode_pattern_scratch *scratch = &scan->scratch->pattern;
    const size_t *groups = pcre2_get_ovector_pointer(scratch->data);
    int count = lode_pattern_match(pattern, scratch, scan->text, scan->length, *at);

    if (count == PCRE2_ERROR_NOMATCH)
        return TRY_NO_MATCH;
    if (count < 0) {
        char message[256];
        lode_status problem = lode_pattern_problem(count, message, sizeof message);

        scan->calls->problem(scan->calls->context, scan->matcher->rules[index].rule, problem, message);
        return TRY_FAILED;
    }
    return take_match(scan, index, groups, (size_t)count, at, status);
}

/* Tries the program of a rule at *at, as above. */
static try_outcome try_program(const matcher_scan *scan, size_t index, size_t *at, lode_status *status) {
    const lode_rule *rule = scan->matcher->rules[index].rule;
    lode_runner *runner = scan->scratch->runner;
    const size_t *groups;
    size_t count;

    switch (lode_run(runner, index, scan->text, scan->length, *at)) {
    case LODE_RUN_NONE:
        return TRY_NO_MATCH;
    case LODE_RUN_MATCHED:
        groups = lode_runner_groups(runner, &count);
        return take_match(scan, index, groups, count, at, status);
    case LODE_RUN_STEPS:
        scan->calls->problem(scan->calls->context, rule, LODE_ERROR_LIMIT, "match limit exceeded");
        return TRY_FAILED;
    case LODE_RUN_MEMORY:
        scan->calls->problem(scan->calls->context, rule, LODE_ERROR_LIMIT, "heap limit exceeded");
        return TRY_FAILED;
    }
    return TRY_FAILED;
}

/* The pattern of a rule, made now where it was not yet; NULL: that failed, and was told as the rule's problem. */
static lode_pattern *pattern_of(const matcher_scan *scan, size_t index, bool anchored) {
    const lode_matcher *matcher = scan->matcher;
    const lode_rule *rule = matcher->rules[index].rule;
    lode_pattern *pattern = &scan->scratch->patterns[2 * index + anchored];
    lode_status status;
    lode_error error;

    if (pattern->code)
        return pattern;
    status = anchored ? lode_pattern_compile_anchored(rule, pattern, &error) : lode_pattern_compile(rule, pattern, &error);
    if (status == LODE_OK)
        return pattern;
    scan->calls->problem(scan->calls->context, rule, error.status, error.message);
    return NULL;
}

static lode_status scan_everywhere(const matcher_scan *scan, size_t index) {
    lode_pattern *pattern = pattern_of(scan, index, false);
    lode_status status = LODE_OK;
    size_t at = 0;

    while (pattern && at <= scan->length && try_pattern(scan, index, pattern, &at, &status) == TRY_MATCHED)
        ;
    return status;
}

static lode_status scan_places(const matcher_scan *scan, size_t index) {
    size_t count, next = 0;
    const size_t *places;
    lode_pattern *pattern;
    lode_status status = LODE_OK;
    bool program;

    if (!lode_prefilter_places(scan->scratch->prefilter, index, &places, &count))
        return scan_everywhere(scan, index);
    program = lode_runner_has(scan->scratch->runner, index);
    pattern = count && !program ? pattern_of(scan, index, true) : NULL;
    for (size_t i = 0; (program || pattern) && i < count; i++)
        if (places[i] >= next && (!program || is_wanted(scan, scan->matcher->rules[index].rule, places[i]))) {
            size_t at = places[i];
            try_outcome outcome =
                program ? try_program(scan, index, &at, &status) : try_pattern(scan, index, pattern, &at, &status);

            if (outcome == TRY_FAILED)
                break;
            next = at;
        }
    return status;
}

static lode_status scan_lookup(const matcher_scan *scan, size_t index) {
    const compiled_rule *compiled = &scan->matcher->rules[index];
    const lode_rule *rule = compiled->rule;
    size_t groups[2] = {0, 0};

    while (lode_lookup_next(compiled->lookup, scan->text, scan->length, &groups[0], &groups[1])) {
        lode_hit hit = {.rule = rule, .groups = groups, .group_count = 1};
        lode_status status = LODE_OK;

        if (!ask_beside(scan, index, &hit))
            break;
        hit.value = lode_table_find(rule->lookup, scan->text + groups[0], groups[1] - groups[0], rule->caseless);
        if (is_wanted(scan, rule, groups[0]))
            status = scan->calls->hit(scan->calls->context, &hit);
        if (status != LODE_OK)
            return status;
        groups[0] = hit.refusal ? next_start(scan, groups[0]) : groups[1];
    }
    return LODE_OK;
}

lode_status lode_matcher_scan(const lode_matcher *matcher, lode_matcher_scratch *scratch, const char *text, size_t length,
                              const lode_match_calls *calls) {
    matcher_scan scan = {matcher, scratch, text ? text : "", length, calls, false};
    lode_status status = LODE_OK;

    lode_clock_turn(scratch->clock, NULL);
    if (scratch->at_work)
        atomic_store_explicit(scratch->at_work, NULL, memory_order_relaxed);
    if (matcher->prefilter)
        scan.prefiltered = lode_prefilter_scan(scratch->prefilter, scan.text, length);
    for (size_t i = 0; status == LODE_OK && i < matcher->count; i++) {
        const compiled_rule *compiled = &matcher->rules[i];

        lode_clock_turn(scratch->clock, compiled->rule);
        if (scratch->at_work)
            atomic_store_explicit(scratch->at_work, compiled->rule, memory_order_relaxed);
        if (compiled->left_out)
            continue;
        if (compiled->lookup)
            status = scan_lookup(&scan, i);
        else if (scan.prefiltered && compiled->prefiltered)
            status = scan_places(&scan, i);
        else
            status = scan_everywhere(&scan, i);
    }
    lode_clock_stop(scratch->clock);
    return status;
}

static size_t index_of(const lode_matcher *matcher, const lode_rule *rule) {
    size_t index = 0;

    while (index < matcher->count && matcher->rules[index].rule != rule)
        index++;
    return index;
}

const char *lode_matcher_plain_reason(const lode_matcher *matcher, const lode_rule *rule) {
    size_t index = index_of(matcher, rule);

    if (rule->lookup)
        return "it is looked up in its table";
    if (!matcher->options.prefilter)
        return index < matcher->count && matcher->rules[index].left_out ? "it is left out: its pattern is too large for PCRE2"
                                                                        : "the engine is pcre2";
    return matcher->prefilter && index < matcher->count ? lode_prefilter_reason(matcher->prefilter, index) : NULL;
}

const char *lode_matcher_pcre2_reason(const lode_matcher *matcher, const lode_rule *rule) {
    size_t index = index_of(matcher, rule);

    return matcher->prefilter && index < matcher->count ? lode_prefilter_refusal(matcher->prefilter, index) : NULL;
}
