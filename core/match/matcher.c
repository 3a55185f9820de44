#include "match/matcher.h"

#include "match/lookup.h"
#include "match/pattern.h"
#include "match/prefilter.h"

#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct compiled_rule {
    const lode_rule *rule;
    pcre2_code *code;    /* NULL: a lookup rule, or one that is compiled when it is first needed */
    lode_lookup *lookup; /* NULL: a pattern */
    bool prefiltered;
} compiled_rule;

struct lode_matcher {
    lode_matcher_options options;
    compiled_rule *rules;
    size_t count;
    uint32_t groups;           /* the most that a rule has */
    lode_prefilter *prefilter; /* NULL: not asked for */
    bool known_good;           /* the patterns were compiled before: each is again when it is first needed */
};

struct lode_matcher_scratch {
    lode_pattern_scratch pattern;
    lode_prefilter_scratch *prefilter; /* NULL: as the matcher's */
    pcre2_code **codes;                /* of the rules that the matcher has not compiled, as far as they were needed */
    size_t count;                      /* of codes */
    const lode_rule *_Atomic *at_work; /* NULL: nobody watches */
};

/* One scan at work. */
typedef struct matcher_scan {
    const lode_matcher *matcher;
    lode_matcher_scratch *scratch;
    const char *text;
    size_t length;
    lode_hit_function *hit;
    lode_problem_function *problem;
    void *context;
    bool prefiltered; /* the windows are known */
} matcher_scan;

/* ---- Compiling -------------------------------------------------------------------------------------------------- */

static lode_status compile_rule(lode_matcher *matcher, compiled_rule *compiled, lode_error *error) {
    const lode_rule *rule = compiled->rule;

    if (rule->capture_count > matcher->groups)
        matcher->groups = (uint32_t)rule->capture_count;
    if (rule->lookup)
        return lode_lookup_create(rule->lookup, rule->caseless, &compiled->lookup, error);
    return matcher->known_good ? LODE_OK : lode_pattern_compile(rule, matcher->options.prefilter, &compiled->code, error);
}

/* Compiles all rules, reporting every mistake. */
static lode_status compile_rules(lode_matcher *matcher, lode_report_function *report, void *report_context, lode_error *error) {
    lode_status first = LODE_OK;

    for (size_t i = 0; i < matcher->count; i++) {
        lode_error mistake;
        lode_status status = compile_rule(matcher, &matcher->rules[i], &mistake);

        if (status == LODE_OK)
            continue;
        if (status == LODE_ERROR_RULES && report)
            report(report_context, &mistake);
        if (error && (first == LODE_OK || status != LODE_ERROR_RULES))
            *error = mistake;
        first = status;
        if (status != LODE_ERROR_RULES)
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
        return lode_error_set(error, LODE_ERROR_MEMORY, "memory ran out while rules were compiled");
    }
    made->options = *options;
    made->options.cache_directory = NULL; /* the caller's */
    made->count = count;
    for (size_t i = 0; i < count; i++)
        made->rules[i].rule = rules[i];
    if (options->prefilter)
        status = lode_prefilter_restore(rules, count, options->cache_directory, &made->prefilter, error);
    made->known_good = made->prefilter != NULL;
    if (status == LODE_OK)
        status = compile_rules(made, report, report_context, error);
    if (status == LODE_OK && options->prefilter && !made->prefilter)
        status = lode_prefilter_create(rules, count, options->cache_directory, &made->prefilter, error);
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
    for (size_t i = 0; i < matcher->count; i++) {
        pcre2_code_free(matcher->rules[i].code);
        lode_lookup_free(matcher->rules[i].lookup);
    }
    lode_prefilter_free(matcher->prefilter);
    free(matcher->rules);
    free(matcher);
}

lode_status lode_matcher_scratch_create(const lode_matcher *matcher, lode_matcher_scratch **scratch, lode_error *error) {
    lode_matcher_scratch *made = calloc(1, sizeof *made);
    lode_status status;

    *scratch = NULL;
    if (!made)
        return lode_error_set(error, LODE_ERROR_MEMORY, "memory ran out while matching was prepared");
    made->count = matcher->count;
    made->codes = calloc(matcher->count ? matcher->count : 1, sizeof *made->codes);
    if (!made->codes) {
        lode_matcher_scratch_free(made);
        return lode_error_set(error, LODE_ERROR_MEMORY, "memory ran out while matching was prepared");
    }
    status = lode_pattern_scratch_create(&matcher->options, matcher->groups, &made->pattern, error);
    if (status == LODE_OK && matcher->prefilter)
        status = lode_prefilter_scratch_create(matcher->prefilter, &made->prefilter, error);
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
        for (size_t i = 0; scratch->codes && i < scratch->count; i++)
            pcre2_code_free(scratch->codes[i]);
        free(scratch->codes);
    }
    free(scratch);
}

void lode_matcher_scratch_watch(lode_matcher_scratch *scratch, const lode_rule *_Atomic *at_work) {
    scratch->at_work = at_work;
}

/* ---- Matching --------------------------------------------------------------------------------------------------- */

