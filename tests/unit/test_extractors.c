/* SPDX-License-Identifier: MIT */
/* The engine with an extractor: the plugin `probe`, which does what its rules tell it. */
#include "pipeline_help.h"

#include "pipeline/engine.h"

/* A rule for the probe: what it does, and what it matches. */
#define RULE(id, action, pattern)                                                                                              \
    "  - {id: " id ", type: t, extractor: probe, match: '" pattern "', set: {do: " action "}, examples: ['[x]']}\n"

static void check(const char *rules, const char *text, const lode_about *about, const char *expected) {
    lode_options options = test_options();
    lode *engine = open_engine(&options, rules);

    assert_string_equal(extract(engine, text, about), expected);
    lode_close(engine);
}

static void matches_are_accepted_or_declined(void **state) {
    (void)state;
    check("lode: 1\nrules:\n" RULE("a", "accept", "a+") RULE("d", "decline", "d+") RULE("tr", "trim", "tr+"), "aa dd trr", NULL,
          "t 0-2 [aa]; t 7-9 [rr]");
}

static void a_failing_extractor_is_a_problem(void **state) {
    (void)state;
    check("lode: 1\nrules:\n" RULE("a", "accept", "a+") RULE("f", "fail", "f+") RULE("m", "misplace", "m+"), "ff a ff mm", NULL,
          "t 3-4 [a]! overflow probe f it is too much! usage probe m it gave no reason");
}

static void extractors_see_the_match(void **state) {
    static const char rules[] = "lode: 1\n"
                                "rules:\n"
                                "  - id: a\n"
                                "    type: t\n"
                                "    extractor: probe\n"
                                "    match: '(?<span>caf\xC3\xA9) (?<word>\\w+)'\n"
                                "    set: {do: tell}\n"
                                "    examples: ['[caf\xC3\xA9] x']\n";

    (void)state;
    check(rules, "cafe\xCC\x81 bar", &(lode_about){.date = "2021-10-13"},
          "t 0-6 [cafe\xCC\x81] seen=caf\xC3\xA9 original=cafe\xCC\x81 word_start=#6 year=#2021 number=#1200.5 inside=#0 "
          "none=set again");
    check(rules, "caf\xC3\xA9 bar", NULL,
          "t 0-5 [caf\xC3\xA9] seen=caf\xC3\xA9 original=caf\xC3\xA9 word_start=#6 number=#1200.5 inside=#0 none=set again");
}

static void rules_that_tell_the_date_come_first(void **state) {
    (void)state;
    check("lode: 1\n"
          "rules:\n"
          "  - {id: a, type: t, extractor: probe, match: 'x', set: {do: tell}, examples: ['[x]']}\n"
          "  - {id: d, type: d, role: document_date, match: '(?<value>2020-02-02)', examples: ['[2020-02-02]']}\n",
          "x 2020-02-02", NULL,
          "t 0-1 [x] seen=x original=x year=#2020 number=#1200.5 inside=#1 none=set again; "
          "d 2-12 [2020-02-02] value=2020-02-02");
}

static void finish_adds_entities(void **state) {
    static const char rules[] = "lode: 1\nrules:\n" RULE("a", "accept", "a+") RULE("z", "finish", "z+");

    (void)state;
    check(rules, "aa zz !", NULL, "t 0-2 [aa]; t 3-5 [zz]; t 6-7 [!] count=#2");
    check(rules, "none !", NULL, "t 5-6 [!] count=#0");
    check(rules, "aaaaaa !", NULL, "t 0-6 [aaaaaa]! limit probe - six are too many");
    /* What is added takes part in settling overlaps. */
    check("lode: 1\nrules:\n" RULE("a", "accept", "a!b") RULE("z", "finish", "z+"), "a!b", NULL, "t 0-3 [a!b]");
}

static void a_rule_that_does_not_suit_is_refused(void **state) {
    lode_options options = test_options();
    lode *engine = open_engine(&options, NULL);
    lode_error error;

    (void)state;
    assert_int_equal(load_rules(engine, "pack",
                                "lode: 1\n"
                                "rules:\n" RULE("good", "accept",
                                                "x") "  - {id: bad, type: t, extractor: probe, match: x, examples: ['[x]']}\n"
                                                     "  - {id: far, type: t, extractor: prob, match: x, examples: ['[x]']}\n",
                                &error),
                     LODE_ERROR_RULES);
    assert_string_equal(reported, "4: rule 'bad' does not suit extractor 'probe': it sets no 'do'\n"
                                  "5: rule 'far': there is no extractor 'prob'; did you mean 'probe'?\n");
    lode_close(engine);
}

static void watch(void *context, const lode_outcome *outcome) {
    static const char *const names[] = {"won", "lost", "declined", "failed"};
    char *seen = context;
    size_t length = strlen(seen);

    snprintf(seen + length, FOUND_SIZE - length, "%zu-%zu %s %s [%.*s] %s %zu-%zu %s\n", outcome->start, outcome->end,
             outcome->rule->id, names[outcome->fate], (int)outcome->length, outcome->text,
             outcome->winner ? outcome->winner->id : "-", outcome->winner_start, outcome->winner_end,
             outcome->reason ? outcome->reason : "-");
}

static void the_observer_sees_all(void **state) {
    lode_options options = test_options();
    lode *engine = open_engine(
        &options, "lode: 1\nrules:\n" RULE("a", "accept", "aa") RULE("d", "decline with a reason", "d") RULE("f", "fail", "f")
                      RULE("z", "finish", "aab") "  - {id: n, type: n, match: '%{digits:n} x', examples: ['[7 x]']}\n");
    char seen[FOUND_SIZE] = "";

    (void)state;
    lode_observe(engine, watch, NULL, seen);
    extract(engine, "d aab f !", NULL);
    assert_string_equal(seen, "0-1 d declined [d] - 0-0 not today\n"
                              "2-5 z won [aab] - 0-0 -\n"
                              "2-4 a lost [aa] z 2-5 -\n"
                              "6-7 f failed [f] - 0-0 it is too much\n"
                              "8-9 z won [!] - 0-0 -\n");
    seen[0] = '\0';
    lode_observe(engine, NULL, NULL, NULL);
    extract(engine, "d aab f !", NULL);
    assert_string_equal(seen, "");
    lode_close(engine);
}

static void one_document_leaves_nothing_for_the_next(void **state) {
    lode_options options = test_options();
    lode *engine = open_engine(&options, "lode: 1\nrules:\n" RULE("a", "accept", "a+") RULE("f", "fail", "f+"));

    (void)state;
    for (int i = 0; i < 3; i++) {
        assert_string_equal(extract(engine, "a f", NULL), "t 0-1 [a]! overflow probe f it is too much");
        assert_string_equal(extract(engine, "", NULL), "");
    }
    lode_close(engine);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(matches_are_accepted_or_declined),
                                       cmocka_unit_test(a_failing_extractor_is_a_problem),
                                       cmocka_unit_test(extractors_see_the_match),
                                       cmocka_unit_test(rules_that_tell_the_date_come_first),
                                       cmocka_unit_test(finish_adds_entities),
                                       cmocka_unit_test(a_rule_that_does_not_suit_is_refused),
                                       cmocka_unit_test(the_observer_sees_all),
                                       cmocka_unit_test(one_document_leaves_nothing_for_the_next)};
    const char *build = getenv("LODE_BUILD");
    char path[2048];

    snprintf(path, sizeof path, "%s/tests/fixtures/.libs", build ? build : ".");
    setenv("LODE_PLUGIN_PATH", path, 1);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
