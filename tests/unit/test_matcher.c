/* SPDX-License-Identifier: MIT */
/* The matcher: what it finds, in which order, and what it does with bad patterns and patterns that run away. Everything is run
 * with the prefilter and without it. */
#include "base/arena.h"
#include "base/buffer.h"
#include "match/charset.h"
#include "match/matcher.h"
#include "match/pattern.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const lode_capture captures[8];

typedef struct findings {
    const lode_rule *rules;
    lode_buffer text; /* the hits and problems as text */
    size_t stop_after;
    size_t hits;
    lode_place_function *place;
} findings;

static lode_rule pattern_rule(const char *pattern, size_t groups) {
    lode_rule rule = {.id = "r",
                      .type = "t",
                      .pattern = pattern,
                      .pattern_length = strlen(pattern),
                      .file = "f.yaml",
                      .line = 3,
                      .match_line = 5,
                      .match_column = 12,
                      .stage = 1,
                      .captures = captures,
                      .capture_count = groups};

    return rule;
}

static lode_status take(void *context, const lode_hit *hit) {
    findings *found = context;

    lode_buffer_format(&found->text, "%zu:", (size_t)(hit->rule - found->rules));
    for (size_t i = 0; i < hit->group_count; i++)
        if (hit->groups[2 * i] == SIZE_MAX)
            lode_buffer_string(&found->text, i ? ",-" : "-");
        else
            lode_buffer_format(&found->text, "%s%zu-%zu", i ? "," : "", hit->groups[2 * i], hit->groups[2 * i + 1]);
    if (hit->value)
        lode_buffer_format(&found->text, "=%.*s", (int)hit->value->length, hit->value->text);
    lode_buffer_byte(&found->text, ' ');
    return ++found->hits == found->stop_after ? LODE_END : LODE_OK;
}

static void take_problem(void *context, const lode_rule *rule, lode_status status, const char *message) {
    findings *found = context;

    assert_true(strlen(message) > 0);
    lode_buffer_format(&found->text, "%zu!%s ", (size_t)(rule - found->rules), lode_status_name(status));
}

static lode_matcher_options options(bool prefilter) {
    lode_matcher_options made = {.prefilter = prefilter, .match_limit = 1000000, .depth_limit = 1000000, .heap_limit = 20000};

    return made;
}

static lode_status scan(const lode_rule *rules, size_t count, const char *text, size_t length, bool prefilter,
                        findings *found) {
    const lode_matcher_options with = options(prefilter);
    const lode_rule *pointers[8];
    lode_matcher *matcher;
    lode_matcher_scratch *scratch;
    lode_status status;

    for (size_t i = 0; i < count; i++)
        pointers[i] = &rules[i];
    assert_int_equal(lode_matcher_create(pointers, count, &with, NULL, NULL, &matcher, NULL), LODE_OK);
    assert_int_equal(lode_matcher_scratch_create(matcher, NULL, &scratch, NULL), LODE_OK);
    found->rules = rules;
    lode_buffer_clear(&found->text);
    lode_buffer_string(&found->text, "");
    found->hits = 0;
    status =
        lode_matcher_scan(matcher, scratch, text, length,
                          &(lode_match_calls){.hit = take, .problem = take_problem, .place = found->place, .context = found});
    lode_matcher_scratch_free(scratch);
    lode_matcher_free(matcher);
    return status;
}

static void assert_finds(const lode_rule *rules, size_t count, const char *text, size_t length, const char *expected) {
    for (unsigned prefilter = 0; prefilter < 2; prefilter++) {
        findings found = {0};

        assert_int_equal(scan(rules, count, text, length, prefilter, &found), LODE_OK);
        assert_string_equal(found.text.bytes, expected);
        lode_buffer_free(&found.text);
    }
}

static void assert_pattern_finds(const char *pattern, size_t groups, const char *text, const char *expected) {
    lode_rule rule = pattern_rule(pattern, groups);

    assert_finds(&rule, 1, text, strlen(text), expected);
}

static bool not_at_even_places(void *context, const lode_rule *rule, size_t at) {
    (void)context, (void)rule;
    return at % 2;
}

