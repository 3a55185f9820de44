/* SPDX-License-Identifier: MIT */
#include "match/searcher.h"

#include "match/beginning.h"
#include "match/emit.h"
#include "match/pattern.h"
#include "match/pattern_cache.h"
#include "match/run.h"
#include "match/syntax.h"

#include <stdlib.h>

enum {
    PIECES = 8,
    MESSAGE = 256,
    BYTES_A_TRY = 32 /* of a compiled pattern: it is tried so often before it is worth the JIT's time */
};

struct lode_searcher {
    lode_searched *patterns;
    lode_pattern *compiled; /* of those without a program, each made when it is first needed */
    size_t count;
    lode_program program;
    lode_buffer beginnings; /* a lode_beginning for each pattern */
    lode_kept kept;         /* what was restored from the cache folder, of which both are parts; or empty */
    lode_runner *runner;    /* NULL: PCRE2 does all */
    lode_pattern_scratch scratch;
    char message[MESSAGE]; /* of PCRE2 */
};

/* ---- Making ----------------------------------------------------------------------------------------------------- */

typedef struct searcher_maker {
    lode_searcher *searcher;
    lode_charsets *charsets;
    lode_emitter *emitter;
    lode_arena arena; /* has all trees: patterns share groups */
    lode_read_fragments read;
} searcher_maker;

static bool add_pattern(searcher_maker *maker, const lode_rule *rule) {
    lode_searcher *searcher = maker->searcher;
    const char *reason, *refusal;
    const lode_node *tree = lode_syntax_parse(rule, maker->charsets, &maker->read, &maker->arena, &reason);
    lode_beginning begins = {.empty = true};

    if (!tree && !reason)
        return false;
    if (lode_emit(maker->emitter, tree, rule->capture_count, &maker->arena, &refusal) != LODE_OK)
        return false;
    if (tree)
        lode_beginning_find(maker->emitter, tree, &begins);
    return lode_buffer_append(&searcher->beginnings, (const char *)&begins, sizeof begins);
}

static bool make_programs(lode_searcher *searcher) {
    searcher_maker *maker = calloc(1, sizeof *maker);
    bool done = maker != NULL;

    if (done) {
        maker->searcher = searcher;
        maker->charsets = lode_charsets_create(&maker->arena);
        maker->emitter = lode_emitter_create(&searcher->program, &maker->arena);
        done = maker->charsets && maker->emitter;
        for (size_t i = 0; done && i < searcher->count; i++)
            done = add_pattern(maker, searcher->patterns[i].rule);
        lode_charsets_free(maker->charsets);
        lode_arena_free(&maker->arena);
    }
    free(maker);
    return done;
}

static bool has_program(const lode_searcher *searcher, size_t number) {
    const lode_program_entry *entries = (const lode_program_entry *)(const void *)searcher->program.entries.bytes;

    return searcher->program.entries.length && entries[number].start != LODE_PROGRAM_NONE;
}

/* Lets PCRE2 read the patterns in outline, or as a whole those that have no program; reports every mistake. */
static lode_status check(const lode_searcher *searcher, bool outlines, lode_report_function *report, void *report_context,
                         lode_error *error) {
    size_t mistakes = 0;

    for (size_t i = 0; i < searcher->count; i++) {
        const lode_rule *rule = searcher->patterns[i].rule;
        lode_status status = LODE_OK;
        lode_error mistake;

        if (outlines)
            status = lode_pattern_check_outline(rule, &mistake);
        else if (!has_program(searcher, i))
            status = lode_pattern_check(rule, &mistake);
        if (status == LODE_ERROR_MEMORY)
            return lode_error_no_memory(error);
        if (status != LODE_OK && report)
            lode_pattern_report(&mistake, report, report_context, error);
        mistakes += status != LODE_OK;
    }
    if (!mistakes)
        return LODE_OK;
    if (report)
        return LODE_ERROR_RULES;
    return lode_error_set(error, LODE_ERROR_RULES, "%zu pattern%s cannot be compiled", mistakes, mistakes == 1 ? "" : "s");
}

/* Takes programs from the cache folder, or makes and keeps them. */
static lode_status take_programs(lode_searcher *searcher, const lode_rule *const *rules, const char *directory,
                                 lode_report_function *report, void *report_context, lode_error *error) {
    lode_program *program = &searcher->program;
    lode_buffer *const pieces[PIECES] = {&program->code,    &program->entries, &program->sets,   &program->ranges,
                                         &program->sources, &program->tables,  &program->firsts, &searcher->beginnings};
    lode_status status;

    if (lode_pattern_cache_find(directory, rules, searcher->count, pieces, PIECES, &searcher->kept))
        return LODE_OK;
    status = check(searcher, true, report, report_context, error);
    if (status == LODE_OK && !make_programs(searcher))
        return lode_error_no_memory(error);
    if (status == LODE_OK)
        status = check(searcher, false, report, report_context, error);
    if (status == LODE_OK)
        lode_pattern_cache_store(directory, rules, searcher->count, pieces, PIECES);
    return status;
}

