/* SPDX-License-Identifier: MIT */
#include "random_match.h"

#include "base/buffer.h"
#include "match/matcher.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RULES = 3, GROUPS = 8, DEEPEST = 4, PATTERN_MOST = 600 };

/* Letters with case pairs of other lengths or in other places (k and the Kelvin sign, s and the long s), marks, white space of
 * several kinds, and what has a meaning in patterns. */
static const char *const characters[] = {
    "a", "b", "c", "A", "B", "k", "K", "s", "\xC5\xBF",     "\xE2\x84\xAA", "đ",  "Đ", "ạ", "Ạ",
    "ơ", "1", "2", "0", ".", ",", "-", "(", "\xE2\x80\x93", "\xC2\xA0",     "中", "σ", "ς", "\xF0\x9F\x98\x80"};
static const char *const blanks[] = {" ", " ", " ", "  ", "\n", "\t", "\xC2\xA0", "\xE3\x80\x80"};
static const char *const classes[] = {"\\d",      "\\w",         "\\s",           "\\h",        "\\S",
                                      "\\D",      ".",           "\\N",           "\\p{L}",     "\\p{Lu}",
                                      "\\p{Ll}",  "\\P{L}",      "[ab]",          "[^a]",       "[a-c]",
                                      "[đ-ứ]",    "[^\\s]",      "[[:alpha:]]",   "[]a]",       "[^]a]",
                                      "[\\]\\d]", "[\\x{111}a]", "[\\Qa]\\Eb]",   "[a\\-1]",    "[\\p{Lu}\\d.,]",
                                      "\\R",      "\\x{111}",    "\\x61",         "\\Q.-\\E",   "[[:^digit:]]",
                                      "[-–]",     "[\\h\\n]",    "(?:\\h++\\n?)", "[^\\W\\d_]", "\\v"};
static const char *const nothings[] = {"\\b",      "^",      "$",          "\\B",        "\\A",         "\\z",
                                       "(?=a)\\b", "(?=b)$", "(?=\\W)\\B", "(?=a)(?!b)", "(?=b)(?<!b)", "(?#x)",
                                       "(?i)",     "(?-i)",  "(?s)",       "(?m)"};
static const char *const quantifiers[] = {"?",  "*",  "+",  "{2}", "{0,2}", "{1,}", "{2,5}",
                                          "??", "*?", "+?", "?+",  "*+",    "++",   "{1,3}+"};
static const char *const openings[] = {"(?:", "(?:", "(?>", "(?i:", "(?-i:", "(?=", "(?!", "(?<=", "(?<!", "(", "(?|"};

#define PICK(source, list) ((list)[choose(source, sizeof(list) / sizeof(list)[0])])

static size_t choose(random_source *source, size_t count) {
    if (source->bytes) {
        if (!source->length)
            return 0;
        source->length--;
        return *source->bytes++ % count;
    }
    source->state = source->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (size_t)(source->state >> 33) % count;
}

/* ---- Patterns --------------------------------------------------------------------------------------------------- */

typedef struct written_rule {
    lode_buffer pattern;
    size_t groups, closed; /* how many were begun; a bit for each that has ended */
    lode_rule rule;
    lode_buffer text; /* of the example, by which states are made beforehand */
    lode_example example;
} written_rule;

static void write_literal(random_source *source, lode_buffer *out) {
    const char *text = PICK(source, characters);

    if (strchr(".(", *text))
        lode_buffer_byte(out, '\\');
    lode_buffer_string(out, text);
}

static void write_choice(random_source *source, written_rule *rule, unsigned depth);

