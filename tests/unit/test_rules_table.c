/* SPDX-License-Identifier: MIT */
/* Tables: inline and from files, finding keys, and the patterns made of them. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "rules_help.h"

#include <lode/decimal.h>

/* The table that the first rule's first capture reads. */
static const lode_table *table_of(const lode_pack *pack) {
    return pack->rules->captures[0].table;
}

/* A pack with one table `t` and a rule that captures from it. */
static lode_pack *load_table(const char *before, const char *table) {
    char text[4096];

    snprintf(text, sizeof text, "lode: 1\n%stables: {t: %s}\nrules: [{id: a, type: t, match: '%%{t:v}', examples: ['[x]']}]\n",
             before, table);
    return load_text(text);
}

static void assert_found(const lode_table *table, const char *key, bool caseless, const char *expected) {
    const lode_value *value = lode_table_find(table, key, strlen(key), caseless);

    if (!expected) {
        assert_null(value);
        return;
    }
    if (!value)
        fail_msg("'%s' is not found", key);
    assert_int_equal(value->length, strlen(expected));
    assert_memory_equal(value->text, expected, value->length);
}

static void entries_in_order(void **state) {
    lode_pack *pack = load_table("", "{b c: x, a: 2.50, 'd': \"7\", e: yes, f: 1e5, g: 007, h: '', i: -0.5}");
    const lode_table *table = table_of(pack);

    (void)state;
    assert_int_equal(lode_table_count(table), 8);
    assert_string_equal(lode_table_name(table), "t");
    assert_false(lode_table_is_caseless(table));
    assert_string_equal(lode_table_key(table, 0), "b c");
    assert_int_equal(lode_table_value(table, 0)->kind, LODE_VALUE_TEXT);
    assert_int_equal(lode_table_value(table, 1)->kind, LODE_VALUE_NUMBER);
    assert_int_equal(lode_decimal_compare(lode_table_value(table, 1)->number, (lode_decimal){0, 25, -1, 0}), 0);
    for (size_t i = 2; i < 7; i++)
        assert_int_equal(lode_table_value(table, i)->kind, LODE_VALUE_TEXT);
    assert_int_equal(lode_table_value(table, 7)->kind, LODE_VALUE_NUMBER);
    assert_found(table, "e", false, "yes");
    assert_found(table, "h", false, "");
    assert_int_equal(lode_rule_field_value_count(pack->rules, 0), 8);
    assert_ptr_equal(lode_rule_field_value(pack->rules, 0, 7), lode_table_value(table, 7));
    assert_null(lode_rule_field_value(pack->rules, 0, 8));
    lode_pack_free(pack);
}

static void finding(void **state) {
    lode_pack *pack =
        load_table("normalise: {word_end: {oà: òa}}\n", "{'đô  la': USD, Hoà Bình: 1, hoà: 2, US: a, us: b, '\xC4\xB0': c}");
    const lode_table *table = table_of(pack);

    (void)state;
    assert_found(table, "đô la", false, "USD");
    assert_found(table, "đô\xC2\xA0\n la", false, "USD");
    assert_found(table, " đô la ", false, "USD");
    assert_found(table, "đôla", false, NULL);
    assert_found(table, "", false, NULL);
    assert_found(table, "Đô LA", false, NULL);
    assert_found(table, "Đô LA", true, "USD");
    /* Folded, not folded, decomposed. */
    assert_found(table, "Hòa Bình", false, "1");
    assert_found(table, "Hoà Bình", false, "1");
    assert_found(table, "Hoa\xCC\x80 Bi\xCC\x80nh", false, "1");
    assert_found(table, "HÒA", true, "2");
    /* The exact key goes before another one. */
    assert_found(table, "us", true, "b");
    assert_found(table, "US", true, "a");
    assert_found(table, "uS", true, "a");
    assert_found(table, "i", true, NULL);
    assert_string_equal(lode_table_key(table, 1), "Hòa Bình");
    lode_pack_free(pack);
}

