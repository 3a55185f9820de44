#include "match/prefilter.h"

#include "config.h"
#include "match/assertions.h"
#include "match/cache.h"
#include "match/simplify.h"
#include "match/states.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

struct lode_prefilter {
    uint32_t *reasons; /* by rule: where the reason starts in the texts; 0: the rule is taken */
    size_t count;
    lode_automata automata; /* by rule */
    lode_buffer texts;      /* of reasons, each with its NUL, after a first one that is empty */
};

typedef struct place_list {
    size_t *places;
    size_t count, capacity;
} place_list;

struct lode_prefilter_scratch {
    const lode_prefilter *prefilter;
    lode_states *states;
    place_list *lists; /* by rule */
};

/* ---- Making ----------------------------------------------------------------------------------------------------- */

/* The tree that a rule's automaton reads; NULL: there is none, for a *reason (NULL: memory ran out). */
static const lode_node *tree_of(const lode_rule *rule, lode_charsets *charsets, const char **reason) {
    lode_arena *arena = lode_charsets_arena(charsets);
    const lode_node *tree;

    *reason = "it is looked up in its table";
    if (rule->lookup)
        return NULL;
    tree = lode_syntax_parse(rule->pattern, rule->pattern_length, rule->caseless, charsets, arena, reason);
    if (!tree)
        return NULL;
    *reason = "it can match nothing at all";
    if (lode_node_can_be_empty(tree))
        return NULL;
    *reason = NULL;
    tree = lode_assertions_resolve(tree, arena);
    return tree ? lode_simplify(tree, arena) : NULL;
}

static lode_status add_rule(lode_prefilter *prefilter, size_t index, const lode_rule *rule, lode_charsets *charsets) {
    const char *reason;
    const lode_node *tree = tree_of(rule, charsets, &reason);
    lode_status status;

    if (!tree && !reason)
        return LODE_ERROR_MEMORY;
    status = lode_automata_add(&prefilter->automata, tree);
    if (status == LODE_ERROR_LIMIT) {
        reason = "it is too large for the prefilter";
        status = lode_automata_add(&prefilter->automata, NULL);
    }
    if (status == LODE_OK && reason) {
        prefilter->reasons[index] = (uint32_t)prefilter->texts.length;
        if (!lode_buffer_append(&prefilter->texts, reason, strlen(reason) + 1))
            status = LODE_ERROR_MEMORY;
    }
    return status;
}

static bool build(lode_prefilter *prefilter, const lode_rule *const *rules) {
    lode_arena arena = {0};
    lode_charsets *charsets = lode_charsets_create(&arena);
    bool done = charsets != NULL;

    for (size_t i = 0; done && i < prefilter->count; i++)
        done = add_rule(prefilter, i, rules[i], charsets) == LODE_OK;
    done = done && lode_automata_finish(&prefilter->automata);
    lode_charsets_free(charsets);
    lode_arena_free(&arena);
    return done;
}

/* ---- Keeping ---------------------------------------------------------------------------------------------------- */

enum { FORMAT = 23, KEY_SIZE = 33 };

/* What the automata depend on: the rules, and what makes them. */
static bool make_key(const lode_rule *const *rules, size_t count, char key[KEY_SIZE]) {
    lode_buffer text = {0};
    char pcre2[64] = "";
    bool done;

    pcre2_config(PCRE2_CONFIG_VERSION, pcre2);
    lode_buffer_format(&text, "%d\n%s\n%s\n%zu %d\n", FORMAT, PACKAGE_VERSION, pcre2, sizeof(void *), *(const char *)&(int){1});
    for (size_t i = 0; i < count; i++) {
        lode_buffer_format(&text, "%d %d %zu\n", rules[i]->lookup != NULL, rules[i]->caseless, rules[i]->pattern_length);
        if (!rules[i]->lookup)
            lode_buffer_append(&text, rules[i]->pattern, rules[i]->pattern_length);
    }
    done = !text.failed;
    if (done)
        snprintf(key, KEY_SIZE, "%016llx%016llx", (unsigned long long)lode_cache_hash(1, text.bytes, text.length),
                 (unsigned long long)lode_cache_hash(2, text.bytes, text.length));
    lode_buffer_free(&text);
    return done;
}

/* The content of a file: these pieces, the length before each. */
enum { REASONS, TEXTS, NODES, ENTRIES, SETS, PAGES, BLOCKS, PIECES };

static void store(const lode_prefilter *prefilter, const char *directory, const char *key) {
    const lode_automata *automata = &prefilter->automata;
    const struct {
        const void *bytes;
        size_t length;
    } pieces[PIECES] = {[REASONS] = {prefilter->reasons, prefilter->count * sizeof *prefilter->reasons},
                        [TEXTS] = {prefilter->texts.bytes, prefilter->texts.length},
                        [NODES] = {automata->nodes.bytes, automata->nodes.length},
                        [ENTRIES] = {automata->entries.bytes, automata->entries.length},
                        [SETS] = {automata->sets.bytes, automata->sets.length},
                        [PAGES] = {automata->pages.bytes, automata->pages.length},
                        [BLOCKS] = {automata->blocks.bytes, automata->blocks.length}};
    lode_buffer content = {0};

    for (size_t i = 0; i < PIECES; i++) {
        uint64_t length = pieces[i].length;

        lode_buffer_append(&content, (const char *)&length, sizeof length);
        lode_buffer_append(&content, pieces[i].bytes, pieces[i].length);
    }
    if (!content.failed)
        lode_cache_write(directory, key, content.bytes, content.length);
    lode_buffer_free(&content);
}

