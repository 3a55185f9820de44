/* SPDX-License-Identifier: MIT */
/* Patterns: what they expand to, what they match, what is refused. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "rules_help.h"

#define SPACE "(?: |\\n)"

static char text[8192];

/* The first rule of a file with this pattern. */
static const lode_rule *load_rule(const char *before, const char *match) {
    return load_text(rule_text(text, sizeof text, before, match))->rules;
}

static void free_rule(const lode_rule *rule) {
    lode_pack_free((lode_pack *)rule->pack);
}

static void assert_expands(const char *before, const char *match, const char *expected) {
    const lode_rule *rule = load_rule(before, match);

    size_t calls;

    assert_string_equal(written(rule, &calls)->bytes, expected);
    assert_int_equal(calls, 0);
    free_rule(rule);
}

static pcre2_code *compile(const lode_rule *rule) {
    int code;
    PCRE2_SIZE offset;
    uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_NO_AUTO_CAPTURE | (rule->caseless ? PCRE2_CASELESS : 0);
    size_t calls;
    const lode_buffer *pattern = written(rule, &calls);
    pcre2_code *compiled = pcre2_compile((PCRE2_SPTR)pattern->bytes, pattern->length, options, &code, &offset, NULL);
    uint32_t groups;

    if (!compiled)
        fail_msg("PCRE2 refuses at %zu: %s", (size_t)offset, pattern->bytes);
    pcre2_pattern_info(compiled, PCRE2_INFO_CAPTURECOUNT, &groups);
    assert_int_equal(groups, rule->capture_count + calls);
    return compiled;
}

/* What group `group` of the first match takes; NULL: nothing. */
static const char *match_group(const lode_rule *rule, const char *subject, unsigned group) {
    static char found[1024];
    pcre2_code *code = compile(rule);
    pcre2_match_data *data = pcre2_match_data_create_from_pattern(code, NULL);
    int count = pcre2_match(code, (PCRE2_SPTR)subject, strlen(subject), 0, 0, data, NULL);
    const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(data);
    bool there = count > (int)group && ends[2 * group] != PCRE2_UNSET;

    assert_true(count >= PCRE2_ERROR_NOMATCH);
    if (there)
        snprintf(found, sizeof found, "%.*s", (int)(ends[2 * group + 1] - ends[2 * group]), subject + ends[2 * group]);
    pcre2_match_data_free(data);
    pcre2_code_free(code);
    return there ? found : NULL;
}

static void assert_matches(const char *before, const char *match, const char *subject, const char *expected) {
    const lode_rule *rule = load_rule(before, match);
    const char *found = match_group(rule, subject, 0);

    if (expected)
        assert_string_equal(found ? found : "(nothing)", expected);
    else
        assert_null(found);
    free_rule(rule);
}

static void spaces(void **state) {
    (void)state;
    assert_expands("", "a b", "a" SPACE "b");
    assert_expands("", "a   b", "a" SPACE "b");
    assert_expands("", "a\\ b[ ]c", "a\\ b[ ]c");
    assert_expands("", "(a )?b", "(a" SPACE ")?b");
    assert_matches("", "a b", "a b", "a b");
    assert_matches("", "a b", "a\nb", "a\nb");
    assert_matches("", "a b", "a  b", NULL);
    assert_matches("", "a b", "a\tb", NULL);
    assert_matches("", "a b", "a\n\nb", NULL);
    assert_matches("", "a b", "ab", NULL);
}

/* A pattern may stand in a block of several lines. */
static void blocks(void **state) {
    lode_pack *pack = load_text("lode: 1\nrules:\n- id: a\n  type: t\n  examples: ['[x]']\n  match: |\n    (a|\n     b) c\n");

    (void)state;
    assert_string_equal(pack->rules->pattern, "(a|" SPACE "b)" SPACE "c");
    lode_pack_free(pack);
}