static void case_folding(void **state) {
    (void)state;
    assert_int_equal(lode_case_fold('A'), 'a');
    assert_int_equal(lode_case_fold('['), '[');
    assert_int_equal(lode_case_fold(0x110), 0x111); /* D with stroke */
    assert_int_equal(lode_case_fold(0x212A), 'k');  /* the kelvin sign */
    assert_int_equal(lode_case_fold(0x17F), 's');   /* the long s */
    assert_int_equal(lode_case_fold(0x3C2), 0x3C3); /* the final sigma */
    assert_int_equal(lode_case_fold(0x1E9E), 0xDF); /* the capital sharp s */
    assert_int_equal(lode_case_fold(0x130), 0x130);
}

static void caseless_tables(void **state) {
    lode_pack *pack = load_table("", "{entries: {khoảng: approx, Gần: less}, caseless: true}");
    const lode_table *table = table_of(pack);

    (void)state;
    assert_true(lode_table_is_caseless(table));
    assert_found(table, "KHOẢNG", false, "approx");
    assert_found(table, "gần", false, "less");
    lode_pack_free(pack);
}

/* What a table's pattern takes at the start of a text, in bytes; -1: nothing. */
static int taken(const lode_rule *rule, const char *subject, size_t start) {
    int code, count;
    PCRE2_SIZE offset;
    uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_NO_AUTO_CAPTURE | (rule->caseless ? PCRE2_CASELESS : 0);
    size_t calls;
    const lode_buffer *pattern = written(rule, &calls);
    pcre2_code *compiled = pcre2_compile((PCRE2_SPTR)pattern->bytes, pattern->length, options, &code, &offset, NULL);
    pcre2_match_data *data;
    int length = -1;

    if (!compiled)
        fail_msg("PCRE2 refuses at %zu: %s", (size_t)offset, pattern->bytes);
    data = pcre2_match_data_create_from_pattern(compiled, NULL);
    count = pcre2_match(compiled, (PCRE2_SPTR)subject, strlen(subject), start, PCRE2_ANCHORED, data, NULL);
    assert_true(count > 0 || count == PCRE2_ERROR_NOMATCH);
    if (count > 0)
        length = (int)(pcre2_get_ovector_pointer(data)[1] - start);
    pcre2_match_data_free(data);
    pcre2_code_free(compiled);
    return length;
}

static void patterns(void **state) {
    lode_pack *pack = load_table("", "{đô: a, đô la: b, đô la Mỹ: c, $: d, US$: e, '%': f, 'a.b*': g, k+: h, '1': i}");
    const lode_rule *rule = pack->rules;

    (void)state;
    assert_int_equal(taken(rule, "đô la\nMỹ", 0), strlen("đô la\nMỹ"));
    assert_int_equal(taken(rule, "đô la M", 0), strlen("đô la"));
    assert_int_equal(taken(rule, "đô lan", 0), strlen("đô"));
    assert_int_equal(taken(rule, "đôn", 0), -1);
    assert_int_equal(taken(rule, "xđô", 1), -1);
    assert_int_equal(taken(rule, "5đô", 1), strlen("đô"));
    assert_int_equal(taken(rule, "x$y", 1), 1);
    assert_int_equal(taken(rule, "US$y", 0), 3);
    assert_int_equal(taken(rule, "xUS$", 1), -1);
    assert_int_equal(taken(rule, "a.b*", 0), 4);
    assert_int_equal(taken(rule, "axb", 0), -1);
    assert_int_equal(taken(rule, "k+", 0), 2);
    assert_int_equal(taken(rule, "11", 0), 1);
    assert_int_equal(taken(rule, "\xCC\x81\xC4\x91\xC3\xB4", 2), -1);
    lode_pack_free(pack);
}

