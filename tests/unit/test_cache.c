/* SPDX-License-Identifier: MIT */
/* The folder of compiled prefilters: kept, found again, and never trusted more than it should be. */
#define _XOPEN_SOURCE 700
#include "match/matcher.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char base[64], folder[128], kept[512];

static int make_base(void **state) {
    (void)state;
    strcpy(base, "/tmp/lode-cache-XXXXXX");
    if (!mkdtemp(base))
        return -1;
    snprintf(folder, sizeof folder, "%s/deep/lode", base);
    return 0;
}

static int remove_base(void **state) {
    char command[256];

    (void)state;
    snprintf(command, sizeof command, "chmod -R u+w '%s'; rm -rf '%s'", base, base);
    return system(command);
}

static lode_status count_hit(void *context, const lode_hit *hit) {
    (void)hit;
    ++*(size_t *)context;
    return LODE_OK;
}

static void no_problem(void *context, const lode_rule *rule, lode_status status, const char *message) {
    (void)context, (void)rule, (void)status;
    fail_msg("%s", message);
}

/* How many matches a matcher with the folder finds; `learns` says whether it takes and keeps what texts teach. */
static size_t count_matches(const char *pattern, const char *text, bool learns) {
    const lode_rule rule = {.id = "r", .type = "t", .file = "f", .pattern = pattern, .pattern_length = strlen(pattern)};
    const lode_rule *rules[] = {&rule};
    const lode_matcher_options options = {.prefilter = true,
                                          .learn = learns,
                                          .cache_directory = folder,
                                          .match_limit = 1000000,
                                          .depth_limit = 10000,
                                          .heap_limit = 20000};
    lode_matcher *matcher;
    lode_matcher_scratch *scratch;
    size_t hits = 0;

    assert_int_equal(lode_matcher_create(rules, 1, &options, NULL, NULL, &matcher, NULL), LODE_OK);
    assert_int_equal(lode_matcher_scratch_create(matcher, NULL, &scratch, NULL), LODE_OK);
    assert_int_equal(lode_matcher_scan(matcher, scratch, text, strlen(text),
                                       &(lode_match_calls){.hit = count_hit, .problem = no_problem, .context = &hits}),
                     LODE_OK);
    assert_null(lode_matcher_plain_reason(matcher, &rule));
    if (learns)
        lode_matcher_scratch_keep(scratch, matcher, folder);
    lode_matcher_scratch_free(scratch);
    lode_matcher_free(matcher);
    return hits;
}

static void match_with(const char *pattern, const char *text, size_t expected) {
    assert_int_equal(count_matches(pattern, text, false), expected);
}

/* The number of files in the folder; `kept` becomes the path of the last. */
static size_t count_files(void) {
    DIR *files = opendir(folder);
    struct dirent *file;
    size_t count = 0;

    while (files && (file = readdir(files)))
        if (file->d_name[0] != '.') {
            snprintf(kept, sizeof kept, "%s/%s", folder, file->d_name);
            count++;
        }
    if (files)
        closedir(files);
    return count;
}

static void make_file(void) {
    match_with("ab+c", "xabbc abc", 2);
    assert_int_equal(count_files(), 1);
}

static struct stat status_of(const char *path) {
    struct stat status;

    assert_int_equal(stat(path, &status), 0);
    return status;
}

/* The file is written anew when the matcher is made. */
static void assert_rebuilt(void) {
    struct stat before = status_of(kept);

    match_with("ab+c", "xabbc abc", 2);
    assert_int_equal(count_files(), 1);
    assert_int_not_equal(status_of(kept).st_ino, before.st_ino);
}

static void test_kept_and_used(void **state) {
    struct stat before;

    (void)state;
    make_file();
    assert_int_equal(status_of(folder).st_mode & 07777, 0700);
    assert_int_equal(status_of(kept).st_mode & 07777, 0600);
    before = status_of(kept);
    match_with("ab+c", "xabbc abc", 2);
    assert_int_equal(status_of(kept).st_ino, before.st_ino);
    match_with("ab+d", "xabbd", 1);
    assert_int_equal(count_files(), 2);
}

