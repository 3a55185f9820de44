#include "match/matcher.h"

#include "match/lookup.h"
#include "match/pattern.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct compiled_rule {
    const lode_rule *rule;
    pcre2_code *code;    /* NULL: a lookup rule */
    lode_lookup *lookup; /* NULL: a pattern */
} compiled_rule;

struct lode_matcher {
    lode_matcher_options options;
    compiled_rule *rules;
    size_t count;
    uint32_t groups; /* the most that a rule has */
};

struct lode_matcher_scratch {
    lode_pattern_scratch pattern;
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
} matcher_scan;

/* ---- Compiling -------------------------------------------------------------------------------------------------- */

static lode_status compile_rule(lode_matcher *matcher, const lode_rule *rule, lode_error *error) {
    compiled_rule *compiled = &matcher->rules[matcher->count];
    lode_status status;

    compiled->rule = rule;
    if (rule->lookup)
        status = lode_lookup_create(rule->lookup, rule->caseless, &compiled->lookup, error);
    else
        status = lode_pattern_compile(rule, false, &compiled->code, error);
    if (status != LODE_OK)
        return status;
    matcher->count++;
    if (rule->capture_count > matcher->groups)
        matcher->groups = (uint32_t)rule->capture_count;
    return LODE_OK;
}

lode_status lode_matcher_create(const lode_rule *const *rules, size_t count, const lode_matcher_options *options,
                                lode_report_function *report, void *report_context, lode_matcher **matcher, lode_error *error) {
    lode_matcher *made = calloc(1, sizeof *made);
    size_t mistakes = 0;

    *matcher = NULL;
    if (made)
        made->rules = calloc(count ? count : 1, sizeof *made->rules);
    if (!made || !made->rules) {
        lode_matcher_free(made);
        return lode_error_set(error, LODE_ERROR_MEMORY, "memory ran out while rules were compiled");
    }
    made->options = *options;
    made->options.cache_directory = NULL; /* the caller's */
    for (size_t i = 0; i < count; i++) {
        lode_error mistake;
        lode_status status = compile_rule(made, rules[i], &mistake);

        if (status == LODE_OK)
            continue;
        if (status != LODE_ERROR_RULES) {
            if (error)
                *error = mistake;
            lode_matcher_free(made);
            return status;
        }
        mistakes++;
        if (report)
            report(report_context, &mistake);
        if (mistakes == 1 && error)
            *error = mistake;
    }
    if (mistakes) {
        lode_matcher_free(made);
        return LODE_ERROR_RULES;
    }
    *matcher = made;
    return LODE_OK;
}

void lode_matcher_free(lode_matcher *matcher) {
    if (!matcher)
        return;
    for (size_t i = 0; i < matcher->count; i++) {
        pcre2_code_free(matcher->rules[i].code);
        lode_lookup_free(matcher->rules[i].lookup);
    }
    free(matcher->rules);
    free(matcher);
}

lode_status lode_matcher_scratch_create(const lode_matcher *matcher, lode_matcher_scratch **scratch, lode_error *error) {
    lode_status status;

    *scratch = calloc(1, sizeof **scratch);
    if (!*scratch)
        return lode_error_set(error, LODE_ERROR_MEMORY, "memory ran out while matching was prepared");
    status = lode_pattern_scratch_create(&matcher->options, matcher->groups, &(*scratch)->pattern, error);
    if (status != LODE_OK) {
        free(*scratch);
        *scratch = NULL;
    }
    return status;
}

void lode_matcher_scratch_free(lode_matcher_scratch *scratch) {
    if (scratch)
        lode_pattern_scratch_free(&scratch->pattern);
    free(scratch);
}

/* ---- Matching --------------------------------------------------------------------------------------------------- */

/* The start of the code point after the one at `at`. */
static size_t next_start(const matcher_scan *scan, size_t at) {
    do
        at++;
    while (at < scan->length && ((unsigned char)scan->text[at] & 0xC0) == 0x80);
    return at;
}

static lode_status scan_pattern(const matcher_scan *scan, const compiled_rule *compiled) {
    const lode_pattern_scratch *scratch = &scan->scratch->pattern;
    const size_t *groups = pcre2_get_ovector_pointer(scratch->data);
    size_t at = 0;

    while (at <= scan->length) {
        int count = pcre2_match(compiled->code, (PCRE2_SPTR)scan->text, scan->length, at, PCRE2_NO_UTF_CHECK, scratch->data,
                                scratch->context);

        if (count == PCRE2_ERROR_NOMATCH)
            break;
        if (count < 0) {
            char message[256];
            lode_status status = lode_pattern_problem(count, message, sizeof message);

            scan->problem(scan->context, compiled->rule, status, message);
            break;
        }
        if (groups[1] > groups[0]) {
            lode_hit hit = {compiled->rule, groups, (size_t)count, NULL};
            lode_status status = scan->hit(scan->context, &hit);

            if (status != LODE_OK)
                return status;
        }
        at = groups[1] > groups[0] ? groups[1] : next_start(scan, groups[1]);
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
    const matcher_scan scan = {matcher, scratch, text ? text : "", length, hit, problem, context};

    for (size_t i = 0; i < matcher->count; i++) {
        const compiled_rule *compiled = &matcher->rules[i];
        lode_status status = compiled->lookup ? scan_lookup(&scan, compiled) : scan_pattern(&scan, compiled);

        if (status != LODE_OK)
            return status;
    }
    return LODE_OK;
}

const char *lode_matcher_plain_reason(const lode_matcher *matcher, const lode_rule *rule) {
    (void)matcher;
    return rule->lookup ? "a lookup has a search of its own" : "the prefilter is off";
}