/* Every key of a table of keys that share beginnings is taken whole, whatever the case where that does not count. */
static void every_key(void **state) {
    static const char *const parts[] = {"a", "á", " ", "b", "A", "€"};

    (void)state;
    for (int caseless = 0; caseless < 2; caseless++) {
        lode_buffer text = {0};
        lode_pack *pack;
        const lode_table *table;

        lode_buffer_format(&text, "lode: 1\ntables:\n  t:\n    caseless: %s\n    entries:\n", caseless ? "true" : "false");
        for (int i = 0; i < 6 * 6 * 6 * 6; i++) {
            lode_buffer key = {0};

            for (int rest = i, n = 0; n < 4; n++, rest /= 6)
                lode_buffer_string(&key, n && i % 7 < n ? "" : parts[rest % 6]);
            if (key.bytes[0] != ' ' && key.bytes[key.length - 1] != ' ' && !strstr(key.bytes, "  "))
                lode_buffer_format(&text, "      '%s': %s", key.bytes, "x\n");
            lode_buffer_free(&key);
        }
        /* Some keys come twice, which YAML refuses: they are left out by giving each its own line once. */
        {
            lode_buffer unique = {0};
            char *line = strtok(text.bytes, "\n");

            for (; line; line = strtok(NULL, "\n")) {
                lode_buffer whole = {0};

                lode_buffer_format(&whole, "%s\n", line);
                if (!unique.length || !strstr(unique.bytes, whole.bytes))
                    lode_buffer_string(&unique, whole.bytes);
                lode_buffer_free(&whole);
            }
            lode_buffer_string(&unique, "rules: [{id: a, type: t, match: '%{t:v}', examples: ['[x]']}]\n");
            pack = load_text(unique.bytes);
            lode_buffer_free(&unique);
        }
        table = table_of(pack);
        assert_true(lode_table_count(table) > 300);
        for (size_t i = 0; i < lode_table_count(table); i++) {
            const char *key = lode_table_key(table, i);

            if (taken(pack->rules, key, 0) != (int)strlen(key))
                fail_msg("'%s' is not taken whole", key);
        }
        lode_pack_free(pack);
        lode_buffer_free(&text);
    }
}

/* Keys that each go on from the one before nest deeper than PCRE2's parentheses may. */
static void deep_tries(void **state) {
    lode_buffer text = {0};
    lode_pack *pack;
    char key[320];

    (void)state;
    memset(key, 'a', sizeof key);
    lode_buffer_string(&text, "{");
    for (int i = 1; i < 150; i++)
        lode_buffer_format(&text, "%.*s: %d, ", i, key, i);
    lode_buffer_string(&text, "}");
    {
        lode_buffer whole = {0};

        lode_buffer_format(&whole, "lode: 1\ntables: {t: %s}\nrules: [{id: a, type: t, match: '%%{t:v}', examples: ['[x]']}]\n",
                           text.bytes);
        pack = load_text(whole.bytes);
        lode_buffer_free(&whole);
    }
    key[149] = '\0';
    assert_int_equal(taken(pack->rules, key, 0), 149);
    key[100] = '\0';
    assert_int_equal(taken(pack->rules, key, 0), 100);
    lode_pack_free(pack);
    lode_buffer_free(&text);
}