static void test_damaged(void **state) {
    long size;

    (void)state;
    make_file();
    size = (long)status_of(kept).st_size;
    for (long at = 0; at < size; at += size / 7 + 1) {
        FILE *file = fopen(kept, "r+b");
        int byte;

        assert_non_null(file);
        fseek(file, at, SEEK_SET);
        byte = fgetc(file);
        fseek(file, at, SEEK_SET);
        fputc(byte ^ 0x40, file);
        fclose(file);
        assert_rebuilt();
    }
}

static void test_cut_short(void **state) {
    long size;

    (void)state;
    make_file();
    size = (long)status_of(kept).st_size;
    assert_int_equal(truncate(kept, size - 1), 0);
    assert_rebuilt();
    assert_int_equal(truncate(kept, 10), 0);
    assert_rebuilt();
    assert_int_equal(truncate(kept, 0), 0);
    assert_rebuilt();
}

static void test_of_others(void **state) {
    (void)state;
    make_file();
    assert_int_equal(chmod(kept, 0666), 0);
    assert_rebuilt();
    if (geteuid() == 0) {
        assert_int_equal(chown(kept, 12345, 12345), 0);
        assert_rebuilt();
    }
    assert_int_equal(unlink(kept), 0);
    assert_int_equal(chmod(folder, 0777), 0);
    match_with("ab+c", "xabbc abc", 2);
    assert_int_equal(count_files(), 0); /* nothing is written where anybody may write */
}

static void test_no_folder(void **state) {
    FILE *file;

    (void)state;
    snprintf(folder, sizeof folder, "%s/file/lode", base);
    snprintf(kept, sizeof kept, "%s/file", base);
    file = fopen(kept, "w");
    assert_non_null(file);
    fclose(file);
    match_with("ab+c", "xabbc abc", 2);
    snprintf(folder, sizeof folder, "/proc/none/lode");
    match_with("ab+c", "xabbc abc", 2);
}

/* A rule of many states, and texts that lead to most of them. */
#define MANY_STATES "[ab]*a[ab][ab][ab][ab][ab][ab][ab][ab][ab][ab][ab][ab][ab]c"

static void make_text(char *text, size_t length, uint32_t seed) {
    for (size_t i = 0; i < length; i++) {
        seed = seed * 1664525u + 1013904223u;
        text[i] = i % 64 == 63 ? ' ' : "aaabbbabbabaabac"[seed >> 28];
    }
    text[length] = '\0';
}

static off_t largest(void) {
    DIR *files = opendir(folder);
    struct dirent *file;
    off_t most = 0;

    assert_non_null(files);
    while ((file = readdir(files)))
        if (file->d_name[0] != '.') {
            char path[512];

            snprintf(path, sizeof path, "%s/%s", folder, file->d_name);
            if (status_of(path).st_size > most) {
                most = status_of(path).st_size;
                strcpy(kept, path);
            }
        }
    closedir(files);
    return most;
}

static void test_learnt(void **state) {
    static char text[1 << 18], other[1 << 18];
    size_t expected, others;
    off_t size;
    struct stat before;

    (void)state;
    make_text(text, sizeof text - 1, 1);
    make_text(other, sizeof other - 1, 2);
    expected = count_matches(MANY_STATES, text, false);
    others = count_matches(MANY_STATES, other, false);
    assert_true(expected > 100 && others > 100);
    size = largest();
    assert_int_equal(count_matches(MANY_STATES, text, true), expected);
    assert_int_equal(count_files(), 2);
    assert_true(largest() > size);
    before = status_of(kept);
    assert_int_equal(count_matches(MANY_STATES, text, true), expected); /* teaches nothing new */
    assert_int_equal(status_of(kept).st_ino, before.st_ino);
    assert_int_equal(count_matches(MANY_STATES, other, true), others);
    before = status_of(kept);
    assert_int_equal(truncate(kept, before.st_size - 1), 0);
    assert_int_equal(count_matches(MANY_STATES, other, true), others);
    assert_int_not_equal(status_of(kept).st_size, before.st_size - 1); /* it was made again */
    assert_int_equal(count_matches(MANY_STATES, text, true), expected);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_base, remove_base)

int main(void) {
    const struct CMUnitTest tests[] = {TEST(test_kept_and_used), TEST(test_damaged),   TEST(test_cut_short),
                                       TEST(test_of_others),     TEST(test_no_folder), TEST(test_learnt)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
