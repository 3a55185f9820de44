/* SPDX-License-Identifier: MIT */
/* What patterns by themselves show: alternatives without an example, and repeats that a text can make very slow. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "cli/check.h"
#include "rules/fragment.h"
#include "rules/pattern.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

enum {
    ALTERNATIVES_MAX = 64,
    SHOWN = 60,
    ATTACK_BYTES = 1000,   /* of a text that is to be slow, besides the example's own */
    ATTACK_STEPS = 1000000 /* at one place of it; lode gives a rule up in a document there */
};

/* The start and end of a part of a pattern, in bytes. */
typedef struct range {
    size_t start, end;
} range;

typedef struct pattern_check {
    lode_mistakes *advice;
    const lode_rule *rule;
    pcre2_match_data *data;
    pcre2_match_context *context;
    lode_buffer text;    /* an example's */
    lode_buffer pattern; /* what was compiled last */
} pattern_check;

/* The bytes of what stands at a place of a pattern: an escape, a class, an insertion, or a byte. */
static size_t token_length(const char *pattern, size_t length, size_t at) {
    size_t size = 1;

    if (pattern[at] == '\\')
        size = lode_pattern_escape_length(pattern, length, at);
    else if (pattern[at] == '[')
        size = lode_pattern_class_length(pattern, length, at);
    return size ? size : 1;
}

/* The alternatives of a whole pattern. Returns their number, ALTERNATIVES_MAX at most. */
static size_t split(const char *pattern, size_t length, range parts[ALTERNATIVES_MAX]) {
    size_t count = 0, depth = 0, start = 0;

    for (size_t at = 0, size; at < length; at += size) {
        size = token_length(pattern, length, at);
        if (pattern[at] == '(')
            depth++;
        else if (pattern[at] == ')' && depth > 0)
            depth--;
        else if (pattern[at] == '|' && depth == 0 && count + 1 < ALTERNATIVES_MAX) {
            parts[count++] = (range){start, at};
            start = at + 1;
        }
    }
    parts[count++] = (range){start, length};
    return count;
}

/* Compiles a part of a rule's pattern, or all of it, with what that inserts; `written` is what it comes to. NULL: PCRE2 refuses
 * it, or memory ran out. */
static pcre2_code *compile(const lode_rule *rule, const char *pattern, size_t length, lode_buffer *written) {
    /* A text is not passed over because it lacks a character: another one may have it. */
    uint32_t options =
        PCRE2_UTF | PCRE2_UCP | PCRE2_NO_AUTO_CAPTURE | PCRE2_NO_START_OPTIMIZE | (rule->caseless ? PCRE2_CASELESS : 0);
    lode_rule part = *rule;
    int failure;
    PCRE2_SIZE offset;
    size_t calls;

    part.pattern = pattern;
    part.pattern_length = length;
    if (lode_fragments_write(&part, written, &calls) != LODE_OK)
        return NULL;
    return pcre2_compile((PCRE2_SPTR)written->bytes, written->length, options, &failure, &offset, NULL);
}

/* Makes an example's text what rules see. */
static bool take_example(pattern_check *check, const lode_example *example) {
    lode_buffer_clear(&check->text);
    return lode_folds_apply(check->rule->pack->folds, example->text, example->length, &check->text, NULL) == LODE_OK;
}

static bool matches_an_example(pattern_check *check, const pcre2_code *code) {
    for (size_t i = 0; i < check->rule->example_count; i++) {
        const lode_example *example = &check->rule->examples[i];

        if (example->expected_count && take_example(check, example) &&
            pcre2_match(code, (PCRE2_SPTR)check->text.bytes, check->text.length, 0, 0, check->data, check->context) !=
                PCRE2_ERROR_NOMATCH)
            return true;
    }
    return false;
}

static void check_alternatives(pattern_check *check) {
    const lode_rule *rule = check->rule;
    range parts[ALTERNATIVES_MAX], written[ALTERNATIVES_MAX];
    size_t count = split(rule->pattern, rule->pattern_length, parts);

    if (count < 2 || split(rule->written, strlen(rule->written), written) != count)
        return;
    for (size_t i = 0; i < count; i++) {
        const char *shown = rule->written + written[i].start;
        size_t length = written[i].end - written[i].start;
        pcre2_code *code = compile(rule, rule->pattern + parts[i].start, parts[i].end - parts[i].start, &check->pattern);

        if (code && !matches_an_example(check, code))
            lode_mistake(check->advice, (lode_place){rule->file, rule->match_line, rule->match_column}, "add one",
                         "no example of '%s' has the alternative '%.*s%s'", rule->id, length > SHOWN ? SHOWN : (int)length,
                         shown, length > SHOWN ? "..." : "");
        pcre2_code_free(code);
    }
}

/* Whether the quantifier at a place has no bound; `+` behind it would let nothing go back. */
static bool is_unbounded(const char *pattern, size_t length, size_t at) {
    size_t end = at;

    if (at >= length || !lode_pattern_is_quantifier(pattern, length, at) || pattern[at] == '?')
        return false;
    if (pattern[at] == '{') {
        while (pattern[end] != '}')
            end++;
        if (pattern[end - 1] != ',')
            return false;
    }
    return end + 1 >= length || pattern[end + 1] != '+';
}