/* In a large pattern a large table is there once and is called; what is captured stays the same. */
static void called_tables(void **state) {
    lode_buffer text = {0};
    lode_pack *pack;
    const lode_rule *rule;
    size_t calls;

    (void)state;
    lode_buffer_string(&text, "lode: 1\ntables:\n  t:\n");
    for (int i = 0; i < 2000; i++)
        lode_buffer_format(&text, "    %c%c word %d: %d\n", 'a' + i % 23, 'a' + i / 23 % 23, i * 7, i);
    lode_buffer_string(
        &text, "rules:\n- {id: a, type: t, match: '(?<span>%{t:first}( %{t:more}){0,9})%{number:n}?', examples: ['[x]']}\n"
               "- {id: b, type: t, match: '(?i)%{t}', examples: ['[x]']}\n"
               "- {id: c, type: t, match: '\\Q\\\\E(?i)%{t}', examples: ['[x]']}\n"
               "- {id: d, type: t, match: '(?i:%{t} %{t}) %{t}', examples: ['[x]']}\n");
    pack = load_text(text.bytes);
    rule = pack->rules;
    assert_true(rule->pattern_length < 200);
    assert_true(written(rule, &calls)->length < 60000);
    assert_non_null(strstr(written(rule, &calls)->bytes, "(?(DEFINE)(?<t1>"));
    assert_int_equal(calls, 1);
    assert_int_equal(rule->capture_count, 4);
    assert_int_equal(rule->span_group, 1);
    assert_ptr_equal(rule->captures[1].table, rule->captures[2].table);
    assert_string_equal(rule->fields[rule->captures[1].field].name, "first");
    assert_string_equal(rule->fields[rule->captures[2].field].name, "more");
    assert_int_equal(rule->captures[3].kind, LODE_FIELD_NUMBER);
    assert_int_equal(taken(rule, "aa word 0\nba word 7 ab word 14", 0), strlen("aa word 0\nba word 7"));
    assert_int_equal(taken(rule, "aa word 1", 0), -1);
    assert_int_equal(taken(rule, "xaa word 0", 1), -1);
    for (size_t i = 1; i < 3; i++) { /* case is switched there, and would not be in what is called */
        assert_null(strstr(written(&rule[i], &calls)->bytes, "DEFINE"));
        assert_int_equal(calls, 0);
    }
    assert_non_null(strstr(written(&rule[3], &calls)->bytes, "))(?: |\\n)(?:(?&t1)))(?(DEFINE)"));
    assert_int_equal(calls, 1);
    lode_pack_free(pack);
    lode_buffer_free(&text);
}

static void caseless_rules(void **state) {
    lode_pack *pack = load_text("lode: 1\ntables: {t: {USD: 1, usdx: 2}}\nrules: [{id: a, type: t, flags: [caseless], "
                                "match: '%{t:v}', examples: ['[x]']}]\n");

    (void)state;
    assert_true(pack->rules->caseless);
    assert_int_equal(taken(pack->rules, "USDX", 0), 4);
    assert_int_equal(taken(pack->rules, "uSd", 0), 3);
    lode_pack_free(pack);
}

static void mistakes(void **state) {
    char longest[1200];

    (void)state;
    assert_mistakes("lode: 1\ntables: [a]\n", "t.yaml:2:9: tables must be a mapping; write 'key: value' pairs\n");
    assert_mistakes("lode: 1\ntables: {a: b, c: {}, 1x: {a: b}, number: {a: b}}\n",
                    "t.yaml:2:13: a table must be a mapping or a list; write 'key: value' pairs, or a list of words\n"
                    "t.yaml:2:19: the table 'c' is empty; give it an entry or leave it out\n"
                    "t.yaml:2:23: '1x' is no name for a table; use ASCII letters, digits and '_', a digit not first\n"
                    "t.yaml:2:35: 'number' is built in; choose another name\n");
    assert_mistakes(
        "lode: 1\ntables: {a: {x, y: ~, ' ': 1, z: {b: c}, n: 99999999999999999999999999999999999999999}}\n",
        "t.yaml:2:14: the key 'x' has no value; write 'key: value'; quote an empty text, and a key with a comma in it\n"
        "t.yaml:2:17: the key 'y' has no value; write 'key: value'; quote an empty text, and a key with a comma in it\n"
        "t.yaml:2:23: a key is empty\n"
        "t.yaml:2:34: a table's value must be a text or a number; write it as one text or number\n"
        "t.yaml:2:45: the number has too many digits to be exact; quote it if it is a text\n");
    assert_mistakes("lode: 1\nnormalise: {word_end: {oà: òa}}\ntables: {a: {hoà: 1, hòa: 1, toà: 1, tòa: 2}}\n",
                    "t.yaml:3:38: the key 'tòa' stands for '1' already\n");
    assert_mistakes("lode: 1\ntables: {a: {entries: {x: 1}, caseles: true, caseless: 1}}\n",
                    "t.yaml:2:31: unknown key 'caseles', did you mean 'caseless'?\n"
                    "t.yaml:2:56: 'caseless' must be true or false\n");
    snprintf(longest, sizeof longest, "lode: 1\ntables: {a: {'%01001d': x}}\n", 0);
    assert_mistakes(longest, "t.yaml:2:14: a key may have 1000 bytes at most\n");
}

