/* SPDX-License-Identifier: MIT */
/* Loading packs in tests: what was reported is kept as lines of text. */
#ifndef LODE_TESTS_RULES_HELP_H
#define LODE_TESTS_RULES_HELP_H

#include "base/buffer.h"
#include "rules/fragment.h"
#include "rules/pack.h"
#include "rules/rule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* Appends "FILE:LINE:COLUMN: message; advice" and a line end, the folder of the file left out. */
static inline void keep_report(void *context, const lode_error *error) {
    const char *slash = strrchr(error->file, '/');

    lode_buffer_format(context, "%s:%u:%u: %s%s%s\n", slash ? slash + 1 : error->file, error->line, error->column,
                       error->message, error->advice[0] ? "; " : "", error->advice);
}

/* The pack of a rule file's text; the test fails where it has mistakes. */
static inline lode_pack *load_text(const char *text) {
    lode_buffer reports = {0};
    lode_pack *pack;
    lode_error error;

    if (lode_pack_load_text("t.yaml", text, strlen(text), NULL, 0, keep_report, &reports, &pack, &error) != LODE_OK)
        fail_msg("%s: %s", error.message, reports.bytes ? reports.bytes : "");
    lode_buffer_free(&reports);
    return pack;
}

/* A rule's pattern with all that it inserts, until the next is asked for; *calls: how many groups in it are only called. */
static inline const lode_buffer *written(const lode_rule *rule, size_t *calls) {
    static char bytes[1 << 20];
    static lode_buffer copy = {.bytes = bytes};
    lode_buffer pattern = {0};

    assert_int_equal(lode_fragments_write(rule, &pattern, calls), LODE_OK);
    assert_true(pattern.length < sizeof bytes);
    memcpy(bytes, pattern.bytes, pattern.length + 1);
    copy.length = pattern.length;
    lode_buffer_free(&pattern);
    return &copy;
}

/* That the text has these mistakes, line by line, and no others. */
static inline void assert_mistakes_of(const char *text, size_t length, const char *expected) {
    lode_buffer reports = {0};
    lode_pack *pack = (lode_pack *)&reports;
    lode_error error;
    lode_status status = lode_pack_load_text("t.yaml", text, length, NULL, 0, keep_report, &reports, &pack, &error);

    assert_string_equal(reports.bytes ? reports.bytes : "", expected);
    assert_int_equal(status, LODE_ERROR_RULES);
    assert_null(pack);
    lode_buffer_free(&reports);
}

static inline void assert_mistakes(const char *text, const char *expected) {
    assert_mistakes_of(text, strlen(text), expected);
}

/* A rule with this pattern, between what stands before `rules:` (may be empty) and its other keys. */
static inline const char *rule_text(char *text, size_t size, const char *before, const char *match) {
    snprintf(text, size, "lode: 1\n%srules:\n- id: a\n  type: t\n  examples: ['[x]']\n  stage: 2\n  match: '%s'\n", before,
             match);
    return text;
}

/* A temporary folder, made in setup and removed with what is in it in teardown; *state is its path. */
static inline int make_folder(void **state) {
    char *path = strdup("/tmp/lode-rules-XXXXXX");

    *state = path;
    return path && mkdtemp(path) ? 0 : -1;
}

static inline int remove_folder(void **state) {
    char command[64];

    snprintf(command, sizeof command, "rm -rf -- '%s'", (char *)*state);
    free(*state);
    return system(command);
}

/* Writes a file under a folder; the folders on the way are made. */
static inline void write_file(const char *folder, const char *name, const char *text) {
    char path[512];
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    for (char *slash = path + strlen(folder) + 1; (slash = strchr(slash, '/')); slash++) {
        *slash = '\0';
        mkdir(path, 0700);
        *slash = '/';
    }
    file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
}

#endif