/* Whether a repeat without a bound, or a choice, stands inside another one: it may take a text in many ways. */
static bool may_be_slow(const char *pattern, size_t length) {
    bool inside[256] = {false}; /* by level: a repeat or choice was seen in the group */
    size_t depth = 0;

    for (size_t at = 0, size; at < length; at += size) {
        bool repeats = false;

        size = token_length(pattern, length, at);
        if (pattern[at] == '(' && depth + 1 < sizeof inside) {
            inside[++depth] = false;
            continue;
        }
        repeats = is_unbounded(pattern, length, at + size);
        if (pattern[at] == ')' && depth > 0) {
            bool within = inside[depth--];

            if (within && repeats)
                return true;
            inside[depth] = inside[depth] || within;
        }
        inside[depth] = inside[depth] || repeats || pattern[at] == '|';
    }
    return false;
}

/* Repeats a piece of the example's match until the text is long, ends it with what no pattern goes on with, and tries the
 * pattern where the match began. Whether that takes too many steps. */
static bool is_slow(const pattern_check *check, const pcre2_code *code, size_t start, range piece) {
    const lode_buffer *text = &check->text;
    size_t length = piece.end - piece.start;
    lode_buffer attack = {0};
    bool slow = false;

    lode_buffer_append(&attack, text->bytes, piece.end);
    while (!attack.failed && attack.length < piece.end + ATTACK_BYTES)
        lode_buffer_append(&attack, text->bytes + piece.start, length);
    lode_buffer_string(&attack, "\n\n\x01");
    if (!attack.failed)
        slow = pcre2_match(code, (PCRE2_SPTR)attack.bytes, attack.length, start, PCRE2_ANCHORED, check->data, check->context) ==
               PCRE2_ERROR_MATCHLIMIT;
    lode_buffer_free(&attack);
    return slow;
}

/* The end of the word that starts at a place, with the blank behind it. */
static size_t word_end(const lode_buffer *text, size_t at, size_t end) {
    while (at < end && text->bytes[at] != ' ')
        at++;
    return at < end ? at + 1 : end;
}

static void report_slow(const pattern_check *check, range piece) {
    lode_mistake(check->advice, (lode_place){check->rule->file, check->rule->match_line, check->rule->match_column},
                 "write one repeat so that it gives nothing back, as in (?:...)++, or let what it repeats begin with what the "
                 "other cannot take",
                 "'%s' takes more than %d steps at one place of a text with '%.*s' again and again%s%.*s%s", check->rule->id,
                 ATTACK_STEPS, (int)(piece.end - piece.start), check->text.bytes + piece.start, piece.start ? " behind '" : "",
                 piece.start > SHOWN ? SHOWN : (int)piece.start,
                 check->text.bytes + (piece.start > SHOWN ? piece.start - SHOWN : 0), piece.start ? "'" : "");
}

static bool attack_with(const pattern_check *check, const pcre2_code *code, size_t start, range piece) {
    bool slow = is_slow(check, code, start, piece);

    if (slow)
        report_slow(check, piece);
    return slow;
}

/* Tries each word of what an example matches, and each of its characters. */
static bool attack_example(pattern_check *check, const pcre2_code *code) {
    size_t start, end;

    if (pcre2_match(code, (PCRE2_SPTR)check->text.bytes, check->text.length, 0, 0, check->data, check->context) <= 0)
        return false;
    start = pcre2_get_ovector_pointer(check->data)[0];
    end = pcre2_get_ovector_pointer(check->data)[1];
    for (size_t at = start; at < end;) {
        range word = {at, word_end(&check->text, at, end)};

        if (attack_with(check, code, start, word))
            return true;
        for (size_t next = at; at < word.end; at = next) {
            lode_utf8_next(check->text.bytes, word.end, &next);
            if (attack_with(check, code, start, (range){at, next}))
                return true;
        }
    }
    return false;
}

static void check_repeats(pattern_check *check) {
    const lode_rule *rule = check->rule;
    pcre2_code *code = compile(rule, rule->pattern, rule->pattern_length, &check->pattern);
    bool found = !code || !may_be_slow(check->pattern.bytes, check->pattern.length);

    for (size_t i = 0; !found && i < rule->example_count; i++)
        found = take_example(check, &rule->examples[i]) && attack_example(check, code);
    pcre2_code_free(code);
}

lode_status lode_check_patterns(const lode *engine, lode_mistakes *advice, lode_error *error) {
    pattern_check check = {.advice = advice};

    check.data = pcre2_match_data_create(1, NULL);
    check.context = pcre2_match_context_create(NULL);
    for (size_t i = 0; check.data && check.context && i < lode_pack_count(engine); i++) {
        const lode_pack *pack = lode_pack_at(engine, i);

        pcre2_set_match_limit(check.context, ATTACK_STEPS);
        for (size_t j = 0; j < pack->rule_count; j++) {
            check.rule = &pack->rules[j];
            /* The texts of rules that refer to entities have these marked, which examples have not. */
            if (!check.rule->pattern || check.rule->fact || check.rule->reference_count)
                continue;
            check_alternatives(&check);
            check_repeats(&check);
        }
    }
    if (!check.data || !check.context)
        advice->memory = true;
    pcre2_match_data_free(check.data);
    pcre2_match_context_free(check.context);
    lode_buffer_free(&check.text);
    lode_buffer_free(&check.pattern);
    return advice->memory ? lode_error_no_memory(error) : LODE_OK;
}
