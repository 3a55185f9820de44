/* SPDX-License-Identifier: MIT */
/* Packs: their sections, rules, examples, and the packs that they use. */
#include "rules_help.h"

static lode_pack *pack_in(const char *folder, const char *name) {
    char path[256];
    lode_buffer reports = {0};
    lode_pack *pack;
    lode_error error;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    if (lode_pack_load(path, NULL, 7, keep_report, &reports, &pack, &error) != LODE_OK)
        fail_msg("%s: %s", error.message, reports.bytes ? reports.bytes : "");
    lode_buffer_free(&reports);
    return pack;
}

static void assert_pack_mistakes(const char *folder, const char *name, const char *expected) {
    char path[256];
    lode_buffer reports = {0};
    lode_pack *pack;
    lode_error error;
    lode_status status;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    status = lode_pack_load(path, NULL, 0, keep_report, &reports, &pack, &error);
    assert_string_equal(reports.bytes ? reports.bytes : "", expected);
    assert_int_equal(status, LODE_ERROR_RULES);
    assert_null(pack);
    lode_buffer_free(&reports);
}

/* A rule's text with its keys but id, type and examples. */
static const char *with(const char *keys) {
    static char text[4096];

    snprintf(text, sizeof text, "lode: 1\nrules:\n- {id: a, type: t, examples: ['[x]'], %s}\n", keys);
    return text;
}

static void whole_rule(void **state) {
    lode_pack *pack = load_text("lode: 1\n"
                                "rules:\n"
                                "- id: vi.money.amount-1\n"
                                "  type: money\n"
                                "  extractor: money\n"
                                "  priority: -10\n"
                                "  stage: 3\n"
                                "  role: document_date\n"
                                "  flags: [caseless]\n"
                                "  summary: amounts\n"
                                "  match: '(?<a>x)|(?<b>y)'\n"
                                "  set: {b: none, to.day: 5, c: \"6\"}\n"
                                "  examples: ['an [x]']\n"
                                "- {id: b, type: t, match: x, examples: ['[x]']}\n");
    const lode_rule *rule = pack->rules;

    (void)state;
    assert_int_equal(pack->rule_count, 2);
    assert_string_equal(lode_rule_id(rule), "vi.money.amount-1");
    assert_string_equal(lode_rule_type(rule), "money");
    assert_string_equal(rule->extractor, "money");
    assert_int_equal(rule->priority, -10);
    assert_int_equal(rule->stage, 3);
    assert_int_equal(rule->role, LODE_ROLE_DOCUMENT_DATE);
    assert_true(rule->caseless);
    assert_string_equal(rule->written, "(?<a>x)|(?<b>y)");
    assert_string_equal(rule->file, "t.yaml");
    assert_int_equal(rule->line, 3);
    assert_int_equal(rule->match_line, 11);
    assert_int_equal(rule->match_column, 10);
    assert_int_equal(rule->span_group, 0);
    assert_ptr_equal(rule->pack, pack);
    assert_int_equal(lode_rule_field_count(rule), 4);
    assert_string_equal(lode_rule_field_name(rule, 0), "a");
    assert_string_equal(lode_rule_field_name(rule, 2), "to.day");
    assert_null(lode_rule_field_name(rule, 4));
    assert_int_equal(lode_rule_field(rule, "c"), 3);
    assert_int_equal(lode_rule_field(rule, "d"), -1);
    assert_int_equal(rule->fields[0].constant.kind, LODE_VALUE_NONE);
    assert_int_equal(rule->fields[1].constant.kind, LODE_VALUE_TEXT);
    assert_int_equal(rule->fields[2].constant.kind, LODE_VALUE_NUMBER);
    assert_int_equal(rule->fields[2].constant.number.low, 5);
    assert_int_equal(rule->fields[3].constant.kind, LODE_VALUE_TEXT);
    assert_int_equal(lode_rule_field_value_count(rule, 1), 0);
    assert_int_equal(lode_rule_field_value_count(rule, 3), 1);
    assert_ptr_equal(lode_rule_field_value(rule, 3, 0), &rule->fields[3].constant);
    assert_null(lode_rule_field_value(rule, 1, 0));
    rule++;
    assert_int_equal(rule->order, 1);
    assert_int_equal(rule->stage, 1);
    assert_int_equal(rule->priority, 0);
    assert_null(rule->extractor);
    assert_false(rule->caseless);
    lode_pack_free(pack);
}

