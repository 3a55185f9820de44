#include "match/prefilter.h"

#include "base/arena.h"
#include "config.h"
#include "match/cache.h"
#include "match/expression.h"
#include "match/folded.h"
#include "match/vectorscan.h"
#include "match/windows.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

/* What is known of a rule. As kept in the cache, the reasons follow one another in a text of their own. */
typedef struct prefilter_rule {
    lode_expression_automata automata;
    uint32_t reason; /* where it starts in the reasons; 0: the rule is taken */
} prefilter_rule;

struct lode_prefilter {
    lode_vectorscan_function *scan;
    hs_platform_info_t platform;
    hs_database_t *database; /* NULL: no rule is taken */
    prefilter_rule *rules;
    size_t count;
    lode_automata automata;
    lode_buffer reasons; /* each with its NUL, after a first one that is empty */
};

struct lode_prefilter_scratch {
    const lode_prefilter *prefilter;
    hs_scratch_t *scratch;
    lode_states *states;
    lode_windows *windows; /* one a rule, as these: */
    size_t *last_ends;     /* SIZE_MAX: nothing was found */
    const char *text;      /* scanned at the moment */
    size_t length;
    lode_folded folded;
};

/* ---- Compiling -------------------------------------------------------------------------------------------------- */

static bool set_reason(lode_prefilter *prefilter, size_t rule, const char *reason) {
    prefilter->rules[rule].reason = (uint32_t)prefilter->reasons.length;
    return lode_buffer_append(&prefilter->reasons, reason, strlen(reason) + 1);
}

typedef struct expressions {
    const char **texts;
    unsigned *flags, *ids; /* an id is a rule's index */
    size_t count;
    lode_arena arena; /* for the above */
} expressions;

static bool write_expressions(lode_prefilter *prefilter, const lode_rule *const *rules, lode_charsets *charsets,
                              lode_buffer *texts, lode_buffer *ids) {
    lode_buffer some = {0};
    bool done = true;

    for (size_t i = 0; done && i < prefilter->count; i++) {
        const char *reason = "it is looked up in its table";
        lode_status status = LODE_DECLINED;

        if (!rules[i]->lookup)
            status =
                lode_expression_of(rules[i], charsets, &some, &prefilter->automata, &prefilter->rules[i].automata, &reason);
        if (status == LODE_OK)
            lode_buffer_append(texts, some.bytes, some.length);
        for (size_t at = 0; status == LODE_OK && at < some.length; at += strlen(some.bytes + at) + 1)
            lode_buffer_append(ids, (const char *)&i, sizeof i);
        done = status == LODE_OK || (status == LODE_DECLINED && set_reason(prefilter, i, reason));
    }
    lode_buffer_free(&some);
    return done && !texts->failed && !ids->failed && lode_automata_finish(&prefilter->automata);
}

static bool list_expressions(const lode_buffer *texts, const lode_buffer *ids, expressions *made) {
    size_t at = 0;

    made->count = ids->length / sizeof(size_t);
    made->texts = lode_arena_array(&made->arena, made->count + 1, sizeof *made->texts);
    made->flags = lode_arena_array(&made->arena, made->count + 1, sizeof *made->flags);
    made->ids = lode_arena_array(&made->arena, made->count + 1, sizeof *made->ids);
    if (!made->texts || !made->flags || !made->ids)
        return false;
    for (size_t i = 0; i < made->count; i++, at += strlen(texts->bytes + at) + 1) {
        size_t id;

        memcpy(&id, ids->bytes + i * sizeof id, sizeof id);
        made->texts[i] = texts->bytes + at;
        made->ids[i] = (unsigned)id;
    }
    return true;
}

/* Takes out a rule's expressions, for Vectorscan refuses one of them. */
static bool take_out(lode_prefilter *prefilter, expressions *made, unsigned rule, const char *reason) {
    size_t kept = 0;

    for (size_t i = 0; i < made->count; i++)
        if (made->ids[i] != rule) {
            made->texts[kept] = made->texts[i];
            made->ids[kept++] = made->ids[i];
        }
    made->count = kept;
    return set_reason(prefilter, rule, reason);
}

static bool compile(lode_prefilter *prefilter, expressions *made) {
    while (made->count) {
        hs_compile_error_t *failure = NULL;
        char reason[256];
        bool done;

        if (hs_compile_multi(made->texts, made->flags, made->ids, (unsigned)made->count, HS_MODE_BLOCK, &prefilter->platform,
                             &prefilter->database, &failure) == HS_SUCCESS)
            return true;
        prefilter->database = NULL;
        snprintf(reason, sizeof reason, "Vectorscan does not take it: %s", failure ? failure->message : "no reason given");
        /* Where no single one is at fault, all together are too many: the last goes. */
        done = take_out(prefilter, made,
                        made->ids[failure && failure->expression >= 0 ? (size_t)failure->expression : made->count - 1], reason);
        hs_free_compile_error(failure);
        if (!done)
            return false;
    }
    return true;
}

