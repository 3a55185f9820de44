/* SPDX-License-Identifier: MIT */
#include "match/pattern.h"

#include "rules/fragment.h"

#include <stdio.h>
#include <string.h>

/* A try for so many bytes of a compiled pattern: about what the JIT takes is then spent on the interpreter. */
enum { BYTES_A_TRY = 64 };

/* The JIT's stack starts small and grows to the most that a match may take; it ignores the limits on depth and heap. */
enum { JIT_STACK_START = 32 * 1024, JIT_STACK_MOST = 1024 * 1024, SHOWN = 40 };

/* The place in the pattern that PCRE2 complains of is one in the expanded pattern, which nobody has written: so some of it is
 * shown. */
static lode_status refuse(const lode_rule *rule, const char *pattern, int code, size_t offset, lode_error *error) {
    PCRE2_UCHAR message[256];
    size_t start = offset > SHOWN ? offset - SHOWN : 0;

    if (pcre2_get_error_message(code, message, sizeof message) < 0)
        snprintf((char *)message, sizeof message, "PCRE2 error %d", code);
    while (start < offset && ((unsigned char)pattern[start] & 0xC0) == 0x80)
        start++;
    lode_error_set(error, LODE_ERROR_RULES, "rule '%s': %s, at offset %zu of the expanded pattern, after '%s%.*s'", rule->id,
                   (const char *)message, offset, start ? "..." : "", (int)(offset - start), pattern + start);
    lode_error_at(error, rule->file, rule->match_line, rule->match_column);
    if (code == PCRE2_ERROR_LOOKBEHIND_NOT_FIXED_LENGTH)
        lode_error_advise(error, "say it with 'before:' or 'not_before:', whose patterns may have any width");
    return LODE_ERROR_RULES;
}

static lode_status refuse_large(const lode_rule *rule, lode_error *error) {
    lode_error_set(error, LODE_ERROR_LIMIT, "rule '%s': the pattern, with all that it inserts, is too large for PCRE2",
                   rule->id);
    lode_error_at(error, rule->file, rule->match_line, rule->match_column);
    return LODE_ERROR_LIMIT;
}

/* Compiles a pattern of the rule, in which so many groups are only called. */
static lode_status compile_text(const lode_rule *rule, const lode_buffer *pattern, size_t calls, uint32_t options,
                                pcre2_code **code, lode_error *error) {
    pcre2_compile_context *context = pcre2_compile_context_create(NULL);
    int failure;
    size_t offset;
    uint32_t groups = 0;

    if (!context)
        return lode_error_set(error, LODE_ERROR_MEMORY, "memory ran out while rule '%s' was compiled", rule->id);
    pcre2_set_newline(context, PCRE2_NEWLINE_LF); /* texts have no other, however PCRE2 was built */
    pcre2_set_bsr(context, PCRE2_BSR_UNICODE);
    options |= PCRE2_UTF | PCRE2_UCP | PCRE2_NO_AUTO_CAPTURE | PCRE2_NEVER_BACKSLASH_C;
    if (rule->caseless)
        options |= PCRE2_CASELESS;
    *code = pcre2_compile((PCRE2_SPTR)pattern->bytes, pattern->length, options, &failure, &offset, context);
    pcre2_compile_context_free(context);
    if (!*code)
        return failure == PCRE2_ERROR_PATTERN_TOO_LARGE ? refuse_large(rule, error)
                                                        : refuse(rule, pattern->bytes, failure, offset, error);
    pcre2_pattern_info(*code, PCRE2_INFO_CAPTURECOUNT, &groups);
    if (groups == rule->capture_count + calls)
        return LODE_OK;
    pcre2_code_free(*code);
    *code = NULL;
    lode_error_set(error, LODE_ERROR_RULES, "rule '%s': the pattern captures %u groups where %zu are known", rule->id,
                   (unsigned)groups, rule->capture_count + calls);
    lode_error_at(error, rule->file, rule->match_line, rule->match_column);
    return LODE_ERROR_RULES;
}

static lode_status compile(const lode_rule *rule, uint32_t options, pcre2_code **code, lode_error *error) {
    lode_buffer pattern = {0};
    size_t calls = 0;
    lode_status status = lode_fragments_write(rule, &pattern, &calls);

    *code = NULL;
    if (status == LODE_OK)
        status = compile_text(rule, &pattern, calls, options, code, error);
    else if (status == LODE_ERROR_LIMIT)
        refuse_large(rule, error);
    else
        lode_error_set(error, status, "memory ran out while rule '%s' was compiled", rule->id);
    lode_buffer_free(&pattern);
    return status;
}

lode_status lode_pattern_check(const lode_rule *rule, lode_error *error) {
    pcre2_code *code;
    lode_status status = compile(rule, 0, &code, error);

    pcre2_code_free(code);
    return status;
}

lode_status lode_pattern_check_outline(const lode_rule *rule, lode_error *error) {
    lode_buffer pattern = {0};
    pcre2_code *code = NULL;
    lode_status status = lode_fragments_outline(rule, &pattern);

    if (status == LODE_OK)
        status = compile_text(rule, &pattern, 0, 0, &code, error);
    pcre2_code_free(code);
    lode_buffer_free(&pattern);
    return status == LODE_OK ? status : lode_pattern_check(rule, error);
}

void lode_pattern_report(const lode_error *mistake, lode_report_function *report, void *report_context, lode_error *error) {
    report(report_context, mistake);
    lode_error_set(error, LODE_ERROR_RULES, "the rules have mistakes");
}