static void write_item(random_source *source, written_rule *rule, unsigned depth) {
    lode_buffer *out = &rule->pattern;

    switch (choose(source, depth < DEEPEST && out->length < PATTERN_MOST ? 14 : 9)) {
    case 6:
        lode_buffer_string(out, PICK(source, classes));
        break;
    case 7:
        lode_buffer_string(out, "(?:\\h++(?:\\n\\h*+)?|\\n\\h*+)");
        break;
    case 8:
        lode_buffer_string(out, PICK(source, nothings));
        return;
    case 9:
    case 10:
        lode_buffer_string(out, PICK(source, openings));
        write_choice(source, rule, depth + 1);
        lode_buffer_byte(out, ')');
        break;
    case 11:
        if (rule->groups < GROUPS) {
            size_t group = rule->groups++;

            lode_buffer_format(out, "(?<f%zu>", group + 1);
            write_choice(source, rule, depth + 1);
            lode_buffer_byte(out, ')');
            rule->closed |= (size_t)1 << group;
        }
        break;
    case 12:
        for (size_t group = 0; group < GROUPS; group++)
            if (rule->closed >> group & 1) {
                lode_buffer_format(out, "\\k<f%zu>", group + 1);
                break;
            }
        break;
    default:
        write_literal(source, out);
    }
}

static void write_sequence(random_source *source, written_rule *rule, unsigned depth) {
    size_t count = 1 + choose(source, 5);

    for (size_t i = 0; i < count; i++) {
        size_t before = rule->pattern.length;

        write_item(source, rule, depth);
        if (rule->pattern.length > before && choose(source, 3) == 0)
            lode_buffer_string(&rule->pattern, PICK(source, quantifiers));
    }
}

static void write_choice(random_source *source, written_rule *rule, unsigned depth) {
    write_sequence(source, rule, depth);
    while (choose(source, 4) == 1) {
        lode_buffer_byte(&rule->pattern, '|');
        write_sequence(source, rule, depth);
    }
}

static void write_rule(random_source *source, written_rule *rule) {
    static const lode_capture captures[GROUPS];

    lode_buffer_string(&rule->pattern, "");
    write_choice(source, rule, 0);
    rule->rule = (lode_rule){.id = "random",
                             .type = "t",
                             .file = "random",
                             .pattern = rule->pattern.bytes,
                             .pattern_length = rule->pattern.length,
                             .caseless = choose(source, 3) == 0,
                             .captures = captures,
                             .capture_count = rule->groups};
}

/* Makes a pattern a condition on what stands beside the rule's matches, or the items of these. */
static void add_condition(random_source *source, written_rule *rule, written_rule *condition) {
    write_rule(source, condition);
    condition->rule.caseless = rule->rule.caseless;
    if (choose(source, 3) == 1)
        rule->rule.each = &condition->rule;
    else
        rule->rule.beside[choose(source, LODE_SIDES)] = &condition->rule;
}

/* ---- Texts ------------------------------------------------------------------------------------------------------ */

static void write_text(random_source *source, lode_buffer *out) {
    size_t count = choose(source, 60);

    if (choose(source, 8) == 7)
        count = count * 40 + choose(source, 64); /* where vectors and blocks begin and end */
    lode_buffer_clear(out);
    lode_buffer_string(out, "");
    for (size_t i = 0; i < count; i++)
        lode_buffer_string(out, choose(source, 4) ? PICK(source, characters) : PICK(source, blanks));
}

static void add_example(random_source *source, written_rule *rule) {
    write_text(source, &rule->text);
    rule->example = (lode_example){.text = rule->text.bytes, .length = rule->text.length};
    rule->rule.examples = &rule->example;
    rule->rule.example_count = 1;
}

typedef struct findings {
    lode_buffer text;
    bool problem;
} findings;

/* Groups outside the match are passed over: PCRE2 10.42's JIT may leave in one what it captured where the match failed before.
 */
static lode_status take(void *context, const lode_hit *hit) {
    const size_t *groups = hit->groups;
    findings *found = context;

    lode_buffer_format(&found->text, "%zu%s:", (size_t)hit->rule->order, hit->refusal ? hit->refusal : "");
    for (size_t i = 0; i < hit->group_count; i++)
        if (groups[2 * i] >= groups[0] && groups[2 * i + 1] <= groups[1])
            lode_buffer_format(&found->text, " %zu=%zu-%zu", i, groups[2 * i], groups[2 * i + 1]);
    if (hit->item)
        lode_buffer_format(&found->text, " item %zu-%zu", hit->item[0], hit->item[1]);
    lode_buffer_byte(&found->text, '\n');
    return LODE_OK;
}

static void take_problem(void *context, const lode_rule *rule, lode_status status, const char *message) {
    (void)rule, (void)status, (void)message;
    ((findings *)context)->problem = true;
}