/* What starts at a place that is not wanted is no match, and hides none. */
static void test_places_that_are_not_wanted(void **state) {
    const lode_rule rule = pattern_rule("(?<f1>a)a*+b?", 1);

    (void)state;
    for (unsigned prefilter = 0; prefilter < 2; prefilter++) {
        findings found = {.place = not_at_even_places};

        assert_int_equal(scan(&rule, 1, "aaa ab b aabb a", 15, prefilter, &found), LODE_OK);
        assert_string_equal(found.text.bytes, "0:1-3,1-2 0:9-12,9-10 ");
        lode_buffer_free(&found.text);
    }
}

static void test_leftmost_not_overlapping(void **state) {
    (void)state;
    assert_pattern_finds("aba", 0, "ababa aba", "0:0-3 0:6-9 ");
    assert_pattern_finds("a|ab|abc", 0, "abc", "0:0-1 ");
    assert_pattern_finds("abc|ab|a", 0, "abcaba", "0:0-3 0:3-5 0:5-6 ");
    assert_pattern_finds("b+?", 0, "abbb", "0:1-2 0:2-3 0:3-4 ");
    assert_pattern_finds("x", 0, "abc", "");
    assert_pattern_finds("x", 0, "", "");
}

static void test_groups(void **state) {
    (void)state;
    assert_pattern_finds("(?<f1>a)?(?<f2>b)(?<f3>c)?", 3, "abc b ab", "0:0-3,0-1,1-2,2-3 0:4-5,-,4-5 0:6-8,6-7,7-8 ");
    assert_pattern_finds("(a)(b)", 0, "ab", "0:0-2 "); /* plain parentheses do not capture */
}

static void test_empty_matches(void **state) {
    (void)state;
    assert_pattern_finds("a*", 0, "baac", "0:1-3 ");
    assert_pattern_finds("|a", 0, "aaa", "");
    assert_pattern_finds("(?=a)|ab", 0, "ab ab", "");
    assert_pattern_finds("x*", 0, "\xE1\xBA\xA1x\xE1\xBA\xA1", "0:3-4 ");
}

static void test_context_outside_the_match(void **state) {
    (void)state;
    assert_pattern_finds("(?<=a )b+(?= c)", 0, "a bb c b", "0:2-4 ");
    assert_pattern_finds("(?<!a)b", 0, "ab b bb", "0:3-4 0:5-6 0:6-7 ");
    assert_pattern_finds("a\\Kb", 0, "ab b ab", "0:1-2 0:6-7 ");
    assert_pattern_finds("^b|c$", 0, "b\nb c", "0:0-1 0:4-5 ");
    assert_pattern_finds("\\Ga", 0, "aaba", "0:0-1 0:1-2 ");
}

static void test_unicode(void **state) {
    lode_rule rule = pattern_rule("đ\\w+", 0);

    (void)state;
    assert_pattern_finds("\\bđ\\w+\\b", 0, "xin đồng và Đồng", "0:4-11 ");
    rule.caseless = true;
    assert_finds(&rule, 1, "Đồng đỒNG", strlen("Đồng đỒNG"), "0:0-7 0:8-15 ");
    assert_pattern_finds("\\p{Lu}\\p{Ll}+", 0, "Ủy ban Đỏ", "0:0-4 0:9-14 ");
    assert_pattern_finds(".", 0, "ạ\n€", "0:0-3 0:4-7 ");
}

static void test_back_reference(void **state) {
    (void)state;
    assert_pattern_finds("(?<f1>[ab]+)-\\k<f1>", 1, "ab-ab a-b abb-bb", "0:0-5,0-2 0:11-16,11-13 ");
}

static void test_order(void **state) {
    const lode_rule rules[] = {pattern_rule("b", 0), pattern_rule("a", 0), pattern_rule("[ab]c", 0)};

    (void)state;
    assert_finds(rules, COUNT(rules), "abcba", 5, "0:1-2 0:3-4 1:0-1 1:4-5 2:1-3 ");
    assert_finds(rules, 0, "abc", 3, "");
}

static void test_nul_bytes(void **state) {
    lode_rule rule = pattern_rule("a.b", 0);

    (void)state;
    assert_finds(&rule, 1, "\0a\0b\0", 5, "0:1-4 ");
    assert_finds(&rule, 1, NULL, 0, "");
}