lode_status lode_pattern_compile(const lode_rule *rule, lode_pattern *pattern, lode_error *error) {
    pattern->tries_left = 1;
    /* PCRE2 10.42 passes over some matches where it looks for starts beforehand. */
    return compile(rule, PCRE2_NO_START_OPTIMIZE, &pattern->code, error);
}

/* Sets when the JIT's time is well spent. */
static void count_tries(lode_pattern *pattern) {
    size_t size = 0;

    pcre2_pattern_info(pattern->code, PCRE2_INFO_SIZE, &size);
    pattern->tries_left = size / BYTES_A_TRY + 1;
}

lode_status lode_pattern_compile_anchored(const lode_rule *rule, lode_pattern *pattern, lode_error *error) {
    /* Where a match starts is known: what PCRE2 does to find that only costs time. */
    lode_status status = compile(rule, PCRE2_ANCHORED | PCRE2_NO_START_OPTIMIZE, &pattern->code, error);

    if (status == LODE_OK)
        count_tries(pattern);
    return status;
}

/* Compiles a rule's pattern between two texts. */
static lode_status compile_between(const lode_rule *rule, const char *before, const char *behind, uint32_t options,
                                   lode_pattern *pattern, lode_error *error) {
    lode_buffer text = {0};
    lode_rule whole = *rule;
    lode_status status;

    lode_buffer_string(&text, before);
    lode_buffer_append(&text, rule->pattern, rule->pattern_length);
    lode_buffer_string(&text, behind);
    whole.pattern = text.bytes;
    whole.pattern_length = text.length;
    status = text.failed ? lode_error_set(error, LODE_ERROR_MEMORY, "memory ran out while rule '%s' was compiled", rule->id)
                         : compile(&whole, options, &pattern->code, error);
    lode_buffer_free(&text);
    if (status == LODE_OK)
        count_tries(pattern);
    return status;
}

lode_status lode_pattern_compile_before(const lode_rule *rule, lode_pattern *pattern, lode_error *error) {
    lode_status status = compile_between(rule, "(?<=", ")", PCRE2_ANCHORED | PCRE2_NO_START_OPTIMIZE, pattern, error);

    pattern->looks_behind = status == LODE_OK;
    return status == LODE_ERROR_RULES ? compile_between(rule, "(?:", ")\\z", 0, pattern, error) : status;
}

lode_status lode_pattern_compile_trial(const lode_rule *rule, bool calls, lode_pattern *pattern, lode_error *error) {
    return compile(rule, PCRE2_ANCHORED | PCRE2_NO_START_OPTIMIZE | (calls ? PCRE2_AUTO_CALLOUT : 0), &pattern->code, error);
}

static int try_once(const lode_pattern *pattern, const lode_pattern_scratch *scratch, const char *text, size_t length,
                    size_t at) {
    return pcre2_match(pattern->code, (PCRE2_SPTR)text, length, at, PCRE2_NO_UTF_CHECK, scratch->data, scratch->context);
}

int lode_pattern_match(lode_pattern *pattern, const lode_pattern_scratch *scratch, const char *text, size_t length, size_t at) {
    if (pattern->tries_left > 1) {
        int count = try_once(pattern, scratch, text, length, at);

        pattern->tries_left--;
        if (count >= PCRE2_ERROR_NOMATCH)
            return count;
    }
    /* What reaches a limit is tried again, for the JIT counts otherwise. Where it does not work (a system that forbids it, a
     * pattern too large for it) the interpreter does. */
    if (pattern->tries_left) {
        pattern->tries_left = 0;
        pcre2_jit_compile(pattern->code, PCRE2_JIT_COMPLETE);
    }
    return try_once(pattern, scratch, text, length, at);
}

void lode_pattern_free(lode_pattern *pattern) {
    pcre2_code_free(pattern->code);
    *pattern = (lode_pattern){0};
}

lode_status lode_pattern_scratch_create(const lode_matcher_options *options, uint32_t groups, lode_pattern_scratch *scratch,
                                        lode_error *error) {
    scratch->data = pcre2_match_data_create(groups + 1, NULL);
    scratch->context = pcre2_match_context_create(NULL);
    scratch->stack = pcre2_jit_stack_create(JIT_STACK_START, JIT_STACK_MOST, NULL); /* NULL also without a JIT */
    if (!scratch->data || !scratch->context) {
        lode_pattern_scratch_free(scratch);
        return lode_error_no_memory(error);
    }
    pcre2_set_match_limit(scratch->context, options->match_limit);
    pcre2_set_depth_limit(scratch->context, options->depth_limit);
    pcre2_set_heap_limit(scratch->context, options->heap_limit);
    if (scratch->stack)
        pcre2_jit_stack_assign(scratch->context, NULL, scratch->stack);
    return LODE_OK;
}

void lode_pattern_scratch_free(lode_pattern_scratch *scratch) {
    pcre2_match_data_free(scratch->data);
    pcre2_match_context_free(scratch->context);
    pcre2_jit_stack_free(scratch->stack);
    memset(scratch, 0, sizeof *scratch);
}

lode_status lode_pattern_problem(int code, char *message, size_t size) {
    if (pcre2_get_error_message(code, (PCRE2_UCHAR *)message, size) < 0)
        snprintf(message, size, "PCRE2 error %d", code);
    switch (code) {
    case PCRE2_ERROR_MATCHLIMIT:
    case PCRE2_ERROR_DEPTHLIMIT:
    case PCRE2_ERROR_HEAPLIMIT:
    case PCRE2_ERROR_JIT_STACKLIMIT:
        return LODE_ERROR_LIMIT;
    case PCRE2_ERROR_NOMEMORY:
        return LODE_ERROR_MEMORY;
    default:
        return LODE_ERROR_INTERNAL;
    }
}
