/* SPDX-License-Identifier: MIT */
/* Loading a pack where memory runs out, at every allocation in turn: that is what is told, and nothing is lost. */
#include "rules_help.h"

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *memory, size_t size);

static size_t left = SIZE_MAX; /* allocations until one fails */
static bool once;              /* whether those after it go well again */
static bool failed;

static bool fails(void) {
    if (left == SIZE_MAX || (left > 0 && --left > 0))
        return false;
    failed = true;
    if (once)
        left = SIZE_MAX;
    return true;
}

void *__wrap_malloc(size_t size) {
    return fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size) {
    return fails() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *memory, size_t size) {
    return fails() ? NULL : __real_realloc(memory, size);
}

static const char text[] =
    "lode: 1\n"
    "pack: {language: vi, summary: x, common_words: [Và, hoà]}\n"
    "normalise: {word_end: {oà: òa}}\n"
    "numbers: {decimal_marks: [','], group_marks: ['.'], units: {một: 1}, scales: {trăm: 100}, joiners: [lẻ]}\n"
    "calendar: {week_start: 1, weekday: {thứ hai: 1}}\n"
    "settings: {a: {b: c}}\n"
    "tables:\n"
    "  t: {đồng: VND, Đô La: USD, hoà: x}\n"
    "  u: {of: [t, s], entries: {c: d}, capitalised: true}\n"
    "  s: [e, é]\n"
    "define: {a: '%{number:value} hoà%{t:unit}', b: '%{a:x}|%{a}'}\n"
    "rules:\n"
    "- id: a\n"
    "  type: t\n"
    "  stage: 2\n"
    "  extractor: e\n"
    "  match: '(?<span>%{b:y})(?<q>x)\\k<q>%{@money:m}xa+[á]%{roman:r}%{digits:d}(?(<q>)x)'\n"
    "  set: {kind: x}\n"
    "  examples: [{text: '[x] \\[', date: 2020-02-02, values: [{a: b}]}]\n"
    "- {id: b, type: t, lookup: t, examples: ['[x]']}\n"
    "- id: c\n"
    "  type: t\n"
    "  stage: 2\n"
    "  priority: certain\n"
    "  match: ['x', '(?<q>y)']\n"
    "  before: '%{@money}'\n"
    "  not_after: ['p', '%{u}']\n"
    "  each: '%{u:z}%{@date:d}'\n"
    "  set: {n: '{z} {q}'}\n"
    "  examples: ['[x]']\n";

/* Loads with each allocation failing in turn, until none does. The status must be `expected` then, LODE_ERROR_MEMORY before. */
static void load_with_failures(const char *rules, lode_status expected) {
    failed = true;
    for (size_t n = 1; failed; n++) {
        lode_error error;
        lode_pack *pack;
        lode_status status;

        failed = false;
        left = n;
        status = lode_pack_load_text("t.yaml", rules, strlen(rules), NULL, 0, NULL, NULL, &pack, &error);
        left = SIZE_MAX;
        assert_int_equal(status, failed ? LODE_ERROR_MEMORY : expected);
        assert_int_equal(pack != NULL, status == LODE_OK);
        lode_pack_free(pack);
        assert_true(failed || n > 10);
    }
}

static void every_allocation(void **state) {
    (void)state;
    for (int i = 0; i < 2; i++) {
        once = i;
        load_with_failures(text, LODE_OK);
    }
}

/* With mistakes in the rules, too, memory is what is told. */
static void with_mistakes(void **state) {
    (void)state;
    for (int i = 0; i < 2; i++) {
        once = i;
        load_with_failures("lode: 1\npak: 1\ndefine: {a: '%{a}', b: '%{c}('}\nrules: [{id: a, type: t, lookup: x}, {}]\n",
                           LODE_ERROR_RULES);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_allocation), cmocka_unit_test(with_mistakes)};

    return cmocka_run_group_tests_name("rules: memory", tests, NULL, NULL);
}