static void field_values(void **state) {
    lode_pack *pack = load_text("lode: 1\ntables: {t: {x: 1, y: 2}, u: {z: 3}}\nrules: [{id: a, type: t, match: "
                                "'%{t:v}%{u:v}%{t:w}%{number:w}', set: {v: 9}, examples: ['[x]']}]\n");
    const lode_rule *rule = pack->rules;

    (void)state;
    assert_int_equal(lode_rule_field_value_count(rule, 0), 4);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(lode_rule_field_value(rule, 0, i)->number.low, i + 1);
    assert_int_equal(lode_rule_field_value(rule, 0, 3)->number.low, 9);
    assert_null(lode_rule_field_value(rule, 0, 4));
    assert_int_equal(lode_rule_field_value_count(rule, 1), 0);
    lode_pack_free(pack);
}

static void pack_section(void **state) {
    lode_pack *pack = load_text("lode: 1\nnormalise: {word_end: {oà: òa}}\n"
                                "pack: {language: vi-Latn-VN, summary: a test, common_words: [và, Hoà, Được]}\n");

    (void)state;
    assert_string_equal(pack->name, "t");
    assert_string_equal(pack->path, "t.yaml");
    assert_string_equal(pack->language, "vi-Latn-VN");
    assert_string_equal(pack->summary, "a test");
    assert_int_equal(pack->common_word_count, 3);
    assert_string_equal(pack->common_words[0], "và");
    assert_string_equal(pack->common_words[1], "hòa");
    assert_string_equal(pack->common_words[2], "được");
    lode_pack_free(pack);
    assert_mistakes(
        "lode: 1\npack: {language: '1x', sumary: y, common_words: a}\n",
        "t.yaml:2:18: '1x' is no language tag; write a BCP 47 tag, such as 'vi' or 'en'\n"
        "t.yaml:2:24: unknown key 'sumary', did you mean 'summary'?\n"
        "t.yaml:2:49: 'common_words' must be a list; write it in brackets, [a, b], or as lines that start with '- '\n");
    assert_mistakes("lode: 1\npack: vi\n", "t.yaml:2:7: 'pack' must be a mapping; write 'key: value' pairs\n");
}

static void settings(void **state) {
    lode_pack *pack = load_text("lode: 1\ncalendar: {week_start: 1, weekday: {thứ hai: 1}}\nsettings: {money: {home: VND}}\n"
                                "rules: [{id: a, type: t, match: '%{weekday:d}', examples: ['[x]']}]\n");
    const lode_rule *rule = pack->rules;

    (void)state;
    assert_string_equal(lode_rule_setting(rule, "calendar", "week_start"), "1");
    assert_string_equal(lode_rule_setting(rule, "money", "home"), "VND");
    assert_null(lode_rule_setting(rule, "calendar", "home"));
    assert_null(lode_rule_setting(rule, "money", "week_start"));
    assert_string_equal(lode_table_name(rule->captures[0].table), "weekday");
    lode_pack_free(pack);
    assert_mistakes("lode: 1\ncalendar: {a: [1]}\nsettings: {x: 1, y: {z: [2]}}\n",
                    "t.yaml:2:15: a setting must be a text; write it as one text\n"
                    "t.yaml:3:15: a section of 'settings' must be a mapping; write 'key: value' pairs\n"
                    "t.yaml:3:25: a setting must be a text; write it as one text\n");
    assert_mistakes("lode: 1\ncalendar: x\nsettings: y\n",
                    "t.yaml:2:11: calendar must be a mapping; write 'key: value' pairs\n"
                    "t.yaml:3:11: 'settings' must be a mapping; write 'key: value' pairs\n");
}

static uint64_t number_of(const lode_pack *pack, const char *text) {
    lode_decimal number = {0};
    lode_rule rule = {.pack = pack};
    size_t used;

    assert_int_equal(lode_rule_read_number(&rule, text, strlen(text), &number, &used), LODE_OK);
    assert_int_equal(used, strlen(text));
    assert_int_equal(number.exponent >= 0, 1);
    while (number.exponent-- > 0)
        number.low *= 10;
    return number.low;
}

