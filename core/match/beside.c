/* SPDX-License-Identifier: MIT */
#include "match/beside.h"

#include "match/pattern.h"

#include <stdlib.h>

struct lode_beside {
    const lode_rule **rules;
    lode_pattern (*patterns)[LODE_SIDES]; /* by rule */
    lode_pattern_scratch scratch;
};

static bool has_conditions(const lode_rule *rule) {
    for (size_t i = 0; i < LODE_SIDES; i++)
        if (rule->beside[i])
            return true;
    return false;
}

static bool is_before(size_t side) {
    return side == LODE_BEFORE || side == LODE_NOT_BEFORE;
}

static bool is_negative(size_t side) {
    return side == LODE_NOT_BEFORE || side == LODE_NOT_AFTER;
}

lode_status lode_beside_check(const lode_rule *rule, lode_error *error) {
    for (size_t i = 0; i < LODE_SIDES; i++) {
        lode_status status = rule->beside[i] ? lode_pattern_check(rule->beside[i], error) : LODE_OK;

        if (status != LODE_OK)
            return status;
    }
    return LODE_OK;
}

lode_status lode_beside_create(const lode_rule *const *rules, size_t count, const lode_matcher_options *options,
                               lode_beside **beside, lode_error *error) {
    lode_beside *made;
    size_t with = 0;
    lode_status status;

    *beside = NULL;
    for (size_t i = 0; i < count; i++)
        with += has_conditions(rules[i]);
    if (!with)
        return LODE_OK;
    made = calloc(1, sizeof *made);
    if (made) {
        made->rules = calloc(count + 1, sizeof(const lode_rule *)); /* NULL behind the last */
        made->patterns = calloc(count, sizeof *made->patterns);
    }
    if (!made || !made->rules || !made->patterns) {
        lode_beside_free(made);
        return lode_error_no_memory(error);
    }
    for (size_t i = 0; i < count; i++)
        made->rules[i] = rules[i];
    status = lode_pattern_scratch_create(options, 0, &made->scratch, error); /* what the groups take is not asked for */
    if (status != LODE_OK)
        lode_beside_free(made);
    else
        *beside = made;
    return status;
}

void lode_beside_free(lode_beside *beside) {
    if (!beside)
        return;
    for (size_t i = 0; beside->rules && beside->patterns && beside->rules[i]; i++)
        for (size_t j = 0; j < LODE_SIDES; j++)
            lode_pattern_free(&beside->patterns[i][j]);
    lode_pattern_scratch_free(&beside->scratch);
    free(beside->patterns);
    free(beside->rules);
    free(beside);
}

/* What PCRE2 says of one condition. */
static int ask(const lode_beside *beside, lode_pattern *pattern, size_t side, const char *text, size_t length, size_t start,
               size_t end) {
    size_t from = start > LODE_BESIDE_BYTES ? start - LODE_BESIDE_BYTES : 0;

    if (!is_before(side))
        return lode_pattern_match(pattern, &beside->scratch, text, length, end);
    if (pattern->looks_behind)
        return lode_pattern_match(pattern, &beside->scratch, text, start, start);
    while (from < start && ((unsigned char)text[from] & 0xC0) == 0x80)
        from++;
    return lode_pattern_match(pattern, &beside->scratch, text, start, from);
}

lode_status lode_beside_ask(lode_beside *beside, size_t rule, const char *text, size_t length, size_t start, size_t end,
                            const char **refusal, lode_error *error) {
    *refusal = NULL;
    for (size_t side = 0; beside && side < LODE_SIDES; side++) {
        const lode_rule *condition = beside->rules[rule]->beside[side];
        lode_pattern *pattern = &beside->patterns[rule][side];
        lode_status status = LODE_OK;
        int count;

        if (!condition)
            continue;
        if (!pattern->code)
            status = is_before(side) ? lode_pattern_compile_before(condition, pattern, error)
                                     : lode_pattern_compile_anchored(condition, pattern, error);
        if (status != LODE_OK)
            return status;
        count = ask(beside, pattern, side, text, length, start, end);
        if (count < PCRE2_ERROR_NOMATCH) {
            char message[256];

            status = lode_pattern_problem(count, message, sizeof message);
            return lode_error_set(error, status, "%s", message);
        }
        if ((count == PCRE2_ERROR_NOMATCH) != is_negative(side)) {
            *refusal = lode_side_name(side);
            return LODE_OK;
        }
    }
    return LODE_OK;
}