static void definitions(void **state) {
    static const char before[] = "define: {d: 'x|y', e: '%{d:in}-%{d}', f: '(?<b>[ab])\\k<b>'}\n";
    const lode_rule *rule;

    (void)state;
    assert_expands(before, "%{d}", "(?:x|y)");
    assert_expands(before, "%{d:v}", "(?<f1>x|y)");
    assert_expands(before, "%{e:o}%{e}", "(?<f1>(?<f2>x|y)-(?:x|y))(?:(?<f3>x|y)-(?:x|y))");
    assert_expands(before, "%{f}%{f:g}", "(?:(?<f1>[ab])(?:\\k<f1>))(?<f2>(?<f3>[ab])(?:\\k<f3>))");
    assert_matches(before, "%{f}%{f:g}", "abaabb", "aabb");
    rule = load_rule(before, "%{e:o}%{e}%{d:in}");
    assert_int_equal(rule->field_count, 3);
    assert_string_equal(rule->fields[0].name, "o");
    assert_string_equal(rule->fields[1].name, "o.in");
    assert_string_equal(rule->fields[2].name, "in");
    assert_int_equal(rule->capture_count, 4);
    assert_int_equal(rule->captures[0].field, 0);
    assert_int_equal(rule->captures[1].field, 1);
    assert_int_equal(rule->captures[2].field, 2);
    assert_int_equal(rule->captures[3].field, 2);
    free_rule(rule);
}

static void spans_and_hidden_groups(void **state) {
    const lode_rule *rule = load_rule("", "a(?<_q>[bc])(?<span>x(?<v>y)\\k<_q>)");

    (void)state;
    assert_int_equal(rule->span_group, 2);
    assert_int_equal(rule->capture_count, 3);
    assert_int_equal(rule->captures[0].field, -1);
    assert_int_equal(rule->captures[1].field, -1);
    assert_int_equal(rule->captures[2].field, 0);
    assert_int_equal(rule->field_count, 1);
    assert_string_equal(match_group(rule, "abxyc acxyc", 2), "xyc");
    free_rule(rule);
}

static void groups_and_references(void **state) {
    (void)state;
    assert_expands("", "(?''a''x)(?P<b>y)(?P=a)\\k{b}\\g{a}\\k''b''",
                   "(?<f1>x)(?<f2>y)(?:\\k<f1>)(?:\\k<f2>)(?:\\k<f1>)(?:\\k<f2>)");
}

static void references_to_alternatives(void **state) {
    (void)state;
    assert_expands("", "(?:(?<a>x)|(?<a>y))\\k<a>", "(?:(?<f1>x)|(?<f2>y))(?:\\k<f1>|\\k<f2>)");
    assert_matches("", "(?:(?<a>x)|(?<a>y))\\k<a>", "xyy", "yy");
    assert_expands("", "(?<a>x)?(?(<a>)y|z)(?(?=q)q|r)", "(?<f1>x)?(?(<f1>)y|z)(?(?=q)q|r)");
}

/* What PCRE2 takes as it is. */
static void passed_through(void **state) {
    static const char *const patterns[] = {"a|b.c*+d??e{2,3}f$",
                                           "(?:a)(?=b)(?!c)(?<=d)(?<!e)(?>f)",
                                           "(?i)a(?s-i:b)",
                                           "\\p{Lu}\\P{M}\\pL\\x{1EF3}",
                                           "[^]a-z[:alpha:]\\]\\p{Lu}]",
                                           "\\Q(a b)[\\E",
                                           "\\d+\\w\\h\\R\\X\\b\\N",
                                           "\\x41\\t\\cA\\0",
                                           "a{b}{,2}100%"};

    (void)state;
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
        assert_expands("", patterns[i], patterns[i]);
    assert_expands("", "a(?# some (words)b", "ab");
    assert_expands("", "5\\%{d}", "5%\\{d}");
}