static void numbers(void **state) {
    lode_pack *pack =
        load_text("lode: 1\nnormalise: {word_end: {oà: òa}}\n"
                  "numbers:\n  decimal_marks: [',']\n  group_marks: ['.']\n  units: {một: 1, hoà: 2}\n"
                  "  scales: {trăm: 100, triệu: 1000000}\n  suffixes: {k: 1000}\n  joiners: [lẻ]\n  half: [rưỡi]\n"
                  "  point: [phẩy]\n  minus: [âm]\n  articles: [a]\n  tenths: true\n");

    (void)state;
    assert_int_equal(number_of(pack, "2.500"), 2500);
    assert_int_equal(number_of(pack, "hòa trăm lẻ một"), 201);
    assert_int_equal(number_of(pack, "5k"), 5000);
    assert_int_equal(number_of(pack, "1 triệu 2"), 1200000);
    assert_int_equal(number_of(pack, "một triệu rưỡi"), 1500000);
    lode_pack_free(pack);
    pack = load_text("lode: 1\n");
    assert_int_equal(number_of(pack, "2,500"), 2500);
    lode_pack_free(pack);
    assert_mistakes("lode: 1\nnumbers: {units: {a: x, b: [1]}, scale: {c: 10}, half: d, tenths: 2, decimal_marks: [ab]}\n",
                    "t.yaml:2:22: the value of 'a' must be a number; write it in digits, without group marks\n"
                    "t.yaml:2:28: the value of a number word must be a text or a number; write it as one text or number\n"
                    "t.yaml:2:34: unknown key 'scale', did you mean 'scales'?\n"
                    "t.yaml:2:56: half must be a list; write it in brackets, [a, b], or as lines that start with '- '\n"
                    "t.yaml:2:67: 'tenths' must be true or false\n"
                    "t.yaml:2:86: 'ab' cannot be a decimal mark of numbers\n");
}

static void normalise(void **state) {
    (void)state;
    assert_mistakes("lode: 1\nnormalise: {word_end: {a: [b]}, anywere: {c: d}, anywhere: e}\n",
                    "t.yaml:2:27: what a spelling reads as must be a text; write it as one text\n"
                    "t.yaml:2:33: unknown key 'anywere', did you mean 'anywhere'?\n"
                    "t.yaml:2:60: each part of 'normalise' must be a mapping; write 'key: value' pairs\n");
}

static void examples(void **state) {
    lode_pack *pack = load_text("lode: 1\n"
                                "rules:\n"
                                "- id: a\n"
                                "  type: t\n"
                                "  match: x\n"
                                "  examples:\n"
                                "  - text: 'về [3 tỷ] và [hai] \\[x\\] \\\\'\n"
                                "    date: 2021-10-13\n"
                                "    values: [{amount: 3, currency: ~, mod: \"x\"}, {}]\n"
                                "  - '[y]'\n"
                                "  counterexamples:\n"
                                "  - none\n"
                                "  - {text: 'no\\[ne', date: 2020-02-29}\n");
    const lode_rule *rule = pack->rules;
    const lode_example *example = rule->examples;

    (void)state;
    assert_int_equal(rule->example_count, 4);
    assert_string_equal(example->text, "về 3 tỷ và hai [x] \\");
    assert_int_equal(example->length, strlen(example->text));
    assert_string_equal(example->date, "2021-10-13");
    assert_int_equal(example->line, 7);
    assert_int_equal(example->expected_count, 2);
    assert_int_equal(example->expected[0].start, strlen("về "));
    assert_int_equal(example->expected[0].end, strlen("về 3 tỷ"));
    assert_int_equal(example->expected[1].start, strlen("về 3 tỷ và "));
    assert_int_equal(example->expected[1].end, strlen("về 3 tỷ và hai"));
    assert_int_equal(example->expected[0].attribute_count, 3);
    assert_string_equal(example->expected[0].attributes[0].name, "amount");
    assert_int_equal(example->expected[0].attributes[0].value.kind, LODE_VALUE_NUMBER);
    assert_int_equal(example->expected[0].attributes[1].value.kind, LODE_VALUE_NONE);
    assert_int_equal(example->expected[0].attributes[2].value.kind, LODE_VALUE_TEXT);
    assert_int_equal(example->expected[1].attribute_count, 0);
    example++;
    assert_null(example->date);
    assert_int_equal(example->expected[0].end, 1);
    example++;
    assert_int_equal(example->expected_count, 0);
    assert_string_equal(example->text, "none");
    example++;
    assert_string_equal(example->text, "no[ne");
    assert_string_equal(example->date, "2020-02-29");
    lode_pack_free(pack);
}