static const lode_table *table_in(lode_pack **pack, const char *folder) {
    lode_error error;
    lode_buffer reports = {0};

    if (lode_pack_load(folder, NULL, 0, keep_report, &reports, pack, &error) != LODE_OK)
        fail_msg("%s: %s", error.message, reports.bytes ? reports.bytes : "");
    lode_buffer_free(&reports);
    return table_of(*pack);
}

static void assert_folder_mistakes(const char *folder, const char *expected) {
    lode_error error;
    lode_buffer reports = {0};
    lode_pack *pack;

    assert_int_equal(lode_pack_load(folder, NULL, 0, keep_report, &reports, &pack, &error), LODE_ERROR_RULES);
    assert_string_equal(reports.bytes, expected);
    lode_buffer_free(&reports);
}

#define RULE "rules: [{id: a, type: t, match: '%{t:v}', examples: ['[x]']}]\n"

static void tab_separated(void **state) {
    const char *folder = *state;
    lode_pack *pack;
    const lode_table *table;

    write_file(folder, "p/a.yaml", "lode: 1\ntables: {t: {file: data/x.tsv, column: code, caseless: true}}\n" RULE);
    write_file(folder, "p/data/x.tsv",
               "\xEF\xBB\xBF"
               "name\tother\tcode\r\nHà Nội\t-\t01\r\n\r\nHuế \"cố đô\"\t\t46\nVinh\t\t");
    char path[256];
    snprintf(path, sizeof path, "%s/p", folder);
    table = table_in(&pack, path);
    assert_int_equal(lode_table_count(table), 3);
    assert_found(table, "HÀ NỘI", false, "01");
    assert_found(table, "Huế \"cố đô\"", false, "46");
    assert_found(table, "Vinh", false, "");
    assert_int_equal(lode_table_value(table, 0)->kind, LODE_VALUE_TEXT);
    assert_int_equal(lode_table_value(table, 1)->kind, LODE_VALUE_NUMBER);
    lode_pack_free(pack);
}

static void comma_separated(void **state) {
    const char *folder = *state;
    lode_pack *pack;
    const lode_table *table;
    char path[256];

    write_file(folder, "c/a.yaml", "lode: 1\ntables: {t: {file: x.csv}}\n" RULE);
    write_file(folder, "c/x.csv", "name,code\r\n\"a, \"\"b\"\"\",1\r\n\"two\nlines\",\"2\"\r\nplain \"x\",3");
    snprintf(path, sizeof path, "%s/c/a.yaml", folder);
    table = table_in(&pack, path);
    assert_int_equal(lode_table_count(table), 3);
    assert_found(table, "a, \"b\"", false, "1");
    assert_found(table, "two lines", false, "2");
    assert_found(table, "plain \"x\"", false, "3");
    assert_int_equal(lode_table_value(table, 0)->kind, LODE_VALUE_NUMBER);
    assert_int_equal(lode_table_value(table, 1)->kind, LODE_VALUE_TEXT);
    lode_pack_free(pack);
}

static void one_column(void **state) {
    const char *folder = *state;
    lode_pack *pack;
    const lode_table *table;
    char path[256];

    write_file(folder, "o/a.yaml", "lode: 1\ntables: {t: {file: x.tsv}}\n" RULE);
    write_file(folder, "o/x.tsv", "name\nfoo\nbar\n");
    snprintf(path, sizeof path, "%s/o", folder);
    table = table_in(&pack, path);
    assert_found(table, "bar", false, "bar");
    lode_pack_free(pack);
}

