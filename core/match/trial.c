/* SPDX-License-Identifier: MIT */
#include "match/trial.h"

#include "match/pattern.h"
#include "rules/fragment.h"

#include <stdlib.h>
#include <string.h>

enum { WANTED = 8, SHOWN = 24 }; /* items that are told of, and bytes of each */
enum { FURTHEST = 512 };         /* bytes that a trial by parts of the text reads */

struct lode_trials {
    const lode_rule *rule;
    lode_pattern pattern;
    lode_buffer text; /* of it */
    lode_pattern_scratch scratch;
    bool by_parts; /* with calls out the pattern is too large for PCRE2: what it takes is found by parts of the text */
    size_t reached;
    struct item {
        size_t at, length; /* in the pattern */
    } items[WANTED];
    size_t item_count;
    lode_buffer wanted;
};

/* Whether an assertion stands at a place of the pattern. */
static bool asserts(const char *item, size_t length) {
    return (*item == '(' && length > 2 && (strchr("=!", item[2]) || (item[2] == '<' && strchr("=!", item[3])))) ||
           *item == '^' || *item == '$' || (*item == '\\' && strchr("bBAGzZ", item[1]));
}

/* Whether it takes or asks for something: what groups and chooses does not. */
static bool asks(const char *item, size_t length) {
    return length && *item != '|' && *item != ')' && (*item != '(' || asserts(item, length));
}

static int note(pcre2_callout_block *block, void *context) {
    lode_trials *trials = context;
    struct item item = {block->pattern_position, block->next_item_length};

    if (block->current_position > trials->reached || trials->item_count == 0) {
        trials->reached = block->current_position;
        trials->item_count = 0;
    }
    if (block->current_position < trials->reached || trials->item_count == WANTED ||
        !asks(trials->text.bytes + item.at, item.length))
        return 0;
    for (size_t i = 0; i < trials->item_count; i++)
        if (trials->items[i].at == item.at)
            return 0;
    trials->items[trials->item_count++] = item;
    return 0;
}

lode_status lode_trials_open(const lode_rule *rule, const lode_matcher_options *options, lode_trials **trials,
                             lode_error *error) {
    lode_trials *made = calloc(1, sizeof *made);
    size_t calls;
    lode_status status;

    *trials = made;
    if (!made)
        return lode_error_no_memory(error);
    made->rule = rule;
    status = lode_pattern_compile_trial(rule, true, &made->pattern, error);
    made->by_parts = status == LODE_ERROR_LIMIT;
    if (made->by_parts)
        status = lode_pattern_compile_trial(rule, false, &made->pattern, error);
    if (status == LODE_OK)
        status = lode_fragments_write(rule, &made->text, &calls);
    if (status == LODE_OK)
        status = lode_pattern_scratch_create(options, 0, &made->scratch, error);
    if (status == LODE_OK)
        pcre2_set_callout(made->scratch.context, note, made);
    return status;
}

/* Whether nothing but itself is meant by what begins an item. */
static bool is_literal(char first) {
    return !strchr("\\[](){}.*+?^$|", first);
}

/* The type whose marker stands at a place of the pattern; NULL: none does. */
static const char *find_reference(const lode_rule *rule, const char *at) {
    char marker[LODE_MARKER_LENGTH];

    for (size_t i = 0; i < rule->reference_count; i++) {
        lode_reference_put(marker, rule->references[i]);
        if (strncmp(at, marker, sizeof marker) == 0)
            return rule->references[i];
    }
    return NULL;
}

/* The length of a group, from its '(' to its ')'. */
static size_t find_close(const char *from, const char *end) {
    size_t depth = 0;

    for (const char *at = from; at < end; at++)
        if (*at == '\\')
            at++;
        else if (*at == '(')
            depth++;
        else if (*at == ')' && --depth == 0)
            return (size_t)(at - from) + 1;
    return (size_t)(end - from);
}