static void test_far_apart(void **state) {
    size_t length = 300000;
    char *text = malloc(length);
    lode_rule rule = pattern_rule("<[^>]*>|end", 0);

    (void)state;
    memset(text, 'x', length);
    text[10] = '<';
    text[length - 10] = '>';
    memcpy(text + length - 5, "end", 3);
    assert_finds(&rule, 1, text, length, "0:10-299991 0:299995-299998 ");
    free(text);
}

static void test_caller_stops(void **state) {
    const lode_rule rules[] = {pattern_rule("a", 0), pattern_rule("b", 0)};

    (void)state;
    for (unsigned prefilter = 0; prefilter < 2; prefilter++) {
        findings found = {.stop_after = 2};

        assert_int_equal(scan(rules, COUNT(rules), "aaab", 4, prefilter, &found), LODE_END);
        assert_string_equal(found.text.bytes, "0:0-1 0:1-2 ");
        lode_buffer_free(&found.text);
    }
}

/* A rule that reaches a limit is named, what it found before stays, and the others go on. */
static void test_limits(void **state) {
    const lode_rule rules[] = {pattern_rule("b", 0), pattern_rule("z|(?:aa+)+(?<!aa)", 0), pattern_rule("aab", 0)};

    (void)state;
    assert_finds(rules, COUNT(rules), "z aaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", 33, "0:32-33 1:0-1 1!limit 2:30-33 ");
}

/* Groups of which each is twice the one before: in all, more than a computer holds. */
static void test_copies_of_copies(void **state) {
    enum { DOUBLED = 60 };
    lode_capture many[DOUBLED] = {{0}};
    lode_buffer pattern = {0}, expected = {0};

    (void)state;
    lode_buffer_string(&pattern, "(?<f0>x?)");
    lode_buffer_string(&expected, "0:1-2,1-1");
    for (int i = 1; i < DOUBLED; i++) {
        lode_buffer_format(&pattern, "(?<f%d>\\k<f%d>\\k<f%d>)", i, i - 1, i - 1);
        lode_buffer_string(&expected, ",1-1");
    }
    lode_buffer_string(&pattern, "y");
    lode_buffer_byte(&expected, ' ');
    {
        lode_rule rules[] = {pattern_rule(pattern.bytes, DOUBLED)};

        rules[0].captures = many;
        assert_finds(rules, COUNT(rules), "ay", 2, expected.bytes);
    }
    lode_buffer_free(&pattern);
    lode_buffer_free(&expected);
}

static void test_jit_stack(void **state) {
    size_t length = 3000000;
    char *text = malloc(length);
    const lode_rule rules[] = {pattern_rule("(?:(?<f1>a)|b)*c", 1), pattern_rule("bd", 0)};

    (void)state;
    memset(text, 'a', length);
    memcpy(text + length - 3, "cbd", 3);
    for (unsigned prefilter = 0; prefilter < 2; prefilter++) {
        findings found = {0};

        assert_int_equal(scan(rules, COUNT(rules), text, length, prefilter, &found), LODE_OK);
        assert_string_equal(found.text.bytes, "0!limit 1:2999998-3000000 ");
        lode_buffer_free(&found.text);
    }
    free(text);
}

typedef struct mistakes {
    lode_error errors[4];
    size_t count;
} mistakes;

static void collect(void *context, const lode_error *error) {
    mistakes *collected = context;

    collected->errors[collected->count++] = *error;
}