/* The start of the code point after the one at `at`. */
static size_t next_start(const matcher_scan *scan, size_t at) {
    do
        at++;
    while (at < scan->length && ((unsigned char)scan->text[at] & 0xC0) == 0x80);
    return at;
}

/* Finds the matches that start from *at to `end`, and moves *at to where the next may start: nowhere, where the rule failed. */
static lode_status scan_window(const matcher_scan *scan, const compiled_rule *compiled, const pcre2_code *code, size_t *at,
                               size_t end) {
    const lode_pattern_scratch *scratch = &scan->scratch->pattern;
    const size_t *groups = pcre2_get_ovector_pointer(scratch->data);

    while (*at <= end) {
        int count =
            pcre2_match(code, (PCRE2_SPTR)scan->text, scan->length, *at, PCRE2_NO_UTF_CHECK, scratch->data, scratch->context);

        if (count == PCRE2_ERROR_NOMATCH) {
            *at = end + 1;
            break;
        }
        if (count < 0) {
            char message[256];
            lode_status status = lode_pattern_problem(count, message, sizeof message);

            scan->problem(scan->context, compiled->rule, status, message);
            *at = SIZE_MAX;
            break;
        }
        if (groups[1] > groups[0]) {
            lode_hit hit = {compiled->rule, groups, (size_t)count, NULL};
            lode_status status = scan->hit(scan->context, &hit);

            if (status != LODE_OK)
                return status;
        }
        *at = groups[1] > groups[0] ? groups[1] : next_start(scan, groups[1]);
    }
    return LODE_OK;
}

/* The pattern of a rule, compiled now where it was not yet; NULL: that failed, and was told as the rule's problem. */
static const pcre2_code *code_of(const matcher_scan *scan, const compiled_rule *compiled, size_t index) {
    pcre2_code **code = &scan->scratch->codes[index];
    lode_error error;

    if (compiled->code)
        return compiled->code;
    if (!*code && lode_pattern_compile(compiled->rule, scan->matcher->options.prefilter, code, &error) != LODE_OK)
        scan->problem(scan->context, compiled->rule, error.status, error.message);
    return *code;
}

static lode_status scan_pattern(const matcher_scan *scan, const compiled_rule *compiled, size_t index) {
    const lode_window all = {0, scan->length};
    const lode_window *windows = &all;
    const pcre2_code *code;
    size_t count = 1, at = 0;

    if (scan->prefiltered && compiled->prefiltered)
        windows = lode_prefilter_windows(scan->scratch->prefilter, index, &count);
    code = count ? code_of(scan, compiled, index) : NULL;
    for (size_t i = 0; code && i < count; i++) {
        lode_status status;

        if (at < windows[i].start)
            at = windows[i].start;
        while (at < scan->length && ((unsigned char)scan->text[at] & 0xC0) == 0x80)
            at++;
        pcre2_set_offset_limit(scan->scratch->pattern.context, compiled->prefiltered ? windows[i].end : PCRE2_UNSET);
        status = scan_window(scan, compiled, code, &at, windows[i].end);
        if (status != LODE_OK)
            return status;
    }
    return LODE_OK;
}

static lode_status scan_lookup(const matcher_scan *scan, const compiled_rule *compiled) {
    const lode_rule *rule = compiled->rule;
    size_t groups[2] = {0, 0};

    while (lode_lookup_next(compiled->lookup, scan->text, scan->length, &groups[0], &groups[1])) {
        lode_hit hit = {rule, groups, 1, NULL};
        lode_status status;

        hit.value = lode_table_find(rule->lookup, scan->text + groups[0], groups[1] - groups[0], rule->caseless);
        status = scan->hit(scan->context, &hit);
        if (status != LODE_OK)
            return status;
        groups[0] = groups[1];
    }
    return LODE_OK;
}

lode_status lode_matcher_scan(const lode_matcher *matcher, lode_matcher_scratch *scratch, const char *text, size_t length,
                              lode_hit_function *hit, lode_problem_function *problem, void *context) {
    matcher_scan scan = {matcher, scratch, text ? text : "", length, hit, problem, context, false};

    if (matcher->prefilter)
        scan.prefiltered = lode_prefilter_scan(matcher->prefilter, scratch->prefilter, scan.text, length);
    for (size_t i = 0; i < matcher->count; i++) {
        const compiled_rule *compiled = &matcher->rules[i];
        if (scratch->at_work)
            atomic_store_explicit(scratch->at_work, compiled->rule, memory_order_relaxed);
        lode_status status = compiled->lookup ? scan_lookup(&scan, compiled) : scan_pattern(&scan, compiled, i);

        if (status != LODE_OK)
            return status;
    }
    return LODE_OK;
}

const char *lode_matcher_plain_reason(const lode_matcher *matcher, const lode_rule *rule) {
    if (rule->lookup)
        return "it is looked up in its table";
    if (!matcher->options.prefilter)
        return "the prefilter is off";
    for (size_t i = 0; matcher->prefilter && i < matcher->count; i++)
        if (matcher->rules[i].rule == rule)
            return lode_prefilter_reason(matcher->prefilter, i);
    return lode_prefilter_reason(NULL, 0);
}
