/* SPDX-License-Identifier: MIT */
/* Programs do what PCRE2 does: every rule of the packs, tried at every place of the samples, with all that is captured. The
 * texts
 * (*.txt) of a folder that LODE_TEST_TEXTS names are tried as well. */
#define _XOPEN_SOURCE 700
#include "match/pattern.h"
#include "match/prefilter.h"
#include "match/run.h"
#include "rules_help.h"

#include <glob.h>

enum { STEPS = 100000000, MEMORY = 1 << 20 };

typedef struct compared {
    lode_pack *pack;
    const lode_rule **rules; /* those with a pattern */
    lode_pattern *patterns;
    size_t count;
    lode_prefilter *prefilter;
    lode_runner *runner;
    pcre2_match_data *data;
    size_t too_large; /* for PCRE2, which has nothing to say of them */
    size_t tries, matches;
} compared;

static void load(compared *with, const char *name) {
    char folder[512];
    const char *const directories[] = {folder, NULL};
    const lode_pack_places places = {.directories = directories};
    lode_error error;

    snprintf(folder, sizeof folder, "%s/rules", getenv("LODE_SOURCE"));
    *with = (compared){0};
    if (lode_pack_load(name, &places, 0, NULL, NULL, &with->pack, &error) != LODE_OK)
        fail_msg("%s", error.message);
    with->rules = calloc(with->pack->rule_count, sizeof *with->rules);
    with->patterns = calloc(with->pack->rule_count, sizeof *with->patterns);
    assert_true(with->rules && with->patterns);
    for (size_t i = 0; i < with->pack->rule_count; i++)
        if (with->pack->rules[i].pattern)
            with->rules[with->count++] = &with->pack->rules[i];
    assert_int_equal(lode_prefilter_create(with->rules, with->count, &with->prefilter, &error), LODE_OK);
    with->runner = lode_runner_create(lode_prefilter_program(with->prefilter), STEPS, MEMORY);
    with->data = pcre2_match_data_create(1000, NULL);
    assert_true(with->runner && with->data);
    for (size_t i = 0; i < with->count; i++) {
        lode_status status = lode_pattern_compile_anchored(with->rules[i], &with->patterns[i], &error);

        assert_true(status == LODE_OK || status == LODE_ERROR_LIMIT);
        with->too_large += status != LODE_OK;
    }
}

static void drop(compared *with) {
    for (size_t i = 0; i < with->count; i++)
        lode_pattern_free(&with->patterns[i]);
    lode_runner_free(with->runner);
    lode_prefilter_free(with->prefilter);
    pcre2_match_data_free(with->data);
    free(with->rules);
    free(with->patterns);
    lode_pack_free(with->pack);
}

static void try_at(compared *with, size_t rule, const char *text, size_t length, size_t at) {
    const size_t *expected = pcre2_get_ovector_pointer(with->data), *groups;
    int count = pcre2_match(with->patterns[rule].code, (PCRE2_SPTR)text, length, at, PCRE2_NO_UTF_CHECK, with->data, NULL);
    lode_run_outcome outcome = lode_run(with->runner, rule, text, length, at);
    size_t group_count;
    bool same = (outcome == LODE_RUN_MATCHED) == (count > 0);

    with->tries++;
    if (same && count > 0) {
        with->matches++;
        groups = lode_runner_groups(with->runner, &group_count);
        same = group_count == (size_t)count && memcmp(groups, expected, 2 * group_count * sizeof *groups) == 0;
    }
    if (!same)
        fail_msg("rule %s at byte %zu of '%.60s': PCRE2 says %d, the program %d", with->rules[rule]->id, at, text + at, count,
                 (int)outcome);
}

static void try_text(compared *with, const char *path) {
    lode_buffer text = {0}, normal = {0};
    FILE *file = fopen(path, "rb");
    char bytes[4096];
    size_t size;

    assert_non_null(file);
    while ((size = fread(bytes, 1, sizeof bytes, file)) > 0)
        assert_true(lode_buffer_append(&text, bytes, size));
    fclose(file);
    /* Some samples are in other encodings. */
    if (lode_folds_apply(with->pack->folds, text.bytes, text.length, &normal, NULL) == LODE_OK)
        for (size_t rule = 0; rule < with->count; rule++)
            for (size_t at = 0; with->patterns[rule].code && lode_runner_has(with->runner, rule) && at <= normal.length; at++)
                if (((unsigned char)normal.bytes[at] & 0xC0) != 0x80)
                    try_at(with, rule, normal.bytes, normal.length, at);
    lode_buffer_free(&text);
    lode_buffer_free(&normal);
}

static void try_folder(compared *with, const char *folder) {
    char pattern[512];
    glob_t found;

    snprintf(pattern, sizeof pattern, "%s/*.txt", folder);
    if (glob(pattern, 0, NULL, &found) == 0)
        for (size_t i = 0; i < found.gl_pathc; i++)
            try_text(with, found.gl_pathv[i]);
    globfree(&found);
}

static void try_pack(const char *name) {
    compared with;
    char folder[512];

    load(&with, name);
    snprintf(folder, sizeof folder, "%s/samples/%s", getenv("LODE_SOURCE"), name);
    try_folder(&with, folder);
    if (getenv("LODE_TEST_TEXTS"))
        try_folder(&with, getenv("LODE_TEST_TEXTS"));
    print_message("%s: %zu rules, %zu of them too large, %zu tries, %zu matches\n", name, with.count, with.too_large,
                  with.tries, with.matches);
    assert_true(with.matches > 100 && with.too_large < with.count / 10);
    drop(&with);
}

static void rules_of_vietnamese(void **state) {
    (void)state;
    try_pack("vi");
}

static void rules_of_english(void **state) {
    (void)state;
    try_pack("en");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(rules_of_vietnamese), cmocka_unit_test(rules_of_english)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
