/* SPDX-License-Identifier: MIT */
#include "match/items.h"

#include "match/pattern.h"

#include <stdlib.h>

struct lode_items {
    const lode_rule **each; /* the rules' items; NULL: a rule has none */
    lode_pattern *patterns; /* by rule */
    size_t count;
    lode_pattern_scratch scratch;
};

lode_status lode_items_create(const lode_rule *const *rules, size_t count, const lode_matcher_options *options,
                              lode_items **items, lode_error *error) {
    lode_items *made;
    size_t with = 0, groups = 0;
    lode_status status;

    *items = NULL;
    for (size_t i = 0; i < count; i++)
        if (rules[i]->each) {
            with++;
            if (rules[i]->each->capture_count > groups)
                groups = rules[i]->each->capture_count;
        }
    if (!with)
        return LODE_OK;
    made = calloc(1, sizeof *made);
    if (made) {
        made->each = calloc(count, sizeof(const lode_rule *));
        made->patterns = calloc(count, sizeof *made->patterns);
    }
    if (!made || !made->each || !made->patterns) {
        lode_items_free(made);
        return lode_error_no_memory(error);
    }
    made->count = count;
    for (size_t i = 0; i < count; i++)
        made->each[i] = rules[i]->each;
    status = lode_pattern_scratch_create(options, (uint32_t)groups, &made->scratch, error);
    if (status != LODE_OK)
        lode_items_free(made);
    else
        *items = made;
    return status;
}

void lode_items_free(lode_items *items) {
    if (!items)
        return;
    for (size_t i = 0; items->patterns && i < items->count; i++)
        lode_pattern_free(&items->patterns[i]);
    lode_pattern_scratch_free(&items->scratch);
    free(items->patterns);
    free(items->each);
    free(items);
}

/* The start of the character behind the one at `at`. */
static size_t next_character(const char *text, size_t end, size_t at) {
    do
        at++;
    while (at < end && ((unsigned char)text[at] & 0xC0) == 0x80);
    return at;
}

lode_status lode_items_next(lode_items *items, size_t rule, const char *text, size_t end, size_t *at, const size_t **groups,
                            size_t *count, lode_error *error) {
    lode_pattern *pattern = &items->patterns[rule];
    lode_status status = pattern->code ? LODE_OK : lode_pattern_compile(items->each[rule], pattern, error);

    *count = 0;
    while (status == LODE_OK && *at < end) {
        int found = lode_pattern_match(pattern, &items->scratch, text, end, *at);

        if (found == PCRE2_ERROR_NOMATCH)
            return LODE_OK;
        if (found < 0) {
            char message[256];

            status = lode_pattern_problem(found, message, sizeof message);
            return lode_error_set(error, status, "%s", message);
        }
        *groups = pcre2_get_ovector_pointer(items->scratch.data);
        if ((*groups)[1] > (*groups)[0]) {
            *count = (size_t)found;
            *at = (*groups)[1];
            return LODE_OK;
        }
        *at = next_character(text, end, (*groups)[1]);
    }
    return status;
}
