/* SPDX-License-Identifier: MIT */
/* lode_extract: several documents of a file, as a program takes them. */
#include "pipeline_help.h"

static const char rules[] = "lode: 1\nrules: [{id: word, type: word, match: '\\b[a-z]+\\b', examples: ['[a]']}]\n";

static const char file[] = "BUNDLE\npart 1\ntext one\nfinish\npart 2\nfail no\npart 3\ntext three\nfinish\n"
                           "member n.bundle 31\nBUNDLE\npart x\ntext four\nfinish\ntext five";

typedef struct taken {
    char found[FOUND_SIZE];
    int count, stop_at; /* 0: never */
    lode_status with;
} taken;

static lode_status take(void *context, const lode_result *result, lode_error *error) {
    taken *all = context;
    size_t length = strlen(all->found);

    length += (size_t)snprintf(all->found + length, sizeof all->found - length, "%s/%s", result->document,
                               result->part ? result->part : "");
    if (result->status != LODE_OK)
        length += (size_t)snprintf(all->found + length, sizeof all->found - length, " %s", result->message);
    for (size_t i = 0; i < result->entity_count; i++)
        length += (size_t)snprintf(all->found + length, sizeof all->found - length, " %.*s", (int)result->entities[i].length,
                                   result->entities[i].text);
    snprintf(all->found + length, sizeof all->found - length, "\n");
    if (++all->count == all->stop_at)
        return lode_error_set(error, all->with, "enough");
    return LODE_OK;
}

static lode *open_reading(void) {
    char fixtures[1024], plugins[1024];
    lode_options options = test_options();

    snprintf(fixtures, sizeof fixtures, "%s/tests/fixtures/.libs", getenv("LODE_BUILD"));
    snprintf(plugins, sizeof plugins, "%s/plugins/.libs", getenv("LODE_BUILD"));
    options.plugin_directories = (const char *const[]){fixtures, plugins, NULL};
    return open_engine(&options, rules);
}

static lode_status extract_file(lode *engine, const char *name, size_t length, taken *all, lode_error *error) {
    const lode_input input = {.file = name, .bytes = (const unsigned char *)file, .length = length};

    return lode_extract(engine, &input, NULL, take, all, error);
}

static void takes_all_documents(void **state) {
    lode *engine = open_reading();
    taken all = {.count = 0};
    lode_error error;

    (void)state;
    assert_int_equal(extract_file(engine, "a", sizeof file - 1, &all, &error), LODE_OK);
    assert_string_equal(extract(engine, "on its own", NULL), "word 0-2 [on]; word 3-6 [its]; word 7-10 [own]");
    assert_string_equal(all.found, "a/1 one\na/2 no\na/3 three\na/n.bundle/x four\na/ five\n");
    lode_close(engine);
}

static void stops_where_it_is_told_to(void **state) {
    lode *engine = open_reading();
    taken all = {.stop_at = 4, .with = LODE_END};
    lode_error error;

    (void)state;
    assert_int_equal(extract_file(engine, "a", sizeof file - 1, &all, &error), LODE_OK);
    assert_int_equal(all.count, 4);
    all = (taken){.stop_at = 2, .with = LODE_ERROR_IO};
    assert_int_equal(extract_file(engine, "a", sizeof file - 1, &all, &error), LODE_ERROR_IO);
    assert_int_equal(all.count, 2);
    assert_string_equal(error.message, "enough");
    all = (taken){.stop_at = 1, .with = LODE_ERROR_IO};
    assert_int_equal(lode_extract(engine, &(lode_input){.bytes = (const unsigned char *)file, .length = sizeof file - 1}, NULL,
                                  take, &all, NULL),
                     LODE_ERROR_IO);
    lode_close(engine);
}

/* Whatever a file is cut to, what comes is a document or the reason why it is none. */
static void takes_cut_files(void **state) {
    lode *engine = open_reading();

    (void)state;
    for (size_t length = 0; length < sizeof file - 1; length++) {
        taken all = {.count = 0};
        lode_error error;

        assert_int_equal(extract_file(engine, "a.bundle", length, &all, &error), LODE_OK);
        assert_true(all.count > 0);
    }
    lode_close(engine);
}

/* Without the reader of plain text, a file in another one that would be its own is named. */
static void names_files_without_a_reader(void **state) {
    static const char bundle[] = "BUNDLE\nmember plain 4\ntextmember n.bundle 16\nBUNDLE\ntext four";
    const lode_input input = {.file = "a", .bytes = (const unsigned char *)bundle, .length = sizeof bundle - 1};
    char fixtures[1024];
    lode_options options = test_options();
    taken all = {.count = 0};
    lode *engine;
    lode_error error;

    (void)state;
    snprintf(fixtures, sizeof fixtures, "%s/tests/fixtures/.libs", getenv("LODE_BUILD"));
    options.plugin_directories = (const char *const[]){fixtures, NULL};
    engine = open_engine(&options, rules);
    assert_int_equal(lode_extract(engine, &input, NULL, take, &all, &error), LODE_OK);
    assert_string_equal(all.found, "a/plain there is no reader 'text'; 'lode list plugins' names the readers and the plugins "
                                   "that failed to load\na/n.bundle four\n");
    lode_close(engine);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_all_documents),
        cmocka_unit_test(stops_where_it_is_told_to),
        cmocka_unit_test(takes_cut_files),
        cmocka_unit_test(names_files_without_a_reader),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
