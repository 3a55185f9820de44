/* SPDX-License-Identifier: MIT */
/* The engine through lode.h, with rules that have no extractor. */
#include "pipeline_help.h"

static void check(const char *rules, const char *text, const char *expected) {
    lode_options options = test_options();
    lode *engine = open_engine(&options, rules);

    assert_string_equal(extract(engine, text, NULL), expected);
    lode_close(engine);
}

static void fields_become_attributes(void **state) {
    (void)state;
    check("lode: 1\n"
          "tables: {unit: {kilo: kg, gram: g, pair: 2}}\n"
          "rules:\n"
          "  - id: a\n"
          "    type: weight\n"
          "    match: '(?<limit>about )?%{number:n} (?<span>%{unit:u})(?<rest> \\w+)?'\n"
          "    set: {source: rule, limit: none, factor: 1.50}\n"
          "    examples: ['7 [kilo]']\n",
          "7 kilo flour, about 1,200 pair; 12 kilos",
          "weight 2-6 [kilo] limit=none n=#7 u=kg rest= flour source=rule factor=#1.5; "
          "weight 26-30 [pair] limit=about  n=#1200 u=#2 source=rule factor=#1.5");
}

static void roman_numerals_are_read(void **state) {
    (void)state;
    check("lode: 1\n"
          "rules:\n"
          "  - {id: a, type: chapter, match: 'ch %{roman:n}', examples: ['[ch IV]']}\n",
          "ch XIV ch MCMXCIX", "chapter 0-6 [ch XIV] n=#14; chapter 7-17 [ch MCMXCIX] n=#1999");
}

static void lookup_gives_the_entry(void **state) {
    (void)state;
    check("lode: 1\n"
          "tables: {city: {Oslo: NO, San Remo: IT}}\n"
          "rules:\n"
          "  - {id: a, type: city, lookup: city, set: {kind: town}, examples: ['[Oslo]']}\n",
          "Oslo, Oslofjord, San  Remo", "city 0-4 [Oslo] value=NO kind=town; city 17-26 [San  Remo] value=IT kind=town");
}

static void better_candidates_win(void **state) {
    (void)state;
    check("lode: 1\n"
          "rules:\n"
          "  - {id: short, type: s, priority: 1, match: 'bc', examples: ['[bc]']}\n"
          "  - {id: long, type: l, match: 'abcd', examples: ['[abcd]']}\n"
          "  - {id: longer, type: m, match: 'efgh', examples: ['[efgh]']}\n"
          "  - {id: shorter, type: n, match: 'ef', examples: ['[ef]']}\n"
          "  - {id: second, type: q, match: 'jk', examples: ['[jk]']}\n"
          "  - {id: first, type: p, match: 'ij', examples: ['[ij]']}\n"
          "  - {id: same_1, type: t, match: 'xy', examples: ['[xy]']}\n"
          "  - {id: same_2, type: u, match: 'xy', examples: ['[xy]']}\n",
          "abcd efgh ijk xy", "s 1-3 [bc]; m 5-9 [efgh]; p 10-12 [ij]; t 14-16 [xy]");
}

static const char pair_rules[] = "lode: 1\n"
                                 "rules:\n"
                                 "  - {id: number, type: n, match: '%{digits:value}', examples: ['[7]']}\n"
                                 "  - {id: word, type: w, match: '[a-z]+', examples: ['[ab]']}\n"
                                 "  - id: pair\n"
                                 "    type: pair\n"
                                 "    stage: 2\n"
                                 "    match: '%{@n:left}(?<between>[ +]+)%{@n:right}'\n"
                                 "    examples: ['[1 + 2]']\n"
                                 "  - id: sum\n"
                                 "    type: sum\n"
                                 "    stage: 3\n"
                                 "    match: '%{@pair:all} = %{@n:total}'\n"
                                 "    examples: ['[1 + 2 = 3]']\n";

static void later_stages_refer_to_entities(void **state) {
    (void)state;
    check(pair_rules, "ab 10 + 2 = 12",
          "w 0-2 [ab]; "
          "sum 3-14 [10 + 2 = 12] all=10 + 2 all.left=10 all.left.value=#10 all.between= +  all.right=2 all.right.value=#2 "
          "total=12 total.value=#12; "
          "pair 3-9 [10 + 2] left=10 left.value=#10 between= +  right=2 right.value=#2; "
          "n 3-5 [10] value=#10; n 8-9 [2] value=#2; n 12-14 [12] value=#12");
}

/* Three numbers in a row: of the two pairs one can stand, and it is the first. */
static void later_entities_compete(void **state) {
    (void)state;
    check(pair_rules, "1 2 3",
          "pair 0-3 [1 2] left=1 left.value=#1 between=  right=2 right.value=#2; n 0-1 [1] value=#1; n 2-3 [2] value=#2; "
          "n 4-5 [3] value=#3");
}