static bool build(lode_prefilter *prefilter, const lode_rule *const *rules) {
    expressions made = {0};
    lode_buffer texts = {0}, ids = {0};
    lode_charsets *charsets = lode_charsets_create(&made.arena);
    bool done = charsets && write_expressions(prefilter, rules, charsets, &texts, &ids) &&
                list_expressions(&texts, &ids, &made) && compile(prefilter, &made);

    lode_charsets_free(charsets);
    lode_buffer_free(&texts);
    lode_buffer_free(&ids);
    lode_arena_free(&made.arena);
    return done;
}

/* ---- Keeping ---------------------------------------------------------------------------------------------------- */

enum { FORMAT = 21, KEY_SIZE = 33 };

/* What the compiled form depends on: the rules, and what compiles it for what. */
static bool make_key(const lode_prefilter *prefilter, const lode_rule *const *rules, char key[KEY_SIZE]) {
    lode_buffer text = {0};
    char pcre2[64] = "";
    bool done;

    pcre2_config(PCRE2_CONFIG_VERSION, pcre2);
    lode_buffer_format(&text, "%d\n%s\n%s\n%s\n%u %llu\n%zu\n", FORMAT, PACKAGE_VERSION, hs_version(), pcre2,
                       prefilter->platform.tune, (unsigned long long)prefilter->platform.cpu_features, sizeof(void *));
    for (size_t i = 0; i < prefilter->count; i++) {
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
enum { RULES, REASONS, NODES, ENTRIES, KINDS, SETS, PAGES, BLOCKS, DATABASE, PIECES };

static void store(const lode_prefilter *prefilter, const char *directory, const char *key) {
    const lode_automata *automata = &prefilter->automata;
    lode_buffer content = {0};
    char *database = NULL;
    size_t length = 0;

    if (!prefilter->database || hs_serialize_database(prefilter->database, &database, &length) == HS_SUCCESS) {
        const struct {
            const void *bytes;
            uint64_t length;
        } pieces[PIECES] = {[RULES] = {prefilter->rules, prefilter->count * sizeof *prefilter->rules},
                            [REASONS] = {prefilter->reasons.bytes, prefilter->reasons.length},
                            [NODES] = {automata->nodes.bytes, automata->nodes.length},
                            [ENTRIES] = {automata->entries.bytes, automata->entries.length},
                            [KINDS] = {automata->kinds.bytes, automata->kinds.length},
                            [SETS] = {automata->sets.bytes, automata->sets.length},
                            [PAGES] = {automata->pages.bytes, automata->pages.length},
                            [BLOCKS] = {automata->blocks.bytes, automata->blocks.length},
                            [DATABASE] = {database, length}};

        for (size_t i = 0; i < PIECES; i++) {
            lode_buffer_append(&content, (const char *)&pieces[i].length, sizeof pieces[i].length);
            lode_buffer_append(&content, pieces[i].bytes, (size_t)pieces[i].length);
        }
        if (!content.failed)
            lode_cache_write(directory, key, content.bytes, content.length);
    }
    lode_buffer_free(&content);
    free(database);
}

static bool take_pieces(lode_prefilter *prefilter, const lode_buffer *content) {
    lode_buffer *const buffers[PIECES] = {
        [REASONS] = &prefilter->reasons,       [NODES] = &prefilter->automata.nodes, [ENTRIES] = &prefilter->automata.entries,
        [KINDS] = &prefilter->automata.kinds,  [SETS] = &prefilter->automata.sets,   [PAGES] = &prefilter->automata.pages,
        [BLOCKS] = &prefilter->automata.blocks};
    size_t at = 0;

    lode_buffer_clear(&prefilter->reasons);
    for (size_t i = 0; i < PIECES; i++) {
        uint64_t length;

        if (content->length - at < sizeof length)
            return false;
        memcpy(&length, content->bytes + at, sizeof length);
        at += sizeof length;
        if (content->length - at < length)
            return false;
        if (i == RULES && length == prefilter->count * sizeof *prefilter->rules)
            memcpy(prefilter->rules, content->bytes + at, (size_t)length);
        else if (i == DATABASE && length > 0 &&
                 hs_deserialize_database(content->bytes + at, (size_t)length, &prefilter->database) != HS_SUCCESS)
            return false;
        else if (i == RULES || (buffers[i] && !lode_buffer_append(buffers[i], content->bytes + at, (size_t)length)))
            return false;
        at += (size_t)length;
    }
    return at == content->length;
}

static bool restore(lode_prefilter *prefilter, const char *directory, const char *key) {
    lode_buffer content = {0};
    bool done = lode_cache_read(directory, key, &content) && take_pieces(prefilter, &content);

    lode_buffer_free(&content);
    if (!done) {
        hs_free_database(prefilter->database);
        prefilter->database = NULL;
        memset(prefilter->rules, 0, prefilter->count * sizeof *prefilter->rules);
        lode_buffer_clear(&prefilter->reasons);
        lode_buffer_byte(&prefilter->reasons, '\0');
        lode_automata_free(&prefilter->automata);
    }
    return done;
}

/* ---- The prefilter ---------------------------------------------------------------------------------------------- */

static bool refuse_all(lode_prefilter *prefilter, const char *reason) {
    bool done = true;

    for (size_t i = 0; i < prefilter->count; i++)
        done = set_reason(prefilter, i, reason) && done;
    return done;
}

/* One without anything in it; NULL: memory ran out. */
static lode_prefilter *start(size_t count) {
    lode_prefilter *made = calloc(1, sizeof *made);

    if (!made)
        return NULL;
    made->rules = calloc(count ? count : 1, sizeof *made->rules);
    if (!made->rules || !lode_buffer_byte(&made->reasons, '\0')) {
        lode_prefilter_free(made);
        return NULL;
    }
    made->count = count;
    made->scan = lode_vectorscan_choose(&made->platform);
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
    if (!made || !make_key(made, rules, key))
        return out_of_memory(made, error);
    if (made->scan && restore(made, cache_directory, key))
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
    if (!made)
        return out_of_memory(made, error);
    if (!made->scan) {
        if (!refuse_all(made, "Vectorscan does not work on this processor"))
            return out_of_memory(made, error);
    } else {
        if (!make_key(made, rules, key) || !build(made, rules))
            return out_of_memory(made, error);
        if (cache_directory)
            store(made, cache_directory, key);
    }
    *prefilter = made;
    return LODE_OK;
}

void lode_prefilter_free(lode_prefilter *prefilter) {
    if (!prefilter)
        return;
    hs_free_database(prefilter->database);
    lode_automata_free(&prefilter->automata);
    lode_buffer_free(&prefilter->reasons);
    free(prefilter->rules);
    free(prefilter);
}

const char *lode_prefilter_reason(const lode_prefilter *prefilter, size_t rule) {
    uint32_t reason = prefilter ? prefilter->rules[rule].reason : 0;

    return reason ? prefilter->reasons.bytes + reason : NULL;
}

lode_status lode_prefilter_scratch_create(const lode_prefilter *prefilter, lode_prefilter_scratch **scratch,
                                          lode_error *error) {
    lode_prefilter_scratch *made = calloc(1, sizeof *made);

    *scratch = NULL;
    if (made) {
        made->prefilter = prefilter;
        made->windows = calloc(prefilter->count ? prefilter->count : 1, sizeof *made->windows);
        made->last_ends = calloc(prefilter->count ? prefilter->count : 1, sizeof *made->last_ends);
        made->states = lode_states_create(&prefilter->automata);
        if (made->windows && made->last_ends && made->states &&
            (!prefilter->database || hs_alloc_scratch(prefilter->database, &made->scratch) == HS_SUCCESS)) {
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
    for (size_t i = 0; scratch->windows && i < scratch->prefilter->count; i++)
        lode_windows_free(&scratch->windows[i]);
    hs_free_scratch(scratch->scratch);
    lode_states_free(scratch->states);
    lode_folded_free(&scratch->folded);
    free(scratch->windows);
    free(scratch->last_ends);
    free(scratch);
}

/* ---- Scanning --------------------------------------------------------------------------------------------------- */

static int on_end(unsigned rule, unsigned long long from, unsigned long long to, unsigned flags, void *context) {
    lode_prefilter_scratch *scratch = context;
    size_t end = (size_t)to, least, most;

    (void)from, (void)flags;
    if (end == scratch->last_ends[rule] || end > scratch->folded.length)
        return 0; /* found before, or in the padding */
    scratch->last_ends[rule] = end;
    for (lode_folded_place(&scratch->folded, end, &least, &most); least <= most; least++) {
        bool inside = least < scratch->length && ((unsigned char)scratch->text[least] & 0xC0) == 0x80;

        if (!inside &&
            !lode_windows_note(&scratch->windows[rule], scratch->states, &scratch->prefilter->rules[rule].automata, least))
            return 1;
    }
    return 0;
}

bool lode_prefilter_scan(const lode_prefilter *prefilter, lode_prefilter_scratch *scratch, const char *text, size_t length) {
    for (size_t i = 0; i < prefilter->count; i++) {
        lode_windows_clear(&scratch->windows[i]);
        scratch->last_ends[i] = SIZE_MAX;
    }
    if (!prefilter->database || length == 0)
        return true;
    scratch->text = text;
    scratch->length = length;
    if (length > UINT_MAX - LODE_FOLDED_PADDING || !lode_folded_make(&scratch->folded, text, length) ||
        !lode_states_read(scratch->states, text, length))
        return false;
    /* Vectorscan 5.4.9 misses matches that end where a short text ends: so some zeros follow. */
    if (prefilter->scan(prefilter->database, scratch->folded.text, (unsigned)scratch->folded.length + LODE_FOLDED_PADDING, 0,
                        scratch->scratch, on_end, scratch) != HS_SUCCESS)
        return false;
    for (size_t i = 0; i < prefilter->count; i++)
        if (!lode_windows_finish(&scratch->windows[i], scratch->states, &prefilter->rules[i].automata))
            return false;
    return true;
}

const lode_window *lode_prefilter_windows(const lode_prefilter_scratch *scratch, size_t rule, size_t *count) {
    *count = scratch->windows[rule].count;
    return scratch->windows[rule].windows;
}