static bool take_pieces(lode_prefilter *prefilter, const lode_buffer *content) {
    lode_buffer reasons = {0};
    lode_buffer *const buffers[PIECES] = {[REASONS] = &reasons,
                                          [TEXTS] = &prefilter->texts,
                                          [NODES] = &prefilter->automata.nodes,
                                          [ENTRIES] = &prefilter->automata.entries,
                                          [SETS] = &prefilter->automata.sets,
                                          [PAGES] = &prefilter->automata.pages,
                                          [BLOCKS] = &prefilter->automata.blocks};
    size_t at = 0;
    bool good = true;

    lode_buffer_clear(&prefilter->texts);
    for (size_t i = 0; good && i < PIECES; i++) {
        uint64_t length = 0;

        good = content->length - at >= sizeof length;
        if (good)
            memcpy(&length, content->bytes + at, sizeof length);
        at += sizeof length;
        good = good && content->length - at >= length && lode_buffer_append(buffers[i], content->bytes + at, (size_t)length);
        at += (size_t)length;
    }
    good = good && at == content->length && reasons.length == prefilter->count * sizeof *prefilter->reasons;
    if (good)
        memcpy(prefilter->reasons, reasons.bytes, reasons.length);
    lode_buffer_free(&reasons);
    return good;
}

static bool restore(lode_prefilter *prefilter, const char *directory, const char *key) {
    lode_buffer content = {0};
    bool done = lode_cache_read(directory, key, &content) && take_pieces(prefilter, &content);

    lode_buffer_free(&content);
    return done;
}

/* ---- The prefilter ---------------------------------------------------------------------------------------------- */

/* One without anything in it; NULL: memory ran out. */
static lode_prefilter *start(size_t count) {
    lode_prefilter *made = calloc(1, sizeof *made);

    if (!made)
        return NULL;
    made->reasons = calloc(count ? count : 1, sizeof *made->reasons);
    if (!made->reasons || !lode_buffer_byte(&made->texts, '\0')) {
        lode_prefilter_free(made);
        return NULL;
    }
    made->count = count;
    return made;
}

static lode_status out_of_memory(lode_prefilter *prefilter, lode_error *error) {
    lode_prefilter_free(prefilter);
    return lode_error_set(error, LODE_ERROR_MEMORY, "memory ran out while the prefilter was prepared");
}

lode_status lode_prefilter_restore(const lode_rule *const *rules, size_t count, const char *cache_directory,
                                   lode_prefilter **prefilter, lode_error *error) {
    lode_prefilter *made;
    char key[KEY_SIZE];

    *prefilter = NULL;
    if (!cache_directory)
        return LODE_OK;
    made = start(count);
    if (!made || !make_key(rules, count, key))
        return out_of_memory(made, error);
    if (restore(made, cache_directory, key))
        *prefilter = made;
    else
        lode_prefilter_free(made);
    return LODE_OK;
}

lode_status lode_prefilter_create(const lode_rule *const *rules, size_t count, const char *cache_directory,
                                  lode_prefilter **prefilter, lode_error *error) {
    lode_prefilter *made = start(count);
    char key[KEY_SIZE];

    *prefilter = NULL;
    if (!made || !make_key(rules, count, key) || !build(made, rules))
        return out_of_memory(made, error);
    if (cache_directory)
        store(made, cache_directory, key);
    *prefilter = made;
    return LODE_OK;
}

void lode_prefilter_free(lode_prefilter *prefilter) {
    if (!prefilter)
        return;
    lode_automata_free(&prefilter->automata);
    lode_buffer_free(&prefilter->texts);
    free(prefilter->reasons);
    free(prefilter);
}

const char *lode_prefilter_reason(const lode_prefilter *prefilter, size_t rule) {
    uint32_t reason = prefilter->reasons[rule];

    return reason ? prefilter->texts.bytes + reason : NULL;
}

lode_status lode_prefilter_scratch_create(const lode_prefilter *prefilter, lode_prefilter_scratch **scratch,
                                          lode_error *error) {
    lode_prefilter_scratch *made = calloc(1, sizeof *made);

    *scratch = NULL;
    if (made) {
        made->prefilter = prefilter;
        made->lists = calloc(prefilter->count ? prefilter->count : 1, sizeof *made->lists);
        made->states = lode_states_create(&prefilter->automata);
        if (made->lists && made->states) {
            *scratch = made;
            return LODE_OK;
        }
    }
    lode_prefilter_scratch_free(made);
    return lode_error_set(error, LODE_ERROR_MEMORY, "memory ran out while the prefilter was prepared");
}

void lode_prefilter_scratch_free(lode_prefilter_scratch *scratch) {
    if (!scratch)
        return;
    for (size_t i = 0; scratch->lists && i < scratch->prefilter->count; i++)
        free(scratch->lists[i].places);
    lode_states_free(scratch->states);
    free(scratch->lists);
    free(scratch);
}

/* ---- Scanning --------------------------------------------------------------------------------------------------- */

static bool note_place(void *context, uint32_t rule, size_t place) {
    lode_prefilter_scratch *scratch = context;
    place_list *list = &scratch->lists[rule];

    if (list->count == list->capacity) {
        size_t capacity = list->capacity ? list->capacity * 2 : 16;
        size_t *places = realloc(list->places, capacity * sizeof *places);

        if (!places)
            return false;
        list->places = places;
        list->capacity = capacity;
    }
    list->places[list->count++] = place;
    return true;
}

bool lode_prefilter_scan(lode_prefilter_scratch *scratch, const char *text, size_t length) {
    for (size_t i = 0; i < scratch->prefilter->count; i++)
        scratch->lists[i].count = 0;
    return lode_states_search(scratch->states, text, length, note_place, scratch) == LODE_STATES_DONE;
}

const size_t *lode_prefilter_places(const lode_prefilter_scratch *scratch, size_t rule, size_t *count) {
    *count = scratch->lists[rule].count;
    return scratch->lists[rule].places;
}