static lode_status prepare(lode_searcher *searcher, const lode_rule *const *rules, const lode_matcher_options *options,
                           lode_report_function *report, void *report_context, lode_error *error) {
    lode_status status;
    size_t groups = 0;

    for (size_t i = 0; i < searcher->count; i++)
        if (rules[i]->capture_count > groups)
            groups = rules[i]->capture_count;
    if (options->prefilter)
        status = take_programs(searcher, rules, options->cache_directory, report, report_context, error);
    else
        status = check(searcher, false, report, report_context, error);
    if (status != LODE_OK)
        return status;
    if (options->prefilter) {
        searcher->runner = lode_runner_create(&searcher->program, options->match_limit, options->heap_limit);
        if (!searcher->runner)
            return lode_error_no_memory(error);
    }
    return lode_pattern_scratch_create(options, (uint32_t)groups, &searcher->scratch, error);
}

lode_status lode_searcher_create(const lode_searched *patterns, size_t count, const lode_matcher_options *options,
                                 lode_report_function *report, void *report_context, lode_searcher **searcher,
                                 lode_error *error) {
    lode_searcher *made = calloc(1, sizeof *made);
    const lode_rule **rules = calloc(count + 1, sizeof *rules);
    lode_status status = LODE_ERROR_MEMORY;

    *searcher = NULL;
    if (made) {
        made->patterns = calloc(count + 1, sizeof *made->patterns);
        made->compiled = calloc(count + 1, sizeof *made->compiled);
    }
    if (!made || !rules || !made->patterns || !made->compiled) {
        lode_error_no_memory(error);
    } else {
        made->count = count;
        for (size_t i = 0; i < count; i++) {
            made->patterns[i] = patterns[i];
            rules[i] = patterns[i].rule;
        }
        status = prepare(made, rules, options, report, report_context, error);
    }
    free(rules);
    if (status == LODE_OK)
        *searcher = made;
    else
        lode_searcher_free(made);
    return status;
}

void lode_searcher_free(lode_searcher *searcher) {
    if (!searcher)
        return;
    for (size_t i = 0; searcher->compiled && i < searcher->count; i++)
        lode_pattern_free(&searcher->compiled[i]);
    lode_runner_free(searcher->runner);
    lode_pattern_scratch_free(&searcher->scratch);
    if (!searcher->kept.length) {
        lode_program_free(&searcher->program);
        lode_buffer_free(&searcher->beginnings);
    }
    lode_cache_close(&searcher->kept);
    free(searcher->compiled);
    free(searcher->patterns);
    free(searcher);
}

/* ---- Searching -------------------------------------------------------------------------------------------------- */

static lode_status search_by_pcre2(lode_searcher *searcher, size_t number, const char *text, size_t length, size_t at,
                                   const size_t **groups, size_t *group_count, const char **message) {
    const lode_searched *searched = &searcher->patterns[number];
    lode_pattern *pattern = &searcher->compiled[number];
    int count;

    if (!pattern->code) {
        size_t size = 0;
        lode_error error;
        lode_status status = searched->anchored ? lode_pattern_compile_anchored(searched->rule, pattern, &error)
                                                : lode_pattern_compile(searched->rule, pattern, &error);

        if (status != LODE_OK) {
            *message = "memory ran out";
            return LODE_ERROR_MEMORY;
        }
        pcre2_pattern_info(pattern->code, PCRE2_INFO_SIZE, &size);
        pattern->tries_left = size / BYTES_A_TRY + 1;
    }
    count = lode_pattern_match(pattern, &searcher->scratch, text, length, at);
    if (count == PCRE2_ERROR_NOMATCH)
        return LODE_END;
    if (count < 0) {
        *message = searcher->message;
        return lode_pattern_problem(count, searcher->message, sizeof searcher->message);
    }
    *groups = pcre2_get_ovector_pointer(searcher->scratch.data);
    *group_count = (size_t)count;
    return LODE_OK;
}

void lode_searched_add(lode_searched *list, size_t *count, lode_sought *sought, bool anchored) {
    if (!sought->rule)
        return;
    sought->number = *count;
    list[(*count)++] = (lode_searched){sought->rule, anchored};
}

lode_status lode_searcher_search(lode_searcher *searcher, size_t number, const char *text, size_t length, size_t at,
                                 const size_t **groups, size_t *group_count, const char **message) {
    const lode_beginning *begins = (const lode_beginning *)(const void *)searcher->beginnings.bytes + number;
    size_t last = searcher->patterns[number].anchored ? at : length;

    if (!searcher->runner || !lode_runner_has(searcher->runner, number))
        return search_by_pcre2(searcher, number, text, length, at, groups, group_count, message);
    while ((at = lode_beginning_next(begins, (const unsigned char *)text, length, at, last)) != SIZE_MAX) {
        switch (lode_run(searcher->runner, number, text, length, at)) {
        case LODE_RUN_NONE:
            at++;
            break;
        case LODE_RUN_MATCHED:
            *groups = lode_runner_groups(searcher->runner, group_count);
            return LODE_OK;
        case LODE_RUN_STEPS:
            *message = "match limit exceeded";
            return LODE_ERROR_LIMIT;
        case LODE_RUN_MEMORY:
            *message = "heap limit exceeded";
            return LODE_ERROR_LIMIT;
        }
    }
    return LODE_END;
}