/* An item as it is written, with the letters behind it where it is one. */
static void put_item(lode_trials *trials, const struct item *item) {
    const lode_rule *rule = trials->rule;
    const char *from = trials->text.bytes + item->at, *end = trials->text.bytes + trials->text.length;
    const char *type = find_reference(rule, from);
    size_t length = item->length;
    bool cut;

    if (trials->wanted.length)
        lode_buffer_append(&trials->wanted, ", ", 2);
    if (type) {
        lode_buffer_format(&trials->wanted, "%%{@%s}", type);
        return;
    }
    if (*from == '(')
        length = find_close(from, end);
    while (is_literal(*from) && from + length < end && is_literal(from[length]) && length < SHOWN)
        length++;
    cut = length > SHOWN;
    if (cut)
        length = SHOWN;
    while (from + length < end && ((unsigned char)from[length] & 0xC0) == 0x80)
        length++;
    lode_buffer_append(&trials->wanted, from, length);
    if (cut)
        lode_buffer_string(&trials->wanted, "...");
}

/* What could be taken; where there is none of that, what was asked for. */
static void put_items(lode_trials *trials) {
    bool takes = false;

    for (size_t i = 0; i < trials->item_count; i++)
        takes = takes || !asserts(trials->text.bytes + trials->items[i].at, trials->items[i].length);
    for (size_t i = 0; i < trials->item_count; i++)
        if (!takes || !asserts(trials->text.bytes + trials->items[i].at, trials->items[i].length))
            put_item(trials, &trials->items[i]);
}

static int try_once(const lode_trials *trials, const char *text, size_t length, size_t at, uint32_t options) {
    return pcre2_match(trials->pattern.code, (PCRE2_SPTR)text, length, at, PCRE2_NO_UTF_CHECK | options, trials->scratch.data,
                       trials->scratch.context);
}

static bool is_inside(const char *text, size_t length, size_t at) {
    return at < length && ((unsigned char)text[at] & 0xC0) == 0x80;
}

/* Whether the pattern can still match where the text from `at` to `end` is all that is known of it. */
static bool may_go_on(const lode_trials *trials, const char *text, size_t end, size_t at) {
    int count = try_once(trials, text, end, at, PCRE2_PARTIAL_HARD);

    return count >= 0 || count == PCRE2_ERROR_PARTIAL;
}

/* The furthest place to which it can. */
static size_t find_furthest(const lode_trials *trials, const char *text, size_t length, size_t at) {
    size_t low = at, high = length - at > FURTHEST ? at + FURTHEST : length;

    while (low < high) {
        size_t middle = low + (high - low + 1) / 2;

        while (is_inside(text, length, middle))
            middle++;
        if (middle <= high && may_go_on(trials, text, middle, at)) {
            low = middle;
        } else {
            for (middle = low + (high - low + 1) / 2; is_inside(text, length, middle);)
                middle--;
            high = middle > low ? middle - 1 : low;
            while (high > low && is_inside(text, length, high))
                high--;
        }
    }
    return low;
}

lode_status lode_trials_run(lode_trials *trials, const char *text, size_t length, size_t at, lode_trial *trial) {
    int count;

    trials->reached = at;
    trials->item_count = 0;
    lode_buffer_clear(&trials->wanted);
    count = try_once(trials, text, length, at, 0);
    if (count < 0)
        put_items(trials);
    if (count < 0 && trials->by_parts)
        trials->reached = find_furthest(trials, text, length, at);
    *trial = (lode_trial){.reached = count < 0 ? trials->reached : pcre2_get_ovector_pointer(trials->scratch.data)[1],
                          .matched = count >= 0,
                          .wanted = trials->wanted.length ? trials->wanted.bytes : "",
                          .wanted_length = trials->wanted.length};
    if (trials->wanted.failed || count == PCRE2_ERROR_NOMEMORY)
        return LODE_ERROR_MEMORY;
    return count >= PCRE2_ERROR_NOMATCH ? LODE_OK : LODE_ERROR_LIMIT;
}

void lode_trials_close(lode_trials *trials) {
    if (!trials)
        return;
    lode_pattern_free(&trials->pattern);
    lode_pattern_scratch_free(&trials->scratch);
    lode_buffer_free(&trials->text);
    lode_buffer_free(&trials->wanted);
    free(trials);
}