/* ---- Both ways -------------------------------------------------------------------------------------------------- */

typedef struct match_engine {
    lode_matcher *matcher;
    lode_matcher_scratch *scratch;
} match_engine;

static bool start(match_engine *engine, const lode_rule *const *rules, size_t count, bool prefilter) {
    const lode_matcher_options options = {
        .prefilter = prefilter, .learn = true, .match_limit = 20000, .depth_limit = 20000, .heap_limit = 20000};

    return lode_matcher_create(rules, count, &options, NULL, NULL, &engine->matcher, NULL) == LODE_OK &&
           lode_matcher_scratch_create(engine->matcher, NULL, &engine->scratch, NULL) == LODE_OK;
}

static void stop(match_engine *engine) {
    lode_matcher_scratch_free(engine->scratch);
    lode_matcher_free(engine->matcher);
}

static void find(match_engine *engine, const lode_buffer *text, findings *found) {
    lode_buffer_clear(&found->text);
    lode_buffer_string(&found->text, "");
    found->problem = false;
    lode_matcher_scan(engine->matcher, engine->scratch, text->bytes, text->length,
                      &(lode_match_calls){.hit = take, .problem = take_problem, .context = found});
}

static void show(const lode_rule *const *rules, size_t count, const lode_buffer *text, const findings *with,
                 const findings *without) {
    for (size_t i = 0; i < count; i++) {
        fprintf(stderr, "rule %zu%s: %s\n", i, rules[i]->caseless ? " (caseless)" : "", rules[i]->pattern);
        for (size_t side = 0; side < LODE_SIDES; side++)
            if (rules[i]->beside[side])
                fprintf(stderr, "  %s: %s\n", lode_side_name(side), rules[i]->beside[side]->pattern);
    }
    fprintf(stderr, "text: \"");
    for (size_t i = 0; i < text->length; i++)
        fprintf(stderr, (unsigned char)text->bytes[i] < 0x20 ? "\\x%02x" : "%c", (unsigned char)text->bytes[i]);
    fprintf(stderr, "\"\nwith the prefilter:\n%swithout:\n%s", with->text.bytes, without->text.bytes);
}

bool random_match(random_source *source, unsigned texts, random_tried *tried) {
    written_rule written[RULES] = {0}, conditions[RULES] = {0};
    const lode_rule *rules[RULES];
    size_t count = 0, wanted = 1 + choose(source, RULES);
    match_engine plain = {0}, fast = {0};
    findings with = {0}, without = {0};
    lode_buffer text = {0};
    bool same = true;

    for (size_t i = 0; i < wanted; i++) {
        const lode_rule *rule = &written[i].rule;
        match_engine alone = {0};

        write_rule(source, &written[i]);
        if (choose(source, 2))
            add_example(source, &written[i]);
        if (choose(source, 4) == 1)
            add_condition(source, &written[i], &conditions[i]);
        written[i].rule.order = count;
        if (start(&alone, &rule, 1, false)) /* some patterns are none */
            rules[count++] = rule;
        stop(&alone);
    }
    if (count && start(&plain, rules, count, false) && start(&fast, rules, count, true)) {
        for (size_t i = 0; i < count; i++)
            if (!lode_matcher_plain_reason(fast.matcher, rules[i])) {
                tried->pairs += texts;
                tried->programs += lode_matcher_pcre2_reason(fast.matcher, rules[i]) ? 0 : texts;
            }
        for (unsigned i = 0; same && i < texts; i++) {
            write_text(source, &text);
            find(&plain, &text, &without);
            find(&fast, &text, &with);
            /* A search that is spared cannot reach a limit. */
            same = with.problem || without.problem || strcmp(with.text.bytes, without.text.bytes) == 0;
            if (!same)
                show(rules, count, &text, &with, &without);
        }
    }
    stop(&plain);
    stop(&fast);
    for (size_t i = 0; i < wanted; i++) {
        lode_buffer_free(&written[i].pattern);
        lode_buffer_free(&conditions[i].pattern);
        lode_buffer_free(&written[i].text);
    }
    lode_buffer_free(&text);
    lode_buffer_free(&with.text);
    lode_buffer_free(&without.text);
    return same;
}