static void example_mistakes(void **state) {
    (void)state;
    assert_mistakes(
        "lode: 1\n"
        "rules:\n"
        "- id: a\n"
        "  type: t\n"
        "  match: x\n"
        "  examples:\n"
        "  - none\n"
        "  - 'a [b'\n"
        "  - 'a b]'\n"
        "  - 'a [] b'\n"
        "  - '[a [b]]'\n"
        "  - {txt: '[a]'}\n"
        "  - {text: '[a]', values: [{}, {}], date: 2021-02-29}\n"
        "  - {text: '[a]', values: {b: c}, date: 2021}\n"
        "  - {text: '[a]', values: [x]}\n"
        "  - ''\n"
        "  counterexamples: ['a [b]', {text: x, values: []}]\n",
        "t.yaml:7:5: an example without brackets; put [ ] around what must be found, or move it to 'counterexamples'\n"
        "t.yaml:8:5: a bracket is not closed; close it, or write \\[ for the character\n"
        "t.yaml:9:9: a bracket is closed that was not opened; write \\[ and \\] for the characters\n"
        "t.yaml:10:9: there is nothing between the brackets; write \\[ and \\] for the characters\n"
        "t.yaml:11:9: a bracket inside brackets; write \\[ and \\] for the characters\n"
        "t.yaml:12:5: an example without 'text'\n"
        "t.yaml:12:6: unknown key 'txt', did you mean 'text'?\n"
        "t.yaml:13:27: 2 values for 1 pairs of brackets; write one '{...}' for each pair of brackets, {} to leave one open\n"
        "t.yaml:13:43: 'date' must be a day that exists; write it as YYYY-MM-DD, or YYYY-MM-DDThh:mm with the time\n"
        "t.yaml:14:27: 'values' must be a list; write it in brackets, [a, b], or as lines that start with '- '\n"
        "t.yaml:14:41: 'date' must be a day that exists; write it as YYYY-MM-DD, or YYYY-MM-DDThh:mm with the time\n"
        "t.yaml:15:28: the values of a bracket must be a mapping; write 'key: value' pairs\n"
        "t.yaml:16:5: an example must be a text; write it as one text\n"
        "t.yaml:17:24: a bracket in a counterexample, in which nothing may be found; write \\[ and \\] for the characters\n"
        "t.yaml:17:40: unknown key 'values' in a counterexample; known are text, date\n");
}