static void file_mistakes(void **state) {
    const char *folder = *state;
    char path[256], expected[2048];

    snprintf(path, sizeof path, "%s/m", folder);
    write_file(
        folder, "m/a.yaml",
        "lode: 1\ntables:\n  t: {file: none.tsv}\n  u: {file: x.tsv, column: cde}\n  v: {file: y.tsv}\n  w: {file: z.csv}\n"
        "  x: {file: b.tsv}\n  y: {file: c.tsv, entries: {a: b}}\n  z: {file: x.tsv, columns: code}\n");
    write_file(folder, "m/x.tsv", "name\tcode\na\t1\n");
    write_file(folder, "m/y.tsv", "name\tcode\na\t1\t2\nb\n\t5\na\t3\na\t1\na\t4\n");
    write_file(folder, "m/z.csv", "name,code\n\"a\"b,1\nc,2\n\"d,3\n");
    write_file(folder, "m/b.tsv", "name\tcode\na\xFF\t1\n");
    snprintf(expected, sizeof expected,
             "a.yaml:3:13: the table file '%s/none.tsv' cannot be opened: No such file or directory; the path starts from the "
             "folder of the rule file\n"
             "a.yaml:4:28: %s/x.tsv has no column 'cde', did you mean 'code'?\n"
             "a.yaml:8:29: a table has 'file' alone or 'entries' and 'of'; make two tables of it, and a third 'of:' both\n"
             "a.yaml:9:20: unknown key 'columns', did you mean 'column'?\n"
             "b.tsv:2:2: the byte 0xFF is not UTF-8 text here; save the file as UTF-8\n"
             "y.tsv:2:1: the row has 3 fields, the first line names 2 columns\n"
             "y.tsv:3:1: the row has 1 fields, the first line names 2 columns\n"
             "y.tsv:4:1: a key is empty\n"
             "y.tsv:6:1: the key 'a' stands for '3' already\n"
             "y.tsv:7:1: the key 'a' stands for '3' already\n"
             "z.csv:2:4: text behind a quoted field; write a quotation mark inside a quoted field twice\n"
             "z.csv:4:1: a quotation mark is not closed\n",
             path, path);
    assert_folder_mistakes(path, expected);
}

static void sets(void **state) {
    lode_pack *pack = load_table("", "[tấn, 'b  c', 7]");
    const lode_table *table = table_of(pack);

    (void)state;
    assert_int_equal(lode_table_count(table), 3);
    assert_found(table, "tấn", false, "tấn");
    assert_found(table, "b c", false, "b  c");
    assert_int_equal(lode_table_value(table, 2)->kind, LODE_VALUE_NUMBER);
    lode_pack_free(pack);
    pack = load_table("", "{entries: [đô, Đồng, $, É], capitalised: true}");
    table = table_of(pack);
    assert_int_equal(lode_table_count(table), 5);
    assert_found(table, "Đô", false, "đô");
    assert_found(table, "đồng", false, NULL);
    lode_pack_free(pack);
    /* What stands for itself is not pushed out. */
    pack = load_table("", "{entries: {may: m, May: '5', kg: k}, capitalised: true}");
    assert_found(table_of(pack), "May", false, "5");
    assert_found(table_of(pack), "Kg", false, "k");
    lode_pack_free(pack);
}

static void unions(void **state) {
    const char *folder = *state;
    lode_pack *pack;
    const lode_table *table;
    const lode_value *entry;
    char path[256];

    write_file(folder, "u/a.yaml",
               "lode: 1\ntables:\n  t: {entries: {c: own}, of: [x, y], capitalised: true}\n  x: {file: x.tsv}\n"
               "  y: {of: [z]}\n  z: {entries: {a: z, b: z, c: z}}\n" RULE);
    write_file(folder, "u/x.tsv",
               "\xEF\xBB\xBF# a comment\n# another\nname\tcode\tregion code\tarea\n#x\na\tA\t-\t1.50\n\"#1\"\tB\t-\t\n");
    snprintf(path, sizeof path, "%s/u", folder);
    table = table_in(&pack, path);
    assert_int_equal(lode_table_count(table), 7);
    assert_string_equal(lode_table_key(table, 0), "c");
    assert_found(table, "c", false, "own");
    assert_found(table, "a", false, "A");
    assert_found(table, "B", false, "z");
    assert_found(table, "#1", false, "B");
    assert_int_equal(lode_table_column_count(table), 1);
    assert_string_equal(lode_table_column_name(table, 0), "area");
    entry = lode_table_find(table, "A", 1, false);
    assert_int_equal(lode_table_cell(table, entry, 0)->kind, LODE_VALUE_NUMBER);
    entry = lode_table_find(table, "#1", 2, false);
    assert_int_equal(lode_table_cell(table, entry, 0)->kind, LODE_VALUE_NONE);
    assert_string_equal(pack->rules->fields[1].name, "v.area");
    assert_int_equal(lode_rule_field_value_count(pack->rules, 1), 0);
    lode_pack_free(pack);
    assert_mistakes("lode: 1\ntables: {a: {of: [b, bc]}, b: {of: [c]}, c: {of: [b]}, d: {entries: {x: 1}, of: [e]}, "
                    "e: {entries: [x], caseless: true}, ab: {of: []}, f: {of: [a, x], entries: y}}\n",
                    "t.yaml:2:22: unknown table 'bc'; name tables that stand under 'tables:'\n"
                    "t.yaml:2:51: the table 'b' is made of itself\n"
                    "t.yaml:2:82: the table 'e' is caseless; make this one caseless as well, or that one not\n"
                    "t.yaml:2:126: the table 'ab' is empty; give it an entry or leave it out\n"
                    "t.yaml:2:161: 'entries' must be a mapping or a list; write 'key: value' pairs, or a list of words\n");
}

