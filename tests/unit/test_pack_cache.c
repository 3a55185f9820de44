/* SPDX-License-Identifier: MIT */
/* Packs in the cache folder: the same as when they are loaded, and loaded anew when anything that they are made of has changed.
 */
#define _XOPEN_SOURCE 700
#include "rules_help.h"

#include <dirent.h>

static char base[64];

static int make_base(void **state) {
    (void)state;
    strcpy(base, "/tmp/lode-kept-XXXXXX");
    return mkdtemp(base) ? 0 : -1;
}

static int remove_base(void **state) {
    char command[128];

    (void)state;
    snprintf(command, sizeof command, "rm -rf '%s'", base);
    return system(command);
}

/* Writes a file under the base, with the folder that it is in. */
static void put(const char *name, const char *text) {
    char path[256], *slash;
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", base, name);
    for (slash = strchr(path + strlen(base) + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(path, 0700);
        *slash = '/';
    }
    file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void put_packs(void) {
    put("a/news/pack.yaml", "lode: 1\n"
                            "pack: {language: vi, summary: news, uses: [words], common_words: [và, CỦA]}\n"
                            "settings: {date: {order: dmy}}\n");
    put("a/news/rules.yaml",
        "lode: 1\n"
        "tables: {units: {caseless: true, entries: {Đồng: VND, đô la: USD}}}\n"
        "rules:\n"
        "- id: news.money\n"
        "  type: money\n"
        "  extractor: money\n"
        "  priority: 5\n"
        "  flags: [caseless]\n"
        "  match: '%{number:amount} %{units:currency}(?<span> (?:%{near}))?'\n"
        "  set: {mod: approx, scale: 1.50}\n"
        "  examples: ['giá [5 đồng]', {text: '[6 đô la]', date: 2024-02-29, values: [{amount: 6, currency: USD}]}]\n"
        "  counterexamples: ['5 đồng hồ']\n"
        "- {id: news.place, type: place, lookup: places, examples: ['[Huế]']}\n"
        "- {id: news.twice, type: twice, stage: 2, match: '%{@place} %{@money:m}', examples: ['[x]']}\n");
    put("a/words.yaml", "lode: 1\n"
                        "normalise: {word_end: {òa: oà}, anywhere: {ð: đ}}\n"
                        "numbers: {units: {một: 1, hai: 2}, scales: {trăm: 100}, decimal_marks: [','], group_marks: ['.']}\n"
                        "define: {near: 'gần|hòa'}\n"
                        "tables: {places: {file: places.tsv}}\n");
    put("a/places.tsv", "name\tcode\nHuế\tHUE\nHà Nội\tHAN\nHòa\t7\n");
    put("b/other.yaml", "lode: 1\n");
}

static void add_value(lode_buffer *text, const lode_value *value) {
    lode_buffer_format(text, "%d:%.*s(%llu %d)", value->kind, (int)value->length, value->text ? value->text : "",
                       (unsigned long long)value->number.low, value->number.exponent);
}

static void add_table(lode_buffer *text, const lode_table *table) {
    if (!table) {
        lode_buffer_string(text, "-");
        return;
    }
    lode_buffer_format(text, "[%s %d", lode_table_name(table), lode_table_is_caseless(table));
    for (size_t i = 0; i < lode_table_count(table); i++) {
        const char *key = lode_table_key(table, i), *caseless = lode_table_caseless_key(table, i);

        lode_buffer_format(text, " %s|%s=", key, caseless);
        add_value(text, lode_table_value(table, i));
        assert_ptr_equal(lode_table_find(table, key, strlen(key), false), lode_table_value(table, i));
        assert_non_null(lode_table_find(table, caseless, strlen(caseless), true));
    }
    lode_buffer_string(text, "]");
}

static void add_example(lode_buffer *text, const lode_example *example) {
    lode_buffer_format(text, "\n  %u %.*s %s", example->line, (int)example->length, example->text,
                       example->date ? example->date : "-");
    for (size_t i = 0; i < example->expected_count; i++) {
        lode_buffer_format(text, " %zu-%zu", example->expected[i].start, example->expected[i].end);
        for (size_t j = 0; j < example->expected[i].attribute_count; j++) {
            lode_buffer_format(text, " %s=", example->expected[i].attributes[j].name);
            add_value(text, &example->expected[i].attributes[j].value);
        }
    }
}

static void add_rule(lode_buffer *text, const lode_pack *pack, const lode_rule *rule) {
    assert_ptr_equal(rule->pack, pack);
    lode_buffer_format(text, "\n%zu %s %s %s %s %s:%u %u:%u %d %u %d %d %u\n %s\n %zu %.*s\n ", rule->order, rule->id,
                       rule->type, rule->extractor ? rule->extractor : "-", rule->written, rule->file + strlen(base),
                       rule->line, rule->match_line, rule->match_column, rule->priority, rule->stage, rule->caseless,
                       rule->role, rule->span_group, rule->written, rule->pattern_length, (int)rule->pattern_length,
                       rule->pattern ? rule->pattern : "");
    for (size_t i = 0; i < pack->fragment_count; i++)
        lode_buffer_format(text, " %d %zu %s\n", pack->fragments[i].is_made, pack->fragments[i].length,
                           pack->fragments[i].pattern);
    add_table(text, rule->lookup);
    for (size_t i = 0; i < rule->capture_count; i++) {
        lode_buffer_format(text, " %d %d %d ", rule->captures[i].field, rule->captures[i].kind, rule->captures[i].reader);
        add_table(text, rule->captures[i].table);
    }
    for (size_t i = 0; i < rule->field_count; i++) {
        lode_buffer_format(text, " %s=", rule->fields[i].name);
        add_value(text, &rule->fields[i].constant);
    }
    for (size_t i = 0; i < rule->reference_count; i++)
        lode_buffer_format(text, " @%s", rule->references[i]);
    for (size_t i = 0; i < rule->example_count; i++)
        add_example(text, &rule->examples[i]);
}

/* All there is in a pack, as text; the pack is freed. */
static char *describe(lode_pack *pack) {
    lode_buffer text = {0}, folded = {0};
    const char *setting = lode_pack_setting(pack, "date", "order");
    lode_decimal number = {0};
    size_t used = 0;

    lode_buffer_format(&text, "%s %s %s %s %016llx %s", pack->name, pack->path + strlen(base), pack->summary, pack->language,
                       (unsigned long long)pack->digest, setting ? setting : "-");
    for (size_t i = 0; i < pack->common_word_count; i++)
        lode_buffer_format(&text, " %s", pack->common_words[i]);
    lode_numbers_read(pack->numbers, "hai trăm", strlen("hai trăm"), &number, &used);
    assert_int_equal(lode_folds_apply(pack->folds, "hòa ðo", strlen("hòa ðo"), &folded, NULL), LODE_OK);
    lode_buffer_format(&text, "\n%llu %zu %s", (unsigned long long)number.low, used, folded.bytes);
    for (size_t i = 0; i < pack->rule_count; i++)
        add_rule(&text, pack, &pack->rules[i]);
    assert_false(text.failed);
    lode_buffer_free(&folded);
    lode_pack_free(pack);
    return text.bytes;
}

static char *load(const char *name, bool cached, size_t first_order) {
    char first[96], second[96], cache[96];
    const char *folders[] = {first, second, NULL};
    lode_pack_places places = {.directories = folders, .cache_directory = cached ? cache : NULL};
    lode_buffer reports = {0};
    lode_pack *pack;
    lode_error error;

    snprintf(first, sizeof first, "%s/b", base);
    snprintf(second, sizeof second, "%s/a", base);
    snprintf(cache, sizeof cache, "%s/cache", base);
    if (lode_pack_load(name, &places, first_order, keep_report, &reports, &pack, &error) != LODE_OK)
        fail_msg("%s: %s", error.message, reports.bytes ? reports.bytes : "");
    lode_buffer_free(&reports);
    return describe(pack);
}

/* The file in the cache folder, of which there is one: a new one has another number. */
static ino_t kept_file(void) {
    char path[96];
    struct dirent *entry;
    ino_t found = 0;
    DIR *folder;

    snprintf(path, sizeof path, "%s/cache", base);
    folder = opendir(path);
    while (folder && (entry = readdir(folder)))
        if (entry->d_name[0] != '.') {
            assert_int_equal(found, 0);
            found = entry->d_ino;
        }
    if (folder)
        closedir(folder);
    return found;
}

/* Loads in three ways, of which the last must find the file that the one before left, and returns what came of all three. */
static char *load_all_ways(void) {
    char *loaded = load("news", false, 3), *first = load("news", true, 3), *again;
    ino_t kept = kept_file();

    assert_int_not_equal(kept, 0);
    again = load("news", true, 3);
    assert_int_equal(kept_file(), kept);
    assert_string_equal(first, loaded);
    assert_string_equal(again, loaded);
    free(first);
    free(again);
    return loaded;
}

static void kept_pack_is_the_same(void **state) {
    char *loaded, *moved, *as_loaded;

    (void)state;
    put_packs();
    loaded = load_all_ways();
    assert_non_null(strstr(loaded, "news /a/news news vi"));
    assert_non_null(strstr(loaded, "\n2 9 hoà đo"));
    assert_non_null(strstr(loaded, " Hà Nội|hà nội=1:HAN(0 0)"));
    assert_non_null(strstr(loaded, " scale=2:1.50(15 -1)"));
    moved = load("news", true, 40);
    as_loaded = load("news", false, 40);
    assert_string_equal(moved, as_loaded);
    assert_non_null(strstr(moved, "\n42 news.twice"));
    free(loaded);
    free(moved);
    free(as_loaded);
}

/* After a change the pack is another, and is kept anew. */
static void assert_changed(const char *name, const char *text, const char *expected) {
    char *loaded;
    ino_t before = kept_file();

    put(name, text);
    loaded = load_all_ways();
    assert_int_not_equal(kept_file(), before);
    if (!strstr(loaded, expected))
        fail_msg("'%s' is not in: %s", expected, loaded);
    free(loaded);
}

static void changes_are_seen(void **state) {
    (void)state;
    put_packs();
    free(load_all_ways());
    assert_changed("a/places.tsv", "name\tcode\nHuế\tHUI\n", " Huế|huế=1:HUI");
    assert_changed("a/news/more.yaml", "lode: 1\nrules:\n- {id: news.more, type: t, match: x, examples: ['[x]']}\n",
                   " news.more t ");
    assert_changed("a/news/pack.yaml", "lode: 1\npack: {language: vi-VN, uses: [words], summary: x}\n", "/a/news x vi-VN");
    assert_changed("a/words.yaml",
                   "lode: 1\nnormalise: {word_end: {òa: oà}, anywhere: {ð: đ}}\nnumbers: {units: {hai: 2}, scales: {trăm: "
                   "100}}\ndefine: {near: kề}\ntables: {places: {entries: {Vinh: VII}}}\n",
                   " Vinh|vinh=1:VII");
    assert_changed("a/news/rules.yml", "lode: 1\nrules:\n- {id: news.yml, type: t, match: x, examples: ['[x]']}\n",
                   " news.yml t ");
    /* One that is found earlier. */
    assert_changed("b/news/pack.yaml",
                   "lode: 1\npack: {language: vi, summary: early}\nnormalise: {word_end: {òa: oà}, "
                   "anywhere: {ð: đ}}\nnumbers: {units: {hai: 2}, scales: {trăm: 100}}\n",
                   "/b/news early vi");
}

static void what_goes_away_is_seen(void **state) {
    char path[96], *loaded;

    (void)state;
    put_packs();
    free(load_all_ways());
    put("b/words.yaml", "lode: 1\n");
    snprintf(path, sizeof path, "%s/a/news/rules.yaml", base);
    assert_int_equal(unlink(path), 0);
    loaded = load_all_ways();
    assert_null(strstr(loaded, "news.money"));
    free(loaded);
}

/* Under the same names, files with the same content are as good as those that were there, as on another machine. */
static void other_files_of_the_same_content_are_not(void **state) {
    char command[256], *loaded, *again;
    ino_t kept;

    (void)state;
    put_packs();
    loaded = load_all_ways();
    kept = kept_file();
    snprintf(command, sizeof command, "cd '%s' && mv a old && cp -R old a && touch -d 2001-01-01 a a/*", base);
    assert_int_equal(system(command), 0);
    again = load_all_ways();
    assert_int_equal(kept_file(), kept);
    assert_string_equal(again, loaded);
    free(loaded);
    free(again);
}

/* One pack under two names is one, which two packs of the same content are not. */
static void names_of_one_file_are_told_from_copies(void **state) {
    char command[256];
    ino_t kept;

    (void)state;
    put_packs();
    put("a/news/pack.yaml", "lode: 1\npack: {language: vi, summary: x, uses: [words, again]}\n");
    snprintf(command, sizeof command, "cd '%s/a' && ln -s words.yaml again.yaml", base);
    assert_int_equal(system(command), 0);
    put("a/words.yaml", "lode: 1\n");
    put("a/news/rules.yaml", "lode: 1\n");
    free(load_all_ways());
    kept = kept_file();
    snprintf(command, sizeof command, "cd '%s/a' && rm again.yaml && cp words.yaml again.yaml", base);
    assert_int_equal(system(command), 0);
    free(load_all_ways());
    assert_int_not_equal(kept_file(), kept);
}

/* What has mistakes is not kept, nor is what was kept before used for it. */
static void mistakes_are_seen(void **state) {
    char folder[96], cache[96];
    const char *folders[] = {folder, NULL};
    lode_pack_places places = {.directories = folders, .cache_directory = cache};
    lode_pack *pack;
    lode_error error;
    ino_t kept;

    (void)state;
    put_packs();
    free(load_all_ways());
    kept = kept_file();
    snprintf(folder, sizeof folder, "%s/a", base);
    snprintf(cache, sizeof cache, "%s/cache", base);
    put("a/places.tsv", "name\tcode\nHuế\n");
    for (int i = 0; i < 2; i++)
        assert_int_equal(lode_pack_load("news", &places, 0, NULL, NULL, &pack, &error), LODE_ERROR_RULES);
    assert_int_equal(kept_file(), kept);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_base, remove_base)

int main(void) {
    const struct CMUnitTest tests[] = {TEST(kept_pack_is_the_same),
                                       TEST(changes_are_seen),
                                       TEST(what_goes_away_is_seen),
                                       TEST(other_files_of_the_same_content_are_not),
                                       TEST(names_of_one_file_are_told_from_copies),
                                       TEST(mistakes_are_seen)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