static void literals_are_folded(void **state) {
    static const char before[] = "normalise: {word_end: {oà: òa}, anywhere: {ơ: ô}}\n";

    (void)state;
    assert_expands(before, "hoà b", "hòa" SPACE "b");
    assert_expands(before, "hoà\\b", "hòa\\b");
    assert_expands(before, "hoàn", "hoàn");
    assert_expands(before, "hoà", "(?:hòa|hoà)");
    assert_expands(before, "(hoà|toà)n", "((?:hòa|hoà)|(?:tòa|toà))n");
    assert_expands(before, "sơ+", "sơ+");
    assert_expands(before, "cơm", "côm");
    /* Decomposed: composed, the quantifier for the whole letter. */
    assert_expands(before, "xa\xCC\x81+y", "xá+y");
    assert_expands(before, "[a\xCC\x81]", "[á]");
}

static void built_ins(void **state) {
    const lode_rule *rule = load_rule("", "%{roman:r}\\.%{digits:d}x%{number:n}");

    (void)state;
    assert_int_equal(rule->captures[0].kind, LODE_FIELD_NUMBER);
    assert_int_equal(rule->captures[0].reader, LODE_READ_ROMAN);
    assert_int_equal(rule->captures[1].reader, LODE_READ_DIGITS);
    assert_int_equal(rule->captures[2].reader, LODE_READ_NUMBER);
    assert_int_equal(rule->field_count, 3);
    free_rule(rule);
    assert_matches("", "%{roman}\\.", "IIII. aIV. XIV.", "XIV.");
    assert_matches("", "%{number}$", "x 1,200.5", "1,200.5");
}

static void entities(void **state) {
    const lode_rule *rule = load_rule("", "%{@money:left} %{@date} %{@money}");
    uint32_t marker = lode_reference_marker("money");

    (void)state;
    assert_true(marker >= 0xF0000 && marker <= 0xFFFFD);
    assert_int_not_equal(marker, lode_reference_marker("date"));
    assert_int_equal(rule->reference_count, 2);
    assert_string_equal(rule->references[0], "money");
    assert_string_equal(rule->references[1], "date");
    assert_int_equal(rule->captures[0].kind, LODE_FIELD_ENTITY);
    assert_int_equal(rule->captures[0].field, 0);
    assert_memory_equal(rule->pattern, "(?<f1>", 6);
    assert_int_equal((unsigned char)rule->pattern[6], 0xF0 | marker >> 18);
    assert_int_equal((unsigned char)rule->pattern[9], 0x80 | (marker & 0x3F));
    free_rule(rule);
}