static void rule_mistakes(void **state) {
    (void)state;
    assert_mistakes("lode: 1\nrules:\n- {}\n",
                    "t.yaml:3:3: a rule without 'id'; give it one, as in 'id: en.money.amount'\n"
                    "t.yaml:3:3: a rule without 'match'; add match: 'pattern' or 'lookup: table'\n"
                    "t.yaml:3:3: a rule without 'type'; name what it finds, as in 'type: money'\n"
                    "t.yaml:3:3: a rule without an example; add examples: ['a text with [what it finds] in brackets']\n");
    assert_mistakes(
        "lode: 1\nrules:\n- {id: 'a b', type: 1x, extractor: a/b, match: x, exmaples: ['[x]']}\n",
        "t.yaml:3:3: a rule without an example; add examples: ['a text with [what it finds] in brackets']\n"
        "t.yaml:3:8: 'a b' cannot be the id; use ASCII letters, digits, '_', '-' and '.', a letter or digit first\n"
        "t.yaml:3:21: '1x' cannot be the type; use ASCII letters, digits and '_', a digit not first\n"
        "t.yaml:3:36: 'a/b' cannot be the extractor; use ASCII letters, digits, '_', '-' and '.', a letter or digit first\n"
        "t.yaml:3:51: unknown key 'exmaples', did you mean 'examples'?\n");
    assert_mistakes(with("match: x, priority: high, stage: 0, role: date, flags: [caseles], set: [a]"),
                    "t.yaml:3:59: 'high' is no priority; use guess, general, normal, specific, certain or a whole number\n"
                    "t.yaml:3:72: 'stage' must be a whole number from 1 to 99\n"
                    "t.yaml:3:81: the only role is 'document_date'\n"
                    "t.yaml:3:95: the only flag is 'caseless'\n"
                    "t.yaml:3:110: 'set' must be a mapping; write 'key: value' pairs\n");
    assert_mistakes(with("match: x, set: {a b: 1, c: ~, d: []}"),
                    "t.yaml:3:55: 'a b' under 'set' is no field's name; write 'name: value'\n"
                    "t.yaml:3:63: 'c' under 'set' has no value; write 'name: value'\n"
                    "t.yaml:3:72: what 'set' sets must be a text or a number; write it as one text or number\n");
    assert_mistakes(with("match: [x]"), "t.yaml:3:46: 'match' is a list of fewer than two patterns; write it as one text, in "
                                        "single quotes if it begins with [\n");
    assert_mistakes(with("match: '%{@money:m}'"),
                    "t.yaml:3:47: %{@money} needs 'stage: 2' or later: entities are found stage by stage\n");
    assert_mistakes("lode: 1\nrules: {id: a}\n",
                    "t.yaml:2:8: 'rules' must be a list; write it in brackets, [a, b], or as lines that start with '- '\n");
    assert_mistakes("lode: 1\nrules: [a]\n", "t.yaml:2:9: a rule must be a mapping; write 'key: value' pairs\n");
    assert_mistakes("lode: 1\nrules:\n- {id: a, type: t, match: x, examples: ['[x]']}\n- {id: a, type: t, match: x, examples: "
                    "['[x]']}\n",
                    "t.yaml:4:8: the id 'a' is taken (line 3 of t.yaml); choose another id\n");
}

static void lookup_mistakes(void **state) {
    (void)state;
    assert_mistakes(with("lookup: tabel}\ntables: {table: {a: b}}\ndefine: {d: x"),
                    "t.yaml:3:47: unknown table 'tabel', did you mean 'table'?\n");
    assert_mistakes(with("lookup: d}\ndefine: {d: x"),
                    "t.yaml:3:47: 'd' is not a table; write match: '%{...}' for a definition\n");
    assert_mistakes(with("lookup: d, match: x"), "t.yaml:3:47: a rule has either 'match' or 'lookup'; make two rules of it\n");
}

static void versions(void **state) {
    (void)state;
    assert_mistakes("rules: []\n", "t.yaml:1:1: the version of the format is missing; start the file with 'lode: 1'\n");
    assert_mistakes("lode: 2\n", "t.yaml:1:7: the version of the format, 'lode', must be a whole number from 1 to 1\n");
    assert_mistakes("lode: 1\nfoo: 2\n",
                    "t.yaml:2:1: unknown key 'foo' in a rule file; known are lode, pack, sentences, normalise, numbers, "
                    "calendar, settings, tables, define, rules\n");
}

#define RULE(id, match) "rules: [{id: " id ", type: t, match: '" match "', examples: ['[x]']}]\n"

/* The files of a folder share their names; the order of the rules is that of the files' names. */
static void folders(void **state) {
    const char *folder = *state;
    lode_pack *pack;

    write_file(folder, "f/b.yml", "lode: 1\n" RULE("b", "%{d}"));
    write_file(folder, "f/a.yaml", "lode: 1\n" RULE("a", "%{t:v}"));
    write_file(folder, "f/c.yaml", "lode: 1\ntables: {t: {x: 1}}\ndefine: {d: y}\n");
    write_file(folder, "f/.hidden.yaml", "wrong");
    write_file(folder, "f/notes.txt", "wrong");
    write_file(folder, "f/sub/d.yaml", "wrong");
    pack = pack_in(folder, "f/");
    assert_string_equal(pack->name, "f");
    assert_int_equal(pack->rule_count, 2);
    assert_string_equal(pack->rules[0].id, "a");
    assert_int_equal(pack->rules[0].order, 7);
    assert_string_equal(pack->rules[1].id, "b");
    assert_int_equal(pack->rules[1].order, 8);
    lode_pack_free(pack);
}

