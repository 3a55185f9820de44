/* SPDX-License-Identifier: MIT */
/* Rule files as YAML: what is refused, and with which place. */
#include "rules_help.h"

static void syntax(void **state) {
    (void)state;
    assert_mistakes(
        "lode: 1\nrules: [a\n",
        "t.yaml:3:1: a [ is not closed, or a text in it is not quoted; close it; write the text in single quotes where "
        "a text has , or ] in it, or begins with [\n");
    assert_mistakes("lode: 1\ntables:\n\tx: 1\n", "t.yaml:3:1: a tab where YAML wants blanks; indent with blanks\n");
    assert_mistakes("lode: 1\nrules: \"é\\q\"\n", "t.yaml:2:10: an escape that YAML does not know in double quotes; write the "
                                                  "pattern in single quotes, in which \\ is itself\n");
    assert_mistakes("lode: 1\ndefine:\n  a: %{x}\n",
                    "t.yaml:3:6: '%' cannot begin a text that is not quoted; write it in single "
                    "quotes: '%{...}'\n");
    assert_mistakes("lode: 1\ndefine:\n  a: đ: b\n",
                    "t.yaml:3:7: ': ' in a text that is not quoted; write the text in single quotes: 'a: b'\n");
    assert_mistakes("lode: 1\ndefine:\n  a: x\n    b: c\n",
                    "t.yaml:4:6: a key where none can be; indent it as the keys beside it\n");
    assert_mistakes("lode: 1\ndefine:\n  a: 'it's'\n",
                    "t.yaml:3:10: text behind a quoted text; inside single quotes, ' is written twice: 'it''s'\n");
    assert_mistakes("lode: 1\ndefine:\n  a: [b] c\n",
                    "t.yaml:3:10: text behind a closed list; write a text that begins with [ or { in single quotes\n");
    assert_mistakes("lode: 1\ndefine:\n  a: 'b\n\n",
                    "t.yaml:3:6: a quotation mark is not closed; close it; inside single quotes, ' is written twice\n");
    assert_mistakes("lode: 1\nrules\n", "t.yaml:3:1: this is no 'key: value'; write 'key: value', or write the text in single "
                                        "quotes if it goes on here\n");
    assert_mistakes("", "t.yaml:1:1: the file is empty; start it with 'lode: 1'\n");
    assert_mistakes("# nothing\n", "t.yaml:1:1: the file is empty; start it with 'lode: 1'\n");
    assert_mistakes("- a\n", "t.yaml:1:1: a rule file must be a mapping; write 'key: value' pairs\n");
}

static void encoding(void **state) {
    static const char nul[] = "lode: 1\ntables: {a: {x: \"\\0\"}}\n";

    (void)state;
    assert_mistakes("lode: 1\n# \xC3\xA9\xE9\n", "t.yaml:2:4: the byte 0xE9 is not UTF-8 here; save the file as UTF-8\n");
    assert_mistakes("lode: 1\n# a\x01\n", "t.yaml:2:4: control characters are not allowed (U+0001)\n");
    assert_mistakes_of(nul, sizeof nul - 1, "t.yaml:2:17: a text with a NUL character\n");
}

static void aliases_and_tags(void **state) {
    (void)state;
    assert_mistakes(
        "lode: 1\ntables: {a: &x {k: v}, b: *x}\n",
        "t.yaml:2:27: aliases such as '*x' are not taken in rule files; give it a name under 'define:' or 'tables:'\n");
    assert_mistakes("lode: 1\ntables: {a: {k: !!str 1}}\n",
                    "t.yaml:2:17: tags such as 'tag:yaml.org,2002:str' have no meaning in "
                    "rule files; leave it out; quote what must stay a text\n");
}

static void documents(void **state) {
    (void)state;
    assert_mistakes("---\nlode: 1\n---\nlode: 1\n",
                    "t.yaml:3:1: a second document starts here; put it into a file of its own\n");
    lode_pack_free(load_text("%YAML 1.1\n---\nlode: 1\n...\n"));
}

