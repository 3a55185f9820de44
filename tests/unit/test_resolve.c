/* SPDX-License-Identifier: MIT */
/* Settling overlaps, against the rule itself: in order of rank, each that overlaps nothing taken before. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "pipeline/resolve.h"

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

enum { DRAFTS = 200, ROUNDS = 300 };

static unsigned next_random(unsigned *seed) {
    *seed = *seed * 1103515245u + 12345u;
    return (*seed >> 16) & 0x7FFF;
}

static bool overlap(const lode_draft *a, const lode_draft *b) {
    return a->start < b->end && b->start < a->end;
}

/* A part may overlap what it is part of, where both are not of one type. */
static bool related(const lode_draft *a, const lode_draft *b) {
    if (strcmp(a->rule->type, b->rule->type) == 0)
        return false;
    for (size_t i = 0; i < a->part_count; i++)
        if (a->parts[i] == b)
            return true;
    for (size_t i = 0; i < b->part_count; i++)
        if (b->parts[i] == a)
            return true;
    return false;
}

static int compare(const void *a, const void *b) {
    return lode_draft_compare(*(lode_draft *const *)a, *(lode_draft *const *)b);
}

/* What must be taken, by looking at each against each. */
static void settle_simply(lode_draft *drafts, size_t count, bool *taken) {
    lode_draft *ranked[DRAFTS];

    for (size_t i = 0; i < count; i++)
        ranked[i] = &drafts[i];
    qsort(ranked, count, sizeof *ranked, compare);
    for (size_t i = 0; i < count; i++) {
        bool free = true;

        for (size_t j = 0; j < i; j++)
            free = free && !(taken[ranked[j] - drafts] && overlap(ranked[i], ranked[j]) && !related(ranked[i], ranked[j]));
        taken[ranked[i] - drafts] = free;
    }
}

static void same_as_the_simple_way(void **state) {
    lode_rule rules[3] = {
        {.type = "name", .order = 0}, {.type = "place", .priority = 1, .order = 1}, {.type = "place", .order = 2}};
    unsigned seed = 7;

    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        lode_arena arena = {0};
        lode_draft drafts[DRAFTS] = {{0}};
        lode_draft *list[DRAFTS], *part[DRAFTS];
        bool expected[DRAFTS] = {false};
        size_t count = next_random(&seed) % DRAFTS, taken, wanted = 0;
        unsigned spread = 1 + next_random(&seed) % 400;

        for (size_t i = 0; i < count; i++) {
            drafts[i].rule = &rules[next_random(&seed) % 3];
            drafts[i].start = next_random(&seed) % spread;
            drafts[i].end = drafts[i].start + 1 + next_random(&seed) % 12;
            drafts[i].sequence = i;
            list[i] = &drafts[i];
            if (i && next_random(&seed) % 4 == 0) { /* has an earlier one as its part */
                part[i] = &drafts[next_random(&seed) % i];
                drafts[i].parts = &part[i];
                drafts[i].part_count = 1;
            }
        }
        settle_simply(drafts, count, expected);
        assert_int_equal(lode_resolve(&arena, list, count, true, &taken), LODE_OK);
        for (size_t i = 0; i < count; i++) {
            assert_int_equal(drafts[i].fate == LODE_FATE_WON, expected[i]);
            wanted += expected[i];
            assert_int_equal(drafts[i].winner != NULL, !expected[i]);
            if (drafts[i].winner) {
                assert_true(overlap(drafts[i].winner, &drafts[i]));
                assert_true(lode_draft_compare(drafts[i].winner, &drafts[i]) < 0);
            }
        }
        assert_int_equal(taken, wanted);
        for (size_t i = 0; i < taken; i++) {
            assert_int_equal(list[i]->fate, LODE_FATE_WON);
            assert_true(i == 0 || list[i - 1]->start <= list[i]->start);
        }
        lode_arena_free(&arena);
    }
}

/* Half a million candidates, each over the next: what is quadratic does not come back from this. */
static void many_are_settled(void **state) {
    enum { MANY = 500000 };
    lode_rule rule = {0};
    lode_arena arena = {0};
    lode_draft *drafts = calloc(MANY, sizeof *drafts), **list = calloc(MANY, sizeof *list);
    size_t taken;

    (void)state;
    assert_non_null(drafts);
    assert_non_null(list);
    for (size_t i = 0; i < MANY; i++) {
        drafts[i] = (lode_draft){.rule = &rule, .start = i, .end = i + 2, .sequence = i};
        list[MANY - 1 - i] = &drafts[i];
    }
    assert_int_equal(lode_resolve(&arena, list, MANY, false, &taken), LODE_OK);
    assert_int_equal(taken, MANY / 2);
    assert_int_equal(list[1]->start, 2);
    free(drafts);
    free(list);
    lode_arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(same_as_the_simple_way), cmocka_unit_test(many_are_settled)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