static void test_bad_patterns(void **state) {
    lode_rule rules[] = {pattern_rule("(?<f1>a", 1), pattern_rule("fine", 0), pattern_rule("é\\p{Nope}", 0),
                         pattern_rule("(?<f1>a)", 0)};
    const lode_rule *pointers[] = {&rules[0], &rules[1], &rules[2], &rules[3]};

    (void)state;
    rules[2].match_line = 9;
    for (unsigned prefilter = 0; prefilter < 2; prefilter++) {
        const lode_matcher_options with = options(prefilter);
        mistakes collected = {.count = 0};
        lode_matcher *matcher;
        lode_error error;

        assert_int_equal(lode_matcher_create(pointers, COUNT(pointers), &with, collect, &collected, &matcher, &error),
                         LODE_ERROR_RULES);
        assert_null(matcher);
        assert_int_equal(collected.count, 3);
        assert_string_equal(collected.errors[0].file, "f.yaml");
        assert_int_equal(collected.errors[0].line, 5);
        assert_int_equal(collected.errors[0].column, 12);
        assert_non_null(strstr(collected.errors[0].message, "rule 'r': missing closing parenthesis, at offset 7"));
        assert_non_null(strstr(collected.errors[0].message, "after '(?<f1>a'"));
        assert_int_equal(collected.errors[1].line, 9);
        assert_non_null(strstr(collected.errors[1].message, "after 'é\\p{Nope}'"));
        assert_non_null(strstr(collected.errors[2].message, "captures 1 groups where 0 are known"));
        assert_string_equal(error.message, "the rules have mistakes");
        assert_int_equal(error.line, 0);

        /* What nobody was told is in the error. */
        assert_int_equal(lode_matcher_create(pointers, COUNT(pointers), &with, NULL, NULL, &matcher, &error), LODE_ERROR_RULES);
        assert_null(matcher);
        assert_string_equal(error.message, collected.errors[0].message);
        assert_int_equal(error.line, 5);
    }
}

/* ---- Lookups ---------------------------------------------------------------------------------------------------- */

static lode_arena arena;

static lode_table *table_of(const char *const *entries, size_t count, bool caseless) {
    lode_table *table = lode_table_create(&arena, "places", NULL, caseless, count);

    assert_non_null(table);
    for (size_t i = 0; i < count; i++) {
        const char *value = strchr(entries[i], '=');
        lode_value text = {.kind = LODE_VALUE_TEXT, .text = value + 1, .length = strlen(value + 1)};

        assert_int_equal(lode_table_add(table, entries[i], (size_t)(value - entries[i]), &text, NULL, NULL), LODE_OK);
    }
    return table;
}

static void assert_lookup_finds(const lode_table *table, bool caseless, const char *text, const char *expected) {
    lode_rule rule = pattern_rule("", 0);

    rule.lookup = table;
    rule.caseless = caseless;
    assert_finds(&rule, 1, text, strlen(text), expected);
}

static void test_lookup(void **state) {
    static const char *const entries[] = {"ba=1", "ba đình=2", "ba đình hà nội=3", "nội=4", "a-b=5", "(wb)=6", "quận 1=7"};
    lode_table *table = table_of(entries, COUNT(entries), false);

    (void)state;
    assert_lookup_finds(table, false, "ba", "0:0-2=1 ");
    assert_lookup_finds(table, false, "ba đình hà nộix", "0:0-9=2 ");
    assert_lookup_finds(table, false, "ba đình hà nội nội", "0:0-19=3 0:20-25=4 ");
    assert_lookup_finds(table, false, "ba đìnhx ba ba", "0:0-2=1 0:11-13=1 0:14-16=1 ");
    assert_lookup_finds(table, false, "xba bax bà ba1 1ba ba_", "0:20-22=1 ");
    assert_lookup_finds(table, false, "a-b xa-b a-bx a - b a-b-b", "0:0-3=5 0:20-23=5 ");
    assert_lookup_finds(table, false, "x(wb)x (wb) ( wb)", "0:1-5=6 0:7-11=6 ");
    assert_lookup_finds(table, false, "quận 1, quận 12", "0:0-8=7 ");
    assert_lookup_finds(table, false, "BA Ba", "");
    assert_lookup_finds(table, false, "", "");
    lode_arena_free(&arena);
}

static void test_lookup_white_space(void **state) {
    static const char *const entries[] = {"ba=1", "ba đình=2"};
    lode_table *table = table_of(entries, COUNT(entries), false);

    (void)state;
    assert_lookup_finds(table, false, "ba đình", "0:0-9=2 ");
    assert_lookup_finds(table, false, "ba\nđình", "0:0-9=2 ");
    assert_lookup_finds(table, false, "ba  đình", "0:0-2=1 ");
    assert_lookup_finds(table, false, "ba\tđình", "0:0-2=1 ");
    assert_lookup_finds(table, false, "ba\n\nđình", "0:0-2=1 ");
    assert_lookup_finds(table, false, "ba ", "0:0-2=1 ");
    assert_lookup_finds(table, false, "bađình", "");
    lode_arena_free(&arena);
}