static void keys(void **state) {
    (void)state;
    assert_mistakes("lode: 1\ntables:\n  a: {x: 1, y: 2, x: 1}\n  a: {z: 1}\n? [b]\n: 1\n",
                    "t.yaml:3:19: the key 'x' stands twice; keep one of them\n"
                    "t.yaml:4:3: the key 'a' stands twice; keep one of them\n"
                    "t.yaml:4:3: the name 'a' stands for something else already (line 3 of t.yaml); choose another name\n"
                    "t.yaml:5:3: a key must be a word; quote it if it starts with '{' or '['\n");
}

static void depth(void **state) {
    lode_buffer text = {0};

    (void)state;
    lode_buffer_string(&text, "lode: 1\ntables: ");
    for (int i = 0; i < 100000; i++)
        lode_buffer_byte(&text, '[');
    assert_mistakes(text.bytes, "t.yaml:2:72: nested deeper than 64 levels\n");
    lode_buffer_free(&text);
}

/* The place of a mistake inside a text, in every style that YAML knows. */
static void places(void **state) {
    static const char start[] = "lode: 1\ndefine:\n  a: ";
    static const struct {
        const char *text;
        unsigned line, column;
    } cases[] = {
        {"ab%{x}", 3, 8},
        {"\xC3\xA9\xE1\xBB\x87%{x}", 3, 8},
        {"ab\n    cd%{x}", 4, 7},
        {"ab\n\n\n    cd%{x}", 6, 7},
        {"'ab%{x}'", 3, 9},
        {"'a''b%{x}'", 3, 11},
        {"'ab\n  cd%{x}'", 4, 5},
        {"\"a\\\\\\\\b%{x}\"", 3, 13},
        {"\"\\u00e9\\x41%{x}\"", 3, 17},
        {"\"ab\\\n    cd%{x}\"", 4, 7},
        {"\"ab\n\n    cd%{x}\"", 5, 7},
        {"|\n    ab\n    cd%{x}", 5, 7},
        {"|-\n    ab\n\n      cd%{x}", 6, 9},
        {">\n    ab\n    cd%{x}", 5, 7},
        {">\n    ab\n\n    cd%{x}", 6, 7},
        {">\n\n    ab%{x}", 5, 7},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[256], expected[256];

        snprintf(text, sizeof text, "%s%s\n", start, cases[i].text);
        snprintf(expected, sizeof expected,
                 "t.yaml:%u:%u: unknown name 'x'; add it under 'define:' or 'tables:', or the pack that has it to 'uses:'\n",
                 cases[i].line, cases[i].column);
        assert_mistakes(text, expected);
    }
}

/* After many mistakes the rest is counted only. */
static void many(void **state) {
    lode_buffer text = {0}, reports = {0};
    lode_pack *pack;
    lode_error error;
    size_t lines = 0;

    (void)state;
    lode_buffer_string(&text, "lode: 1\n");
    for (int i = 0; i < 3000; i++)
        lode_buffer_format(&text, "wrong%d: 1\n", i);
    assert_int_equal(lode_pack_load_text("t.yaml", text.bytes, text.length, NULL, 0, keep_report, &reports, &pack, &error),
                     LODE_ERROR_RULES);
    for (size_t i = 0; i < reports.length; i++)
        lines += reports.bytes[i] == '\n';
    assert_int_equal(lines, 1000);
    assert_string_equal(error.message, "the pack 't.yaml' has 3000 mistakes");
    lode_buffer_free(&text);
    lode_buffer_free(&reports);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(syntax), cmocka_unit_test(encoding), cmocka_unit_test(aliases_and_tags), cmocka_unit_test(documents),
        cmocka_unit_test(keys),   cmocka_unit_test(depth),    cmocka_unit_test(places),           cmocka_unit_test(many),
    };

    return cmocka_run_group_tests_name("rules: YAML", tests, NULL, NULL);
}