static void names_across_files(void **state) {
    const char *folder = *state;

    write_file(folder, "n/a.yaml",
               "lode: 1\npack: {language: vi}\ntables: {t: {x: 1}}\nnumbers: {tenths: true}\n" RULE("a", "x"));
    write_file(folder, "n/b.yaml", "lode: 1\npack: {language: vi}\ndefine: {t: y}\nnumbers: {tenths: true}\n" RULE("a", "x"));
    char expected[2048], path[256];
    snprintf(path, sizeof path, "%s/n/a.yaml", folder);
    snprintf(expected, sizeof expected,
             "b.yaml:2:7: 'pack' stands in line 2 of %s already; keep one\n"
             "b.yaml:3:10: the name 't' stands for something else already (line 3 of %s); choose another name\n"
             "b.yaml:4:10: 'numbers' stands in line 4 of %s already; keep one\n"
             "b.yaml:5:14: the id 'a' is taken (line 5 of %s); choose another id\n",
             path, path, path, path);
    assert_pack_mistakes(folder, "n", expected);
}

/* What a pack uses is visible in it, its own goes first; the rules of what it uses are not its own. */
static void using_packs(void **state) {
    const char *folder = *state;
    lode_pack *pack;
    const lode_rule *rule;
    size_t calls;

    write_file(folder, "base/a.yaml",
               "lode: 1\npack: {language: xx, uses: [deeper]}\ntables: {t: {hoà: base}, u: {x: base}}\ndefine: {d: '%{u:in}'}\n"
               "numbers: {units: {một: 1}}\nnormalise: {word_end: {oà: òa}}\ncalendar: {start: 1}\n" RULE("base", "x"));
    write_file(folder, "deeper.yaml",
               "lode: 1\ntables: {w: {y: deeper}}\nsettings: {s: {a: b}}\nnormalise: {word_end: {oà: oa, uý: úy}}\n");
    write_file(folder, "top/a.yaml",
               "lode: 1\npack: {uses: [base, deeper]}\ntables: {u: {x: top}}\n" RULE(
                   "top", "%{t:t}%{u:u}%{d}%{w:w}%{number}toà quý "));
    pack = pack_in(folder, "top");
    assert_int_equal(pack->rule_count, 1);
    assert_null(pack->language);
    rule = pack->rules;
    assert_int_equal(rule->capture_count, 4);
    assert_string_equal(lode_table_key(rule->captures[0].table, 0), "hòa");
    assert_string_equal(lode_table_value(rule->captures[1].table, 0)->text, "top");
    assert_string_equal(lode_table_value(rule->captures[2].table, 0)->text, "base");
    assert_string_equal(rule->fields[rule->captures[2].field].name, "in");
    assert_string_equal(lode_table_value(rule->captures[3].table, 0)->text, "deeper");
    assert_non_null(strstr(written(rule, &calls)->bytes, "tòa"));
    assert_non_null(strstr(written(rule, &calls)->bytes, "qúy"));
    assert_string_equal(lode_pack_setting(pack, "calendar", "start"), "1");
    assert_string_equal(lode_pack_setting(pack, "s", "a"), "b");
    assert_int_equal(number_of(pack, "một"), 1);
    lode_pack_free(pack);
}