/* Every private-use code point that could be a marker stands in the text; none is taken for an entity. */
static void text_is_not_taken_for_entities(void **state) {
    size_t count = 0xFFFFE - 0xF0000, length = 0;
    char *text = malloc(count * 8 + 8);
    lode_options options = test_options();
    lode *engine = open_engine(&options, pair_rules);

    (void)state;
    assert_non_null(text);
    for (unsigned code_point = 0xF0000; code_point < 0xFFFFE; code_point++)
        length += (size_t)sprintf(text + length, "%c%c%c%c ", 0xF3, 0x80 | ((code_point >> 12) & 0x3F),
                                  0x80 | ((code_point >> 6) & 0x3F), 0x80 | (code_point & 0x3F));
    strcpy(text + length, "5");
    assert_string_equal(extract(engine, text, NULL), "n 327670-327671 [5] value=#5");
    free(text);
    lode_close(engine);
}

static void offsets_count_what_was_asked_for(void **state) {
    static const char *const expected[] = {"w 9-13 [end]", "w 6-9 [end]", "w 7-10 [end]"};
    /* A composed and a decomposed letter, one outside the basic plane, and a line end of two bytes. */
    const char *text = "\xC3\xA9\xF0\x9D\x84\x9E"
                       "e\xCC\x81\r\nend";

    (void)state;
    for (int unit = LODE_OFFSETS_BYTE; unit <= LODE_OFFSETS_UTF16; unit++) {
        lode_options options = test_options();
        lode *engine;

        options.offsets = (lode_offsets)unit;
        engine = open_engine(&options, "lode: 1\nrules: [{id: a, type: w, match: 'end', examples: ['[end]']}]\n");
        assert_string_equal(extract(engine, text, NULL), unit == 0 ? "w 11-14 [end]" : expected[unit]);
        lode_close(engine);
    }
}

static void text_is_the_original(void **state) {
    (void)state;
    /* The rule is composed, the text is not. */
    check("lode: 1\nrules: [{id: a, type: w, match: '(?<word>caf\xC3\xA9) (?<next>\\w+)', examples: ['[caf\xC3\xA9 x]']}]\n",
          "a cafe\xCC\x81\r\nle\xCC\x81", "w 2-14 [cafe\xCC\x81\r\nle\xCC\x81] word=caf\xC3\xA9 next=l\xC3\xA9");
}

static const char dateline_rules[] = "lode: 1\n"
                                     "rules:\n"
                                     "  - id: dateline\n"
                                     "    type: date\n"
                                     "    role: document_date\n"
                                     "    match: 'on (?<value>[0-9-]+)'\n"
                                     "    examples: ['[on 2020-01-02]']\n";

static const char *date_of(lode *engine, const char *text, const char *given) {
    lode_about about = {.date = given};
    const lode_result *result;
    lode_error error;

    assert_int_equal(lode_extract_text(engine, text, strlen(text), &about, &result, &error), LODE_OK);
    return result->date;
}

static void text_tells_its_date(void **state) {
    lode_options options = test_options();
    lode *engine = open_engine(&options, dateline_rules);

    (void)state;
    /* The first by position that holds a whole day that exists. */
    assert_string_equal(date_of(engine, "on 2020, on 2021-02-30, on 2021-02-28, on 2022-01-01", NULL), "2021-02-28");
    assert_string_equal(date_of(engine, "on 2021-02-28", "1999-12-31"), "1999-12-31");
    assert_null(date_of(engine, "on 2020", NULL));
    assert_string_equal(extract(engine, "on 2020-02-02", NULL), "date 0-13 [on 2020-02-02] value=2020-02-02");
    lode_close(engine);
}

static const char *language_of(lode *engine, const char *text, const char *given) {
    lode_about about = {.language = given};
    const lode_result *result;
    lode_error error;

    assert_int_equal(lode_extract_text(engine, text, strlen(text), &about, &result, &error), LODE_OK);
    return result->language;
}

static void language_chooses_the_rules(void **state) {
    lode_options options = test_options();
    lode *engine = open_engine(&options, "lode: 1\n"
                                         "pack: {language: en, common_words: [the, of]}\n"
                                         "rules: [{id: en.x, type: en, match: x, examples: ['[x]']}]\n");
    lode_error error;

    (void)state;
    assert_int_equal(load_rules(engine, "fr",
                                "lode: 1\n"
                                "pack: {language: fr, common_words: [le, \xC3\xA9t\xC3\xA9]}\n"
                                "rules: [{id: fr.x, type: fr, match: x, examples: ['[x]']}]\n",
                                &error),
                     LODE_OK);
    assert_int_equal(
        load_rules(engine, "any", "lode: 1\nrules: [{id: any.y, type: any, match: y, examples: ['[y]']}]\n", &error), LODE_OK);
    assert_string_equal(extract(engine, "the x of LE y", NULL), "en 4-5 [x]; any 12-13 [y]");
    assert_string_equal(extract(engine, "the x E\xCC\x81T\xC3\x89 LE y", NULL), "fr 4-5 [x]; any 16-17 [y]");
    assert_string_equal(language_of(engine, "the x LE le", NULL), "fr");
    assert_null(language_of(engine, "x", NULL)); /* nothing says which one it is */
    assert_string_equal(extract(engine, "x y", NULL), "any 2-3 [y]");
    assert_string_equal(extract(engine, "the der die das den x y", NULL), "any 22-23 [y]"); /* one word in seven is none */
    assert_string_equal(language_of(engine, "x", "FR-ca"), "FR-ca");
    assert_string_equal(extract(engine, "x y", &(lode_about){.language = "fr-CA"}), "fr 0-1 [x]; any 2-3 [y]");
    assert_string_equal(extract(engine, "x y", &(lode_about){.language = "de"}), "any 2-3 [y]");
    lode_close(engine);
}