/* Each in a pattern of its own, with the place and the message. */
static void refused(void **state) {
    static const struct {
        const char *match;
        unsigned column; /* of the pattern, from 1 */
        const char *message;
    } cases[] = {
        {"a%{numbr}", 2, "unknown name 'numbr', did you mean 'number'?"},
        {"a%{ab", 2, "'%{' without a proper name and '}'; write %{name} or %{name:field}, or \\%{ for the characters"},
        {"%{2}", 1, "'%{' without a proper name and '}'; write %{name} or %{name:field}, or \\%{ for the characters"},
        {"%{number:}", 1, "'%{' without a proper name and '}'; write %{name} or %{name:field}, or \\%{ for the characters"},
        {"%{number:span}", 1, "'span' is no field; write (?<span>%{...})"},
        {"[%{number}]", 2, "%{number} cannot stand in a character class; write (?:%{...}|[...])"},
        {"a[b", 2, "a character class is not closed; close it with ], or write \\[ for the character"},
        {"a(b(c)", 2, "a parenthesis is not closed; close it, or write \\( for the character"},
        {"a)b", 2, "a parenthesis is closed that was not opened; write \\) for the character"},
        {"a\\", 2, "a backslash with nothing behind it; write \\\\ for the character itself"},
        {"(a)\\1", 4,
         "numbered references and calls of groups are not taken; name the group, (?<name>...), and write \\k<name>"},
        {"\\g1", 1, "numbered references and calls of groups are not taken; name the group, (?<name>...), and write \\k<name>"},
        {"\\g{-1}", 1,
         "numbered references and calls of groups are not taken; name the group, (?<name>...), and write \\k<name>"},
        {"(?<a>x)\\g<a>", 8,
         "numbered references and calls of groups are not taken; name the group, (?<name>...), and write \\k<name>"},
        {"(?R)", 1, "calls of groups, such as (?R), are not taken; write it as a definition and insert that with %{name}"},
        {"(?1)", 1, "calls of groups, such as (?R), are not taken; write it as a definition and insert that with %{name}"},
        {"(?-1)", 1, "calls of groups, such as (?R), are not taken; write it as a definition and insert that with %{name}"},
        {"(?&a)", 1, "calls of groups, such as (?R), are not taken; write it as a definition and insert that with %{name}"},
        {"(?P>a)", 1, "calls of groups, such as (?R), are not taken; write it as a definition and insert that with %{name}"},
        {"(?C1)", 1, "callouts, (?C...), are not taken"},
        {"(*UTF)a", 1, "(*...) is not taken; write \\( for the character; lookarounds are written (?=...)"},
        {"(?|a|b)", 1, "(?| is not taken; give the groups one name: several groups may fill one field"},
        {"a\\Cb", 2, "\\C would cut characters in two; write . or (?s:.) for one character"},
        {"a\\Kb", 2, "\\K is not taken; put (?<span>...) around what is to be found"},
        {"\\Ga", 1, "\\G is not taken: a match must not depend on the one before it"},
        {"(?ix)a", 1, "a flag that is not taken; the flags i, m, s and U can be set"},
        {"(?<1a>b)", 1, "a group without a proper name; use ASCII letters, digits and '_', as in (?<name>...)"},
        {"\\k<a>(?<a>b)", 1,
         "there is no group named 'a' here; a reference goes back to a group further left in the same pattern or definition"},
        {"(?(1)a|b)", 1, "this condition is not taken; write (?(<name>)...|...) or a lookaround as the condition"},
        {"(?(R)a|b)", 1, "this condition is not taken; write (?(<name>)...|...) or a lookaround as the condition"},
        {"(?(DEFINE)a)", 1, "this condition is not taken; write (?(<name>)...|...) or a lookaround as the condition"},
        {"(?(<a>)a|b)", 1,
         "there is no group named 'a' here; a condition asks for a group further left in the same pattern or definition"},
        {"(?<span>a)(?<span>b)", 11, "the pattern has two groups named 'span'; put one group around all that may be the span"},
        {"(?@a)", 1, "(? starts nothing that is known; known are (?: (?= (?! (?<= (?<! (?> (?<name> (?i)"},
        {"(?#a", 1, "a comment is not closed"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char expected[512];

        snprintf(expected, sizeof expected, "t.yaml:7:%u: %s\n", 10 + cases[i].column, cases[i].message);
        assert_mistakes(rule_text(text, sizeof text, "", cases[i].match), expected);
    }
}

/* A mistake in a definition is told once, where it is; all are told. */
static void mistakes_in_definitions(void **state) {
    (void)state;
    assert_mistakes(
        rule_text(text, sizeof text, "define: {a: 'x(%{nmber}', b: '%{a}%{other}'}\n", "%{a}%{b}%{c}"),
        "t.yaml:2:15: a parenthesis is not closed; close it, or write \\( for the character\n"
        "t.yaml:2:16: unknown name 'nmber', did you mean 'number'?\n"
        "t.yaml:2:35: unknown name 'other'; add it under 'define:' or 'tables:', or the pack that has it to 'uses:'\n"
        "t.yaml:8:19: unknown name 'c'; add it under 'define:' or 'tables:', or the pack that has it to 'uses:'\n");
    assert_mistakes(rule_text(text, sizeof text, "define: {f: '(?<span>x)'}\n", "%{f:g}"),
                    "t.yaml:2:14: a group named 'span' inside the field 'g'; insert the definition without a field name\n");
}

static void circles(void **state) {
    (void)state;
    assert_mistakes("lode: 1\ndefine: {a: 'x%{a}'}\n", "t.yaml:2:15: the definition 'a' inserts itself\n");
    assert_mistakes("lode: 1\ndefine: {a: '%{b}', b: '%{c}', c: 'x%{a}'}\n",
                    "t.yaml:2:37: the definition 'a' inserts itself through 'c'\n");
}

static void bounds(void **state) {
    lode_buffer file = {0}, reports = {0};
    lode_pack *pack;
    lode_error error;

    (void)state;
    lode_buffer_string(&file, "lode: 1\ndefine:\n  d0: xxxxxxxxxxxxxxxx\n");
    for (int i = 1; i < 30; i++)
        lode_buffer_format(&file, "  d%d: '%%{d%d}%%{d%d}'\n", i, i - 1, i - 1);
    lode_buffer_string(&file, "rules: [{id: a, type: t, examples: ['[x]'], match: '%{d29}'}]\n");
    assert_int_equal(lode_pack_load_text("t.yaml", file.bytes, file.length, NULL, 0, keep_report, &reports, &pack, &error),
                     LODE_ERROR_RULES);
    assert_non_null(strstr(reports.bytes,
                           "the pattern, with all that it inserts, is longer than 262144 bytes; insert less, or make "
                           "several rules of it\n"));
    lode_buffer_clear(&file);
    lode_buffer_clear(&reports);
    lode_buffer_string(&file, "lode: 1\ndefine:\n  d0: x\n");
    for (int i = 1; i < 100; i++)
        lode_buffer_format(&file, "  d%d: '%%{d%d}'\n", i, i - 1);
    assert_int_equal(lode_pack_load_text("t.yaml", file.bytes, file.length, NULL, 0, keep_report, &reports, &pack, &error),
                     LODE_OK);
    lode_pack_free(pack);
    lode_buffer_clear(&file);
    lode_buffer_string(&file, "lode: 1\ndefine:\n");
    for (int i = 99; i > 0; i--)
        lode_buffer_format(&file, "  d%d: '%%{d%d}'\n", i, i - 1);
    lode_buffer_string(&file, "  d0: x\n");
    assert_int_equal(lode_pack_load_text("t.yaml", file.bytes, file.length, NULL, 0, keep_report, &reports, &pack, &error),
                     LODE_ERROR_RULES);
    assert_non_null(strstr(reports.bytes, "definitions insert each other deeper than 64 levels\n"));
    lode_buffer_clear(&file);
    lode_buffer_clear(&reports);
    lode_buffer_string(&file, "lode: 1\nrules: [{id: a, type: t, examples: ['[x]'], match: '");
    for (int i = 0; i < 1001; i++)
        lode_buffer_string(&file, "(?<a>x)");
    lode_buffer_string(&file, "'}]\n");
    assert_int_equal(lode_pack_load_text("t.yaml", file.bytes, file.length, NULL, 0, keep_report, &reports, &pack, &error),
                     LODE_ERROR_RULES);
    assert_string_equal(reports.bytes, "t.yaml:2:7053: the pattern, with all that it inserts, has more than 1000 groups\n");
    lode_buffer_free(&file);
    lode_buffer_free(&reports);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spaces),
        cmocka_unit_test(blocks),
        cmocka_unit_test(definitions),
        cmocka_unit_test(spans_and_hidden_groups),
        cmocka_unit_test(groups_and_references),
        cmocka_unit_test(references_to_alternatives),
        cmocka_unit_test(passed_through),
        cmocka_unit_test(literals_are_folded),
        cmocka_unit_test(built_ins),
        cmocka_unit_test(entities),
        cmocka_unit_test(refused),
        cmocka_unit_test(mistakes_in_definitions),
        cmocka_unit_test(circles),
        cmocka_unit_test(bounds),
    };

    return cmocka_run_group_tests_name("rules: templates", tests, NULL, NULL);
}