static void test_lookup_caseless(void **state) {
    static const char *const entries[] = {"Ba Đình=1", "ba đình=2", "σας=3"};
    lode_table *table = table_of(entries, COUNT(entries), false);

    (void)state;
    assert_lookup_finds(table, false, "Ba Đình BA ĐÌNH", "0:0-9=1 ");
    assert_lookup_finds(table, true, "BA ĐÌNH ba đình Ba Đình", "0:0-9=1 0:10-19=2 0:20-29=1 ");
    assert_lookup_finds(table, true, "ΣΑΣ", "0:0-6=3 ");
    lode_arena_free(&arena);
}

static void test_lookup_many(void **state) {
    enum { MANY = 20000 };
    lode_table *table = lode_table_create(&arena, "many", NULL, false, MANY);
    lode_rule rule = pattern_rule("", 0);
    lode_buffer text = {0}, expected = {0};

    (void)state;
    assert_non_null(table);
    for (unsigned i = 0; i < MANY; i++) {
        char key[32], value[16];
        lode_value stored = {.kind = LODE_VALUE_TEXT, .text = value};
        int length = snprintf(key, sizeof key, "k%u w%u", i % 100, i);

        stored.length = (size_t)snprintf(value, sizeof value, "v%u", i);
        assert_int_equal(lode_table_add(table, key, (size_t)length, &stored, NULL, NULL), LODE_OK);
        lode_buffer_format(&text, "k%u w%u w ", i % 100, MANY);
        lode_buffer_format(&expected, "0:%zu-%zu=%s ", text.length, text.length + (size_t)length, value);
        lode_buffer_format(&text, "%s, ", key);
    }
    rule.lookup = table;
    assert_finds(&rule, 1, text.bytes, text.length, expected.bytes);
    lode_buffer_free(&text);
    lode_buffer_free(&expected);
    lode_arena_free(&arena);
}

static void test_empty_table(void **state) {
    lode_table *table = lode_table_create(&arena, "none", NULL, false, 0);

    (void)state;
    assert_non_null(table);
    assert_lookup_finds(table, false, "anything", "");
    lode_arena_free(&arena);
}

/* What sets are made from takes for granted: no character beyond U+FFFF is one of those up to U+3000 in another case. */
static void test_case_stays_in_planes(void **state) {
    static const char low[] = "[\\x{0}-\\x{3000}]";
    pcre2_code *code = lode_charset_compile(low, sizeof low - 1, LODE_CHARSET_CASELESS);
    pcre2_match_data *data = pcre2_match_data_create(1, NULL);
    lode_buffer text = {0};

    (void)state;
    assert_true(code && data);
    for (utf8proc_int32_t c = 0x10000; c <= LODE_CHARSET_LAST; c++) {
        utf8proc_uint8_t bytes[4];

        assert_true(lode_buffer_append(&text, (const char *)bytes, (size_t)utf8proc_encode_char(c, bytes)));
    }
    pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
    assert_int_equal(pcre2_match(code, (PCRE2_SPTR)text.bytes, text.length, 0, 0, data, NULL), PCRE2_ERROR_NOMATCH);
    pcre2_match_data_free(data);
    pcre2_code_free(code);
    lode_buffer_free(&text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_leftmost_not_overlapping),
        cmocka_unit_test(test_places_that_are_not_wanted),
        cmocka_unit_test(test_groups),
        cmocka_unit_test(test_empty_matches),
        cmocka_unit_test(test_context_outside_the_match),
        cmocka_unit_test(test_unicode),
        cmocka_unit_test(test_back_reference),
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_nul_bytes),
        cmocka_unit_test(test_far_apart),
        cmocka_unit_test(test_caller_stops),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_copies_of_copies),
        cmocka_unit_test(test_jit_stack),
        cmocka_unit_test(test_bad_patterns),
        cmocka_unit_test(test_lookup),
        cmocka_unit_test(test_lookup_white_space),
        cmocka_unit_test(test_lookup_caseless),
        cmocka_unit_test(test_lookup_many),
        cmocka_unit_test(test_empty_table),
        cmocka_unit_test(test_case_stays_in_planes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