static void a_limit_is_a_problem(void **state) {
    lode_options options = test_options();
    lode *engine;
    char text[64] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa 7";
    const char *found;

    (void)state;
    options.match_limit = 1000;
    engine = open_engine(&options, "lode: 1\n"
                                   "rules:\n"
                                   "  - {id: bad, type: b, match: '(a|aa)+(?<!aa) 7', examples: ['[a 7]']}\n"
                                   "  - {id: good, type: n, match: '7', examples: ['[7]']}\n");
    found = extract(engine, text, NULL);
    assert_memory_equal(found, "n 48-49 [7]! limit - bad ", 25);
    assert_int_equal(1, strchr(found, '!') == strrchr(found, '!')); /* told once, though it failed at many places */
    lode_close(engine);
}

static void what_is_no_text_fails(void **state) {
    lode_options options = test_options();
    lode *engine = open_engine(&options, "lode: 1\nrules: [{id: a, type: w, match: 'end', examples: ['[end]']}]\n");
    const lode_result *result;
    lode_error error;

    (void)state;
    assert_int_equal(lode_extract_text(engine, "a\xFFz", 3, NULL, &result, &error), LODE_OK);
    assert_int_equal(result->status, LODE_ERROR_ENCODING);
    assert_non_null(result->message);
    assert_int_equal(result->entity_count, 0);
    assert_string_equal(extract(engine, "end", NULL), "w 0-3 [end]"); /* and the next is well again */
    lode_close(engine);
}

static void wrong_calls_are_told(void **state) {
    lode_options options = test_options();
    lode *engine = open_engine(&options, NULL);
    const lode_result *result;
    lode_error error;

    (void)state;
    assert_int_equal(lode_extract_text(engine, "x", 1, NULL, &result, &error), LODE_ERROR_USAGE);
    assert_null(result);
    assert_int_equal(load_rules(engine, "pack", dateline_rules, &error), LODE_OK);
    assert_int_equal(lode_extract_text(engine, "x", 1, &(lode_about){.date = "2021-13-01"}, &result, &error), LODE_ERROR_USAGE);
    assert_string_equal(error.message, "'2021-13-01' is not a date");
    lode_close(engine);
    options.size = 0;
    assert_int_equal(lode_open(&options, &engine, &error), LODE_ERROR_USAGE);
    assert_null(engine);
    lode_close(NULL);
}

static void packs_are_checked_together(void **state) {
    lode_options options = test_options();
    lode *engine = open_engine(&options, dateline_rules);
    lode_error error;

    (void)state;
    assert_int_equal(load_rules(engine, "again", dateline_rules, &error), LODE_ERROR_RULES);
    assert_string_equal(reported, "3: another pack has a rule 'dateline' already; give it another id\n");
    reported[0] = '\0';
    assert_int_equal(load_rules(engine, "other",
                                "lode: 1\n"
                                "rules:\n"
                                "  - {id: a, type: w, extractor: nothing, match: x, examples: ['[x]']}\n"
                                "  - {id: b, type: w, extractor: nothing, match: x, examples: ['[x]']}\n",
                                &error),
                     LODE_ERROR_PLUGIN);
    assert_memory_equal(reported, "3: rule 'a': there is no extractor 'nothing'; ", 46);
    assert_non_null(strstr(reported, "\n4: rule 'b': there is no extractor 'nothing'; "));
    /* What failed to load left nothing behind. */
    assert_string_equal(extract(engine, "x on 2020-02-02", NULL), "date 2-15 [on 2020-02-02] value=2020-02-02");
    lode_close(engine);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_become_attributes),       cmocka_unit_test(roman_numerals_are_read),
        cmocka_unit_test(lookup_gives_the_entry),         cmocka_unit_test(better_candidates_win),
        cmocka_unit_test(later_stages_refer_to_entities), cmocka_unit_test(later_entities_compete),
        cmocka_unit_test(text_is_not_taken_for_entities), cmocka_unit_test(offsets_count_what_was_asked_for),
        cmocka_unit_test(text_is_the_original),           cmocka_unit_test(text_tells_its_date),
        cmocka_unit_test(language_chooses_the_rules),     cmocka_unit_test(a_limit_is_a_problem),
        cmocka_unit_test(what_is_no_text_fails),          cmocka_unit_test(wrong_calls_are_told),
        cmocka_unit_test(packs_are_checked_together)};

    setenv("LODE_PLUGIN_PATH", "", 1);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
