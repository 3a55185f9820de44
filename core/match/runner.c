/* SPDX-License-Identifier: MIT */
#include "match/runner.h"

#include "rules/table.h"
#include "text/utf8.h"

#include <stdlib.h>

enum {
    ASKED = 1 << 10,     /* places for what PCRE2 was asked */
    WAYS_FIRST = 1 << 8, /* ways back that there is room for at first */
    CALLS_FIRST = 1 << 6 /* calls, likewise */
};

lode_runner *lode_runner_create(const lode_program *program, uint32_t steps, uint32_t memory) {
    lode_runner *made = calloc(1, sizeof *made);
    uint32_t groups = 0, registers = 0;

    if (!made)
        return NULL;
    made->code = (const uint32_t *)(const void *)program->code.bytes;
    made->entries = (const lode_program_entry *)(const void *)program->entries.bytes;
    made->sets = (const lode_program_set *)(const void *)program->sets.bytes;
    made->ranges = (const lode_range *)(const void *)program->ranges.bytes;
    made->sources = program->sources.bytes;
    made->tables = (const unsigned char *)program->tables.bytes;
    made->firsts = (const uint64_t(*)[4])(const void *)program->firsts.bytes;
    made->entry_count = program->entries.length / sizeof *made->entries;
    made->set_count = program->sets.length / sizeof *made->sets;
    for (size_t i = 0; i < made->entry_count; i++) {
        groups = made->entries[i].groups > groups ? made->entries[i].groups : groups;
        registers = made->entries[i].registers > registers ? made->entries[i].registers : registers;
    }
    made->steps_most = steps;
    made->ways_most = (size_t)memory * 1024 / sizeof(lode_way);
    made->way_capacity = made->ways_most < WAYS_FIRST ? made->ways_most : WAYS_FIRST;
    made->call_capacity = CALLS_FIRST;
    made->ways = malloc((made->way_capacity + 1) * sizeof *made->ways);
    made->calls = malloc(made->call_capacity * sizeof *made->calls);
    made->groups = malloc(2 * ((size_t)groups + 1) * sizeof *made->groups);
    made->opens = malloc(((size_t)groups + 1) * sizeof *made->opens);
    made->registers = malloc(((size_t)registers + 1) * sizeof *made->registers);
    made->asked = calloc(ASKED, sizeof *made->asked);
    made->codes = calloc(made->set_count + 1, sizeof(pcre2_code *));
    made->data = pcre2_match_data_create(1, NULL);
    if (made->ways && made->calls && made->groups && made->opens && made->registers && made->asked && made->codes && made->data)
        return made;
    lode_runner_free(made);
    return NULL;
}

void lode_runner_free(lode_runner *runner) {
    if (!runner)
        return;
    for (size_t i = 0; runner->codes && i < runner->set_count; i++)
        pcre2_code_free(runner->codes[i]);
    pcre2_match_data_free(runner->data);
    free(runner->codes);
    free(runner->asked);
    free(runner->ways);
    free(runner->calls);
    free(runner->groups);
    free(runner->opens);
    free(runner->registers);
    free(runner);
}

bool lode_runner_has(const lode_runner *runner, size_t number) {
    return number < runner->entry_count && runner->entries[number].start != LODE_PROGRAM_NONE;
}

const size_t *lode_runner_groups(const lode_runner *runner, size_t *count) {
    *count = runner->group_count;
    while (*count > 1 && runner->groups[2 * (*count - 1)] == SIZE_MAX)
        --*count;
    return runner->groups;
}

/* ---- Characters ------------------------------------------------------------------------------------------------- */

static bool ask(lode_runner *runner, uint32_t number, uint32_t c, const char *bytes, size_t length) {
    const lode_program_set *set = &runner->sets[number];
    lode_asked *known = &runner->asked[(c * 0x9E3779B1u ^ number * 0x85EBCA77u) >> 16 & (ASKED - 1)];

    if (known->set == number + 1 && known->character == c)
        return known->is_in;
    if (!runner->codes[number])
        runner->codes[number] = lode_charset_compile(runner->sources + set->source, set->source_length, set->flags);
    *known = (lode_asked){number + 1, c, false};
    known->is_in = runner->codes[number] && pcre2_match(runner->codes[number], (PCRE2_SPTR)bytes, length, 0,
                                                        PCRE2_ANCHORED | PCRE2_NO_UTF_CHECK, runner->data, NULL) > 0;
    return known->is_in;
}