static void use_mistakes(void **state) {
    const char *folder = *state;
    char expected[1024];

    write_file(folder, "u/one.yaml", "lode: 1\npack: {uses: [two]}\n");
    write_file(folder, "u/two.yaml", "lode: 1\npack: {uses: [three]}\n");
    write_file(folder, "u/three.yaml", "lode: 1\npack: {uses: [one]}\n");
    assert_pack_mistakes(
        folder, "u/one.yaml",
        "three.yaml:2:15: the packs 'three' and 'one' use each other in a circle; move what both need into a third "
        "one\n");
    write_file(folder, "v/self.yaml", "lode: 1\npack: {uses: [self, thee, ./x.yaml, empty, [a]]}\n");
    write_file(folder, "v/three.yaml", "lode: 1\ntables: {t: {x: 1}}\n");
    write_file(folder, "v/empty/notes.txt", "");
    snprintf(expected, sizeof expected,
             "self.yaml:2:15: the packs 'self' and 'self' use each other in a circle; move what both need into a third one\n"
             "self.yaml:2:21: there is no pack 'thee', did you mean 'three'?; it was looked for in %s/v; a path has a '/' or "
             "ends in "
             ".yaml\n"
             "self.yaml:2:27: the pack '%s/v/./x.yaml' cannot be opened: No such file or directory\n"
             "self.yaml:2:37: the pack '%s/v/empty' holds no rule files; put files that end in .yaml right into it\n"
             "self.yaml:2:44: the name of a pack must be a text; write it as one text\n",
             folder, folder, folder);
    assert_pack_mistakes(folder, "v/self.yaml", expected);
}

/* By name a pack is a folder or file in one of the places, the first first. */
static void places(void **state) {
    const char *folder = *state;
    char first[128], second[128];
    const char *const directories[] = {first, second, NULL};
    lode_pack_places where = {.directories = directories};
    lode_pack *pack;
    lode_error error;

    snprintf(first, sizeof first, "%s/first", folder);
    snprintf(second, sizeof second, "%s/second", folder);
    write_file(folder, "first/one/a.yaml", "lode: 1\npack: {summary: first}\n");
    write_file(folder, "second/one.yaml", "lode: 1\npack: {summary: second}\n");
    write_file(folder, "second/two.yml", "lode: 1\npack: {uses: [one], summary: two}\ndefine: {d: '%{number}'}\n");
    write_file(folder, "second/.three.yaml", "lode: 1\n");
    assert_int_equal(lode_pack_load("one", &where, 0, NULL, NULL, &pack, &error), LODE_OK);
    assert_string_equal(pack->summary, "first");
    lode_pack_free(pack);
    assert_int_equal(lode_pack_load("two", &where, 0, NULL, NULL, &pack, &error), LODE_OK);
    assert_string_equal(pack->summary, "two");
    lode_pack_free(pack);
    assert_int_equal(lode_pack_load("tow", &where, 0, NULL, NULL, &pack, &error), LODE_ERROR_IO);
    assert_null(pack);
    assert_string_equal(error.message, "there is no pack 'tow', did you mean 'two'?");
    assert_int_equal(lode_pack_load("./none", &where, 0, NULL, NULL, &pack, &error), LODE_ERROR_IO);
    assert_string_equal(error.message, "cannot be opened: No such file or directory");
    assert_string_equal(error.file, "./none");
    assert_int_equal(lode_pack_load("/dev/null", &where, 0, NULL, NULL, &pack, &error), LODE_ERROR_IO);
    assert_string_equal(error.message, "is not a regular file");
    write_file(folder, "empty/notes.txt", "");
    snprintf(first, sizeof first, "%s/empty", folder);
    assert_int_equal(lode_pack_load(first, NULL, 0, NULL, NULL, &pack, &error), LODE_ERROR_IO);
    assert_string_equal(error.message, "holds no rule files");
    assert_string_equal(error.advice, "put files that end in .yaml right into it");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_rule),
        cmocka_unit_test(field_values),
        cmocka_unit_test(pack_section),
        cmocka_unit_test(settings),
        cmocka_unit_test(numbers),
        cmocka_unit_test(normalise),
        cmocka_unit_test(examples),
        cmocka_unit_test(example_mistakes),
        cmocka_unit_test(rule_mistakes),
        cmocka_unit_test(lookup_mistakes),
        cmocka_unit_test(versions),
        cmocka_unit_test(folders),
        cmocka_unit_test(names_across_files),
        cmocka_unit_test(using_packs),
        cmocka_unit_test(use_mistakes),
        cmocka_unit_test(places),
    };

    return cmocka_run_group_tests_name("rules: packs", tests, make_folder, remove_folder);
}