/* A table of 200,000 entries for a lookup rule. */
static void large(void **state) {
    const char *folder = *state;
    lode_buffer text = {0};
    lode_pack *pack;
    lode_error error;
    const lode_table *table;
    char path[256];

    lode_buffer_string(&text, "name\tcode\n");
    for (int i = 0; i < 200000; i++)
        lode_buffer_format(&text, "Xã số %d\tv%d\n", i * 7919 % 200003, i);
    write_file(folder, "l/x.tsv", text.bytes);
    write_file(folder, "l/a.yaml",
               "lode: 1\ntables: {t: {file: x.tsv}}\nrules: [{id: a, type: t, lookup: t, set: {kind: x}, examples: "
               "['[x]']}]\n");
    snprintf(path, sizeof path, "%s/l", folder);
    assert_int_equal(lode_pack_load(path, NULL, 0, NULL, NULL, &pack, &error), LODE_OK);
    table = pack->rules->lookup;
    assert_non_null(table);
    assert_null(pack->rules->pattern);
    assert_string_equal(pack->rules->fields[0].name, "value");
    assert_string_equal(pack->rules->fields[1].name, "kind");
    assert_int_equal(lode_rule_field_value_count(pack->rules, 0), 200000);
    assert_int_equal(lode_table_count(table), 200000);
    for (int i = 0; i < 200000; i++) {
        char key[64], value[64];

        snprintf(key, sizeof key, "Xã số %d", i * 7919 % 200003);
        snprintf(value, sizeof value, "v%d", i);
        assert_found(table, key, false, value);
    }
    lode_pack_free(pack);
    write_file(folder, "l/a.yaml", "lode: 1\ntables: {t: {file: x.tsv}}\n" RULE);
    assert_int_equal(lode_pack_load(path, NULL, 0, NULL, NULL, &pack, &error), LODE_OK);
    assert_true(pack->rules->pattern_length < 100);
    assert_int_equal(pack->fragment_count, 1);
    lode_pack_free(pack);
    lode_buffer_free(&text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entries_in_order),
        cmocka_unit_test(finding),
        cmocka_unit_test(case_folding),
        cmocka_unit_test(caseless_tables),
        cmocka_unit_test(patterns),
        cmocka_unit_test(every_key),
        cmocka_unit_test(deep_tries),
        cmocka_unit_test(called_tables),
        cmocka_unit_test(caseless_rules),
        cmocka_unit_test(mistakes),
        cmocka_unit_test(tab_separated),
        cmocka_unit_test(comma_separated),
        cmocka_unit_test(one_column),
        cmocka_unit_test(file_mistakes),
        cmocka_unit_test(large),
        cmocka_unit_test(sets),
        cmocka_unit_test(unions),
    };

    return cmocka_run_group_tests_name("rules: tables", tests, make_folder, remove_folder);
}