bool lode_runner_has_high(lode_runner *runner, uint32_t number, uint32_t c, const char *bytes, size_t length) {
    const lode_program_set *set = &runner->sets[number];

    if (set->source_length && c >= LODE_CHARSET_EXACT)
        return ask(runner, number, c, bytes, length);
    for (uint32_t i = set->first_range; i < set->first_range + set->range_count; i++)
        if (c <= runner->ranges[i].last)
            return c >= runner->ranges[i].first;
    return false;
}

bool lode_runner_pass_folded(const char *text, size_t from, size_t to, size_t length, size_t *at) {
    size_t here = *at;

    while (from < to)
        if (here == length || lode_case_fold((int32_t)lode_utf8_next(text, to, &from)) !=
                                  lode_case_fold((int32_t)lode_utf8_next(text, length, &here)))
            return false;
    *at = here;
    return true;
}

bool lode_runner_is_edge(lode_node_meaning meaning, const char *text, size_t length, size_t at) {
    switch (meaning) {
    case LODE_MEANING_TEXT_START:
        return at == 0;
    case LODE_MEANING_LINE_START:
        return at == 0 || (at < length && text[at - 1] == '\n');
    case LODE_MEANING_TEXT_END:
        return at == length;
    case LODE_MEANING_LAST_LINE_END:
        return at == length || (at + 1 == length && text[at] == '\n');
    case LODE_MEANING_LINE_END:
        return at == length || text[at] == '\n';
    default:
        return false;
    }
}

/* ---- Ways back -------------------------------------------------------------------------------------------------- */

bool lode_runner_more_ways(lode_runner *runner) {
    size_t capacity = runner->way_capacity * 2 < runner->ways_most ? runner->way_capacity * 2 : runner->ways_most;
    lode_way *ways = capacity > runner->way_capacity ? realloc(runner->ways, (capacity + 1) * sizeof *ways) : NULL;

    if (!ways)
        return false;
    runner->ways = ways;
    runner->way_capacity = capacity;
    return true;
}

bool lode_runner_add_call(lode_runner *runner, uint32_t back_to, uint32_t outer) {
    if (runner->call_count == runner->call_capacity) {
        uint32_t capacity = runner->call_capacity * 2;
        lode_call *calls = capacity / (sizeof(lode_way) / sizeof(lode_call)) > runner->ways_most
                               ? NULL
                               : realloc(runner->calls, capacity * sizeof *calls);

        if (!calls)
            return false;
        runner->calls = calls;
        runner->call_capacity = capacity;
    }
    runner->calls[runner->call_count++] = (lode_call){back_to, outer};
    return true;
}

lode_way lode_runner_keep(lode_runner *runner) {
    size_t to = runner->mark - 1, from = runner->mark;
    lode_way mark = runner->ways[to];

    for (; from < runner->way_count; from++)
        if (runner->ways[from].kind == LODE_WAY_GROUP || runner->ways[from].kind == LODE_WAY_OPEN ||
            runner->ways[from].kind == LODE_WAY_REGISTER)
            runner->ways[to++] = runner->ways[from];
    runner->way_count = to;
    runner->mark = mark.least;
    return mark;
}

void lode_runner_refuse(lode_runner *runner) {
    size_t bottom = runner->mark - 1;

    while (runner->way_count > bottom) {
        const lode_way *last = &runner->ways[--runner->way_count];

        if (last->kind == LODE_WAY_GROUP) {
            runner->groups[2 * last->address] = last->at;
            runner->groups[2 * last->address + 1] = last->least;
        } else if (last->kind == LODE_WAY_OPEN) {
            runner->opens[last->address] = last->at;
        } else if (last->kind == LODE_WAY_REGISTER) {
            runner->registers[last->address] = last->at;
        } else if (last->kind == LODE_WAY_MARK || last->kind == LODE_WAY_MARK_NOT) {
            runner->mark = last->least;
        }
    }
}
